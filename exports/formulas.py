"""Which cells of the workbook are formulas: sums over another table, shares of two cells, the balance of a register.

A formula stands only where it makes the snapshot's number again. It does not where the profile withholds a part, or
where a unit that ended still counts in the total.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from exports.tables import Cell, Table

HEADER_ROW = 4  # the row of the headings, counted from 1
# Table → the table that breaks it down, the columns that say which of its lines belong together, what is added up.
SUMS = {
    "indicators": ("by_unit", ("code",), ("numerator", "denominator")),
    "training_by_cohort": (
        "training_by_unit", ("cohort_label", "topic_label"),
        ("invited", "attended", "roster", "first_time", "untrained"),
    ),
}  # fmt: skip
SHARES = {"value": ("numerator", "denominator"), "attendance_rate": ("attended", "invited"),
          "coverage": ("first_time", "roster")}  # fmt: skip
BALANCE = ("opening", "received", "resolved", "closed_otherwise")
Lines = dict[tuple[Any, ...], list[int]]
Place = tuple[int, int]  # row and column among the cells of a table, from 0


def formulas(found: list[Table]) -> dict[str, dict[Place, str]]:
    """Of each table by its key, the formulas by their place."""
    by_key = {table.key: table for table in found}
    return {table.key: dict(_of_table(table, by_key)) for table in found}


def _of_table(table: Table, by_key: dict[str, Table]) -> Iterable[tuple[Place, str]]:
    parts_of = _parts_of(table, by_key)
    for row in range(len(table.rows)):
        for column, name in enumerate(table.columns):
            made = _sum(table, row, name, by_key, parts_of) or _share(table, row, name) or _closing(table, row, name)
            if made:
                yield (row, column), made


def _parts_of(table: Table, by_key: dict[str, Table]) -> Lines:
    """What its lines are told apart by → the lines of the table that breaks it down."""
    parts_key, keys, _ = SUMS.get(table.key, ("", (), ()))
    found: Lines = {}
    if parts_key:
        parts = by_key[parts_key]
        for line in range(len(parts.rows)):
            found.setdefault(tuple(_value(parts, line, key) for key in keys), []).append(line)
    return found


def _sum(table: Table, row: int, name: str, by_key: dict[str, Table], parts_of: Lines) -> str | None:
    """The sum of the lines that belong to this one; equality of texts, because a criterion may be read as a date."""
    parts_key, keys, summed = SUMS.get(table.key, ("", (), ()))
    if name not in summed:
        return None
    parts = by_key[parts_key]
    own = parts_of.get(tuple(_value(table, row, key) for key in keys), [])
    values = [_value(parts, line, name) for line in own]
    if not own or sum(value or 0 for value in values) != _value(table, row, name):
        return None
    asked = "".join(f"--({_range(parts, key)}={_cell(table, row, key)})," for key in keys)
    return f"=SUMPRODUCT({asked}{_range(parts, name)})"


def _share(table: Table, row: int, name: str) -> str | None:
    """Percent of two cells beside it."""
    if name not in SHARES or _given(table, row, name).form != "share":
        return None
    part, whole = SHARES[name]
    if not _value(table, row, whole) or _value(table, row, part) is None:
        return None
    return f"=100*{_cell(table, row, part)}/{_cell(table, row, whole)}"


def _closing(table: Table, row: int, name: str) -> str | None:
    """What came less what went is what is left."""
    if name != "closing" or not set(BALANCE) <= set(table.columns):
        return None
    values = [_value(table, row, column) for column in BALANCE]
    if None in values or values[0] + values[1] - values[2] - values[3] != _value(table, row, name):
        return None
    opening, received, resolved, closed = (_cell(table, row, column) for column in BALANCE)
    return f"={opening}+{received}-{resolved}-{closed}"


def _given(table: Table, row: int, name: str) -> Cell:
    return table.rows[row][table.columns.index(name)]


def _value(table: Table, row: int, name: str) -> Any:
    return _given(table, row, name).value


def _cell(table: Table, row: int, name: str) -> str:
    cell: str = xl_rowcol_to_cell(HEADER_ROW + row, table.columns.index(name))
    return cell


def _range(table: Table, name: str) -> str:
    """All cells of a column, from another sheet."""
    column = table.columns.index(name)
    first = xl_rowcol_to_cell(HEADER_ROW, column, row_abs=True, col_abs=True)
    last = xl_rowcol_to_cell(HEADER_ROW + len(table.rows) - 1, column, row_abs=True, col_abs=True)
    return f"{quote_sheetname(table.said.name)}!{first}:{last}"
