"""The rules between returns: what a unit reported for other periods, and what a new return may not contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from data.catalogue import Catalogue, Period
from data.store import Store
from loaders.complaints import HEADINGS
from loaders.complaints import SHEET as COMPLAINTS
from loaders.follow_up import SHEET as FOLLOW_UP
from loaders.follow_up import Matter
from loaders.measures import SHEET as MEASURES
from loaders.problems import Problem
from loaders.questions import SHEET as QUESTIONS
from loaders.returns import Return
from loaders.standing_matters import Standing, check_matters, standing
from loaders.training import SHEET as TRAINING
from wording import problems as words
from wording.formats import day

Place = tuple[str, str]  # unit, period


@dataclass(frozen=True)
class Case:
    """A case as one return states it."""

    code: str
    kind: str
    received_on: date
    is_closed: bool
    row_number: int = 0


@dataclass
class Facts:
    """What one return says that another may contradict; counts by measure, people by cohort and topic."""

    period: Period
    content_hash: str = ""
    version: int = 0
    quantities: dict[str, int] = field(default_factory=dict)
    first_time: Counter[tuple[str, str]] = field(default_factory=Counter)
    cases: dict[str, Case] = field(default_factory=dict)
    matters: dict[Matter, Standing] = field(default_factory=dict)


class History:
    """The current returns of some units by period; grows while a batch is judged, so that order in it counts.

    `questions`: those put to these units, by unit and code.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        facts: dict[str, dict[str, Facts]],
        versions: Counter[Place],
        questions: frozenset[Place] = frozenset(),
    ) -> None:
        self.catalogue, self.questions = catalogue, questions
        self._facts, self._versions = facts, versions

    @classmethod
    def read(cls, store: Store, units: Iterable[str], as_of: datetime) -> History:
        """The history of these units as known at a moment."""
        facts: dict[str, dict[str, Facts]] = {}
        asked = {"units": sorted(set(units)), "as_of": as_of}
        periods = {period.code: period for period in store.catalogue.periods}
        for row in store.ask("history_returns", **asked):
            if row["period"] in periods:
                known = Facts(periods[row["period"]], row["content_hash"], row["version"])
                facts.setdefault(row["unit"], {})[row["period"]] = known
        for row, known in _known(store.ask("history_answers", **asked), facts):
            known.quantities[row["measure"]] = row["quantity"]
        for row, known in _known(store.ask("history_training", **asked), facts):
            known.first_time[row["cohort"], row["topic"]] = row["first_time"]
        for row, known in _known(store.ask("history_cases", **asked), facts):
            known.cases[row["code_key"]] = Case(row["code"], row["kind"], row["received_on"], row["is_closed"])
        for row, known in _known(store.ask("history_follow_up", **asked), facts):
            known.matters.update([standing(row)])
        counted = store.ask("versions_until", **asked)
        versions = Counter({(row["unit"], row["period"]): row["versions"] for row in counted})
        questions = frozenset((row["unit"], row["id"]) for row in store.ask("questions_known", **asked))
        return cls(store.catalogue, facts, versions, questions)

    def current(self, unit: str, period: str) -> Facts | None:
        """What is current of a unit for a period."""
        return self._facts.get(unit, {}).get(period)

    def others(self, unit: str, period: Period) -> tuple[list[Facts], list[Facts]]:
        """The unit's returns of earlier and of later periods, in order."""
        known = sorted(self._facts.get(unit, {}).values(), key=lambda facts: facts.period.ends_on)
        earlier = [facts for facts in known if facts.period.ends_on < period.ends_on]
        later = [facts for facts in known if facts.period.ends_on > period.ends_on]
        return earlier, later

    def remember(self, result: Return) -> Facts:
        """Takes an accepted return in, as the store will."""
        assert result.unit
        assert result.period
        facts = facts_of(result)
        place = result.unit.code, result.period.code
        self._versions[place] += 1
        facts.version = self._versions[place]
        self._facts.setdefault(result.unit.code, {})[result.period.code] = facts
        return facts


def _known(rows: list[dict[str, Any]], facts: dict[str, dict[str, Facts]]) -> Iterator[tuple[dict[str, Any], Facts]]:
    for row in rows:
        if known := facts.get(row["unit"], {}).get(row["period"]):
            yield row, known


def facts_of(result: Return) -> Facts:
    """The same facts out of a return that has just been read."""
    assert result.period
    facts = Facts(result.period, result.content_hash)
    for row in result.rows.get(MEASURES.table, []):
        if row["quantity"] is not None:
            facts.quantities[row["measure"]] = row["quantity"]
    for row in result.rows.get(TRAINING.table, []):
        facts.first_time[row["cohort"], row["topic"]] += row["first_time"]
    for row in result.rows.get(COMPLAINTS.table, []):
        case = Case(row["code"], row["kind"], row["received_on"], row["is_closed"], row["row_number"])
        facts.cases[row["code_key"]] = case
    facts.matters.update(map(standing, result.rows.get(FOLLOW_UP.table, [])))
    return facts


def check(result: Return, history: History) -> Iterator[Problem]:
    """Problems between this sound return and the unit's others. Source: form, One return, whole."""
    if not result.unit or not result.period:
        return
    facts = facts_of(result)
    earlier, later = history.others(result.unit.code, result.period)
    yield from _cumulative(result, facts, earlier, later, history.catalogue)
    yield from _rosters(result, facts, earlier, history.catalogue)
    yield from _cases(result, facts, earlier, later)
    before, after = ([(other.period, other.matters) for other in side] for side in (earlier, later))
    yield from check_matters(result, facts.matters, before, after)
    yield from _questions(result, history)


