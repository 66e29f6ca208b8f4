"""One cell to one value. A cell that cannot be read is a value too: what is wrong, what was found, what is accepted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from loaders.hygiene import personal_data
from loaders.matching import clean, key, nearest
from loaders.spreadsheets.workbook import CellValue
from wording import problems as words

MOST = 10_000_000
LONGEST_TEXT = 200
NOTHING_AROSE = frozenset({"không phát sinh", "kps"})
YES = frozenset({"có", "x", "✓", "v", "1", "true"})
NO = frozenset({"không", "0", "false"})
_EPOCH = date(1899, 12, 30)
_SERIALS = range(30_000, 80_001)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_AMBIGUOUS_COMMA = re.compile(r"\d+,\d{3}")
_DIGITS_AND_MARKS = re.compile(r"[\d.,]*\d[\d.,]*")
_WRITTEN_DATES = (
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
)


@dataclass(frozen=True)
class BadCell:
    """Why a cell was not read."""

    code: str
    found: str
    expected: str = ""


def typed(value: CellValue) -> str:
    """What a person sees in the cell, as text (NFC); a date as dd/mm/yyyy, a whole number without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):  # most cells: asked first
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    return unicodedata.normalize("NFC", str(value))


def is_blank(value: CellValue) -> bool:
    """Nothing, or only characters that cannot be seen."""
    # A letter or digit in front settles it for nearly every cell, without the cost of cleaning.
    return value is None or (isinstance(value, str) and not value[:1].isalnum() and not clean(value))


def says_nothing_arose(value: CellValue) -> bool:
    """«Không phát sinh» or KPS: a statement, neither a blank nor a number."""
    return isinstance(value, str) and key(value) in NOTHING_AROSE


def read_count(value: CellValue, accepted: str = words.A_COUNT) -> int | BadCell:
    """A whole number 0 … 10,000,000, from a number cell or from text as Vietnamese write numbers."""
    number = read_number(value, accepted)
    if isinstance(number, BadCell):
        return number
    found = typed(value)
    if number < 0:
        return BadCell("NEGATIVE", found, accepted)
    if number != number.to_integral_value():
        return BadCell("NOT_WHOLE", found, accepted)
    if number > MOST:
        return BadCell("OUT_OF_RANGE", found, words.between_counts(0, MOST))
    return int(number)


def read_number(value: CellValue, accepted: str) -> Decimal | BadCell:
    """A number of any size and sign, with decimals; from text as Vietnamese write numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Fifteen digits are what a spreadsheet shows: a formula's 3.0000000000000004 is a 3 on the clerk's screen.
        number = Decimal(f"{value:.15g}")
        return number if number.is_finite() else BadCell("NOT_A_NUMBER", typed(value), accepted)
    if not isinstance(value, str):
        return BadCell("NOT_A_NUMBER", typed(value), accepted)
    found = clean(value)
    digits = found.replace(" ", "")
    sign, digits = (-1, digits[1:]) if digits[:1] in ("-", "−") else (1, digits)
    if not digits.isascii() or not _DIGITS_AND_MARKS.fullmatch(digits):
        return BadCell("NOT_A_NUMBER", found, accepted)
    plain = _PLAIN.fullmatch(digits) and not _AMBIGUOUS_COMMA.fullmatch(digits)
    if not plain and not _GROUPED.fullmatch(digits):
        return BadCell("AMBIGUOUS_NUMBER", found, words.PLAIN_NUMBER)
    return sign * Decimal(digits.replace(".", "").replace(",", "."))


def read_flag(value: CellValue) -> bool | BadCell:
    """Có or Không, in the forms that people tick a box with."""
    said = key(typed(value))
    if said in YES:
        return True
    if said in NO:
        return False
    return BadCell("NOT_IN_LIST", typed(value), words.YES_OR_NO)


def read_date(value: CellValue) -> date | BadCell:
    """A day of 2000 … 2100, always day first; a number cell of 30000 … 80000 is a spreadsheet's serial."""
    day = _day(value)
    if day is None:
        return BadCell("NOT_A_DATE", typed(value), words.A_DATE)
    if not 2000 <= day.year <= 2100:
        return BadCell("DATE_OUT_OF_RANGE", f"{day.day:02}/{day.month:02}/{day.year:04}", words.A_YEAR)
    return day


def _day(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Compared before it is made whole: a file may hold an endless number, or none (NaN).
        return _EPOCH + timedelta(days=int(value)) if _SERIALS.start <= value < _SERIALS.stop else None
    if not isinstance(value, str):
        return None
    said = key(value)
    for form in _WRITTEN_DATES:
        if match := form.fullmatch(said):
            parts = {name: int(digits) for name, digits in match.groupdict().items()}
            try:
                return date(**parts)
            except ValueError:
                return None
    return None


def read_text(value: CellValue, longest: int = LONGEST_TEXT) -> str | BadCell:
    """Free text, kept as typed (NFC). A number in its place is screened as text is: a phone number loses its 0."""
    text = typed(value)
    if not isinstance(value, str) and (kind := personal_data(text)):
        return BadCell("PERSONAL_DATA", "", kind)
    if len(text) > longest:
        return BadCell("TEXT_TOO_LONG", str(len(text)), words.at_most_characters(longest))
    return text


def read_choice(
    value: CellValue, choices: Mapping[str, Sequence[str]], offered: Collection[str] | None = None
) -> str | BadCell:
    """The code whose names hold what was typed; the first name of each is offered, or only of the codes `offered`."""
    said = key(typed(value))
    for code, names in choices.items():
        if said in {key(name) for name in names}:
            return code
    accepted = [names for code, names in choices.items() if offered is None or code in offered]
    labels, known = [names[0] for names in accepted], [name for names in accepted for name in names]
    return BadCell("NOT_IN_LIST", typed(value), words.one_of(labels, nearest(said, known)))
