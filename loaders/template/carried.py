"""Rows of the quarter before that are still open, as they are typed into the form of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from loaders import complaints, follow_up
from loaders.cells import LONGEST_TEXT
from loaders.template.tables import Place
from wording import template as words
from wording.terms import CASE_STATUS

Row = dict[str, Any]


def carried_rows(place: Place, rows: Iterable[Row]) -> Iterator[Row]:
    """Of a sheet whose open rows go on from quarter to quarter; none of another."""
    typed = CARRIED.get(place.form.table)
    if typed:
        yield from (typed(place, row) for row in rows)


def _case(place: Place, case: Row) -> Row:
    """An open case as its row is typed; what is blank by default stays blank."""
    catalogue = place.context.catalogue
    kinds = {row.kind: row.label for row in catalogue.deadlines}
    fields = {row.code: row.label for row in catalogue.fields}
    return {
        "code": case["code"],
        "kind": kinds.get(case["kind"], case["kind"]),
        "field": fields.get(case["field"]),
        "received_on": case["received_on"],
        "accepted_on": case["accepted_on"],
        "is_complex": words.YES if case["is_complex"] else words.NO,
        "extension_days": case["extension_days"] or None,
        "suspension_days": case["suspension_days"] or None,
        "is_under_competence": words.YES if case["is_under_competence"] else words.NO,
        "status": CASE_STATUS[case["status"]],
        "note": _case_note(case),
    }


def _matter(place: Place, matter: Row) -> Row:
    """An open matter as its row is typed."""
    kinds = {row.code: row.label for row in place.context.catalogue.follow_up_kinds}
    return {
        "matter_kind": kinds.get(matter["matter_kind"], matter["matter_kind"]),
        "content": matter["content"],
        "due_on": matter["due_on"],
        "note": _note_from_before(matter["note"]),
    }


def _case_note(case: Row) -> str | None:
    """The mark and the earlier note; a denunciation has none."""
    return None if case["kind"] == "TC" else _note_from_before(case["note"])


def _note_from_before(earlier: str | None) -> str:
    """The mark and the earlier note; a note too long to be marked is kept whole."""
    note = (earlier or "").removeprefix(words.CASE_FROM_BEFORE).removeprefix("; ")
    marked = "; ".join(part for part in (words.CASE_FROM_BEFORE, note) if part)
    return marked if len(marked) <= LONGEST_TEXT else note


# Sheets whose open rows are carried over, and how such a row is typed.
CARRIED = {complaints.SHEET.table: _case, follow_up.SHEET.table: _matter}
