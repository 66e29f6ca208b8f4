"""The sheet «Kiểm tra»: one line a rule with its verdict and the first cell to mend, and the same cells marked.

What a formula says stands in hidden names (`names`), so that a conditional format is one name: Excel allows little room
there, and no constants. The lines are array formulas: one cell judges all rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from loaders.cells import NOTHING_AROSE
from loaders.template.formulas import is_in, quoted, text, together
from loaders.template.names import HERE, Area, Names, Terms
from loaders.template.rules import Rule
from loaders.template.style import (
    BOLD,
    BOX,
    CENTRE,
    HEADING_FILL,
    ITALIC,
    LEFT,
    MISSING_MARK,
    TITLE,
    WRONG_MARK,
    protect,
    put,
    put_across,
    set_height,
    set_widths,
)
from loaders.template.text import lines_of
from wording import checks as words

WIDTHS_CM = (11.6, 3.4, 3.0)
TOTAL_ROW, HEADER_ROW = 4, 5
VERDICT, FIRST_CELL, PLACE = 2, 3, 4  # columns; a place is a row times 100 and a column, and nobody need see it
TOTAL = "cells_to_mend"
VERDICTS = {False: words.VERDICT, True: words.ADVICE}


@dataclass
class CheckSheet:
    """The sheet while it is written, line by line."""

    sheet: Worksheet
    names: Names
    row: int = HEADER_ROW
    verdicts: list[str] = field(default_factory=list)

    def begin(self, whose: str) -> None:
        """Title and headings."""
        set_widths(self.sheet, WIDTHS_CM)
        put_across(self.sheet, 1, (1, 3), words.TITLE, font=TITLE, alignment=CENTRE)
        put_across(self.sheet, 2, (1, 3), whose, font=BOLD, alignment=CENTRE)
        put_across(self.sheet, 3, (1, 3), words.HINT, font=ITALIC)
        set_height(self.sheet, 3, lines_of(words.HINT, sum(WIDTHS_CM)))
        for column, heading in enumerate((words.WHAT, words.RESULT, words.FIRST_CELL), start=1):
            put(self.sheet.cell(HEADER_ROW, column), heading, BOLD, CENTRE, fill=HEADING_FILL, border=BOX)
        self.sheet.freeze_panes = self.sheet.cell(HEADER_ROW + 1, 1)

    def section(self, title: str) -> None:
        """The line above the rules of a sheet."""
        self.row += 1
        for column, value in enumerate((title, None, None), start=1):
            put(self.sheet.cell(self.row, column), value, BOLD, LEFT if column == 1 else CENTRE, border=BOX)
        set_height(self.sheet, self.row, 1)

    def extent(self, area: Area) -> None:
        """Beside a table's title: how many rows are read, and the last of them. Two blank rows end a table."""
        rows = Terms(area.table)
        is_below = f"({rows.row}>{area.above_row})"
        nothing = is_in(text(area.cells(*area.ends)), self.names.list_of(NOTHING_AROSE))
        is_alone = f"(SUM({is_below}*{rows.filled})=1)*(SUM({is_below}*{nothing})=1)"
        says_nothing = self.names.add(rows.says_nothing, is_alone)
        next_row = together(area.cells(column, column, down=1) for column in area.own)
        is_end = f'{is_below}*({rows.all_text}="")*({next_row}="")'
        end = f"MIN(IF({is_end},{rows.row}-1,MAX({rows.row})))"
        self._array(VERDICT, f"SUM(1*{rows.is_row})", words.ROWS)
        self._array(FIRST_CELL, f"IF({says_nothing},{area.above_row},{end})", words.last_row(area.above))
        self.names.add(rows.last, self._address(FIRST_CELL))

    def rule(self, area: Area, rule: Rule) -> None:
        """A line, and the marks on the cells that it judges."""
        self.row += 1
        put(self.sheet.cell(self.row, 1), rule.says, border=BOX)
        set_height(self.sheet, self.row, lines_of(rule.says, WIDTHS_CM[0]))
        rows, wrong = Terms(area.table), {}
        for column, condition in rule.wrong.items():
            wrong[column] = self.names.add(f"{area.table}_{column}_wrong_{self.row}", condition(rows))
            if rule.is_marked:
                name = self.names.add(f"{wrong[column]}{HERE}", condition(Terms(area.table, HERE)))
                marks = MISSING_MARK if rule.is_missing or rule.is_warning else WRONG_MARK
                cells = self.sheet.parent[area.sheet].conditional_formatting
                cells.add(area.to_fill(column), FormulaRule(formula=[name], **marks))
        self._array(VERDICT, "+".join(f"SUM(1*{name})" for name in wrong.values()), VERDICTS[rule.is_warning])
        places = [f"IF({name},{rows.row}*100+{area.position(column)},9E9)" for column, name in wrong.items()]
        verdict, place = self._address(VERDICT), self._address(PLACE)
        self._array(PLACE, f"IF({verdict}=0,0,MIN({','.join(places)}))", words.UNSEEN)
        first = f'=IF({verdict}=0,"",ADDRESS(INT({place}/100),MOD({place},100),4))'
        put(self.sheet.cell(self.row, FIRST_CELL), None, alignment=CENTRE, border=BOX).value = first
        if not rule.is_warning:
            self.verdicts.append(verdict)

    def end(self) -> None:
        """How many cells are wrong in all, above the headings, for this sheet and the cover; verdicts in colour."""
        self.names.add(TOTAL, "+".join(self.verdicts))
        put_across(self.sheet, TOTAL_ROW, (1, 3), None, font=BOLD, alignment=CENTRE)
        write_total(self.sheet.cell(TOTAL_ROW, 1))
        first, place = HEADER_ROW + 1, get_column_letter(PLACE)
        to_mend = FormulaRule(formula=[f"N(${place}{first})>0"], **WRONG_MARK)
        self.sheet.conditional_formatting.add(f"B{first}:C{self.row}", to_mend)
        self.sheet.print_area = f"A1:C{self.row}"
        protect(self.sheet)

    def _array(self, column: int, formula: str, number_format: str = "General") -> None:
        cell = self.sheet.cell(self.row, column)
        put(cell, None, alignment=CENTRE, number_format=number_format, **({} if column == PLACE else {"border": BOX}))
        self.sheet[cell.coordinate] = ArrayFormula(cell.coordinate, f"={formula}")

    def _address(self, column: int) -> str:
        return f"{quote_sheetname(self.sheet.title)}!${get_column_letter(column)}${self.row}"


def write_total(cell: Cell) -> None:
    """How many cells are to be mended, in words; known once a program has opened the file."""
    done, broken = quoted(words.ALL_DONE), quoted(words.BROKEN)
    still = f"{quoted(words.STILL)}&{TOTAL}&{quoted(words.TO_MEND)}"
    cell.value = f"=IF(ISERROR({TOTAL}),{broken},IF({TOTAL}=0,{done},{still}))"
