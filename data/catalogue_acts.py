"""The acts by which a ward's catalogue changes: a year is added; a unit begins, ends, is renamed, merged or split.

Each gives a new catalogue and checks nothing: `catalogue_checks.flaws` says what would be wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from data.catalogue import Catalogue, Period, Unit, in_force
from wording.catalogue import quarter_label

# The administrative year begins on 15/12 of the year before; returns are due a week after a quarter's end.
# Source: inspectorate circulars 02/2021 and 01/2024.
QUARTER_STARTS = ((12, 15), (3, 15), (6, 15), (9, 15))
DAYS_TO_REPORT = timedelta(days=7)
_NUMBERED = re.compile(r"(.*?)(\d+)")


def periods_of(year: int) -> tuple[Period, ...]:
    """The four quarters of an administrative year."""
    starts = [date(year - (quarter == 1), *QUARTER_STARTS[quarter - 1]) for quarter in (1, 2, 3, 4)]
    ends = [start - timedelta(days=1) for start in (*starts[1:], date(year, *QUARTER_STARTS[0]))]
    return tuple(
        Period(
            f"{year}-Q{quarter}",
            quarter_label(quarter, year),
            year,
            quarter,
            starts[0],
            start,
            end,
            end + DAYS_TO_REPORT,
        )
        for quarter, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def last_period(catalogue: Catalogue) -> Period:
    """The one that ends last."""
    return max(catalogue.periods, key=lambda period: period.ends_on)


def year_added(catalogue: Catalogue) -> Catalogue:
    """The year after the last one."""
    return replace(catalogue, periods=(*catalogue.periods, *periods_of(last_period(catalogue).year + 1)))


def begun(catalogue: Catalogue, *units: Unit) -> Catalogue:
    """Units that begin on their `valid_from`."""
    return replace(catalogue, units=(*catalogue.units, *units))


def ended(catalogue: Catalogue, codes: Iterable[str], on: date, successor: str | None = None) -> Catalogue:
    """Units whose first day out of force is `on`; `successor` takes their place."""
    gone = set(codes)
    return replace(
        catalogue,
        units=tuple(
            replace(unit, valid_to=on, successor=successor or unit.successor)
            if unit.code in gone and in_force(unit, on)
            else unit
            for unit in catalogue.units
        ),
    )


def renamed(catalogue: Catalogue, code: str, name: str, on: date) -> Catalogue:
    """A unit that bears another name from `on`; its code stays. The new row stands below the old one."""
    units: list[Unit] = []
    for unit in catalogue.units:
        if unit.code != code or not in_force(unit, on):
            units.append(unit)
        else:
            units += [replace(unit, valid_to=on, successor=None), replace(unit, name=name, valid_from=on)]
    return replace(catalogue, units=tuple(units))


def merged(catalogue: Catalogue, codes: Sequence[str], into: Unit) -> Catalogue:
    """Units that become one on its first day."""
    return begun(ended(catalogue, codes, into.valid_from, into.code), into)


def divided(catalogue: Catalogue, code: str, parts: Sequence[Unit]) -> Catalogue:
    """A unit that becomes several on their first day."""
    return begun(ended(catalogue, [code], parts[0].valid_from, "|".join(part.code for part in parts)), *parts)


def free_codes(catalogue: Catalogue, like: str, count: int = 1) -> list[str]:
    """The next numbers in the manner of a code: after HA-07 come HA-08, HA-09."""
    known = {unit.code for unit in catalogue.units}
    match = _NUMBERED.fullmatch(like)
    stem, width = (match[1], len(match[2])) if match else (f"{like}-", 2)
    numbers = [int(found[2]) for code in known if (found := _NUMBERED.fullmatch(code)) and found[1] == stem]
    first = max(numbers, default=0) + 1
    return [f"{stem}{number:0{width}}" for number in range(first, first + count)]
