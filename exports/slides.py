"""What each slide says: a sentence as its title, one chart or table, what the presenter can add. No drawing here.

Where there are more bars or lines than a room can read, the furthest from the target stand and the rest are counted.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from exports import findings, slides_cases
from exports.history import is_past, lacking
from exports.parts import Chart, Lines, Report, Rows, Series, Slide
from exports.snapshot import Snapshot
from exports.tables import is_share, unit_names
from exports.unreported import registers_kept, reported
from wording import charts as chart_words
from wording import papers, terms
from wording import report as report_words
from wording import slides as words
from wording import tables as table_words
from wording.drawn import shortened
from wording.formats import number, percent_value
from wording.units import fitted

Row = dict[str, Any]
BARS, LINES, UNITS, NAMED = 6, 5, 5, 3  # at most: indicators, lines of a table, units from each end, units in a cell
NAME, UNIT_NAME, CELL = 75, 42, 80  # letters at most: of names beside a bar, in a cell


def slides(snapshot: Snapshot, said: Report) -> list[Slide]:
    """The presentation, from its title to its sources."""
    kinds = {"stated": ("stated",), "implied": ("implied", "law")}
    targets = [_targets(snapshot, named, of) for named, of in kinds.items()]
    sources = [source for source in table_words.SOURCE if source in registers_kept(snapshot)]
    known = [source for source in sources if reported(snapshot, source)[0]]
    found = [
        _first(said),
        _headline(snapshot),
        _returns(snapshot),
        *(slide for slide in targets if slide),
        _lacking(snapshot),
        _units(snapshot),
        _training(snapshot),
        *(slides_cases.register(snapshot, source) for source in known),
        slides_cases.silent(snapshot, [source for source in sources if source not in known]),
        slides_cases.fields(snapshot, sources),
        slides_cases.questions(snapshot),
        Slide(words.SOURCES, Lines([said.counted, *(f"{name}: {value}" for name, value in said.facts), said.code]),
              notes=said.notes),
    ]  # fmt: skip
    return [slide for slide in found if slide is not None]


def _first(said: Report) -> Slide:
    facts = " · ".join(f"{name}: {value}" for name, value in said.facts)
    return Slide(said.subject, Lines([said.counted, facts, papers.FOR_MEETING]), is_first=True)


def _headline(snapshot: Snapshot) -> Slide:
    """How many targets of each kind stand where."""
    counts = findings.statuses(snapshot)
    said = findings.headlines(snapshot)
    names = [report_words.KINDS[kind] for kind in counts]
    states = chart_words.in_order({state for of in counts.values() for state in of})
    series = [_counted(state, [of[state] for of in counts.values()]) for state in states]
    return Slide(words.title(said[0]), Chart(names, series, is_stacked=True), notes=said)


def _counted(state: str, values: list[int]) -> Series:
    labels = [number(value) if value else "" for value in values]
    return Series(chart_words.status(state), list(values), labels, FILL_OF.get(state, state))


FILL_OF = {"no_target": "nothing_arose"}


def _returns(snapshot: Snapshot) -> Slide:
    """Who has reported: units by state, and by name in the notes."""
    rows = snapshot["returns"]
    counts = Counter(row["state"] for row in rows)
    states = [state for state in terms.RETURN_STATE if counts[state]]
    names = [report_words.return_state(state) for state in states]
    values = [counts[state] for state in states]
    late = [f"{row['name']}: {report_words.return_state(row['state'])}" for row in rows if row["state"] != "on_time"]
    series = Series(
        report_words.UNIT, list(values), [f"{number(value)}/{number(len(rows))}" for value in values], "first"
    )
    return Slide(
        words.title(findings.returns(snapshot)), Chart(names, [series], top=max(1, len(rows)) * 1.1), notes=late
    )


def _targets(snapshot: Snapshot, named: str, kinds: tuple[str, ...]) -> Slide | None:
    """Shares against their targets, the furthest from it first."""
    rows = [row for kind in kinds for row in findings.of_kind(snapshot, kind)]
    if not rows:
        return None
    order = sorted(rows, key=_nearness)
    drawn = [row for row in order if is_share(row)][:BARS]
    stated = [chart_words.stated(row) for row in drawn]
    result = Series(
        words.RESULT, [row["value"] for row in stated], [percent_value(row["value"]) for row in stated], "first"
    )
    targets = [row["target"] for row in drawn]
    target = Series(words.TARGET, targets, [percent_value(value) for value in targets], "second")
    rest = len(rows) - len(drawn)
    kind = " · ".join(report_words.KINDS[kind] for kind in kinds)
    return Slide(
        words.furthest(report_words.KINDS[named] if len(kinds) == 1 else kind, [_short(row) for row in order]),
        Chart([words.label(_short(row)) for row in drawn], [result, target], top=125),
        words.more(rest) if rest else "",
        [words.note(row, findings.result(snapshot, row)) for row in order],
    )


def _short(row: Row) -> Row:
    """The same indicator under a name that a slide has room for."""
    return {**row, "label": shortened(row["label"], NAME)}


def _nearness(row: Row) -> tuple[int, float]:
    """Judged and missed first, then what has a figure by how much of its target is reached."""
    shown = chart_words.stated(row)
    order = {"not_met": 0, "incomplete": 1, "not_due": 1, "not_reported": 2, "suppressed": 3, "met": 4}
    return order.get(shown["status"], 3), shown["value"] if shown["value"] is not None else 0


def _lacking(snapshot: Snapshot) -> Slide | None:
    """What is lacking, and in which units most. None where nothing is known: it would sound like a result."""
    rows = [row for row in snapshot["indicators"] if report_words.lacks(row)]
    if not rows and not any(row["received_at"] for row in snapshot["returns"]):
        return None
    rows.sort(key=lambda row: (is_past(row), *_nearness(row)))
    headings = [report_words.INDICATOR, report_words.LACKS, report_words.WHERE]
    texts = [
        [
            shortened(row["label"], CELL),
            report_words.lack_count(row),
            shortened(report_words.where(row, lacking(row), NAMED, is_past=is_past(row)), CELL),
        ]
        for row in rows[:LINES]
    ]
    notes = [words.note(row, findings.result(snapshot, row)) for row in rows]
    body = Rows(headings, texts, [5, 2, 5]) if rows else Lines([])
    return Slide(words.lacking(rows), body, words.more(len(rows) - LINES) if len(rows) > LINES else "", notes)


def _units(snapshot: Snapshot) -> Slide:
    """Of each unit, how many of its indicators with a target stand where; of many the two ends."""
    cells = [chart_words.stated(unit) | {"code": row["code"], "label": row["label"]}
             for row in snapshot["indicators"] if row["target"] is not None for unit in row["by_unit"]]  # fmt: skip
    counts: dict[str, Counter[str]] = {}
    for cell in cells:
        counts.setdefault(cell["unit"], Counter())[cell["status"]] += 1
    order = sorted(
        counts,
        key=lambda unit: (-counts[unit]["not_met"] / counts[unit].total(), counts[unit]["met"] / counts[unit].total()),
    )
    shown = order if len(order) <= 2 * UNITS else order[:UNITS] + order[-UNITS:]
    names = unit_names(snapshot)
    states = chart_words.in_order({cell["status"] for cell in cells})
    series = [_counted(state, [counts[unit][state] for unit in shown]) for state in states]
    aside = (
        words.more(len(order) - len(shown), report_words.UNIT.lower())
        if len(shown) < len(order)
        else words.UNITS_JUDGED
    )
    notes = [f"{names[unit]}: " + ", ".join(f"{number(counts[unit][state])} {chart_words.STATES[state][1].lower()}"
             for state in states if counts[unit][state]) for unit in order]  # fmt: skip
    title = words.units(cells) if cells else report_words.NO_TARGETS
    return Slide(
        title, Chart([fitted(names[unit], UNIT_NAME) for unit in shown], series, is_stacked=True), aside, notes
    )


def _training(snapshot: Snapshot) -> Slide | None:
    """Trained and untrained of every cohort that the resolution names."""
    rows = [row for row in findings.trained(snapshot) if row["roster"] is not None and row["first_time"] is not None]
    parts = ((words.TRAINED, "first_time", "third"), (words.UNTRAINED, "untrained", "second"))
    series = [
        Series(name, [row[column] for row in rows], [number(row[column]) if row[column] else "" for row in rows], paint)
        for name, column, paint in parts
    ]
    notes = [f"{row['cohort_label']}: {chart_words.cohort_figure(row)}; {chart_words.attendance(row)}" for row in rows]
    names = [f"{row['cohort_label']} – {chart_words.cohort_figure(row)}" for row in rows]
    body = Chart(names, series, is_stacked=True, is_whole=True)
    return Slide(words.title(findings.training(snapshot)), body, notes=notes) if rows else None
