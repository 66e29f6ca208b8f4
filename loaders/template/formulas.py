"""How a spreadsheet reads a cell as the loaders do: formulas over one cell or a column, for Excel 2010 and LibreOffice.

Nothing here depends on the language of the program: numbers and dates typed as text are taken apart by hand, since
VALUE reads «1.234» and «5/3/2026» in the manner of the machine. What cannot be read is an error value, for ISERROR and
IFERROR to see. Two spellings that the loaders take are judged wrong here: «12,0» as text, and names whose tone marks
stand elsewhere than in the catalogue.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from loaders.cells import MOST

EPOCH = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_NO_BREAK_SPACE = "\u00a0"
_GAP = " " * 9  # wide enough that each part of a date can be cut out by position
_BETWEEN_PARTS = (".", "-", "/", " tháng ", " năm ")


def serial(on: date) -> int:
    """The number by which a spreadsheet knows a day."""
    return (on - EPOCH).days


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def constants(texts: Iterable[str]) -> str:
    """A list to MATCH with, also in decomposed spelling; capitals are small letters to MATCH."""
    forms = (form for text in texts for form in (text, unicodedata.normalize("NFD", text)))
    return "{" + ";".join({form.casefold(): quoted(form) for form in forms}.values()) + "}"


def substituted(cells: str, *pairs: tuple[str, str]) -> str:
    """The text of cells with each of some pieces replaced by another."""
    for old, new in pairs:
        cells = f"SUBSTITUTE({cells},{quoted(old)},{quoted(new)})"
    return cells


def text(cells: str) -> str:
    """What was typed, without spaces at its ends; empty for a blank, `#` for an error value."""
    return f'IFERROR(TRIM({substituted(cells, (_NO_BREAK_SPACE, " "))}),"#")'


def number(cells: str) -> str:
    """The number in a cell; a text's digits, whatever points stand among them."""
    # A comma may be a decimal or a thousands mark to VALUE; an exponent of our own makes it refuse dates and the like.
    digits = substituted(cells, (_NO_BREAK_SPACE, ""), (" ", ""), (".", ""), (",", "x"))
    return f'IF(ISNUMBER({cells}),{cells},VALUE({digits}&"E0"))'


def count(cells: str, number_of: str) -> str:
    """A whole number 0 … 10,000,000, given the cells and the `number` of them."""
    is_count = f"({number_of}=INT({number_of}))*({number_of}>=0)*({number_of}<={MOST})"
    is_plain = f'(ISNUMBER({cells})+ISERROR(FIND(".",{cells}))+{_is_grouped(cells)}>0)'
    return f"{number_of}/({is_count}*{is_plain})"


def _is_grouped(cells: str) -> str:
    """Whether points part a text into groups of three digits: 1.234 or 12.345.678, whose first digit is no 0.

    Read off the text: LibreOffice loses values where a list with errors is joined to texts.
    """
    typed = substituted(cells, (_NO_BREAK_SPACE, ""), (" ", ""))
    points = f"LEN({typed})-LEN({substituted(typed, ('.', ''))})"
    begins = f'ISNUMBER(FIND(LEFT({typed},1),"123456789"))*(LEFT(RIGHT({typed},4),1)=".")'
    thousands = f"({points}=1)*(LEN({typed})<8)"
    millions = f'({points}=2)*(LEN({typed})<12)*(LEFT(RIGHT({typed},8),1)=".")'
    return f"{begins}*({thousands}+{millions})"


def day(cells: str, text_of: str) -> str:
    """The serial number of a day of 2000 … 2100, given the cells and their `text`; a text begins with the day."""
    typed = f"LOWER({text_of})"
    parts = substituted(typed, ("ngày ", ""), *((mark, _GAP) for mark in _BETWEEN_PARTS))
    day_first = f'RIGHT({typed},4)&"-"&TRIM(MID({parts},9,11))&"-"&TRIM(LEFT({parts},9))'
    # Year, month and day in this order are the one way to write a date that every language setting reads alike.
    number = f'IF(ISNUMBER({cells}),{cells},VALUE(IF(MID({typed},5,1)="-",{typed},{day_first})))'
    # A number format tells the range while the number is worked out once: it is what costs time here.
    in_range = f'[<{serial(FIRST_DAY)}]"x";[<{serial(LAST_DAY) + 1}]0;"x"'
    return f"VALUE(TEXT(INT({number}),{quoted(in_range)}))"


def is_in(cells: str, choices: str) -> str:
    """Whether each cell is one of a list."""
    return f"ISNUMBER(MATCH({cells},{choices},0))"


def together(columns: Iterable[str]) -> str:
    """What several columns hold, row by row, as one text: the cheapest way to tell whether anything stands there."""
    return text("&".join(columns))


def filled(cells: str, columns: int) -> str:
    """How many cells of each row hold something."""
    return f'MMULT(1*({text(cells)}<>""),{{{";".join("1" * columns)}}})'


def is_no_code(text_of: str, longest: int) -> str:
    """Whether a case's code, as `text`, is too long or has a character that is neither letter nor digit nor . / -"""
    letter = f"MID({text_of},{{{','.join(map(str, range(1, longest + 1)))}}},1)"
    is_other = f'EXACT(UPPER({letter}),LOWER({letter}))*ISERROR(FIND({letter},"0123456789./-"))*({letter}<>"")'
    bare = substituted(text_of, (".", ""), ("/", ""), ("-", ""))
    return f'((LEN({text_of})>{longest})+({bare}="")+(MMULT({is_other},{{{";".join("1" * longest)}}})>0)>0)'
