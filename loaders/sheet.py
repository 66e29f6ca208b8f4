"""A sheet of the form is described, not walked: its columns by heading, its table by where the headings stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells import BadCell, is_blank, read_count, read_date, says_nothing_arose, typed
from loaders.hygiene import asks_for_persons
from loaders.matching import key, nearest
from loaders.problems import Problem
from loaders.spreadsheets.workbook import CellValue, Sheet, address, column_letter
from wording import problems as words

HEADER_WITHIN = 30
TALLEST_HEADER = 3
TOTALS = frozenset({"cộng", "tổng cộng", "tổng số"})
COUNTER = "ordinal"  # the column that only counts rows (STT)
_NUMBERING = re.compile(r"[a-z]|\d{1,2}")
_BRACKETED = re.compile(r"\((?:[a-z]|\d{1,2})\)")
_ORDINAL = re.compile(r"\(?\d+[.)]?")


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its name in the rows, its heading in the form, whether the heading must be there."""

    name: str
    heading: str
    is_required: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a table: its number in the sheet and its cells by column name."""

    number: int
    cells: dict[str, CellValue]
    columns: dict[str, int]

    def at(self, column: str) -> str:
        """The address of a cell; of the row's first column where the sheet lacks that one."""
        return address(self.number, self.columns.get(column, min(self.columns.values())))

    def filled(self) -> dict[str, CellValue]:
        """The cells that hold something."""
        return {name: value for name, value in self.cells.items() if not is_blank(value)}


