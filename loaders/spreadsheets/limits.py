"""How large a file may be, and how a check of the gate says no.

calamine gives every sheet a dense block of cells and dies with the whole process when memory for it cannot be had.
So each format counts first, cheaply, what calamine would build; only what lies within these limits reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.problems import Problem
from loaders.spreadsheets.workbook import Position
from wording import problems as words

MOST_FILE_BYTES = 10 * words.MEGABYTE
MOST_UNPACKED_BYTES = 100 * words.MEGABYTE
# The zip directory is read before anything is known about it; this is room for some ten thousand members.
MOST_DIRECTORY_BYTES = 2 * words.MEGABYTE
MOST_ROWS = 20_000
MOST_COLUMNS = 200
# Of all sheets together, empty cells between filled ones included: one sheet may be full, not fifty.
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_SHEETS = 255
# One long shared text may stand in a million cells: what the cells hold, written out.
MOST_TEXT_BYTES = 50 * words.MEGABYTE
# XML elements of a file, whoever reads them; about a second.
MOST_STEPS = 1_000_000
# What a binary record costs more than an XML element, and how much XML an element costs that is all blanks or text.
STEPS_OF_A_RECORD = 2
BYTES_OF_A_STEP = 30

# The byte that stands for an error value in .xls and .xlsb.
ERROR_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
UNKNOWN_ERROR = "#?"


class Refused(Exception):
    """Ends the reading of one file. It never leaves the gate, which hands its problems on as values."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = list(problems)


@dataclass
class SheetFacts:
    """What calamine does not tell about a sheet. Rows and columns count from 1; 0 is an empty sheet."""

    name: str
    last_row: int = 0
    last_column: int = 0
    text_bytes: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas_without_result: set[Position] = field(default_factory=set)
    error_values: dict[Position, str] = field(default_factory=dict)
    notes: dict[Position, str] = field(default_factory=dict)

    def fill(self, row: int, column: int) -> None:
        """Count a non-empty cell."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


def not_a_workbook() -> Refused:
    """The file is something else."""
    return Refused(Problem("NOT_A_WORKBOOK", expected=words.WORKBOOK_TYPES))


def damaged() -> Refused:
    """The file claims to be a workbook and cannot be read as one."""
    return Refused(Problem("NOT_A_WORKBOOK", expected=words.SAVE_AGAIN))


def swells() -> Refused:
    """What is packed is more than it says or more than is allowed."""
    return Refused(Problem("ZIP_BOMB", expected=words.at_most_unpacked(MOST_UNPACKED_BYTES)))


def check_number_of_sheets(count: int) -> None:
    """A directory of a thousand sheets that are one and the same part is a bomb too."""
    if count > MOST_SHEETS:
        raise Refused(Problem("TOO_LARGE", found=words.sheets(count), expected=words.at_most_sheets(MOST_SHEETS)))


def check_extents(sheets: Iterable[SheetFacts]) -> None:
    """Refuse, naming every sheet that is too long or too wide, or the workbook that is too much altogether."""
    sheets = list(sheets)
    problems = [
        Problem(
            "TOO_MANY_ROWS",
            sheet=sheet.name,
            found=words.extent(
                sheet.last_row if sheet.last_row > MOST_ROWS else 0,
                sheet.last_column if sheet.last_column > MOST_COLUMNS else 0,
            ),
            expected=words.at_most_extent(MOST_ROWS, MOST_COLUMNS),
        )
        for sheet in sheets
        if sheet.last_row > MOST_ROWS or sheet.last_column > MOST_COLUMNS
    ]
    if problems:
        raise Refused(*problems)
    cells = sum(sheet.last_row * sheet.last_column for sheet in sheets)
    if cells > MOST_CELLS:
        raise Refused(Problem("TOO_LARGE", found=words.cells(cells), expected=words.at_most_cells(MOST_CELLS)))
    if sum(sheet.text_bytes for sheet in sheets) > MOST_TEXT_BYTES:
        raise swells()


class Steps:
    """A budget of single steps for one file, so that no file keeps a clerk's page waiting for a minute."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def spend(self, steps: int = 1) -> None:
        """Refuse the file once the budget is gone."""
        self.left -= steps
        if self.left < 0:
            raise Refused(Problem("TOO_LARGE", found=words.TOO_MANY_CELLS, expected=words.REMOVE_SURPLUS))
