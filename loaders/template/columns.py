"""What the columns of the empty return hold and how wide they are; a sheet not named here gets plain columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.styles import Alignment

from loaders import complaints, measures
from loaders.form import SheetForm
from loaders.sheet import Column
from loaders.template.style import CENTRE, COUNT_FORMAT, DATE_FORMAT, RIGHT, TEXT_FORMAT, printable_cm

ORDINAL, DEFAULT_ENTRY = "ordinal", "text"
# What a cell of a column holds: count, date, flag, list, or text of so many characters.
ENTRIES = {
    "training": {
        "held_on": "date", "topic": "list", "title": "text", "cohort": "list", "invited": "count", "attended": "count",
        "women": "count", "first_time": "count", "note": "text",
    },
    "complaint": {
        "code": "code", "kind": "list", "field": "list", "received_on": "date", "accepted_on": "date",
        "is_complex": "flag", "extension_days": "count", "suspension_days": "count", "is_under_competence": "flag",
        "status": "list", "closed_on": "date", "note": "text",
    },
    "follow_up": {
        "matter_kind": "list", "content": "text", "due_on": "date", "completed_on": "date", "note": "text",
    },
    "explanation": {"question": "text", "about": "text", "text": "text", "answer": "text"},
}  # fmt: skip
# Centimetres that a column needs; what the page has left goes to the columns of text.
WIDTHS_CM = {
    "answer": {"ms": 1.0, "content": 5.0, "basis": 3.1, "count_unit": 1.9, "answer": 2.6, "note": 2.4},
    "training": {
        "ordinal": 1.2, "held_on": 2.5, "topic": 4.4, "title": 3.4, "cohort": 4.2, "invited": 1.6, "attended": 1.6,
        "women": 1.6, "first_time": 2.0, "note": 3.2,
    },
    "complaint": {
        "ordinal": 1.2, "code": 3.4, "kind": 2.1, "field": 2.2, "received_on": 2.4, "accepted_on": 2.4,
        "is_complex": 1.6, "extension_days": 1.3, "suspension_days": 1.4, "is_under_competence": 1.6, "status": 2.1,
        "closed_on": 2.4, "note": 2.5,
    },
    "follow_up": {"ordinal": 1.2, "matter_kind": 4.4, "content": 7.0, "due_on": 2.6, "completed_on": 2.6, "note": 3.4},
    "explanation": {"ordinal": 1.2, "question": 3.4, "about": 6.0, "text": 7.6, "answer": 8.6},
}  # fmt: skip
DEFAULT_CM = 3.0
GROWING = frozenset({"content", "title", "cohort", "topic", "code", "field", "status", "note"})
FORMATS = {"count": COUNT_FORMAT, "date": DATE_FORMAT, "text": TEXT_FORMAT, "code": TEXT_FORMAT}
ALIGNMENTS: Mapping[str, Alignment] = {"count": RIGHT, "date": CENTRE, "flag": CENTRE}


def columns_of(form: SheetForm, kind: str) -> list[Column]:
    """The columns of a sheet for a kind of unit; a group's complaints have the short form."""
    columns = form.columns(kind)
    is_short = form.table == complaints.SHEET.table and kind == "group"
    return [column for column in columns if not is_short or column.name in complaints.SHORT_FORM]


def is_landscape(form: SheetForm) -> bool:
    """Measures stand on an upright page; tables of events are wide."""
    return form.table != measures.SHEET.table


def widths_of(form: SheetForm, columns: Sequence[Column]) -> list[float]:
    """Each column's need in centimetres, and a share of what the page has left for each column of text."""
    needs = WIDTHS_CM.get(form.table, {})
    widths = [needs.get(column.name, DEFAULT_CM) for column in columns]
    grows = [column.name in GROWING and (column.name != "note" or is_landscape(form)) for column in columns]
    left = max(0.0, printable_cm(is_landscape=is_landscape(form)) - sum(widths))
    share = left / (sum(grows) or 1)
    return [width + share * more for width, more in zip(widths, grows, strict=True)]


def lists_wanted(form: SheetForm, kind: str) -> Iterator[tuple[str, str]]:
    """Name and heading of the lists that a sheet's columns ask for."""
    for column in columns_of(form, kind):
        if ENTRIES.get(form.table, {}).get(column.name) == "list":
            yield column.name, column.heading
