"""The sheet «Danh mục»: the lists that drop-downs offer. They stand in cells, since a label may hold a comma."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from loaders import complaints, training
from loaders.form import Context
from loaders.template.style import BOLD, BOX, CENTRE, HEADING_FILL, TITLE, protect, put, put_across, set_widths
from wording import template as words
from wording.terms import CASE_STATUS

WIDTHS_CM = (2.0, 15.0)
FLAG = "flag"
Choices = list[tuple[str, str]]  # code (empty where a return may not hold it) and label


def choices_of(context: Context) -> dict[str, Choices]:
    """What each list column of the form offers to a unit, by the column's name; `flag` for every yes or no."""
    kinds = complaints.KINDS_OF.get(context.unit.kind, frozenset())
    of_kind = {row.kind: row.label for row in context.catalogue.deadlines if row.kind in kinds}
    return {
        "topic": _coded(context.catalogue.topics),
        "cohort": list(training.cohorts_of(context).items()),
        "kind": list(of_kind.items()),
        "field": _coded(context.catalogue.fields),
        "matter_kind": _coded(context.catalogue.follow_up_kinds),
        "status": [("", label) for label in CASE_STATUS.values()],
        FLAG: [("", words.YES), ("", words.NO)],
    }


def write_lists(sheet: Worksheet, wanted: Iterable[tuple[str, str]], context: Context) -> dict[str, str]:
    """The lists that the unit's sheets ask for, as name and heading, one below the other. Gives the range of each."""
    set_widths(sheet, WIDTHS_CM)
    put_across(sheet, 1, (1, 2), words.LISTS, font=TITLE, alignment=CENTRE)
    choices, ranges, row = choices_of(context), {}, 3
    for name, heading in wanted:
        first, last = row + 1, row + len(choices[name])
        put(sheet.cell(row, 2), heading, BOLD, CENTRE, fill=HEADING_FILL, border=BOX)
        if any(code for code, _ in choices[name]):
            put(sheet.cell(row, 1), words.CODE, BOLD, CENTRE, fill=HEADING_FILL, border=BOX)
        for at, (code, label) in enumerate(choices[name], start=first):
            if code:
                put(sheet.cell(at, 1), code, alignment=CENTRE, border=BOX)
            put(sheet.cell(at, 2), label, border=BOX)
        ranges[name] = f"{quote_sheetname(sheet.title)}!$B${first}:$B${last}"
        row = last + 2
    protect(sheet)
    return ranges


def _coded(rows: Iterable[Any]) -> Choices:
    return [(row.code, row.label) for row in rows]
