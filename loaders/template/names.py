"""What formulas call the form's cells: each column of a table by a name, all rows at once or the row at hand.

Hidden names of the workbook keep every check short and say each thing once; they move with the rows that clerks insert.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from loaders.complaints import LONGEST_CODE
from loaders.template import formulas
from loaders.template.columns import ORDINAL

HERE = "_here"
LABELLED_WITHIN = 3  # so many columns, beside the ordinal, a row may be called a total in


@dataclass(frozen=True)
class Area:
    """Where a table stands. `above`: the row over its first one; `entries`: what its columns hold, in their order.

    `rows` are those of the measures by MS, for what one answer asks of another.
    """

    table: str
    sheet: str
    above: int
    last: int
    entries: Mapping[str, Sequence[str]]
    rows: Mapping[int, int] = field(default_factory=dict)

    @property
    def ordinal(self) -> str | None:
        """The column that only counts the rows; a table of events has one."""
        return next((column for column, entries in self.entries.items() if ORDINAL in entries), None)

    @property
    def own(self) -> list[str]:
        """The columns but for the one that only counts the rows."""
        return [column for column in self.entries if column != self.ordinal]

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last of them."""
        return self.own[0], self.own[-1]

    @property
    def above_row(self) -> str:
        """The number of the row over the first one, as a formula that stays right when rows are inserted further up."""
        return f"ROW({quote_sheetname(self.sheet)}!$A${self.above})"

    def position(self, column: str) -> int:
        """Of a column, from 1."""
        return [*self.entries].index(column) + 1

    def cells(self, first: str, last: str, *, is_here: bool = False, down: int = 0) -> str:
        """All rows between two columns, the row above them too, so that one inserted at the top is seen; or this row.

        This row is row 1 in a name, which the program then moves to the row of the cell that asks.
        """
        rows = ("1", "1") if is_here else (f"${self.above + down}", f"${self.last + down}")
        letters = [get_column_letter(self.position(column)) for column in (first, last)]
        ends = [f"${letter}{row}" for letter, row in zip(letters, rows, strict=True)]
        return f"{quote_sheetname(self.sheet)}!{':'.join(dict.fromkeys(ends))}"

    def cell(self, column: str, ms: int) -> str:
        """The cell of one measure."""
        return f"{quote_sheetname(self.sheet)}!${get_column_letter(self.position(column))}${self.rows[ms]}"

    def to_fill(self, column: str) -> str:
        """The cells of a column that the clerk fills in."""
        letter = get_column_letter(self.position(column))
        return f"{letter}{self.above + 1}:{letter}{self.last}"


@dataclass(frozen=True)
class Terms:
    """The names of one table's columns, for formulas on all rows or (`_here`) on the row of a cell."""

    table: str
    suffix: str = ""

    def text(self, column: str) -> str:
        """What was typed."""
        return f"{self.table}_{column}{self.suffix}"

    def count(self, column: str) -> str:
        """A count, or an error."""
        return f"{self.table}_{column}_count{self.suffix}"

    def day(self, column: str) -> str:
        """A day's serial number, or an error."""
        return f"{self.table}_{column}_day{self.suffix}"

    def is_no_code(self, column: str) -> str:
        """Whether a text cannot be the code of a case."""
        return f"{self.table}_{column}_is_no_code{self.suffix}"

    @property
    def is_row(self) -> str:
        """Whether the row is one that the loaders read."""
        return f"{self.table}_is_row{self.suffix}"

    @property
    def row(self) -> str:
        """The row's number in its sheet."""
        return f"{self.table}_row{self.suffix}"

    @property
    def last(self) -> str:
        """The number of the last row that the loaders read: the table's end."""
        return f"{self.table}_last"

    @property
    def says_nothing(self) -> str:
        """Whether the table's one row says «Không phát sinh»."""
        return f"{self.table}_says_nothing"

    @property
    def all_text(self) -> str:
        """What stands in the row, its ordinal apart."""
        return f"{self.table}_all_text{self.suffix}"

    @property
    def label(self) -> str:
        """What stands where a row may be called a total."""
        return f"{self.table}_label{self.suffix}"

    @property
    def filled(self) -> str:
        """How many cells of the row hold something, its ordinal apart."""
        return f"{self.table}_filled{self.suffix}"


@dataclass
class Names:
    """The names of a workbook that is being written."""

    by_name: dict[str, str] = field(default_factory=dict)

    def list_of(self, texts: Iterable[str]) -> str:
        """The name of a list of constants; a conditional format may not hold them itself."""
        constants = formulas.constants(texts)
        known = {formula: name for name, formula in self.by_name.items()}
        return known.get(constants) or self.add(f"list_{len(self.by_name)}", constants)

    def add(self, name: str, formula: str) -> str:
        """Adds a name and gives it back."""
        self.by_name[name] = formula
        return name

    def add_table(self, area: Area, is_row: Callable[[Terms], str]) -> None:
        """The names of a table's columns; `is_row` gives the formula that tells which rows count."""
        for terms in (Terms(area.table), Terms(area.table, HERE)):
            is_here = terms.suffix == HERE
            for column, entries in area.entries.items():
                self._add_column(terms, column, entries, area.cells(column, column, is_here=is_here))
            across = area.cells(*area.ends, is_here=is_here)
            self.add(terms.row, f"ROW({area.cells(area.own[0], area.own[0], is_here=is_here)})")
            self.add(terms.filled, formulas.filled(across, len(area.own)))
            for name, columns in ((terms.all_text, area.own), (terms.label, area.own[:LABELLED_WITHIN])):
                self.add(name, formulas.together(area.cells(column, column, is_here=is_here) for column in columns))
            self.add(terms.is_row, is_row(terms))

    def _add_column(self, terms: Terms, column: str, entries: Sequence[str], cells: str) -> None:
        text = self.add(terms.text(column), formulas.text(cells))
        if "code" in entries:
            self.add(terms.is_no_code(column), formulas.is_no_code(text, LONGEST_CODE))
        if "count" in entries:
            number = self.add(f"{terms.count(column)}_raw", formulas.number(cells))
            self.add(terms.count(column), formulas.count(cells, number))
        if "date" in entries:
            self.add(terms.day(column), formulas.day(cells, text))

    def write(self, workbook: Workbook) -> None:
        """Puts the names into the workbook; nobody chooses one from a list, so they are hidden."""
        for name, formula in self.by_name.items():
            workbook.defined_names[name] = DefinedName(name, attr_text=formula, hidden=True)
