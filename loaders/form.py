"""What the loaders know while they read one return: the catalogue, the day of receipt, and – once read – its cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from data.catalogue import Catalogue, Period, Unit
from loaders.cells import BadCell, is_blank
from loaders.problems import Problem
from loaders.sheet import Column, Row, Table
from loaders.workbook import CellValue

FORM = "01/DCCS"
FORM_VERSION = 1
IGNORED_SHEETS = ("Hướng dẫn", "Danh mục", "Cần sửa")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Context:
    """The unit and period of a return, and what its cells are judged by."""

    catalogue: Catalogue
    received_on: date
    unit: Unit
    period: Period

    @property
    def last_day(self) -> date:
        """No event of the return is later: the period's end, or the day of receipt if that is earlier."""
        return min(self.period.ends_on, self.received_on)


@dataclass
class Rows:
    """The checked rows of one sheet, for its table of the database, and where the sheet keeps its columns."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class SheetForm:
    """One sheet of the return as its loader describes it; the loaders package finds every module that has a `SHEET`."""

    name: str
    table: str
    columns: Callable[[str], Sequence[Column]]  # by the reporting unit's kind
    ordinal: str
    read: Callable[[Table, Context], Rows]
    required_of: frozenset[str]
    may_come_from: frozenset[str]
    order: int


class Reader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, row: Row, sheet: str, problems: list[Problem]) -> None:
        self.row, self.sheet, self.problems = row, sheet, problems
        self.is_sound = True

    def problem(self, code: str, column: str, found: str | None = None, expected: str | None = None, **more: Any) -> None:
        """Notes a problem at a cell of this row."""
        noted = Problem(code, self.sheet, self.row.at(column), found, expected, **more)
        self.is_sound = self.is_sound and noted.severity == "warning"
        self.problems.append(noted)

    def read(self, column: str, reader: Callable[[CellValue], Value | BadCell], required: str = "") -> Value | None:
        """The cell's value, or None where it is blank or bad; `required` names the heading of a cell that must be filled."""
        value = self.row.cells.get(column)
        if is_blank(value):
            if required:
                self.problem("REQUIRED_MISSING", column, expected=required)
            return None
        result = reader(value)
        if isinstance(result, BadCell):
            self.problem(result.code, column, result.found, result.expected)
            return None
        return result


def names(rows: Iterable[Any]) -> dict[str, list[str]]:
    """Code → accepted spellings, of catalogue rows with a code and a label."""
    return {row.code: [row.label] for row in rows}
