"""Checks between the rows of the catalogue: what one row names must stand in another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from data.catalogue import Catalogue, CatalogueError, in_force, overlapping
from data.registers import COUNTS, REGISTERS
from wording import catalogue as words
from wording.formats import day

# Method → what its numerator and its denominator are made of; None: it has no denominator. A register may do without.
METHODS: dict[str, tuple[str, str | None]] = {
    "coverage": ("training", "stock count"),
    "reach": ("cumulative count", "stock count"),
    "cumulative_ratio": ("cumulative count", "cumulative count"),
    "flow_ratio": ("flow count", "flow count"),
    "stock_ratio": ("stock count", "stock count"),
    "flow": ("flow count", None),
    "stock": ("stock count", None),
    "state": ("stock flag", None),
    "event_in_year": ("stock date", None),
    "state_date": ("stock date", None),
    "register": ("register", "register"),
}
CHOICES: dict[str, dict[str, set[str]]] = {
    "units": {"kind": {"province", "ward", "group", "people_committee", "front", "council"}},
    "measures": {"kind": {"stock", "flow", "cumulative"}, "value_type": {"count", "flag", "date", "text"}},
    "deadlines": {
        "step": {"acceptance", "resolution"},
        "complexity": {"any", "normal", "complex"},
        "day_type": {"calendar", "working"},
    },
    "workdays": {"kind": {"off", "worked"}},
    "indicators": {
        "target_kind": {"stated", "implied", "law", "tracked"},
        "better": {"higher", "lower"},
        "method": set(METHODS),
    },
}
KEYS: dict[str, tuple[str, ...]] = {
    "periods": ("code",), "measures": ("key",), "topics": ("code",), "cohorts": ("code",), "fields": ("code",),
    "follow_up_kinds": ("code",), "workdays": ("day",), "unit_aliases": ("unit", "alias"),
}  # fmt: skip
DATED_KEYS: dict[str, tuple[str, ...]] = {
    "units": ("code",), "indicators": ("code",), "deadlines": ("kind", "step", "complexity"),
}  # fmt: skip


class Flaw(NamedTuple):
    """What is wrong with a row: in which column, what stands there, what is accepted.

    `kind` names the sentence; `accepted` are values of a list, the tables in which a name was looked for, or the row
    that stands in the way.
    """

    row: Any
    column: str
    kind: words.FlawKind
    found: str
    accepted: tuple[Any, ...] = ()


def check(catalogue: Catalogue, lines: dict[int, str]) -> None:
    """Raises CatalogueError for the first row that names what does not exist or contradicts another."""
    for flaw in flaws(catalogue):
        reason = words.flaw(flaw.kind, flaw.column, flaw.found, flaw.accepted)
        raise CatalogueError(f"{lines.get(id(flaw.row), '')}: {reason}")


def flaws(catalogue: Catalogue) -> Iterator[Flaw]:
    """All that is wrong between the rows; where a value is outside its list, that only: the rest looks values up."""
    outside = list(_choices(catalogue))
    yield from outside
    if not outside:
        for find in (_unique, _dates, _periods, _deadlines, _units, _measures, _cohorts, _indicators):
            yield from find(catalogue)


def _choices(catalogue: Catalogue) -> Iterator[Flaw]:
    for table, columns in CHOICES.items():
        for row in catalogue.rows(table):
            for column, accepted in columns.items():
                if getattr(row, column) not in accepted:
                    yield Flaw(row, column, "not_in_list", getattr(row, column), tuple(sorted(accepted)))


def _unique(catalogue: Catalogue) -> Iterator[Flaw]:
    for table, key in KEYS.items():
        seen = set()
        for row in catalogue.rows(table):
            value = tuple(getattr(row, column) for column in key)
            if value in seen:
                yield Flaw(row, key[0], "twice", " / ".join(map(str, value)))
            seen.add(value)
    numbers = set()
    for measure in catalogue.measures:
        if measure.ms in numbers:
            yield Flaw(measure, "ms", "twice", f"MS {measure.ms}")
        numbers.add(measure.ms)


def _dates(catalogue: Catalogue) -> Iterator[Flaw]:
    for table, key in DATED_KEYS.items():
        rows = catalogue.rows(table)
        for row in rows:
            if row.valid_to is not None and row.valid_to <= row.valid_from:
                yield Flaw(row, "valid_to", "ends_before_it_begins", day(row.valid_to))
        for earlier, later in overlapping(rows, lambda row, key=key: tuple(getattr(row, column) for column in key)):
            yield Flaw(later, "valid_from", "overlapping", day(later.valid_from), (earlier.valid_from,))


def _periods(catalogue: Catalogue) -> Iterator[Flaw]:
    ordered = sorted(catalogue.periods, key=lambda period: period.starts_on)
    for index, period in enumerate(ordered):
        if not period.year_starts_on <= period.starts_on <= period.ends_on <= period.due_on:
            yield Flaw(period, "starts_on", "period_dates", day(period.starts_on))
        if index and ordered[index - 1].ends_on >= period.starts_on:
            before = ordered[index - 1].starts_on
            yield Flaw(period, "starts_on", "overlapping", day(period.starts_on), (before,))
        for earlier in ordered[:index]:
            if earlier.year == period.year and earlier.quarter == period.quarter:
                yield Flaw(period, "quarter", "twice", f"{period.year} / {period.quarter}")
            if earlier.year == period.year and earlier.year_starts_on != period.year_starts_on:
                found, accepted = period.year_starts_on.isoformat(), earlier.year_starts_on.isoformat()
                yield Flaw(period, "year_starts_on", "not_in_list", found, (accepted,))


def _deadlines(catalogue: Catalogue) -> Iterator[Flaw]:
    """A case has at most one deadline a step; its due day is counted in calendar days."""
    for deadline in catalogue.deadlines:
        if deadline.step == "resolution" and deadline.day_type != "calendar":
            yield Flaw(deadline, "day_type", "not_in_list", deadline.day_type, ("calendar",))
    for complexity in ("normal", "complex"):
        rows = [row for row in catalogue.deadlines if row.complexity in ("any", complexity)]
        for earlier, later in overlapping(rows, lambda row: (row.kind, row.step)):
            yield Flaw(later, "valid_from", "overlapping", day(later.valid_from), (earlier.valid_from,))


def _units(catalogue: Catalogue) -> Iterator[Flaw]:
    codes = {unit.code for unit in catalogue.units}
    for unit in catalogue.units:
        for column, named in (("parent", unit.parent), *(("successor", s) for s in (unit.successor or "").split("|"))):
            if named and named not in codes:
                yield Flaw(unit, column, "unknown_name", named, ("units",))
    for on in sorted({on for unit in catalogue.units for on in (unit.valid_from, unit.valid_to) if on}):
        yield from _circles(catalogue, on)
    for alias in catalogue.unit_aliases:
        if alias.unit not in codes:
            yield Flaw(alias, "unit", "unknown_name", alias.unit, ("units",))


def _circles(catalogue: Catalogue, on: date) -> Iterator[Flaw]:
    """Units that on a day are their own ancestors, by the rows that stand for them then, as in steps/unit_at.sql."""
    ordered = sorted(catalogue.units, key=lambda unit: (in_force(unit, on), unit.valid_from <= on, unit.valid_from))
    standing = {unit.code: unit for unit in ordered}
    for unit in standing.values():
        seen, above = {unit.code}, unit.parent
        while above in standing:
            if above in seen:
                yield Flaw(unit, "parent", "circle", above)
                break
            seen.add(above)
            above = standing[above].parent


def _measures(catalogue: Catalogue) -> Iterator[Flaw]:
    kinds = CHOICES["units"]["kind"]
    for measure in catalogue.measures:
        whole = measure.not_more_than
        if whole and whole not in catalogue.measure_by_key:
            yield Flaw(measure, "not_more_than", "unknown_name", whole, ("measures",))
        if not set(measure.reporter.split("|")) <= kinds:
            yield Flaw(measure, "reporter", "not_in_list", measure.reporter, tuple(sorted(kinds)))


def _cohorts(catalogue: Catalogue) -> Iterator[Flaw]:
    topics = {topic.code for topic in catalogue.topics}
    for cohort in catalogue.cohorts:
        if cohort.topic not in topics:
            yield Flaw(cohort, "topic", "unknown_name", cohort.topic, ("topics",))
        if cohort.roster_measure not in catalogue.measure_by_key:
            yield Flaw(cohort, "roster_measure", "unknown_name", cohort.roster_measure, ("measures",))


def _indicators(catalogue: Catalogue) -> Iterator[Flaw]:
    kinds = CHOICES["units"]["kind"]
    for indicator in catalogue.indicators:
        if not set(indicator.scope.split("|")) <= kinds:
            yield Flaw(indicator, "scope", "not_in_list", indicator.scope, tuple(sorted(kinds)))
        part, whole = METHODS[indicator.method]
        if (whole is None) != (indicator.denominator is None) and indicator.method != "register":
            yield Flaw(indicator, "denominator", "denominator_and_method", indicator.method)
        parts = indicator.numerator.split("|") if part == "stock date" else [indicator.numerator]
        operands = [*(("numerator", named, part) for named in parts), ("denominator", indicator.denominator, whole)]
        for column, named, wanted in operands:
            looked_in = _unknown_in(named, catalogue) if named else ()
            if named and looked_in:
                yield Flaw(indicator, column, "unknown_name", named, looked_in)
            elif named and wanted and _made_of(named, catalogue) != wanted:
                yield Flaw(indicator, column, "made_of", named, (wanted,))


def _made_of(named: str, catalogue: Catalogue) -> str:
    """What a known operand is: training, register, or the kind and type of a measure."""
    source = named.partition(":")[0]
    measure = catalogue.measure_by_key.get(named)
    if measure:
        return f"{measure.kind} {measure.value_type}"
    return "register" if source in REGISTERS else source


def _unknown_in(named: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The tables that lack what an indicator names; none if it can be made from it."""
    register, _, rest = named.partition(":")
    if register == "training":
        cohort, _, topic = rest.partition(":")
        known = cohort in {row.code for row in catalogue.cohorts} and topic in {row.code for row in catalogue.topics}
        return () if known else ("cohorts", "topics")
    if register in REGISTERS:
        kinds, _, count = rest.rpartition(":")
        known_kinds = {row.kind for row in catalogue.deadlines}
        known = count in COUNTS and (not kinds or set(kinds.split("+")) <= known_kinds)
        return () if known else ("deadlines",)
    return () if named in catalogue.measure_by_key else ("measures",)
