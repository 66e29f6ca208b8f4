"""How the tree of units changed between two days: who merged, was divided, renamed, moved; who came and went.

Source: design, What stands in the database: `successor` names one unit after a merge, several after a split; a renamed
or moved unit keeps its code, and its next row begins on the day on which the one before ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.catalogue import Catalogue, Unit, in_force
from data.tree import line_up

What = Literal["merged", "divided", "replaced", "renamed", "moved", "begun", "ended"]


@dataclass(frozen=True)
class UnitChange:
    """On a day, these units became those. `before` is empty where one begins, `after` where one ends."""

    on: date
    what: What
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]


def unit_changes(catalogue: Catalogue, top: str, after: date, until: date) -> list[UnitChange]:
    """The changes below `top` (or of it) after one day and up to another, in the order of time."""
    found = [
        change for change in _changes(catalogue) if after < change.on <= until and _is_below(catalogue, change, top)
    ]
    return sorted(found, key=lambda change: change.on)


def successors(catalogue: Catalogue, code: str) -> tuple[Unit, ...]:
    """The units that took a unit's place when it ended; none while it stands, or where nobody did."""
    last = max((unit for unit in catalogue.units if unit.code == code), key=lambda unit: unit.valid_from)
    return _named(catalogue, last.successor, last.valid_to) if last.valid_to else ()


def predecessors(catalogue: Catalogue, code: str) -> tuple[Unit, ...]:
    """The units whose place a unit took."""
    return tuple(unit for unit in catalogue.units if code in (unit.successor or "").split("|"))


def _changes(catalogue: Catalogue) -> Iterator[UnitChange]:
    """All changes that the rows tell; the first day of the catalogue is none."""
    first_rows = {unit.code: unit for unit in sorted(catalogue.units, key=lambda unit: unit.valid_from, reverse=True)}
    first_day = min(unit.valid_from for unit in catalogue.units)
    following = {(unit.code, unit.valid_from): unit for unit in catalogue.units}
    merged: dict[tuple[str, date], list[Unit]] = {}
    for unit in catalogue.units:
        if unit.valid_to is None:
            continue
        later = following.get((unit.code, unit.valid_to))
        if unit.successor and "|" not in unit.successor:
            merged.setdefault((unit.successor, unit.valid_to), []).append(unit)
        elif unit.successor:
            yield UnitChange(unit.valid_to, "divided", (unit,), _named(catalogue, unit.successor, unit.valid_to))
        elif later is None:
            yield UnitChange(unit.valid_to, "ended", (unit,), ())
        elif later.name != unit.name:
            yield UnitChange(unit.valid_to, "renamed", (unit,), (later,))
        elif later.parent != unit.parent:
            yield UnitChange(unit.valid_to, "moved", (unit,), (later,))
    for (code, on), before in merged.items():
        yield UnitChange(on, "merged" if len(before) > 1 else "replaced", tuple(before), _named(catalogue, code, on))
    taken = {code for unit in catalogue.units for code in (unit.successor or "").split("|")}
    for unit in first_rows.values():
        if unit.code not in taken and unit.valid_from > first_day:
            yield UnitChange(unit.valid_from, "begun", (), (unit,))


def _named(catalogue: Catalogue, successor: str | None, on: date | None) -> tuple[Unit, ...]:
    """The units of `A|B` as they stand on a day, else as they begin."""
    found = []
    for code in (successor or "").split("|"):
        rows = sorted((unit for unit in catalogue.units if unit.code == code), key=lambda unit: unit.valid_from)
        found += [next((row for row in rows if on and in_force(row, on)), rows[0])] if rows else []
    return tuple(found)


def _is_below(catalogue: Catalogue, change: UnitChange, top: str) -> bool:
    """Whether any unit of a change stands below `top` just before or on its day."""
    for units, on in ((change.before, change.on - timedelta(days=1)), (change.after, change.on)):
        known = [unit for unit in catalogue.units if in_force(unit, on)]
        if any(top in (above.code for above in line_up(unit.code, known)) for unit in units):
            return True
    return False
