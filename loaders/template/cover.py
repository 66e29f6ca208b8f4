"""The first and the last sheet of the empty return: whose it is, and how it is filled in."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from loaders.cells import LONGEST_TEXT
from loaders.cover import LABELS, NAME
from loaders.fingerprint import fingerprint
from loaders.form import FORM, FORM_VERSION, Context, SheetForm
from loaders.template import checks
from loaders.template.check_sheet import write_total
from loaders.template.formulas import FIRST_DAY, LAST_DAY
from loaders.template.judging import cover_area
from loaders.template.names import Area
from loaders.template.style import (
    BODY,
    BOLD,
    BOX,
    CENTRE,
    DATE_FORMAT,
    GENERAL_FORMAT,
    ITALIC,
    LEFT,
    TITLE,
    UNDERLINED,
    UNLOCKED,
    box,
    protect,
    put,
    put_across,
    set_height,
    set_widths,
)
from loaders.template.text import lines_of
from wording import template as words

COVER_CM = (4.4, 3.3, 10.2)
GUIDE_CM = (1.0, 16.8)
FIRST_LABEL_ROW, LABEL_PT = 8, 24


def value_cell(label: str) -> str:
    """Where the cover has the value of a label, for formulas of other sheets."""
    return f"{quote_sheetname(NAME)}!$B${FIRST_LABEL_ROW + [*LABELS].index(label)}"


def write_cover(sheet: Worksheet, context: Context) -> Area:
    """Everything but the day and the name of who fills it in. Gives the place of that day."""
    set_widths(sheet, COVER_CM)
    unit, period = context.unit, context.period
    name = words.unit_name(unit.kind, unit.name)
    above = context.catalogue.unit(unit.parent, period.ends_on) if unit.parent else None
    put_across(sheet, 1, (1, 2), above.name.upper() if above else None, alignment=CENTRE)
    put(sheet.cell(1, 3), words.COUNTRY, BOLD, CENTRE)
    put_across(sheet, 2, (1, 2), name.upper(), font=BOLD, alignment=CENTRE)
    put(sheet.cell(2, 3), words.MOTTO, UNDERLINED, CENTRE)
    set_height(sheet, 2, lines_of(name.upper(), sum(COVER_CM[:2]), is_bold=True))
    put_across(sheet, 4, (1, 3), words.REPORT, font=TITLE, alignment=CENTRE)
    put_across(sheet, 5, (1, 3), period.label, font=BOLD, alignment=CENTRE)
    put_across(sheet, 6, (1, 3), f"({words.days(period.starts_on, period.ends_on)})", font=ITALIC, alignment=CENTRE)
    values = {
        "form": FORM, "version": FORM_VERSION, "unit": unit.code, "unit_name": unit.name, "period": period.label,
        "fingerprint": fingerprint(unit, period, context.catalogue),
    }  # fmt: skip
    rows = {label: row for row, label in enumerate(LABELS, start=FIRST_LABEL_ROW)}
    for label, headings in LABELS.items():
        row = rows[label]
        put(sheet.cell(row, 1), headings[0])
        cell = put_across(sheet, row, (2, 3), values.get(label), font=BOLD)
        cell.number_format = DATE_FORMAT if label == "composed_on" else GENERAL_FORMAT
        box(sheet, row, range(1, 4))
        set_height(sheet, row, 1, LABEL_PT)
        if label in ("composed_on", "composed_by"):
            cell.protection = sheet.cell(row, 3).protection = UNLOCKED
            is_date = label == "composed_on"
            check = checks.day(cell.coordinate, FIRST_DAY, LAST_DAY) if is_date else checks.text(LONGEST_TEXT)
            check.add(cell.coordinate)
            sheet.add_data_validation(check)
    below = FIRST_LABEL_ROW + len(LABELS)
    write_total(put_across(sheet, below, (1, 3), None, font=BOLD))
    set_height(sheet, below, 1, LABEL_PT)
    _sign(sheet, below + 1, context)
    protect(sheet)
    return cover_area(rows["composed_on"])


def _sign(sheet: Worksheet, row: int, context: Context) -> None:
    """What the return is not, when it is due, and where it is signed on paper."""
    for at, line, font in ((row, words.send_by(context.period.due_on), BODY), (row + 1, words.NOT_OFFICIAL, ITALIC)):
        put_across(sheet, at, (1, 3), line, font=font)
        set_height(sheet, at, lines_of(line, sum(COVER_CM)))
    head = words.HEADS.get(context.unit.kind, words.HEAD)
    for column, title in ((1, words.COMPOSED_BY), (3, head)):
        columns = (column, 2) if column == 1 else (column, column)
        put_across(sheet, row + 3, columns, title, font=BOLD, alignment=CENTRE)
        put_across(sheet, row + 4, columns, words.SIGN_HERE, font=ITALIC, alignment=CENTRE)


def write_guide(
    sheet: Worksheet, cover: str, forms: Sequence[SheetForm], same_codes: list[str], context: Context
) -> None:
    """Short paragraphs in plain words. `same_codes`: open cases that the form had no room for."""
    period = context.period
    set_widths(sheet, GUIDE_CM)
    put_across(sheet, 1, (1, 2), words.GUIDE, font=TITLE, alignment=CENTRE)
    lines = words.guide(
        sheets=[cover, *(form.name for form in forms)],
        tables=[form.table for form in forms],
        span=words.days(period.starts_on, period.ends_on),
        due_on=period.due_on,
        year_starts_on=period.year_starts_on,
        is_group=context.unit.kind == "group",
    )
    if same_codes:
        lines.append(words.same_code(same_codes))
    for row, line in enumerate(lines, start=3):
        put(sheet.cell(row, 1), row - 2, alignment=CENTRE, border=BOX)
        put(sheet.cell(row, 2), line, alignment=LEFT, border=BOX)
        set_height(sheet, row, lines_of(line, GUIDE_CM[1]))
    protect(sheet)
