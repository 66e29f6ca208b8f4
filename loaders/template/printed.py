"""The sheet «Bản in»: the whole return on paper, told by formulas, so that nothing has to be typed twice.

A group's is two pages of A4 at 13 pt. What has no room is said, never lost: rows by their number, long texts by «…».
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.cover import LABELS
from loaders.form import Context, SheetForm
from loaders.template.cover import value_cell
from loaders.template.judging import RULES
from loaders.template.names import Area
from loaders.template.paper import Paper, Piece, room_for, tall
from loaders.template.printed_columns import is_across, printed_rows, printed_widths
from loaders.template.printed_events import print_events, rows_elsewhere, rows_that_fit
from loaders.template.printed_tables import Printed, print_measures, shown
from loaders.template.style import (
    BODY,
    BOLD,
    CENTRE,
    DATE_FORMAT,
    GENERAL_FORMAT,
    ITALIC,
    TITLE,
    UNDERLINED,
    printable_cm,
    protect,
    set_page,
)
from loaders.template.text import height_pt, lines_of
from wording import printed as words
from wording import template as form_words

SIGN_LINES = 2
NOT_PRINTED_AT = "$AZ$1"  # a cell that stays empty: LibreOffice prints no page for it


@dataclass(frozen=True)
class Filled:
    """A sheet of the form as it was written, and how many of its rows came from the quarter before."""

    form: SheetForm
    area: Area
    carried: int = 0


def write_printed(sheet: Worksheet, context: Context, filled: Sequence[Filled], lists: Mapping[str, str]) -> None:
    """Cover and tables of the return on one sheet. `lists`: the range of each list's labels, by its name."""
    kind = context.unit.kind
    across = is_across([part.form for part in filled], kind)
    full = printable_cm(is_landscape=across)
    widths = {
        part.form.table: printed_widths(part.form, kind, across=across) if part.form.table in RULES else {}
        for part in filled
    }
    columns = [[*table.values()] for table in widths.values() if table]
    paper = Paper(sheet, [[full], *_cover_cm(full), *columns], is_landscape=across)
    footer = form_words.footer(context.unit.code, context.period.code)
    _write_cover(paper, context, full)
    tables = [Printed(paper, part.form, part.area, context, lists, widths[part.form.table], full) for part in filled]
    elsewhere = [part.area for part in filled if not widths[part.form.table]]
    own = [(table, part.carried) for table, part in zip(tables, filled, strict=True) if table.widths_cm]
    for table, carried in own:
        if table.area.rows:
            print_measures(table)
            continue
        is_last = table is own[-1][0]
        that_fit = rows_that_fit(table, _heights_at_end(len(elsewhere))) if is_last else None
        print_events(table, printed_rows(kind, carried, that_fit))
    for area in elsewhere:
        rows_elsewhere(paper, area, full)
    _sign(paper, context, full)
    set_page(sheet, footer, is_landscape=across, header_rows="1:1")
    sheet.print_area = f"A1:{sheet.cell(paper.row, paper.last_column).coordinate}"
    protect(sheet)


def leave_unprinted(sheet: Worksheet) -> None:
    """Nothing of a sheet is printed; in Excel, which prints the empty cell, the page's head says where to print."""
    sheet.print_area = NOT_PRINTED_AT
    sheet.oddHeader.center.text = f'&"Times New Roman,Regular"&13{words.NOT_HERE}'


def _cover_cm(full: float) -> list[list[float]]:
    """The columns of the cover's lines: two heads side by side, and pairs of label and value."""
    left = 7.8
    return [[left, full - left], [2.4, left - 2.4, 2.4, full - left - 2.4]]


def _write_cover(paper: Paper, context: Context, full: float) -> None:
    unit, period = context.unit, context.period
    heads, pairs = _cover_cm(full)
    form, mark = value_cell("form"), value_cell("fingerprint")
    whose = form_words.whose(form_words.unit_name(unit.kind, unit.name), period.label)
    first = f'"{LABELS["form"][0]} "&{form}&" · {LABELS["fingerprint"][0]} "&{mark}'
    paper.line([Piece(full, first, is_formula=True, look={"font": ITALIC})])
    above = context.catalogue.unit(unit.parent, period.ends_on) if unit.parent else None
    name = form_words.unit_name(unit.kind, unit.name).upper()
    centred = {"alignment": CENTRE}
    _side_by_side(paper, heads, above.name.upper() if above else None, form_words.COUNTRY, BODY, BOLD)
    _side_by_side(paper, heads, name, form_words.MOTTO, BOLD, UNDERLINED)
    paper.gap()
    paper.line([Piece(full, form_words.REPORT, look={"font": TITLE, **centred})])
    paper.line([Piece(full, whose, look={"font": BOLD, **centred})], tall(whose, full, is_bold=True))
    span = f"({form_words.days(period.starts_on, period.ends_on)})"
    paper.line([Piece(full, span, look={"font": ITALIC, **centred})])
    for labels in (("unit", "unit_name"), ("composed_on", "composed_by")):
        pieces = []
        for place, label in enumerate(labels):
            name_cm, value_cm = pairs[2 * place], pairs[2 * place + 1]
            look = {"font": BOLD, "number_format": DATE_FORMAT if label == "composed_on" else GENERAL_FORMAT}
            longest = room_for(value_cm, 1) if label == "composed_by" else 0
            said = shown(value_cell(label), longest)
            pieces += [Piece(name_cm, LABELS[label][0]), Piece(value_cm, said, is_formula=True, look=look)]
        paper.line(pieces, tall(unit.name, pairs[-1], is_bold=True) if "unit_name" in labels else 1)


def _side_by_side(paper: Paper, widths: Sequence[float], left: str | None, right: str, *fonts: Font) -> None:
    """Two heads of a letter, each in its font."""
    pieces = [
        Piece(width, text, look={"font": font, "alignment": CENTRE})
        for width, text, font in zip(widths, (left, right), fonts, strict=True)
    ]
    paper.line(pieces, max(lines_of(piece.value, piece.width_cm, is_bold=True) for piece in pieces))


def _heights_at_end(elsewhere: int) -> list[float]:
    """Of the lines below the last table, in points."""
    return [height_pt(lines) for lines in (*[1] * elsewhere, 1, 1, 1, SIGN_LINES)]


def _sign(paper: Paper, context: Context, full: float) -> None:
    """What was cut, and where the return is signed; both stay together."""
    letter = get_column_letter(paper.last_column)
    is_cut = f'COUNTIF($A$1:${letter}${paper.row},"*{words.CUT}")>0'
    paper.line([Piece(full, f'IF({is_cut},"{words.CUT_HERE}","")', is_formula=True, look={"font": ITALIC})])
    half = _cover_cm(full)[0]
    head = form_words.HEADS.get(context.unit.kind, form_words.HEAD)
    _side_by_side(paper, half, form_words.COMPOSED_BY, head, BOLD, BOLD)
    _side_by_side(paper, half, form_words.SIGN_HERE, form_words.SIGN_HERE, ITALIC, ITALIC)
    paper.gap(SIGN_LINES)
