"""Whose return it is, and for when: the unit by its code, its name as a check, the period."""

from __future__ import annotations

import re
from datetime import date

from data.catalogue import Catalogue, Period, Unit, in_force
from loaders.cells import BadCell, typed
from loaders.matching import key, nearest
from loaders.spreadsheets.workbook import CellValue
from wording import problems as words

# The kind's own words before a unit's name say nothing about which unit it is.
KIND_WORDS = {"group": ("tổ dân phố", "tdp", "tổ")}
NOT_REPORTING = frozenset({"ward", "province"})
_PERIOD = re.compile(
    rf"(?P<y1>\d{{4}})-q(?P<q1>[1-4])|(?:{key('quý')} |q)(?P<q2>[1-4]|i{{1,3}}|iv)(?: ?/ ?| năm )(?P<y2>\d{{4}})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_period(value: CellValue, catalogue: Catalogue, received_on: date) -> Period | BadCell:
    """A period of the catalogue that has begun by the day of receipt."""
    match = _PERIOD.fullmatch(key(typed(value)))
    if not match:
        return BadCell("PERIOD_UNKNOWN", typed(value), words.A_PERIOD)
    said = match["q1"] or match["q2"]
    year, quarter = int(match["y1"] or match["y2"]), _ROMAN.get(said) or int(said)
    period = next((known for known in catalogue.periods if (known.year, known.quarter) == (year, quarter)), None)
    if period is None:
        codes = [known.code for known in catalogue.periods]
        return BadCell("PERIOD_UNKNOWN", typed(value), words.periods_known(codes[0], codes[-1]))
    if period.starts_on > received_on:
        return BadCell("PERIOD_NOT_BEGUN", typed(value), words.begins_on(period.starts_on))
    return period


def read_unit(value: CellValue, catalogue: Catalogue, period: Period | None) -> Unit | BadCell:
    """The unit in force on the period's last day; while the period is unknown, the latest of that code."""
    rows = _units_of(value, catalogue)
    if not rows:
        near = nearest(typed(value), [unit.code for unit in _reporting(catalogue)])
        return BadCell("UNIT_UNKNOWN", typed(value), words.did_you_mean(near, words.ASK_FOR_THE_CODE))
    if period is None:
        return rows[-1]
    unit = next((row for row in rows if in_force(row, period.ends_on)), None)
    if unit is None:
        successor = rows[-1].successor
        return BadCell("UNIT_NOT_IN_FORCE", typed(value), words.succeeded_by(successor) if successor else "")
    return unit


def _reporting(catalogue: Catalogue) -> list[Unit]:
    return [unit for unit in catalogue.units if unit.kind not in NOT_REPORTING]


def _units_of(value: CellValue, catalogue: Catalogue) -> list[Unit]:
    """The rows of a code, the latest last."""
    rows = [unit for unit in _reporting(catalogue) if key(unit.code) == key(typed(value))]
    return sorted(rows, key=lambda unit: unit.valid_from)


def nearest_known(code: CellValue, name: CellValue, catalogue: Catalogue) -> Unit | None:
    """A unit of the code, in force or not; else the only one of the name."""
    if rows := _units_of(code, catalogue):
        return rows[-1]
    named = [unit for unit in _reporting(catalogue) if check_name(name, unit, catalogue) is None]
    return named[0] if len({unit.code for unit in named}) == 1 else None


def check_name(value: CellValue, unit: Unit, catalogue: Catalogue) -> BadCell | None:
    """The unit's name or a registered alias of its code, the kind's own words before it ignored."""
    aliases = [alias.alias for alias in catalogue.unit_aliases if alias.unit == unit.code]
    accepted = {spelling for name in (unit.name, *aliases) for spelling in (key(name), _bare(name, unit.kind))}
    said = typed(value)
    if {key(said), _bare(said, unit.kind)} & accepted:
        return None
    return BadCell("UNIT_NAME_MISMATCH", said, f"{unit.name} ({unit.code})")


def _bare(name: str, kind: str) -> str:
    """The matched name without the kind's own words before it: Tổ dân phố 5, TDP 5 and Tổ 5 are 5."""
    matched = key(name)
    prefix = next((word for word in KIND_WORDS.get(kind, ()) if matched.startswith(f"{word} ")), "")
    return matched.removeprefix(prefix).strip()
