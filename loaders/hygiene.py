"""What no text may hold, whatever its column: personal data, and an encoding that Vietnamese has left behind."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from pathlib import PurePosixPath

from loaders.matching import clean, key
from wording import problems as words

# Headings that would gather personal data (form, Personal data), also written out or short; whole words of a heading.
ASKS_FOR_PERSONS = (
    "họ tên", "họ và tên", "địa chỉ", "cccd", "căn cước", "cmnd", "chứng minh nhân dân", "điện thoại", "sđt",
    "người khiếu nại", "người tố cáo",
)  # fmt: skip
LONGEST_HEADING = 40
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)\\d\\d"
_DATE = re.compile(
    rf"(?<!\d)(?:{_DAY}[./-]{_MONTH}[./-]{_YEAR}|{_YEAR}-{_MONTH}-{_DAY}|{_YEAR}(?:0\d|1[0-2])[0-3]\d)(?!\d)"
)
MASK = "•"  # in the place of a digit of a number that names a person
_DIGIT = re.compile(r"\d")
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")
_GAP = r"[ .\-‐‑–]*"
_RUN_OF_DIGITS = re.compile(rf"\+?\d+(?:{_GAP}\d+)*")
_INTERNATIONAL = re.compile(rf"\+84{_GAP}")
_PHONE_DIGITS = 10
_PERSONAL_HEADING = re.compile(rf"(?<!\w)(?:{'|'.join(key(phrase) for phrase in ASKS_FOR_PERSONS)})(?!\w)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(unicodedata.normalize("NFC", base + tone) for base in _BASES for tone in _TONES) | set("đĐÐð")

_VIETNAMESE_AND_ASCII = re.compile(rf"[\x00-\x7f{''.join(sorted(VIETNAMESE))}]*")


def personal_data(text: str, *, is_case_code: bool = False) -> str | None:
    """Which kind of personal data a text holds, in words; never the data itself. Source: form, Personal data."""
    if len(_DIGIT.findall(text)) < 9:
        return None
    seen = clean(text)
    if _TWELVE.search(seen):
        return words.TWELVE_DIGITS
    if not is_case_code and _NINE.search(seen):
        return words.NINE_DIGITS
    if any(map(_is_phone, _RUN_OF_DIGITS.findall(_DATE.sub("/", seen)))):
        return words.PHONE_NUMBER
    return None


def masked_name(file_name: str) -> str:
    """The name of a file as it may be shown and logged: digits of a part with personal data are dots. The sender knows
    the file by the rest."""
    parts = re.split(r"([/\\\\])", file_name)
    return "".join(_DIGIT.sub(MASK, part) if personal_data(PurePosixPath(part).stem) else part for part in parts)


def _is_phone(run: str) -> bool:
    """A run of digits and gaps that is a phone number, or has one whose first group has three digits or more.

    «0905 123 456 - 15 người» is one; the counts «05 03 02 10 12 14» and the code «01-2026-0012» are none.
    """
    groups = re.findall(r"\d+", _INTERNATIONAL.sub("0", run))
    has_year = any(re.fullmatch(_YEAR, group) for group in groups[1:])
    if groups[0].startswith("0") and len("".join(groups)) == _PHONE_DIGITS and not has_year:
        return True
    starts = (place for place, group in enumerate(groups) if group.startswith("0") and len(group) >= 3)
    return any(_PHONE_DIGITS in accumulate(map(len, groups[start:])) for start in starts)


def asks_for_persons(heading: str) -> bool:
    """Whether a table heading asks who a person is or where they live."""
    return bool(_PERSONAL_HEADING.search(key(heading)))


def is_bare_question(text: str) -> bool:
    """Whether a cell says nothing but such a heading, so that whatever stands below it answers."""
    return bool(_PERSONAL_HEADING.fullmatch(key(text)))


def is_legacy_encoding(text: str) -> bool:
    """Mojibake, or a word with a letter that Vietnamese lacks (TCVN3, VNI)."""
    if text.isascii():
        return False
    composed = unicodedata.normalize("NFC", text)
    # Mojibake is never without one of the signs 0x80–0xBF of Windows-1252, and none of them is a letter of Vietnamese.
    if _VIETNAMESE_AND_ASCII.fullmatch(composed):
        return False
    if _is_mojibake(composed):
        return True
    return any(
        character.isalpha() and not character.isascii() and character not in VIETNAMESE  # the ² of m² is no letter
        for word in _WORD.findall(composed)
        for character in word
    )


def _is_mojibake(text: str) -> bool:
    """UTF-8 that was read as Windows-1252: it can be turned back into text."""
    try:
        b"".join(map(_windows_byte, text)).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _windows_byte(character: str) -> bytes:
    """Windows reads its five unassigned bytes (one is in Đ) as control characters; Python's codec refuses them."""
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252")
