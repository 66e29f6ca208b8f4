"""A sheet laid out as paper: tables of different columns one below the other, and pages that end where we say.

The heights are fixed, so the pages are counted here: what a formula gives later neither grows a row nor shrinks a page.
Columns of different tables share one grid of their edges; a cell that spans several of its columns is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from loaders.template.style import A4_CM, BODY, BOX, CM_AN_INCH, LEFT, MARGINS_CM, set_widths
from loaders.template.text import CELL_EDGE_CM, CM_A_POINT, FONT_PT, height_pt, lines_of

POINTS_AN_INCH = 72
SAFE = 0.97  # of a page's height: programs round rows to pixels of their own
SURE = 0.93  # of a column's width: programs set the same font more or less tightly
# The mean advance of Vietnamese text, and what of a line stays empty because words are kept whole.
CHARACTER_CM, LINE_IS_USED = 0.5 * FONT_PT * CM_A_POINT, 0.8


@dataclass(frozen=True)
class Piece:
    """One cell of a line: how wide it is, what stands in it (a formula where `is_formula`), and its look."""

    width_cm: float
    value: Any = None
    is_formula: bool = False
    look: dict[str, Any] = field(default_factory=dict)


@dataclass
class Paper:
    """The sheet while it is laid out. `tables_cm`: the column widths of every table that it will hold."""

    sheet: Worksheet
    tables_cm: Sequence[Sequence[float]]
    is_landscape: bool = False
    row: int = 0
    used_pt: float = 0.0
    edges: list[int] = field(init=False)
    styles: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.edges = sorted({0}.union(*(map(_tenths, accumulate(widths)) for widths in self.tables_cm)))
        set_widths(self.sheet, [(right - left) / 100 for left, right in pairwise(self.edges)])

    @property
    def page_pt(self) -> float:
        """The height that a page has for lines."""
        height = A4_CM[0] if self.is_landscape else A4_CM[1]
        return SAFE * (height - MARGINS_CM["top"] - MARGINS_CM["bottom"]) / CM_AN_INCH * POINTS_AN_INCH

    @property
    def last_column(self) -> int:
        """Of the grid; what stands right of it is not printed."""
        return len(self.edges) - 1

    def has_room_for(self, heights: Iterable[float]) -> bool:
        """Whether so many lines still stand together on this page."""
        return self.used_pt + sum(heights) <= self.page_pt

    def turn(self) -> None:
        """A new page, below the line that every page repeats (the first)."""
        self.sheet.row_breaks.append(Break(id=self.row))
        self.used_pt = self.sheet.row_dimensions[1].height

    def line(self, pieces: Sequence[Piece], lines: int = 1, *, boxed: bool = False) -> None:
        """One line of cells, as high as so many lines of text."""
        height = height_pt(lines)
        if not self.has_room_for([height]):
            self.turn()
        self.row += 1
        self.used_pt += height
        self.sheet.row_dimensions[self.row].height = height
        ends = [_tenths(edge) for edge in accumulate((piece.width_cm for piece in pieces), initial=0.0)]
        for piece, (left, right) in zip(pieces, pairwise(ends), strict=True):
            self._put(piece, self.edges.index(left), self.edges.index(right), boxed=boxed)

    def gap(self, lines: int = 1) -> None:
        """Lines left empty."""
        self.line([], lines)

    def _put(self, piece: Piece, first: int, last: int, *, boxed: bool) -> None:
        """A piece over columns of the grid, merged where they are several.

        The library's own merging looks through all earlier ranges, and sets and compares every part of a look anew: it
        would double the time of a form.
        """
        for column in range(first + 1, last + 1):
            self._style(self.sheet.cell(self.row, column), piece.look, boxed=boxed)
        if last - first > 1:
            merged = CellRange(min_row=self.row, max_row=self.row, min_col=first + 1, max_col=last)
            self.sheet.merged_cells.ranges.add(merged)
        cell = self.sheet.cell(self.row, first + 1)
        cell.value = f"={piece.value}" if piece.is_formula else piece.value
        if isinstance(piece.value, str) and not piece.is_formula:
            cell.data_type = "s"

    def _style(self, cell: Cell, look: Mapping[str, Any], *, boxed: bool) -> None:
        """The look of an earlier cell again, where one had the same parts; those are constants of the house."""
        parts = {"font": BODY, "alignment": LEFT, **look} | ({"border": BOX} if boxed else {})
        known = tuple((name, id(part)) for name, part in sorted(parts.items()))
        if known in self.styles:
            cell._style = copy(self.styles[known])
            return
        for name, part in parts.items():
            setattr(cell, name, part)
        self.styles[known] = cell._style


def _tenths(edge_cm: float) -> int:
    """An edge in tenths of a millimetre, so that equal edges are one."""
    return round(edge_cm * 100)


def tall(text: object, width_cm: float, *, is_bold: bool = False) -> int:
    """How many lines a text takes at most: here no row grows, so a line more is better than one too few."""
    return lines_of(text, width_cm * SURE, is_bold=is_bold)


def room_for(width_cm: float, lines: int) -> int:
    """How many characters surely fit a cell of so many lines."""
    return int((width_cm - CELL_EDGE_CM) / CHARACTER_CM * LINE_IS_USED * lines)
