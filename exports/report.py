"""The report as its readers get it: parts with sentences, bars, grids and marks, one for print, Word and web alike.

Every number is the snapshot's, written by wording/; a paper decides only how a part looks.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from exports import findings, follow_up, seal_marks
from exports.history import is_past, lacking
from exports.once import shared
from exports.parts import Bar, Bars, Heat, Line, Points, Report, Section, grid, made_grid
from exports.snapshot import Snapshot
from exports.tables import Table, cover, is_share, tables, unit_names
from exports.unreported import knows_training, registers_kept, reported
from wording import charts as chart_words
from wording import complaints as complaint_words
from wording import drawn, papers, screens
from wording import follow_up as follow_up_words
from wording import questions as question_words
from wording import report as words
from wording import tables as table_words
from wording.formats import day

Row = dict[str, Any]
FLOW = ("opening", "received", "under_competence", "resolved", "resolved_on_time", "closed_otherwise", "closing",
        "open_overdue")  # fmt: skip
METHOD_OF = {words.TRAINING: "coverage", words.COMPLAINTS: "register"}  # whose clauses such a part is about
UPRIGHT = 10  # indicators beside the units' names


@shared
def report(snapshot: Snapshot) -> Report:
    """The whole report of a snapshot."""
    found = {table.key: table for table in tables(snapshot)}
    period = snapshot["period"]
    counted = papers.counted_from(*(day(date.fromisoformat(period[name])) for name in ("starts_on", "ends_on")))
    sources = [source for source in table_words.SOURCE if source in registers_kept(snapshot)]
    notes = _notes(snapshot, counted)
    sections = {
        words.FINDINGS: [Points(findings.findings(snapshot, sources))],
        words.INDICATORS: _indicators(snapshot, found),
        words.BY_UNIT: _by_unit(snapshot),
        words.TRAINING: [Points([findings.training(snapshot)]), *_training(snapshot, found)],
        words.COMPLAINTS: _complaints(snapshot, found, sources),
        words.FOLLOW_UP: _follow_up(snapshot, found),
        words.RETURNS: _returns(snapshot, found),
        **_questions(found),
        words.NOTES: [Points(notes)],
    }
    return Report(
        title=words.TITLE,
        subject=words.subject(snapshot["unit_name"], period["label"]),
        counted=counted,
        foot=words.foot(counted, snapshot["profile"]),
        code=seal_marks.note(snapshot),
        sample=papers.SAMPLE if snapshot["is_sample"] else "",
        facts=[fact for fact in cover(snapshot) if fact[0] in words.FACTS],
        headlines=findings.headlines(snapshot),
        notes=notes,
        sections=[
            Section(heading, parts, any(map(_is_wide, parts)), _clause(snapshot, METHOD_OF.get(heading)))
            for heading, parts in sections.items()
            if parts
        ],
    )


TRAINED = ("cohort_label", "topic_label", "courses", "invited", "attended", "roster", "first_time", "coverage",
           "untrained")  # fmt: skip


def _training(snapshot: Snapshot, found: dict[str, Table]) -> list[Any]:
    """The table of those trained; none where nothing was reported, for its zeros would be read as counted."""
    return [grid(found["training_by_cohort"], TRAINED)] if knows_training(snapshot) else []


LEFT = ("kind_label", "content", "name", "due_on", "state")


def _indicators(snapshot: Snapshot, found: dict[str, Table]) -> list[Any]:
    """The bars of each kind of target, then the figures that are only followed."""
    parts = [Bars(words.KINDS[kind], [_bar(snapshot, row) for row in findings.of_kind(snapshot, kind)])
             for kind in findings.statuses(snapshot)]  # fmt: skip
    tracked = [
        [row["code"], row["label"], words.figure(row), *words.before(row, is_share=is_share(row)).values()]
        for row in findings.of_kind(snapshot, "tracked")
    ]
    headings = [words.CODE, words.INDICATOR, words.RESULT, words.BEFORE, words.YEAR_AGO]
    is_number = [False, False, True, True, True]
    return [*parts, *([made_grid(words.KINDS["tracked"], headings, tracked, is_number)] if tracked else [])]


def _clause(snapshot: Snapshot, method: str | None) -> str:
    return ", ".join(sorted({row["clause"] for row in snapshot["indicators"] if row["method"] == method}))


def _is_wide(part: Any) -> bool:
    """Whether a part has more columns than a sheet upright has room for."""
    return isinstance(part, Heat) and len(part.rows) > 1 and len(part.codes) > UPRIGHT


def _bar(snapshot: Snapshot, row: Row) -> Bar:
    shown, share = chart_words.stated(row), is_share(row)

    def scale(value: float | None) -> float | None:
        return None if value is None or not share else min(100.0, max(0.0, value))

    return Bar(
        code=row["code"],
        clause=row["clause"],
        label=row["label"],
        figure=words.figure(row),
        target=words.target(row, is_share=share),
        status=words.status(row),
        earlier=words.earlier(row, is_share=share),
        sentence=findings.result(snapshot, row),
        alt=drawn.bar(words.figure(row), words.target(row, is_share=share), words.status(row)),
        filled=scale(shown["value"]),
        low=scale(shown["low"]),
        high=scale(shown["high"]),
        aim=scale(row["target"]),
    )


def _by_unit(snapshot: Snapshot) -> list[Any]:
    """Every unit by every indicator with a target, then what is lacking where."""
    judged = [row for row in snapshot["indicators"] if row["target"] is not None]
    cells = [chart_words.stated(unit) | {"code": row["code"], "label": row["label"]}
             for row in judged for unit in row["by_unit"]]  # fmt: skip
    if not cells:
        return [Points([words.NO_TARGETS])]
    codes, place = [row["code"] for row in judged], {(cell["unit"], cell["code"]): cell["status"] for cell in cells}
    lines = [(name, [place.get((unit, code), "") for code in codes]) for unit, name in unit_names(snapshot).items()]
    seen = chart_words.in_order({cell["status"] for cell in cells})
    marks = {code: chart_words.STATES[code][0] for code in seen}
    rows = [line for line in lines if any(line[1])]
    heat = Heat(chart_words.heat_map_sentence(cells), codes, rows, marks, words.legend(seen))
    lacks = [[row["code"], row["label"], words.lack_count(row), words.where(row, lacking(row), is_past=is_past(row))]
             for row in sorted(judged, key=is_past) if words.lacks(row)]  # fmt: skip
    headings = [words.CODE, words.INDICATOR, words.LACKS, words.WHERE]
    return [heat, *([made_grid(words.WHERE_LACKING, headings, lacks, [False, False, True, False])] if lacks else [])]


def _complaints(snapshot: Snapshot, found: dict[str, Table], sources: list[str]) -> list[Any]:
    """Each register by itself: its sentences, its counts; then, in the office only, the cases past their day."""
    if not sources:
        return [Points([words.NO_REGISTER])]
    parts: list[Any] = [Points([words.NO_COMPLAINT_TARGET])]
    for source in sources:
        named = table_words.SOURCE[source]
        by_field = words.about(complaint_words.BY_FIELD, findings.fields(snapshot, source))
        parts.append(Points([*findings.complaints(snapshot, source), by_field]))
        if reported(snapshot, source)[0]:
            parts.append(grid(found["by_kind"], ("kind", "span", *FLOW), named, partial(_is_of, named)))
    if "cases" in found:
        due = grid(found["cases"], ("code", "name", "kind", "due_on", "days", "note"), words.OVERDUE_CASES,
                    lambda row: bool(row["note"].value))  # fmt: skip
        parts.append(due if due.rows else Points([words.NO_CASES_DUE]))
    return parts


def _is_of(source: str, row: Line) -> bool:
    return bool(row["source"].value == source)


def _follow_up(snapshot: Snapshot, found: dict[str, Table]) -> list[Any]:
    """What offices follow until it is done: the answer of each kind, then, in the office only, what is still open.

    Nothing where no office is looked at."""
    part = snapshot.get("follow_up", follow_up.NONE)
    if not part["by_unit"]:
        return []
    parts: list[Any] = [Points(follow_up_words.answers(part))]
    if "follow_up" in found:
        is_open = follow_up_words.open_states()
        left = grid(found["follow_up"], LEFT, follow_up_words.LIST, lambda row: row["state"].value in is_open)
        parts += [left] if left.rows else []
    return parts


def _returns(snapshot: Snapshot, found: dict[str, Table]) -> list[Any]:
    """Who has reported, and by name everyone who has not, or late."""
    on_time = words.return_state("on_time")
    late = grid(found["returns"], ("unit", "name", "state", "received_at", "refused_at"), words.NOT_ON_TIME,
                 lambda row: row["state"].value != on_time)  # fmt: skip
    return [Points([findings.returns(snapshot)]), *([late] if late.rows else [])]


def _questions(found: dict[str, Table]) -> dict[str, list[Any]]:
    """What was asked and answered, where anything was; those that still wait are counted first."""
    if "questions" not in found:
        return {}
    table = found["questions"]
    place = table.columns.index("state")
    waiting = sum(row[place].value == question_words.STATES["open"] for row in table.rows)
    said = question_words.in_papers(len(table.rows), waiting)
    return {question_words.HEADING: [Points([said]), grid(table, ("id", "name", "figure", "text", "state", "answer"))]}


def _notes(snapshot: Snapshot, counted: str) -> list[str]:
    said = [f"{counted}. {screens.SOURCE_NOTE}", *words.METHOD, words.same_code(snapshot["content_hash"])]
    said += [papers.WITHHELD_NOTE] if snapshot["profile"] == "public" else []
    return [*([papers.SAMPLE_NOTE] if snapshot["is_sample"] else []), *said]
