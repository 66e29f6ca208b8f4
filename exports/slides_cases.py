"""What slides say of the registers of complaints, and of what units were asked to explain."""

from __future__ import annotations

from exports import findings
from exports.parts import Chart, Lines, Rows, Series, Slide
from exports.snapshot import Snapshot
from exports.tables import tables
from exports.unreported import reported
from wording import complaints as complaint_words
from wording import questions as question_words
from wording import report as report_words
from wording import slides as words
from wording import tables as table_words
from wording.drawn import shortened
from wording.formats import UNKNOWN

FLOW = {"received": "first", "resolved": "third", "closing": "fourth"}
ASKED, CELL, UNIT = 4, 60, 42  # questions on a slide; letters at most of what is asked and answered, and of a unit


def silent(snapshot: Snapshot, sources: list[str]) -> Slide | None:
    """The registers that nobody has reported, on one slide."""
    said = [line for source in sources for line in findings.complaints(snapshot, source)]
    return Slide(words.title(said[0]), Lines(said[1:]), report_words.NO_COMPLAINT_TARGET, said) if said else None


def register(snapshot: Snapshot, source: str) -> Slide | None:
    """A register through the quarter, by kind; what the profile withholds has no bar. None where that is all of it."""
    rows = [row for row in snapshot["complaints"]["by_kind"] if row["source"] == source and row["span"] == "quarter"]
    series = [
        Series(
            table_words.COUNTED[name],
            [row[name] for row in rows],
            [complaint_words.count(row[name]) for row in rows],
            paint,
        )
        for name, paint in FLOW.items()
    ]
    said = findings.complaints(snapshot, source)
    known = reported(snapshot, source)[0] and any(row[name] is not None for row in rows for name in FLOW)
    names = [findings.kind_name(row["kind"]) for row in rows]
    if not known and not said[1:]:
        return None
    return Slide(
        words.title(said[0]), Chart(names, series) if known else Lines(said[1:]), report_words.NO_COMPLAINT_TARGET, said
    )


def fields(snapshot: Snapshot, sources: list[str]) -> Slide | None:
    """What complaints and feedback were about, since the year began; the registers side by side, never added.

    None where the profile withholds it."""
    said, names, series = [], [], []
    for source, paint in zip(sources, ("first", "fourth"), strict=False):
        rows = [row for row in snapshot["complaints"]["by_field"] if row["source"] == source]
        values = [row["received"] for row in rows]
        if reported(snapshot, source)[0]:
            said.append(report_words.about(complaint_words.REGISTER[source], findings.fields(snapshot, source)))
            if any(value is not None for value in values):
                names, labels = [row["field_label"] for row in rows], [complaint_words.count(value) for value in values]
                series.append(Series(complaint_words.REGISTER[source], values, labels, paint))
    return Slide(words.title(said[0]), Chart(names, series), complaint_words.BY_FIELD, said) if series else None


def questions(snapshot: Snapshot) -> Slide | None:
    """What units were asked to explain, the unanswered first; None where nothing was. All of it is in the notes."""
    table = next((table for table in tables(snapshot) if table.key == "questions"), None)
    if table is None:
        return None
    rows = [{name: cell.text() for name, cell in zip(table.columns, row, strict=True)} for row in table.rows]
    is_open = question_words.STATES["open"]
    rows.sort(key=lambda row: row["state"] != is_open)
    shown = [
        [
            shortened(row["name"], UNIT), shortened(row["figure"], CELL), shortened(row["text"], CELL),
            row["state"] if row["answer"] == UNKNOWN else shortened(row["answer"], CELL),
        ]
        for row in rows[:ASKED]
    ]  # fmt: skip
    title = words.title(question_words.in_papers(len(rows), sum(row["state"] == is_open for row in rows)))
    aside = words.more(len(rows) - ASKED, question_words.NOUN) if len(rows) > ASKED else ""
    notes = [
        words.question(*(row[name] for name in ("id", "name", "figure", "text", "state", "answer"))) for row in rows
    ]
    headings = [table.said.headings[name] for name in ("name", "figure", "text", "answer")]
    return Slide(title, Rows(headings, shown, [4, 5, 6, 5]), aside, notes)
