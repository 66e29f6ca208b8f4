"""What the file gate hands to the loaders: plain values by row and column, and what may not be trusted among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | datetime | date | time | timedelta | None
Position = tuple[int, int]  # row and column, both counted from 1


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0][0]` is A1; an empty cell is None and rows may be ragged."""

    name: str
    rows: list[list[CellValue]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas_without_result: frozenset[Position] = frozenset()
    error_values: dict[Position, str] = field(default_factory=dict)
    notes: dict[Position, str] = field(default_factory=dict)

    def value(self, row: int, column: int) -> CellValue:
        """The value at a position counted from 1; None outside the sheet."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]


@dataclass(frozen=True)
class Workbook:
    """A readable file with its sheets in their order."""

    file_name: str
    content: bytes
    sheets: list[Sheet]


def column_letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """(12, 5) → E12."""
    return f"{column_letter(column)}{row}"