def _questions(result: Return, history: History) -> Iterator[Problem]:
    """An answer belongs to a question that its unit was asked."""
    place = result.places.get(QUESTIONS.name)
    for row in result.rows.get(QUESTIONS.table, []):
        if place and result.unit and (result.unit.code, row["question"]) not in history.questions:
            cell = f"{place['columns']['question']}{row['row_number']}"
            yield Problem("QUESTION_UNKNOWN", place["sheet"], cell, row["question"], result.unit.code)


def _cumulative(
    result: Return, facts: Facts, earlier: list[Facts], later: list[Facts], catalogue: Catalogue
) -> Iterator[Problem]:
    """Never falls within a year: an error here; a warning where this corrects the past and a later return is lower."""
    sheet = result.places[MEASURES.name]
    rows = {row["measure"]: row["row_number"] for row in result.rows[MEASURES.table]}
    year = facts.period.year
    for measure in catalogue.measures:
        now = facts.quantities.get(measure.key)
        if measure.kind != "cumulative" or now is None:
            continue
        cell = f"{sheet['columns']['answer']}{rows[measure.key]}"
        before = [(f.quantities.get(measure.key, 0), f.period) for f in earlier if f.period.year == year]
        most, when = max(before, key=lambda pair: pair[0], default=(0, facts.period))
        if now < most:
            found = words.fell(measure.ms, most, when.label, now, facts.period.label)
            yield Problem("CUMULATIVE_DECREASED", sheet["sheet"], cell, found, words.NEVER_FALLS)
        for other in later:
            then = other.quantities.get(measure.key)
            if other.period.year == year and then is not None and then < now:
                found = words.fell(measure.ms, now, facts.period.label, then, other.period.label)
                expected = words.correct_later_return(other.period.label)
                yield Problem("LATER_RETURN_AFFECTED", sheet["sheet"], cell, found, expected)


def _rosters(result: Return, facts: Facts, earlier: list[Facts], catalogue: Catalogue) -> Iterator[Problem]:
    """More people trained for the first time this year than there are: the indicator counts at most the roster."""
    total = Counter(facts.first_time)
    for other in earlier:
        if other.period.year == facts.period.year:
            total += other.first_time
    cohorts = {cohort.code: cohort for cohort in catalogue.cohorts}
    for (cohort, topic), people in sorted(total.items()):
        measure = cohorts[cohort].roster_measure
        known = [f.quantities[measure] for f in [*earlier, facts] if measure in f.quantities]
        if known and people > known[-1]:
            found = words.roster_exceeded(cohorts[cohort].label, topic, people, known[-1])
            yield Problem("ROSTER_EXCEEDED", *_last_course(result, cohort, topic), found=found)


def _last_course(result: Return, cohort: str, topic: str) -> tuple[str, str]:
    """Sheet and cell of the last first-time count that went into the sum; the heading where this return has none."""
    place = result.places[TRAINING.name]
    rows = [row for row in result.rows[TRAINING.table] if (row["cohort"], row["topic"]) == (cohort, topic)]
    number = rows[-1]["row_number"] if rows else place["header_row"]
    return place["sheet"], f"{place['columns']['first_time']}{number}"


def _cases(result: Return, facts: Facts, earlier: list[Facts], later: list[Facts]) -> Iterator[Problem]:
    """A code is one case for all time; what was closed stays closed; what was open does not vanish in silence."""
    place = result.places.get(COMPLAINTS.name)
    if place is None:
        return
    columns = place["columns"]
    last: dict[str, tuple[Case, Period]] = {}
    for other in earlier:
        last.update({code_key: (case, other.period) for code_key, case in other.cases.items()})
    for code_key, case in facts.cases.items():
        if code_key in last:
            before, period = last[code_key]
            for column, expected in _conflicts(before, case, period):
                yield Problem("CASE_CONFLICT", place["sheet"], _cell(columns, column, case), case.code, expected)
        for other in later:
            then = other.cases.get(code_key)
            is_lost = then is None and not case.is_closed and other is later[0]
            if is_lost or (then and any(True for _ in _conflicts(case, then, facts.period))):
                found, expected = words.case_named(case.code), words.correct_later_return(other.period.label)
                yield Problem("LATER_RETURN_AFFECTED", place["sheet"], _cell(columns, "code", case), found, expected)
    for code_key, (before, _) in last.items():
        if not before.is_closed and code_key not in facts.cases:
            cell = f"{columns['code']}{place['header_row']}"
            yield Problem("CASE_DISAPPEARED", place["sheet"], cell, before.code)


def _cell(columns: dict[str, str], column: str, case: Case) -> str:
    """A cell of a case's row; its code's where the sheet has no such column."""
    return f"{columns.get(column, columns['code'])}{case.row_number}"


def _conflicts(before: Case, now: Case, period: Period) -> Iterator[tuple[str, str]]:
    """Column and sentence for each way in which a case is not the case it was."""
    if now.kind != before.kind:
        yield ("kind", words.was_before(HEADINGS["kind"], before.kind, period.label))
    if now.received_on != before.received_on:
        yield ("received_on", words.was_before(HEADINGS["received_on"], day(before.received_on), period.label))
    if before.is_closed and not now.is_closed:
        yield ("status", words.was_closed(period.label))
