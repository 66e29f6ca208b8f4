"""The catalogue: the resolution's knowledge as typed rows, one class a file of `catalogue/*.csv`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib.metadata import version
from itertools import groupby, pairwise
from typing import Any, Protocol


class CatalogueError(ValueError):
    """A row of the catalogue that cannot be used; the message names file, line and reason in Vietnamese."""


class Dated(Protocol):
    """A row in force from its first day until the day before `valid_to`."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


def in_force(row: Dated, on: date) -> bool:
    """`valid_to` is the first day not in force."""
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)


@dataclass(frozen=True)
class Unit:
    """A node of the tree of units; `successor` names one unit after a merge, several (`A|B`) after a split."""

    code: str
    kind: str
    name: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None


@dataclass(frozen=True)
class UnitAlias:
    """Another spelling that a return may carry for a unit's name."""

    unit: str
    alias: str
    source: str | None


@dataclass(frozen=True)
class Period:
    """A quarter of the administrative year, from `starts_on` to `ends_on`, both counted."""

    code: str
    label: str
    year: int
    quarter: int
    year_starts_on: date
    starts_on: date
    ends_on: date
    due_on: date


@dataclass(frozen=True)
class Measure:
    """One row of the sheet of measures; `reporter` lists unit kinds, `not_more_than` names the whole it is part of."""

    ms: int
    key: str
    section: str
    label: str
    kind: str
    value_type: str
    count_unit: str | None
    reporter: str
    required: bool
    not_more_than: str | None
    clause: str


@dataclass(frozen=True)
class Topic:
    """What a training course is about."""

    code: str
    label: str
    clause: str


@dataclass(frozen=True)
class Cohort:
    """People whom the resolution names for training; `roster_measure` counts them."""

    code: str
    label: str
    topic: str
    roster_measure: str
    clause: str


@dataclass(frozen=True)
class CaseField:
    """What a complaint is about."""

    code: str
    label: str
    inspectorate_group: str


@dataclass(frozen=True)
class FollowUpKind:
    """A kind of matter that offices follow until it is done; `pending` says of one what has not been done yet."""

    code: str
    label: str
    pending: str
    clause: str


@dataclass(frozen=True)
class Deadline:
    """Days that the law gives for a step of a complaint of one kind; `days` empty: none prescribed."""

    kind: str
    label: str
    step: str
    complexity: str
    days: int | None
    day_type: str
    basis: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Workday:
    """A day that differs from the public calendar: `off` or `worked`."""

    day: date
    kind: str
    basis: str


@dataclass(frozen=True)
class Indicator:
    """One indicator of the resolution: its target and how its figure is made from measures."""

    code: str
    clause: str
    label: str
    target_kind: str
    target: Decimal | None
    better: str
    method: str
    numerator: str
    denominator: str | None
    scope: str
    judged_from_quarter: int
    basis: str
    valid_from: date
    valid_to: date | None


ROW_TYPES: dict[str, type[Any]] = {
    "units": Unit,
    "unit_aliases": UnitAlias,
    "periods": Period,
    "measures": Measure,
    "topics": Topic,
    "cohorts": Cohort,
    "fields": CaseField,
    "follow_up_kinds": FollowUpKind,
    "deadlines": Deadline,
    "workdays": Workday,
    "indicators": Indicator,
}


@dataclass(frozen=True)
class Catalogue:
    """All rows, in the order of their files; `digest` names this version in every snapshot."""

    units: tuple[Unit, ...]
    unit_aliases: tuple[UnitAlias, ...]
    periods: tuple[Period, ...]
    measures: tuple[Measure, ...]
    topics: tuple[Topic, ...]
    cohorts: tuple[Cohort, ...]
    fields: tuple[CaseField, ...]
    follow_up_kinds: tuple[FollowUpKind, ...]
    deadlines: tuple[Deadline, ...]
    workdays: tuple[Workday, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every row and the edition of the public holidays: the same rows, the same name."""
        return hashlib.sha256("\n".join([*self._spelled, f"holidays {version('holidays')}"]).encode()).hexdigest()

    @cached_property
    def rows_digest(self) -> str:
        """SHA-256 over the rows alone: by it the files are told to have changed."""
        return hashlib.sha256("\n".join(self._spelled).encode()).hexdigest()

    @property
    def _spelled(self) -> list[str]:
        return [repr(row) for table in ROW_TYPES for row in getattr(self, table)]

    def rows(self, table: str) -> tuple[Any, ...]:
        """The rows of one file by its stem."""
        rows: tuple[Any, ...] = getattr(self, table)
        return rows

    def period(self, code: str) -> Period | None:
        """The period of that code."""
        return next((period for period in self.periods if period.code == code), None)

    def unit(self, code: str, on: date) -> Unit | None:
        """The row of a unit that is in force on a day."""
        return next((unit for unit in self.units if unit.code == code and in_force(unit, on)), None)

    def measures_of(self, kind: str) -> list[Measure]:
        """The measures that a kind of unit reports, in the order of the form."""
        return [measure for measure in self.measures if kind in measure.reporter.split("|")]

    @cached_property
    def measure_by_key(self) -> dict[str, Measure]:
        """Measures by their key."""
        return {measure.key: measure for measure in self.measures}


def shortest(number: Decimal) -> Decimal:
    """The number without zeros at its end, so that files, workbook and database spell one target alike."""
    return Decimal(f"{number.normalize():f}")


def overlapping(rows: Iterable[Any], key: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows of one key that are in force on the same day."""
    ordered = sorted(rows, key=lambda row: (key(row), row.valid_from))
    for _, same in groupby(ordered, key=key):
        for earlier, later in pairwise(same):
            if earlier.valid_to is None or later.valid_from < earlier.valid_to:
                yield earlier, later
