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
from loaders.spreadsheets.workbook import CellValue

FORM = "01/DCCS"
FORM_VERSION = 1
PRINTED_SHEET = "Bản in"  # repeats the others by formulas
IGNORED_SHEETS = ("Hướng dẫn", "Danh mục", "Cần sửa", "Kiểm tra", PRINTED_SHEET)

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
    is_offered: Callable[[Context], bool] | None = None  # of a sheet that is not required: whether the form holds it

    def is_written(self, context: Context) -> bool:
        """Whether the empty return of a unit holds this sheet."""
        required = context.unit.kind in self.required_of
        return required or (self.is_offered is not None and self.is_offered(context))


class Reader:
    """Reads the cells of one row and gathers what is wrong with them, one problem a cell."""

    def __init__(self, row: Row, sheet: str, problems: list[Problem]) -> None:
        self.row, self.sheet, self.problems = row, sheet, problems
        self.wrong: set[str] = set()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with the row."""
        return not self.wrong

    def problem(self, code: str, column: str, found: str | None = None, expected: str | None = None) -> None:
        """Notes an error at a cell of this row, unless that cell has one: a second would follow from the first."""
        if column not in self.wrong:
            self.wrong.add(column)
            self.problems.append(Problem(code, self.sheet, self.row.at(column), found, expected))

    def read(self, column: str, reader: Callable[[CellValue], Value | BadCell], required: str = "") -> Value | None:
        """The cell's value, or None where it is blank or bad; `required` names a heading whose cell must be filled."""
        value = self.row.cells.get(column)
        if is_blank(value):
            if required:
                self.problem("REQUIRED_MISSING", column, expected=required)
            return None
        result = reader(value)
        if isinstance(result, BadCell):
            self.problem(result.code, column, result.found or None, result.expected)
            return None
        return result


def names(rows: Iterable[Any]) -> dict[str, list[str]]:
    """Code → accepted spellings, of catalogue rows with a code and a label."""
    return {row.code: [row.label, row.code] for row in rows}
