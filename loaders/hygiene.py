"""What no cell may hold, whatever its column: personal data, and text in an encoding that Vietnamese has left behind."""

from __future__ import annotations

import re
import unicodedata

from loaders.matching import clean, key
from wording import problems as words

# Headings that would gather personal data (form, Personal data); compared as whole words of a matched heading.
ASKS_FOR_PERSONS = ("họ tên", "họ và tên", "địa chỉ", "cccd", "cmnd", "số điện thoại", "người khiếu nại", "người tố cáo")
_DATE = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?!\d)")
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .\-]*\d){9}(?![ .\-]*\d)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(unicodedata.normalize("NFC", base + tone) for base in _BASES for tone in _TONES) | set("đĐÐð")


def personal_data(text: str, *, is_case_code: bool = False) -> str | None:
    """Which kind of personal data a text holds, in words; never the data itself. Source: form, Personal data."""
    seen = clean(text)
    if sum(character.isdigit() for character in seen) < 9:
        return None
    if _TWELVE.search(seen):
        return words.TWELVE_DIGITS
    if not is_case_code and _NINE.search(seen):
        return words.NINE_DIGITS
    if _PHONE.search(_DATE.sub("/", seen)):
        return words.PHONE_NUMBER
    return None


def asks_for_persons(heading: str) -> bool:
    """Whether a table heading asks who a person is or where they live."""
    said = f" {key(heading)} "
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said) for phrase in ASKS_FOR_PERSONS)


def is_legacy_encoding(text: str) -> bool:
    """Mojibake, or a word with a letter that Vietnamese lacks (TCVN3, VNI)."""
    if text.isascii():
        return False
    composed = unicodedata.normalize("NFC", text)
    if _is_mojibake(composed):
        return True
    return any(
        not character.isascii() and character not in VIETNAMESE
        for word in _WORD.findall(composed)
        for character in word
    )


def _is_mojibake(text: str) -> bool:
    """UTF-8 that was read as Windows-1252: it can be turned back into text."""
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
