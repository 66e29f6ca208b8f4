"""Checks between the rows of the catalogue: what one row names must stand in another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from data.catalogue import Catalogue, CatalogueError, in_force, overlapping
from data.registers import COUNTS, REGISTERS
from wording import catalogue as words

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
    "workdays": ("day",), "unit_aliases": ("unit", "alias"),
}  # fmt: skip
DATED_KEYS: dict[str, tuple[str, ...]] = {
    "units": ("code",), "indicators": ("code",), "deadlines": ("kind", "step", "complexity"),
}  # fmt: skip


def check(catalogue: Catalogue, lines: dict[int, str]) -> None:
    """Raises CatalogueError for the first row that names what does not exist or contradicts another."""
    for problems in (_choices, _unique, _dates, _periods, _deadlines, _units, _measures, _cohorts, _indicators):
        for row, reason in problems(catalogue):
            raise CatalogueError(f"{lines.get(id(row), '')}: {reason}")


def _choices(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    for table, columns in CHOICES.items():
        for row in catalogue.rows(table):
            for column, accepted in columns.items():
                if getattr(row, column) not in accepted:
                    yield row, words.not_in_list(column, getattr(row, column), sorted(accepted))


def _unique(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    for table, key in KEYS.items():
        seen = set()
        for row in catalogue.rows(table):
            value = tuple(getattr(row, column) for column in key)
            if value in seen:
                yield row, words.twice(" / ".join(map(str, value)))
            seen.add(value)
    numbers = set()
    for measure in catalogue.measures:
        if measure.ms in numbers:
            yield measure, words.twice(f"MS {measure.ms}")
        numbers.add(measure.ms)


def _dates(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    for table, key in DATED_KEYS.items():
        rows = catalogue.rows(table)
        for row in rows:
            if row.valid_to is not None and row.valid_to <= row.valid_from:
                yield row, words.ends_before_it_begins()
        for earlier, later in overlapping(rows, lambda row, key=key: tuple(getattr(row, column) for column in key)):
            yield later, words.overlapping(earlier.valid_from)


def _periods(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    ordered = sorted(catalogue.periods, key=lambda period: period.starts_on)
    for index, period in enumerate(ordered):
        if not period.year_starts_on <= period.starts_on <= period.ends_on <= period.due_on:
            yield period, words.period_dates()
        if index and ordered[index - 1].ends_on >= period.starts_on:
            yield period, words.overlapping(ordered[index - 1].starts_on)
        for earlier in ordered[:index]:
            if earlier.year == period.year and earlier.quarter == period.quarter:
                yield period, words.twice(f"{period.year} / {period.quarter}")
            if earlier.year == period.year and earlier.year_starts_on != period.year_starts_on:
                found = period.year_starts_on.isoformat()
                yield period, words.not_in_list("year_starts_on", found, [earlier.year_starts_on.isoformat()])


def _deadlines(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    """A case has at most one deadline a step; its due day is counted in calendar days."""
    for deadline in catalogue.deadlines:
        if deadline.step == "resolution" and deadline.day_type != "calendar":
            yield deadline, words.not_in_list("day_type", deadline.day_type, ["calendar"])
    for complexity in ("normal", "complex"):
        rows = [row for row in catalogue.deadlines if row.complexity in ("any", complexity)]
        for earlier, later in overlapping(rows, lambda row: (row.kind, row.step)):
            yield later, words.overlapping(earlier.valid_from)


def _units(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    codes = {unit.code for unit in catalogue.units}
    for unit in catalogue.units:
        for named in [unit.parent, *(unit.successor or "").split("|")]:
            if named and named not in codes:
                yield unit, words.unknown_name(named, "units.csv")
    for on in sorted({day for unit in catalogue.units for day in (unit.valid_from, unit.valid_to) if day}):
        yield from _circles(catalogue, on)
    for alias in catalogue.unit_aliases:
        if alias.unit not in codes:
            yield alias, words.unknown_name(alias.unit, "units.csv")


def _circles(catalogue: Catalogue, on: date) -> Iterator[tuple[Any, str]]:
    """Units that on a day are their own ancestors, by the rows that stand for them then, as in steps/unit_at.sql."""
    ordered = sorted(catalogue.units, key=lambda unit: (in_force(unit, on), unit.valid_from <= on, unit.valid_from))
    standing = {unit.code: unit for unit in ordered}
    for unit in standing.values():
        seen, above = {unit.code}, unit.parent
        while above:
            if above in seen:
                yield unit, words.circle(above)
                break
            seen.add(above)
            above = standing[above].parent


def _measures(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    for measure in catalogue.measures:
        whole = measure.not_more_than
        if whole and whole not in catalogue.measure_by_key:
            yield measure, words.unknown_name(whole, "measures.csv")
        if not set(measure.reporter.split("|")) <= CHOICES["units"]["kind"]:
            yield measure, words.not_in_list("reporter", measure.reporter, sorted(CHOICES["units"]["kind"]))


def _cohorts(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    topics = {topic.code for topic in catalogue.topics}
    for cohort in catalogue.cohorts:
        if cohort.topic not in topics:
            yield cohort, words.unknown_name(cohort.topic, "topics.csv")
        if cohort.roster_measure not in catalogue.measure_by_key:
            yield cohort, words.unknown_name(cohort.roster_measure, "measures.csv")


def _indicators(catalogue: Catalogue) -> Iterator[tuple[Any, str]]:
    for indicator in catalogue.indicators:
        if not set(indicator.scope.split("|")) <= CHOICES["units"]["kind"]:
            yield indicator, words.not_in_list("scope", indicator.scope, sorted(CHOICES["units"]["kind"]))
        part, whole = METHODS[indicator.method]
        if (whole is None) != (indicator.denominator is None) and indicator.method != "register":
            yield indicator, words.denominator_and_method(indicator.method)
        parts = indicator.numerator.split("|") if part == "stock date" else [indicator.numerator]
        operands = [*(("numerator", named, part) for named in parts), ("denominator", indicator.denominator, whole)]
        for column, named, wanted in operands:
            reason = _operand(named, catalogue) if named else None
            if reason:
                yield indicator, reason
            elif named and wanted and _made_of(named, catalogue) != wanted:
                yield indicator, words.field_wrong(column, named, wanted)


def _made_of(named: str, catalogue: Catalogue) -> str:
    """What a known operand is: training, register, or the kind and type of a measure."""
    source = named.partition(":")[0]
    measure = catalogue.measure_by_key.get(named)
    if measure:
        return f"{measure.kind} {measure.value_type}"
    return "register" if source in REGISTERS else source


def _operand(named: str, catalogue: Catalogue) -> str | None:
    """Why an indicator cannot be made from what it names; None if it can."""
    register, _, rest = named.partition(":")
    if register == "training":
        cohort, _, topic = rest.partition(":")
        known = cohort in {row.code for row in catalogue.cohorts} and topic in {row.code for row in catalogue.topics}
        return None if known else words.unknown_name(named, "cohorts.csv, topics.csv")
    if register in REGISTERS:
        kinds, _, count = rest.rpartition(":")
        known_kinds = {row.kind for row in catalogue.deadlines}
        known = count in COUNTS and (not kinds or set(kinds.split("+")) <= known_kinds)
        return None if known else words.unknown_name(named, "deadlines.csv")
    return None if named in catalogue.measure_by_key else words.unknown_name(named, "measures.csv")
