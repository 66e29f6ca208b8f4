"""A sheet of the form is described, not walked: its columns by heading, its table by where the headings stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.cells import is_blank, says_nothing_arose, typed
from loaders.hygiene import asks_for_persons
from loaders.matching import key
from loaders.problems import Problem
from loaders.workbook import CellValue, Sheet, address, column_letter
from wording import problems as words

HEADER_WITHIN = 30
TALLEST_HEADER = 3
TOTALS = frozenset({"cộng", "tổng cộng", "tổng số"})
_NUMBERING = re.compile(r"\(?([a-z]|\d{1,2})\)?")


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
    """The table of a sheet as it was found: `columns` and `header_row` say where, `rows` what."""

    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def places(self) -> dict[str, object]:
        """Where the header and every heading stand, for provenance."""
        letters = {name: column_letter(column) for name, column in self.columns.items()}
        return {"sheet": self.sheet, "header_row": self.header_row, "columns": letters}


def find_table(sheet: Sheet, columns: Sequence[Column], ordinal: str) -> Table:
    """The header and the rows below it; `ordinal` names the column that only counts rows or carries their key (MS)."""
    first, last = _header(sheet, columns)
    table = Table(sheet.name, last, {})
    headings = _lowest(sheet, first, last)
    by_key = {key(column.heading): column for column in columns}
    for position, heading in sorted(headings.items()):
        column = by_key.get(key(heading))
        cell = address(last, position)
        if asks_for_persons(heading):
            table.problems.append(Problem("PERSONAL_DATA", sheet.name, cell, expected=words.PERSONAL_HEADING))
        elif column is None:
            table.problems.append(Problem("HEADING_UNKNOWN", sheet.name, cell, found=heading))
        elif column.name in table.columns:
            table.problems.append(Problem("HEADING_DUPLICATE", sheet.name, cell, found=column.heading))
        else:
            table.columns[column.name] = position
    for column in columns:
        if column.is_required and column.name not in table.columns:
            place = address(last, 1) if table.columns else None
            table.problems.append(Problem("HEADING_MISSING", sheet.name, place, expected=column.heading))
    if table.columns:
        _read_rows(sheet, table, ordinal)
    return table


def _header(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, int]:
    """First and last row of the header: the most matching headings, then the fewest rows, then the first."""
    wanted = {key(column.heading) for column in columns}
    best, found = (0, 0, 0), (1, 1)
    for first in range(1, min(HEADER_WITHIN, len(sheet.rows)) + 1):
        for height in range(1, TALLEST_HEADER + 1):
            last = first + height - 1
            if last > min(HEADER_WITHIN, len(sheet.rows)):
                break
            matches = len(wanted & {key(heading) for heading in _lowest(sheet, first, last).values()})
            if (matches, -height, -first) > best and matches:
                best, found = (matches, -height, -first), (first, last)
    return found


def _lowest(sheet: Sheet, first: int, last: int) -> dict[int, str]:
    """The lowest filled cell of every column between two rows: column position → text."""
    headings: dict[int, str] = {}
    for row in sheet.rows[first - 1 : last]:
        for position, value in enumerate(row, start=1):
            if not is_blank(value):
                headings[position] = typed(value)
    return headings


def _read_rows(sheet: Sheet, table: Table, ordinal: str) -> None:
    """Fills the table's rows and totals; two blank rows in succession end it, and nothing below may be data."""
    start = table.header_row + 1
    if start <= len(sheet.rows) and _is_numbering(sheet.rows[start - 1], table):
        start += 1
    blanks = 0
    for number in range(start, len(sheet.rows) + 1):
        row = _row(sheet, table, number)
        filled = row.filled()
        if blanks >= 2:
            _refuse_data_below(sheet, table, number, row.cells.get(ordinal))
        elif not set(filled) - ({ordinal} if ordinal == "ordinal" else set()):
            blanks += 1
        else:
            blanks = 0
            is_total = any(isinstance(value, str) and key(value) in TOTALS for value in filled.values())
            (table.totals if is_total else table.rows).append(row)
    if len(table.rows) == 1 and _says_nothing_arose(table.rows[0], ordinal):
        table.rows.clear()


def _row(sheet: Sheet, table: Table, number: int) -> Row:
    cells = {name: sheet.value(number, position) for name, position in table.columns.items()}
    return Row(number, cells, table.columns)


def _says_nothing_arose(row: Row, ordinal: str) -> bool:
    """«Không phát sinh» alone in its row but for its ordinal."""
    said = [value for name, value in row.filled().items() if name != ordinal]
    return len(said) == 1 and says_nothing_arose(said[0])


def _is_numbering(row: Sequence[CellValue], table: Table) -> bool:
    """Whether a row only numbers the columns: (1) (2) … or A B 1 2 …, a number under every heading."""
    marks = [(position, key(typed(value))) for position, value in enumerate(row, start=1) if not is_blank(value)]
    matches = [_NUMBERING.fullmatch(mark) for _, mark in marks]
    if not all(matches) or not set(table.columns.values()) <= {position for position, _ in marks}:
        return False
    labels = [match.group(1) for match in matches if match]
    letters = [label for label in labels if label.isalpha()]
    numbers = [label for label in labels if label.isdigit()]
    in_order = labels == letters + numbers and letters == [chr(ord("a") + place) for place in range(len(letters))]
    return in_order and [int(label) for label in numbers] == list(range(1, len(numbers) + 1))


def _refuse_data_below(sheet: Sheet, table: Table, number: int, ordinal: CellValue) -> None:
    """Signature blocks below the table are fine; a row that looks like data is named, never dropped."""
    filled = [(position, value) for position, value in enumerate(sheet.rows[number - 1], start=1) if not is_blank(value)]
    has_number = any(not isinstance(value, str | bool) for _, value in filled)
    if (_is_number(ordinal) and len(filled) >= 2) or (len(filled) >= 3 and has_number):
        cell = address(number, filled[0][0])
        table.problems.append(Problem("ROWS_AFTER_END", sheet.name, cell))


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and key(value).isdigit())


def data_in_hidden_places(sheet: Sheet) -> Iterator[Problem]:
    """One problem for every hidden row or column that holds something, and for a hidden sheet that does."""
    filled = [
        (row, column)
        for row, cells in enumerate(sheet.rows, start=1)
        for column, value in enumerate(cells, start=1)
        if not is_blank(value)
    ]
    if sheet.is_hidden and filled:
        yield Problem("HIDDEN_DATA", sheet.name, address(*filled[0]), found=words.hidden_sheet(sheet.name))
    seen: set[str] = set()
    for row, column in filled:
        if row in sheet.hidden_rows:
            place = words.hidden_row(row)
        elif column in sheet.hidden_columns:
            place = words.hidden_column(column_letter(column))
        else:
            continue
        if place not in seen:
            seen.add(place)
            yield Problem("HIDDEN_DATA", sheet.name, address(row, column), found=place)
