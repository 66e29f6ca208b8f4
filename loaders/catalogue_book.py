"""The catalogue as a workbook to edit: a sheet a table, dates as dates, coded values by their words from lists.

`loaders/catalogue.py` reads it back. The same catalogue gives the same sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any, get_args, get_type_hints

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data.catalogue import ROW_TYPES, Catalogue
from wording import catalogue_book as words
from wording.formats import day, number

HEADER_ROW = 2  # counted from 0, below the title and what the rows are
SPARE_ROWS = 500  # below the last one, with lists and formats
NARROWEST, WIDEST = 11, 60
A4 = 9
BODY = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
HEADING = BODY | {"bold": True, "bg_color": "#DCE6EE", "border": 1, "text_wrap": True, "align": "center"}
TITLE, NOTE = BODY | {"bold": True, "font_size": 14}, BODY | {"italic": True}
FORMATS: dict[type, dict[str, Any]] = {
    date: {"num_format": "dd/mm/yyyy", "align": "center"},
    int: {"num_format": "0"},
    Decimal: {"num_format": "General"},
    # Text stays text: Excel would turn a code such as 3-1 into a date.
    str: {"num_format": "@", "text_wrap": True},
    bool: {"num_format": "@", "align": "center"},
}


@cache
def column_types(table: str) -> dict[str, tuple[type, bool]]:
    """Of each column its type and whether a cell must be filled."""
    hints = get_type_hints(ROW_TYPES[table])
    found = {}
    for field in fields(ROW_TYPES[table]):
        choices = get_args(hints[field.name])
        plain = next((choice for choice in choices if choice is not type(None)), hints[field.name])
        found[field.name] = (plain, not choices)
    return found


def choices_of(table: str, column: str) -> dict[str, str] | None:
    """Code and word of a cell that holds one of a list: Có and Không too."""
    if column_types(table)[column][0] is bool:
        return {"yes": words.YES, "no": words.NO}
    return words.CHOICES.get((table, column))


def said(table: str, column: str, value: Any) -> str:
    """A value as people read and write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value, max(0, -int(value.as_tuple().exponent)))
    if (several := words.SEVERAL.get((table, column))) is not None:
        return "; ".join(several.get(code, code) for code in value.split("|"))
    return words.CHOICES.get((table, column), {}).get(value, str(value))


def write_book(catalogue: Catalogue) -> bytes:
    """The workbook: a guide, a sheet a table, the values to choose from."""
    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _write_guide(book, catalogue)
    sheets = {table: book.add_worksheet(said.name) for table, said in words.SHEETS.items()}
    offered = _write_values(book)
    for table, sheet in sheets.items():
        _write_table(book, sheet, table, catalogue, offered)
    book.close()
    return written.getvalue()


def _write_guide(book: Any, catalogue: Catalogue) -> None:
    sheet = book.add_worksheet(words.GUIDE)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    body, note = book.add_format(BODY | {"text_wrap": True}), book.add_format(BODY)
    sheet.write_string(0, 0, words.TITLE, book.add_format(TITLE))
    row = 2
    for step in words.STEPS:
        sheet.merge_range(row, 0, row, 1, step, body)
        sheet.set_row(row, 34)
        row += 1
    for table in words.SHEETS.values():
        row += 1
        sheet.write_url(row, 0, f"internal:{quote_sheetname(table.name)}!A1", note, table.name)
        sheet.write_string(row, 1, table.about, body)
    sheet.write_string(row + 2, 0, words.VERSION_LABEL, note)
    sheet.write_string(row + 2, 1, catalogue.digest, note)
    _print_setup(sheet)


def _write_values(book: Any) -> dict[tuple[str, str], str]:
    """The lists of the sheet of values: column of a table → its range, for the drop-down lists."""
    sheet = book.add_worksheet(words.VALUES)
    heading, body = book.add_format(HEADING), book.add_format(BODY)
    ranges = {}
    for column, ((table, name), offered) in enumerate(_lists()):
        said = words.SHEETS[table]
        sheet.write_string(0, column, f"{said.name}: {said.headings[name]}", heading)
        sheet.set_column(column, column, 24)
        for row, word in enumerate(offered.values(), start=1):
            sheet.write_string(row, column, word, body)
        letter = xl_col_to_name(column)
        ranges[table, name] = f"={quote_sheetname(words.VALUES)}!${letter}$2:${letter}${len(offered) + 1}"
    return ranges


def _lists() -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    for table, said in words.SHEETS.items():
        for column in said.headings:
            offered = choices_of(table, column) or words.SEVERAL.get((table, column))
            if offered:
                yield (table, column), offered


def _write_table(
    book: Any, sheet: Worksheet, table: str, catalogue: Catalogue, offered: dict[tuple[str, str], str]
) -> None:
    about, rows = words.SHEETS[table], catalogue.rows(table)
    sheet.write_string(0, 0, about.name, book.add_format(TITLE))
    sheet.write_string(1, 0, about.about, book.add_format(NOTE))
    heading, last = book.add_format(HEADING), HEADER_ROW + max(1, len(rows))
    for column, (name, (kind, _)) in enumerate(column_types(table).items()):
        title, look = about.headings[name], book.add_format(BODY | FORMATS[kind])
        texts = [said(table, name, getattr(row, name)) for row in rows]
        widest = max([len(title) / 2, *map(len, title.split()), *map(len, texts)])
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, widest + 3)), look)
        sheet.write_string(HEADER_ROW, column, title, heading)
        for place, (row, text) in enumerate(zip(rows, texts, strict=True), start=HEADER_ROW + 1):
            _write_cell(sheet, place, column, getattr(row, name), text, look)
        if choices_of(table, name):
            check = {"validate": "list", "source": offered[table, name]}
            sheet.data_validation(HEADER_ROW + 1, column, last + SPARE_ROWS, column, check)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.autofilter(HEADER_ROW, 0, last, len(about.headings) - 1)
    sheet.repeat_rows(HEADER_ROW)
    _print_setup(sheet)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, text: str, look: Any) -> None:
    """Numbers and dates as such, everything else as its words."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value, look)
    elif text:
        sheet.write_string(row, column, text, look)


def _print_setup(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
