"""How a sheet of the empty return looks and prints: Times New Roman 13 pt on A4, as official Vietnamese forms do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from loaders.template.text import FONT_PT, height_pt

FONT_NAME = "Times New Roman"
# A column's width is counted in digits of the workbook's default font. At 12 pt a digit of Times New Roman is exactly
# 8 pixels in every program; at 13 pt it is 8 or 9, which would move the page's edge. No cell in use has that font.
DEFAULT_PT, DIGIT_PIXELS = 12, 8
LAST_COLUMN = 16_384  # of a sheet
CM_AN_INCH, PIXELS_AN_INCH = 2.54, 96
A4_CM = (21.0, 29.7)
MARGINS_CM = {"left": 1.5, "right": 1.0, "top": 1.1, "bottom": 1.3, "header": 0.6, "footer": 0.6}
EDGE_CM = 0.4  # left free, so that no printer's rounding shrinks the page

BODY = Font(name=FONT_NAME, size=FONT_PT)
BOLD = Font(name=FONT_NAME, size=FONT_PT, bold=True)
ITALIC = Font(name=FONT_NAME, size=FONT_PT, italic=True)
UNDERLINED = Font(name=FONT_NAME, size=FONT_PT, bold=True, underline="single")
TITLE = Font(name=FONT_NAME, size=FONT_PT + 1, bold=True)
_LINE = Side(style="thin", color="000000")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADING_FILL = PatternFill("solid", fgColor="E7EDF5")
# What a conditional format changes: a cell that is wrong, and one that is still to be filled in.
WRONG_MARK = {"fill": PatternFill(bgColor="F4B6B6"), "font": Font(color="9C0006", bold=True)}
MISSING_MARK = {"fill": PatternFill(bgColor="FCE4E4")}
UNLOCKED = Protection(locked=False)
FROM_BEFORE_FILL = PatternFill("solid", fgColor="FFF2CC")
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
COUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT, GENERAL_FORMAT = "#,##0", "dd/mm/yyyy", "@", "General"


class GrowingRow(RowDimension):  # type: ignore[misc]
    """A row with a height that the program may change once a longer text is typed into it."""

    @property
    def customHeight(self) -> bool:
        """Not fixed by hand."""
        return False


def put(cell: Cell, value: Any, font: Font = BODY, alignment: Alignment = LEFT, **look: Any) -> Cell:
    """A value with its look. Text stays text, whatever it begins with, also when someone edits the cell."""
    cell.value = value
    cell.font, cell.alignment = font, alignment
    for name, part in look.items():
        setattr(cell, name, part)
    if isinstance(value, str):
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@", "'"):
            cell.quotePrefix = True
    return cell


def put_across(sheet: Worksheet, row: int, columns: tuple[int, int], value: Any, **look: Any) -> Cell:
    """A value over several columns."""
    first, last = columns
    if first < last:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    return put(sheet.cell(row, first), value, **look)


def box(sheet: Worksheet, row: int, columns: Iterable[int]) -> None:
    """Borders around the cells of a row, those under a merged cell too."""
    for column in columns:
        sheet.cell(row, column).border = BOX


def set_height(sheet: Worksheet, row: int, lines: int, least_pt: float = 0) -> None:
    """Room for so many lines, at least so many points; the row still grows with a longer text."""
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=max(height_pt(lines), least_pt))


def set_widths(sheet: Worksheet, widths_cm: Iterable[float]) -> None:
    """Column widths from the first on; what is typed below the prepared rows has the form's font too."""
    for column, width in enumerate(widths_cm, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = round(width / CM_AN_INCH * PIXELS_AN_INCH / DIGIT_PIXELS, 2)
        dimension.font, dimension.alignment = BODY, LEFT


def printable_cm(*, is_landscape: bool) -> float:
    """The width between the margins, less the edge."""
    width = A4_CM[1] if is_landscape else A4_CM[0]
    return width - MARGINS_CM["left"] - MARGINS_CM["right"] - EDGE_CM


def protect(sheet: Worksheet, *, may_grow: bool = False) -> None:
    """Locks what is not to be filled in, without a password: Excel and LibreOffice lift it at a click.

    Looks may always be changed. In a sheet that may grow, rows are inserted, deleted and sorted; a program allows that
    only of rows in which every cell is unlocked, so what is locked there are the cells that have been written above.
    """
    protection = sheet.protection
    protection.enable()
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    if may_grow:
        protection.insertRows = protection.deleteRows = protection.sort = protection.autoFilter = False
        used = sheet.max_column
        for column in range(1, used + 1):
            sheet.column_dimensions[get_column_letter(column)].protection = UNLOCKED
        rest = sheet.column_dimensions[get_column_letter(used + 1)]
        rest.min, rest.max, rest.protection = used + 1, LAST_COLUMN, UNLOCKED


def set_page(sheet: Worksheet, footer: str, *, is_landscape: bool = False, header_rows: str | None = None) -> None:
    """A4, as wide as the page, the header rows again on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side, width in MARGINS_CM.items():
        setattr(sheet.page_margins, side, width / CM_AN_INCH)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = footer
    sheet.print_title_rows = header_rows
    sheet.sheet_view.showGridLines = False
