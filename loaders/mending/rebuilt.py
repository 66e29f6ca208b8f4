"""A workbook of another kind as an .xlsx: the same sheets with the same values at the same addresses."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from loaders.cells import typed
from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.workbook import CellValue, Sheet
from loaders.template.style import DATE_FORMAT

LEAST_WIDTH, MOST_WIDTH = 8, 40  # of a column, in characters
_SPARE = 2


def rebuild(file_name: str, content: bytes) -> bytes:
    """What can be read of a file that passed the gate: values, dates, errors, hidden sheets. Formulas are results."""
    opened, problems = open_workbook(file_name, content)
    assert opened, problems
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in opened.sheets:
        made = book.create_sheet(re.sub(INVALID_TITLE_REGEX, "_", sheet.name))
        made.sheet_state = "hidden" if sheet.is_hidden else "visible"
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    _fill(made.cell(row, column), value)
        for (row, column), error in sheet.error_values.items():
            made.cell(row, column, error).data_type = "e"
        for column, width in _widths(sheet).items():
            made.column_dimensions[get_column_letter(column)].width = width
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(cell: Cell, value: CellValue) -> None:
    """A text stays text, a date keeps its day."""
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > MOST_WIDTH)
        return
    cell.value = value
    if isinstance(value, datetime | date):
        cell.number_format = DATE_FORMAT


def _widths(sheet: Sheet) -> dict[int, int]:
    """Column → width for its longest content, within reason."""
    widths: dict[int, int] = {}
    for values in sheet.rows:
        for column, value in enumerate(values, start=1):
            widths[column] = min(MOST_WIDTH, max(widths.get(column, LEAST_WIDTH), len(typed(value)) + _SPARE))
    return widths
