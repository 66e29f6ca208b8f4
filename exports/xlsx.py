"""A workbook of all tables: numbers as numbers, dates as dates, ready to print on A4 across, with charts of its own.

Totals and shares are formulas where they make the snapshot's number again (exports/formulas.py); each carries its
value, so that a reader that does not calculate shows it. The same snapshot gives the same bytes: no clock is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from exports import seal_marks, workbook_charts
from exports.formulas import HEADER_ROW, formulas
from exports.package import made_at, repacked
from exports.snapshot import Snapshot
from exports.tables import Cell, Table, cover, tables
from exports.unreported import reported
from exports.workbook_widths import LINE_POINTS, line_count, printed_columns, width
from wording import papers
from wording.formats import UNKNOWN
from wording.seals import qr_alt
from wording.tables import SOURCE

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK, MARK_ON_COVER = 0.6, 1.1  # inches that the QR code is wide at the head of each printed sheet, and on the cover
A4 = 9
TYPE = "Times New Roman"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COUNT, DATE, MOMENT = "#,##0", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
INK, GROUND, LINE = "#1B3A57", "#DCE6EE", "#B4C2CE"
BODY = {"font_name": TYPE, "font_size": 11}
BOLD, ITALIC = BODY | {"bold": True, "font_color": INK}, BODY | {"italic": True}
LINK = BODY | {"underline": 1, "font_color": INK}
TITLE = BOLD | {"font_size": 14}
WRAPPED = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
RIGHT = {"align": "right", "valign": "top", "indent": 1}
CENTRED = {"text_wrap": True, "valign": "vcenter", "align": "center"}
FRAMED = {"border": 1, "border_color": LINE}
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def render(snapshot: Snapshot) -> bytes:
    """The workbook: a cover, the charts, then a sheet a table."""
    written, found = BytesIO(), tables(snapshot)
    book = Workbook(written, {"in_memory": True})
    looks = _Looks(book)
    sheets = [book.add_worksheet(name) for name in (papers.COVER, papers.CHARTS, *(table.said.name for table in found))]
    _cover(sheets[0], looks, snapshot, found)
    workbook_charts.draw(book, sheets[1], _chart_looks(looks), found, _silent(snapshot))
    calculated = formulas(found)
    for sheet, table in zip(sheets[2:], found, strict=True):
        _sheet(sheet, looks, table, calculated[table.key], snapshot)
    for sheet in sheets:
        _print_setup(sheet, snapshot)
    book.set_properties({"title": papers.TITLE, "created": made_at(snapshot)})
    book.close()
    return repacked(written.getvalue(), made_at(snapshot))


def _silent(snapshot: Snapshot) -> set[str]:
    """The registers of which nobody has reported for the period."""
    return {named for source, named in SOURCE.items() if not reported(snapshot, source)[0]}


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __call__(self, **form: Any) -> Any:
        key = repr(sorted(form.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(form)
        return self._made[key]


def _chart_looks(looks: _Looks) -> workbook_charts.Looks:
    return workbook_charts.Looks(
        title=looks(**TITLE),
        heading=looks(**BOLD, **CENTRED, **FRAMED, bg_color=GROUND),
        text=looks(**BODY, **WRAPPED, **FRAMED),
        share=lambda value: looks(**BODY, **RIGHT, **FRAMED, num_format=_share_format(value)),
    )


def _cover(sheet: Worksheet, looks: _Looks, snapshot: Snapshot, found: list[Table]) -> None:
    for column, wide in enumerate((26, 78, 16)):
        sheet.set_column(column, column, wide)
    _text(sheet, looks, 0, 0, papers.TITLE, TITLE)
    notes = [*([papers.SAMPLE_NOTE] if snapshot["is_sample"] else []), *papers.NOTES]
    for place, note in enumerate(notes, start=1):
        _text(sheet, looks, place, 0, note, ITALIC)
    facts = [*cover(snapshot), *([("", papers.WITHHELD_NOTE)] if snapshot["profile"] == "public" else [])]
    row = len(notes) + 2
    for place, (label, said) in enumerate(facts, start=row):
        _text(sheet, looks, place, 0, label, BOLD)
        _text(sheet, looks, place, 1, said, BODY | WRAPPED)
    row += len(facts) + 1
    _text(sheet, looks, row, 0, papers.SHEETS, BOLD)
    _text(sheet, looks, row, 1, papers.LINES, BOLD)
    for place, table in enumerate(found, start=row + 1):
        name = table.said.name
        sheet.write_url(place, 0, f"internal:{quote_sheetname(name)}!A1", looks(**LINK), name)
        _text(sheet, looks, place, 1, f"{papers.line_count(len(table.rows))} – {table.said.about}", BODY)
    picture, code = seal_marks.qr_png(snapshot, MARK_ON_COVER), seal_marks.code(snapshot)
    if picture and code:
        placed = {"image_data": BytesIO(picture), "description": qr_alt(code), "object_position": 3}
        sheet.insert_image(len(notes) + 2, 2, "qr.png", placed)
    sheet.print_area(0, 0, row + len(found), 2)


def _sheet(
    sheet: Worksheet, looks: _Looks, table: Table, calculated: dict[tuple[int, int], str], snapshot: Snapshot
) -> None:
    """Title, what it is and whose, then the table with its header frozen, filtered and repeated on every page."""
    counted = next(said for label, said in cover(snapshot) if label == papers.COUNTED_FROM)
    title = f"{table.said.name} – {snapshot['unit_name']}, {snapshot['period']['label']}"
    about = f"{table.said.about}. {counted}."
    _text(sheet, looks, 0, 0, title, TITLE)
    _text(sheet, looks, 1, 0, about, ITALIC)
    widths = [width(table, column) for column in range(len(table.columns))]
    header = HEADER_ROW - 1
    for column, heading in enumerate(table.headings):
        _text(sheet, looks, header, column, heading, BOLD | CENTRED | FRAMED | {"bg_color": GROUND})
        sheet.set_column(column, column, widths[column])
    sheet.set_row(header, LINE_POINTS * (line_count(table.headings, widths) + 0.5))
    for place, cells in enumerate(table.rows):
        sheet.set_row(header + 1 + place, LINE_POINTS * line_count([cell.text() for cell in cells], widths))
        for column, given in enumerate(cells):
            _write(sheet, looks, header + 1 + place, column, given, calculated.get((place, column)))
    if not table.rows:
        _text(sheet, looks, header + 1, 0, papers.NO_LINES, BODY)
    last = header + max(1, len(table.rows))
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last, len(table.columns) - 1)
    sheet.repeat_rows(header)
    sheet.print_area(0, 0, last, printed_columns(widths, title, about) - 1)


def _write(sheet: Worksheet, looks: _Looks, row: int, column: int, given: Cell, formula: str | None) -> None:
    """A number as a number, a date as a date; what is unknown or withheld is said, never 0 and never empty."""
    if given.form == "text":
        _text(sheet, looks, row, column, given.text(), BODY | WRAPPED | FRAMED)
        return
    if given.value is None:
        said = papers.WITHHELD if given.form == "withheld" else UNKNOWN
        _text(sheet, looks, row, column, said, BODY | RIGHT | FRAMED)
        return
    form = _FORMATS[given.form.removeprefix("most_")](given.value)
    if given.form.startswith("most_"):
        form = f'"{papers.AT_MOST} "{form}'
    look = looks(**BODY, **RIGHT, **FRAMED, num_format=form)
    if formula:
        sheet.write_formula(row, column, formula, look, given.value)
    elif given.form in ("date", "moment"):
        sheet.write_datetime(row, column, given.value, look)
    else:
        sheet.write_number(row, column, given.value, look)


def _share_format(percent: float) -> str:
    """Percent as it is (60.5 reads 60,5%), with enough decimals not to read 100% or 0% where it is not."""
    if percent == int(percent):
        return '0"%"'
    decimals = 1
    while round(percent, decimals) in (0, 100) and decimals < 12:
        decimals += 1
    return f'0.{"0" * decimals}"%"'


_FORMATS: dict[str, Callable[[Any], str]] = {
    "count": lambda _: COUNT, "share": _share_format, "date": lambda _: DATE, "moment": lambda _: MOMENT,
}  # fmt: skip


def _text(sheet: Worksheet, looks: _Looks, row: int, column: int, text: str, form: dict[str, Any]) -> None:
    """Text that stays text, whatever it begins with."""
    if text:
        quoted = {"quote_prefix": True} if text.startswith(STARTS_A_FORMULA) else {}
        sheet.write_string(row, column, _ILLEGAL.sub("", text), looks(**form, **quoted))
    else:
        sheet.write_blank(row, column, None, looks(**form))


def _print_setup(sheet: Worksheet, snapshot: Snapshot) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    picture = seal_marks.qr_png(snapshot, MARK)
    sheet.set_margins(left=0.5, right=0.5, top=MARK + 0.3 if picture else 0.5, bottom=0.7)
    if picture:
        sheet.set_header("&R&G", {"image_right": "qr.png", "image_data_right": BytesIO(picture), "margin": 0.2})
    notice = " · ".join([*([papers.SAMPLE] if snapshot["is_sample"] else []), papers.FOR_MEETING])
    code, page = seal_marks.note(snapshot), papers.page_of("&P", "&N")
    text = f"&L&8{code}\n &C&8 \n{notice}&R&8{page}\n "  # on two lines, so that none runs into another
    sheet.set_footer(text, {"scale_with_doc": False})  # as large below a table that is made smaller to fit
