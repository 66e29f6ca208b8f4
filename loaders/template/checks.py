"""What a cell of the empty return accepts while it is filled in.

A check must let every input pass that the loaders accept (KPS among numbers, a date typed as text, a code in place of a
label) in Excel and in LibreOffice alike: so numbers and dates are judged by a formula that looks only at what is surely
wrong, and a list warns but does not stop. The loaders judge the rest, with a sentence each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from loaders.cells import MOST
from loaders.template.formulas import serial
from wording import template as words

_SAYS_NOTHING = 'LOWER(LEFT(TRIM({cell}),1))="k"'  # KPS, Không phát sinh: however its accents are composed
_DIGITS = 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell}," ",""),"\u00a0",""),".","")'
SHORTEST_DATE = 8  # characters of 5/3/2026


def count_formula(cell: str) -> str:
    """Whether a cell holds a whole number 0 … 10,000,000, the like as text, or says that nothing arose."""
    digits, nothing = _DIGITS.format(cell=cell), _SAYS_NOTHING.format(cell=cell)
    number = f"AND({cell}>=0,{cell}<={MOST},{cell}=INT({cell}))"
    return f"IF(ISNUMBER({cell}),{number},OR({nothing},ISNUMBER(VALUE({digits}))))"


def date_formula(cell: str, first: date, last: date) -> str:
    """Whether a cell holds a day between two others, a text long enough for a date, or says that nothing arose."""
    nothing = _SAYS_NOTHING.format(cell=cell)
    number = f"AND({cell}>={serial(first)},{cell}<{serial(last) + 1})"
    return f"IF(ISNUMBER({cell}),{number},OR({nothing},LEN(TRIM({cell}))>={SHORTEST_DATE}))"


def count(cell: str, *, may_say_nothing: bool = False) -> DataValidation:
    """A check of counts for the cells from `cell` on."""
    wanted = words.count_wanted(MOST) if may_say_nothing else words.people_wanted(MOST)
    return _check("custom", count_formula(cell), (words.COUNT_TITLE, wanted), words.count_wrong(MOST))


def day(cell: str, first: date, last: date) -> DataValidation:
    """A check of dates for the cells from `cell` on."""
    wanted = words.DATE_TITLE, words.date_wanted(first, last)
    return _check("custom", date_formula(cell, first, last), wanted, words.date_wrong(first, last))


def choice(list_range: str, wrong: str = words.LIST_WRONG) -> DataValidation:
    """A drop-down of a range of cells; what is not in it is asked about, since a code stands for its label."""
    return _check("list", list_range, (words.LIST_TITLE, words.LIST_WANTED), wrong, style="warning")


def text(longest: int, wanted: str = "") -> DataValidation:
    """A check of a text's length."""
    check = _check("textLength", str(longest), (words.TEXT_TITLE, wanted), words.text_wrong(longest))
    check.operator = "lessThanOrEqual"
    check.showInputMessage = bool(wanted)
    return check


def _check(kind: str, formula: str, wanted: Sequence[str], wrong: str, style: str = "stop") -> DataValidation:
    title, prompt = wanted
    return DataValidation(
        type=kind, formula1=formula, allow_blank=True, errorStyle=style,
        showInputMessage=True, promptTitle=title, prompt=prompt,
        showErrorMessage=True, errorTitle=words.NOT_ACCEPTED, error=wrong,
    )  # fmt: skip
