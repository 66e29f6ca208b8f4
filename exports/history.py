"""Figures of several periods, and what each unit lacks: answered like the snapshot, by the same questions and rules.

Shares are percent; what is unknown is null. Source: design, How an indicator is computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from data.asking import Row
from data.rules import Leaf, Target, is_beyond_mending, judge
from data.store import Store
from exports.profiles import public
from exports.snapshot import RESTARTS_EACH_YEAR, UnknownChoice, _by_unit, _described, _target

# What a figure of the first quarter cannot be compared with: a date of the year before no longer counts.
BEGINS_AGAIN = RESTARTS_EACH_YEAR | {"event_in_year"}
HAS_NO_FIGURE = frozenset({"not_reported", "nothing_arose"})
History = dict[str, list[Row]]


def history(store: Store, *, unit: str, period: str, as_of: datetime, profile: str = "internal") -> History:
    """Code → its points, a period each, from the first with a figure to `period`, all as known at `as_of`.

    A point: period, label, numerator, denominator, value, low, high, still_needed, status, by_unit (as the snapshot's).
    """
    catalogue = store.catalogue_at(as_of)
    last = catalogue.period(period)
    if last is None:
        raise UnknownChoice("period", period)
    labels = {known.code: known.label for known in catalogue.periods if known.ends_on <= last.ends_on}
    points: History = {}
    with store.asking(unit=unit, period=period, periods=list(labels), as_of=as_of) as ask:
        headers = {row["asked"]: row for row in ask("header")}
        below: dict[str, dict[str, Row]] = {asked: {} for asked in labels}
        for row in ask("units_below"):
            below[row["asked"]][row["code"]] = row
        leaves = _leaves(ask("indicator_figures"))
        indicators = ask("indicators_in_force")
    for row in indicators:
        asked, found = row["asked"], leaves.get((row["asked"], row["code"]), [])
        if unit not in below[asked] or not any(leaf.is_in_scope for leaf in found):
            continue
        is_leaf = not below[asked][unit]["has_children"]
        point = _point(row, found, headers[asked]["quarter"], below[asked], is_leaf=is_leaf)
        if profile == "public":
            _withhold(point, unit, is_leaf=is_leaf)
        points.setdefault(row["code"], []).append(point | {"period": asked, "label": labels[asked]})
    order = {code: place for place, code in enumerate(labels)}
    ordered = {code: sorted(own, key=lambda point: order[point["period"]]) for code, own in points.items()}
    return {code: _from_first_figure(own) for code, own in ordered.items()}


def _leaves(figures: Iterable[Row]) -> dict[tuple[str, str], list[Leaf]]:
    leaves: dict[tuple[str, str], list[Leaf]] = {}
    for row in figures:
        place = row.pop("asked"), row.pop("indicator")
        leaves.setdefault(place, []).append(Leaf(**row))
    return leaves


def _point(row: Row, leaves: list[Leaf], quarter: int, below: dict[str, Row], *, is_leaf: bool) -> Row:
    target = _target(row)
    judged = judge(leaves, target, quarter, is_leaf=is_leaf).as_dict()
    return _described(row) | judged | {"by_unit": _by_unit(leaves, target, quarter, below)}


def _withhold(point: Row, unit: str, *, is_leaf: bool) -> None:
    """What the public snapshot of the point's period withholds; of the registers no unit at all, since the difference
    between two quarters would give a small count away."""
    by_unit = [{"unit": unit}] if is_leaf else []
    complaints: Row = {"cases": [], "ageing": [], "by_kind": [], "by_field": [], "by_unit": by_unit}
    public({"unit": unit, "indicators": [point], "complaints": complaints})
    if point["method"] == "register":
        point["by_unit"] = []


def _from_first_figure(points: list[Row]) -> list[Row]:
    """Without the periods before anything was reported."""
    first = next((place for place, point in enumerate(points) if point["value"] is not None), 0)
    return points[first:]


def lacking(row: Row) -> list[Row]:
    """What each unit of a snapshot's indicator lacks to meet the target by itself: unit, name, lacks; the most first.

    Units without a return are not named here: they have nothing yet to be measured by.
    """
    if row["target"] is None or row.get("status") is None:
        return []
    target = Target("flow", row["denominator"] is not None, Fraction(str(row["target"])), row["better"], 1)
    lacks = [
        {"unit": unit["unit"], "name": unit["name"], "lacks": _lack(unit, target)}
        for unit in row["by_unit"]
        if unit["numerator"] is not None and unit["status"] not in HAS_NO_FIGURE
    ]
    return sorted((unit for unit in lacks if unit["lacks"]), key=lambda unit: -unit["lacks"])


def is_past(row: Row) -> bool:
    """Whether what a snapshot's indicator lacks can be made up for no more this year."""
    return is_beyond_mending(row["method"], row["operands"], row["target"], row["better"])


def _lack(unit: Row, target: Target) -> int:
    """By the rule of the whole, applied to the unit's sums."""
    own = Leaf(unit["unit"], unit["unit"], True, True, True, True, unit["numerator"], unit["denominator"])
    return judge([own], target, target.judged_from_quarter, is_leaf=True).still_needed or 0


def change(row: Row, before: Row | None, quarter: int) -> Fraction | None:
    """How far an indicator moved since another period: points for shares, else its unit. None where there is nothing
    to compare: one of the two is unknown, or the count has begun again since."""
    begins_again = before is not None and before is row["previous"] and quarter == 1 and row["method"] in BEGINS_AGAIN
    if before is None or begins_again or row["value"] is None or before["value"] is None:
        return None
    if "not_reported" in (row["status"], before["status"]):
        return None
    return _exact(row["value"]) - _exact(before["value"])


def _exact(value: float) -> Fraction:
    """The share that a double stands for: its whole has at most six digits."""
    return Fraction(value).limit_denominator(1_000_000)


def silent(row: dict[str, Any]) -> list[str]:
    """Units in scope that have not reported an indicator, by name."""
    return [unit["name"] for unit in row["by_unit"] if unit["status"] == "not_reported"]