@dataclass
class Table:
    """The table of a sheet as it was found: `columns` and the rows of the header say where, `rows` what.

    `totals` are the check sums, each with its matched label. Without a header all of it is empty.
    """

    sheet: str
    header_top: int = 0
    header_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    totals: list[tuple[str, Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    row_numbers: set[int] = field(default_factory=set)

    def places(self) -> dict[str, object]:
        """Where the header and every heading stand, for provenance."""
        letters = {name: column_letter(column) for name, column in self.columns.items()}
        return {"sheet": self.sheet, "header_row": self.header_row, "columns": letters}

    def is_read(self, row: int, column: int) -> bool:
        """Whether what a cell holds counts: a cell of the header, or of a row under a heading other than STT."""
        if self.header_top <= row <= self.header_row:
            return True
        return row in self.row_numbers and any(
            column == position for name, position in self.columns.items() if name != COUNTER
        )


def is_broken(sheet: Sheet, row: int, column: int) -> bool:
    """An error value, or a formula without a result: the cell looks empty, but somebody meant something by it."""
    return (row, column) in sheet.error_values or (row, column) in sheet.formulas_without_result


def find_table(sheet: Sheet, columns: Sequence[Column], ordinal: str) -> Table:
    """The header and the rows below it; `ordinal` names the column that only counts rows or carries their key (MS)."""
    first, last = _header(sheet, columns)
    table = Table(sheet.name, first, last)
    headings = _lowest(sheet, first, last)
    by_key = {key(column.heading): column for column in columns}
    unknown: list[tuple[int, str]] = []
    for position, heading in sorted(headings.items()):
        column = by_key.get(key(heading))
        cell = address(last, position)
        if asks_for_persons(heading):
            table.problems.append(Problem("PERSONAL_DATA", sheet.name, cell, expected=words.PERSONAL_HEADING))
        elif column is None:
            unknown.append((position, heading))
        elif column.name in table.columns:
            table.problems.append(Problem("HEADING_DUPLICATE", sheet.name, cell, found=column.heading))
        else:
            table.columns[column.name] = position
    missing = [column for column in columns if column.name not in table.columns]
    for position, heading in unknown:
        near = nearest(heading, [column.heading for column in missing])
        cell, hint = address(last, position), words.did_you_mean(near, "")
        table.problems.append(Problem("HEADING_UNKNOWN", sheet.name, cell, heading, hint or None))
        meant = by_key.get(key(near or ""))
        if meant and meant.is_required:  # refused all the same; what else is wrong below it is found at once
            table.columns.setdefault(meant.name, position)
    for column in missing:
        if column.is_required:
            place = address(last, 1) if table.columns else None
            table.problems.append(Problem("HEADING_MISSING", sheet.name, place, expected=column.heading))
    if table.columns:
        _read_rows(sheet, table, ordinal)
    return table


def _header(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, int]:
    """First and last row of the header: the most matching headings, then the fewest rows, then the first; else 0, 0."""
    wanted = {key(column.heading) for column in columns}
    lines = [{at: key(text) for at, text in _lowest(sheet, row, row).items()} for row in range(1, HEADER_WITHIN + 1)]
    best, found = (0, 0, 0), (0, 0)
    for first in range(1, min(HEADER_WITHIN, len(sheet.rows)) + 1):
        lowest: dict[int, str] = {}
        for height, line in enumerate(lines[first - 1 : first - 1 + TALLEST_HEADER], start=1):
            lowest |= line
            matches = len(wanted.intersection(lowest.values()))
            if matches and (matches, -height, -first) > best:
                best, found = (matches, -height, -first), (first, first + height - 1)
    return found


def _lowest(sheet: Sheet, first: int, last: int) -> dict[int, str]:
    """The lowest filled cell of every column between two rows: column position → text."""
    headings: dict[int, str] = {}
    for row in sheet.rows[max(first - 1, 0) : last]:
        for position, value in enumerate(row, start=1):
            if not is_blank(value):
                headings[position] = typed(value)
    return headings


def _read_rows(sheet: Sheet, table: Table, ordinal: str) -> None:
    """Fills the table's rows and totals; two blank rows in succession end it, and nothing below may be data."""
    start = table.header_row + 1
    if start <= len(sheet.rows) and _is_numbering(sheet.rows[start - 1], table):
        start += 1
    read = [position for name, position in table.columns.items() if name != COUNTER]
    broken: dict[int, dict[int, CellValue]] = {}
    for number, column in (*sheet.error_values, *sheet.formulas_without_result):
        broken.setdefault(number, {})[column] = None
    blanks = 0
    for number in range(start, max([len(sheet.rows), *broken]) + 1):
        row = Row(number, {name: sheet.value(number, at) for name, at in table.columns.items()}, table.columns)
        filled = _filled(sheet, number, broken.get(number, {}))
        if blanks >= 2:
            _refuse_data_below(table, number, row.cells.get(ordinal), filled)
        elif not any(position in filled for position in read):
            blanks += 1
        else:
            blanks = 0
            table.row_numbers.add(number)
            label = _label(filled, table.columns.get(COUNTER))
            if label in TOTALS:
                table.totals.append((label, row))
            else:
                table.rows.append(row)
    if len(table.rows) == 1 and _says_nothing_arose(table.rows[0]):
        table.rows.clear()


def _filled(sheet: Sheet, number: int, broken: dict[int, CellValue]) -> dict[int, CellValue]:
    """The cells of a row that hold something, by column; a broken one holds None."""
    row = sheet.rows[number - 1] if number <= len(sheet.rows) else []
    filled = {position: value for position, value in enumerate(row, start=1) if not is_blank(value)}
    return dict(sorted((broken | filled).items()))


def _label(filled: dict[int, CellValue], counter: int | None) -> str:
    """What a row is called: its first filled cell, but for a number in STT."""
    label = next((value for position, value in filled.items() if position != counter or not _is_ordinal(value)), None)
    return key(label) if isinstance(label, str) else ""


def _says_nothing_arose(row: Row) -> bool:
    """«Không phát sinh» alone in its row but for its ordinal."""
    said = [value for name, value in row.filled().items() if name != COUNTER]
    return len(said) == 1 and says_nothing_arose(said[0])


def _is_numbering(row: Sequence[CellValue], table: Table) -> bool:
    """Whether a row only numbers the columns: (1) (2) …, 1 2 3 … or A B 1 2 …; some columns may have no number.

    Without brackets it could be data (MS 1, figure 2), so at least three and half of the columns must count up from 1.
    """
    marks = [key(typed(value)) for value in row if not is_blank(value)]
    if all(map(_BRACKETED.fullmatch, marks)):
        return len(marks) >= 2
    if len(marks) < max(3, len(table.columns) / 2) or not all(map(_NUMBERING.fullmatch, marks)):
        return False
    letters = [mark for mark in marks if mark.isalpha()]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    in_order = letters == [chr(ord("a") + place) for place in range(len(letters))]
    return in_order and marks[: len(letters)] == letters and numbers == list(range(1, len(numbers) + 1))


def _refuse_data_below(table: Table, number: int, ordinal: CellValue, filled: dict[int, CellValue]) -> None:
    """Signature blocks below the table are fine; a row that looks like data is named, never dropped."""
    if (_is_ordinal(ordinal) and len(filled) >= 2) or (len(filled) >= 3 and any(map(_is_figure, filled.values()))):
        table.problems.append(Problem("ROWS_AFTER_END", table.sheet, address(number, next(iter(filled)))))


def _is_ordinal(value: CellValue) -> bool:
    """A number as it stands in STT or MS: `5`, `05`, `5.`."""
    if isinstance(value, str):
        return bool(_ORDINAL.fullmatch(key(value)))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_figure(value: CellValue) -> bool:
    """A number or a date, as a cell or as text; a broken cell (None) may have been one."""
    if isinstance(value, str):
        return not isinstance(read_count(value), BadCell) or not isinstance(read_date(value), BadCell)
    return value is None or (isinstance(value, int | float | date) and not isinstance(value, bool))
