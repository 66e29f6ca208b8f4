"""A workbook of all tables: numbers as numbers, dates as dates, no formula, ready to print on A4 across.

The same snapshot gives the same bytes: no clock is read, and what openpyxl stamps with the present is set back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from exports.snapshot import Snapshot
from exports.tables import Cell, Table, cover, tables
from wording import papers
from wording.formats import UNKNOWN

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER_ROW = 4
NARROWEST, WIDEST = 8, 34  # in digits of the default type
LETTERS_A_DIGIT = 1.2  # letters of TYPE that stand where such a digit does
LINE_POINTS = 15
TYPE = "Times New Roman"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COUNT, DATE, MOMENT = "#,##0", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
CELL_TEXTS = {"withheld": papers.WITHHELD}
INK, GROUND, LINE = "1B3A57", "DCE6EE", "B4C2CE"
THIN = Side(style="thin", color=LINE)
BORDER = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
GRAY = PatternFill("solid", GROUND)
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
BODY, BOLD, ITALIC, LINK = (
    Font(name=TYPE, size=11), Font(name=TYPE, size=11, bold=True, color=INK), Font(name=TYPE, size=11, italic=True),
    Font(name=TYPE, size=11, underline="single", color=INK),
)  # fmt: skip
TITLE = Font(name=TYPE, size=14, bold=True, color=INK)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def render(snapshot: Snapshot) -> bytes:
    """The workbook: a cover, then a sheet a table."""
    book = Workbook()
    found = tables(snapshot)
    _cover(book.active, snapshot, found)
    for table in found:
        _sheet(book.create_sheet(table.said.name), table, snapshot)
    made_at = datetime.fromisoformat(snapshot["generated_at"]).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = book.properties
    properties.creator, properties.title, properties.language = "", papers.TITLE, "vi-VN"
    properties.created = made_at
    written = BytesIO()
    book.save(written)
    return _without_clock(written.getvalue(), made_at)


def _cover(sheet: Worksheet, snapshot: Snapshot, found: list[Table]) -> None:
    sheet.title = papers.COVER
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    _text(sheet.cell(1, 1), papers.TITLE).font = TITLE
    for place, note in enumerate(papers.NOTES, start=2):
        _text(sheet.cell(place, 1), note).font = ITALIC
    row = len(papers.NOTES) + 3
    for label, said in cover(snapshot):
        _text(sheet.cell(row, 1), label).font = BOLD
        _text(sheet.cell(row, 2), said).alignment = WRAPPED
        row += 1
    if snapshot["profile"] == "public":
        _text(sheet.cell(row, 2), papers.WITHHELD_NOTE).alignment = WRAPPED
        row += 1
    row += 1
    for column, heading in enumerate((papers.SHEETS, papers.LINES), start=1):
        _text(sheet.cell(row, column), heading).font = BOLD
    for place, table in enumerate(found, start=row + 1):
        name = _text(sheet.cell(place, 1), table.said.name)
        name.hyperlink = f"#{quote_sheetname(table.said.name)}!A1"
        name.font = LINK
        _text(sheet.cell(place, 2), f"{papers.line_count(len(table.rows))} – {table.said.about}")
    _print_setup(sheet, snapshot)


def _sheet(sheet: Worksheet, table: Table, snapshot: Snapshot) -> None:
    """Title, what it is and whose, then the table with its header frozen, filtered and repeated on every page."""
    _text(sheet.cell(1, 1), f"{table.said.name} – {snapshot['unit_name']}, {snapshot['period']['label']}").font = TITLE
    counted = next(said for label, said in cover(snapshot) if label == papers.COUNTED_FROM)
    _text(sheet.cell(2, 1), f"{table.said.about}. {counted}.").font = ITALIC
    widths = [_width(table, column) for column in range(len(table.columns))]
    for column, heading in enumerate(table.headings, start=1):
        cell = _text(sheet.cell(HEADER_ROW, column), heading)
        cell.font, cell.fill, cell.border, cell.alignment = BOLD, GRAY, BORDER, CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for place, cells in enumerate(table.rows, start=HEADER_ROW + 1):
        for column, given in enumerate(cells, start=1):
            _write(sheet.cell(place, column), given)
        sheet.row_dimensions[place].height = LINE_POINTS * _lines([cell.text() for cell in cells], widths)
    if not table.rows:
        _text(sheet.cell(HEADER_ROW + 1, 1), papers.NO_LINES)
    sheet.row_dimensions[HEADER_ROW].height = LINE_POINTS * (_lines(table.headings, widths) + 0.5)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + max(1, len(table.rows))}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    _print_setup(sheet, snapshot)


def _width(table: Table, column: int) -> float:
    """Wide enough for what stands in it, longer texts on several lines; a heading breaks at its words."""
    heading = table.headings[column]
    texts = [len(row[column].text()) for row in table.rows]
    needed = max([*texts, len(heading) / 3, *(len(word) for word in heading.split())], default=0)
    return min(WIDEST, max(NARROWEST, needed / LETTERS_A_DIGIT + 4))


def _lines(texts: list[str], widths: list[float]) -> int:
    """How many lines the fullest cell of a row takes: Excel does not see to it when a file is opened."""
    return (
        max(-(-len(text) // int((width - 2) * LETTERS_A_DIGIT)) for text, width in zip(texts, widths, strict=True)) or 1
    )


def _write(cell: Any, given: Cell) -> None:
    """A number as a number, a date as a date; what is unknown or withheld is said, never 0 and never empty."""
    cell.border = BORDER
    if given.form == "text":
        _text(cell, given.text()).alignment = WRAPPED
        return
    cell.alignment = RIGHT
    if given.value is None:
        _text(cell, CELL_TEXTS.get(given.form, UNKNOWN))
        return
    cell.value, cell.font = given.value, BODY
    cell.number_format = _FORMATS[given.form.removeprefix("most_")](given.value)
    if given.form.startswith("most_"):
        cell.number_format = f'"{papers.AT_MOST} "{cell.number_format}'


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


def _text(cell: Any, text: str) -> Any:
    """Text that stays text, whatever it begins with; gives the cell."""
    cell.font = BODY
    if not text:
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(STARTS_A_FORMULA)
    return cell


def _print_setup(sheet: Worksheet, snapshot: Snapshot) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.7
    sheet.oddFooter.left.text = papers.hash_note(snapshot["content_hash"])
    sheet.oddFooter.center.text = papers.FOR_MEETING
    sheet.oddFooter.right.text = papers.page_of("&P", "&N")


def _without_clock(content: bytes, made_at: datetime) -> bytes:
    """The same package with the snapshot's moment wherever openpyxl and zip wrote the present one."""
    packed = BytesIO()
    stamp = rb"\g<1>" + f"{made_at:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>"
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(stamp, part)
            entry = ZipInfo(name, max(made_at, datetime(1980, 1, 1)).timetuple()[:6])  # noqa: DTZ001
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, part)
    return packed.getvalue()
