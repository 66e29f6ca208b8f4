"""How long cases took that were accepted in a period or the three quarters before, by register and kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from data.store import Store
from data.survival import median_days, survival
from exports.profiles import SOURCES

Row = dict[str, Any]
ENOUGH_FOR_A_CURVE = 30  # cases; with fewer the band is wider than what it says


def durations(store: Store, *, unit: str, period: str, as_of: datetime) -> list[Row]:
    """Rows of source, kind, cases, resolved, median_days, and the curve's points; kinds without a case are left out.

    A point: day, open_share, low, high (percent); no points where there are fewer cases than a curve needs.
    """
    with store.asking(unit=unit, period=period, periods=[period], as_of=as_of) as ask:
        cases = ask("case_times")
    times: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for case in cases:
        place = SOURCES[case["register"]], case["kind"]
        times.setdefault(place, []).append((case["days"], case["is_resolved"]))
    return [
        {"source": source, "kind": kind, "cases": len(own), "resolved": sum(is_resolved for _, is_resolved in own)}
        | {"median_days": median_days(own), "points": _points(own)}
        for (source, kind), own in sorted(times.items())
    ]


def _points(times: list[tuple[int, bool]]) -> list[Row]:
    if len(times) < ENOUGH_FOR_A_CURVE:
        return []
    return [
        {"day": step.day, "open_share": 100 * step.open_share, "low": 100 * step.low, "high": 100 * step.high}
        for step in survival(times)
    ]
