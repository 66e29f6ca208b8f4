"""What the units of each branch have sent, told together: a city has forty wards, and four hundred units below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Row = dict[str, Any]


def has_branches(rows: Iterable[Row]) -> bool:
    """Whether any unit stands deeper than the direct children."""
    return any(row.get("branch") for row in rows)


def by_branch(rows: Sequence[Row]) -> list[Row]:
    """Rows of returns (unit, name, child, branch, period, state) → one a direct child and period, in their order: unit,
    name, period, state, and `received` `of` how many units in force are to report.

    state: on_time | late (all are in, some late) | partial | missing | not_yet_due | not_in_force (none is to report).
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["child"], row["period"]), []).append(row)
    return [
        {"unit": child, "name": own[0]["branch"] or own[0]["name"], "period": period, "received_at": None}
        | _state([row["state"] for row in own if row["state"] != "not_in_force"])
        for (child, period), own in found.items()
    ]


def _state(states: list[str]) -> Row:
    received = sum(state in ("on_time", "late") for state in states)
    return {"received": received, "of": len(states), "state": _of_all(states, received)}


def _of_all(states: list[str], received: int) -> str:
    if not states:
        return "not_in_force"
    if 0 < received < len(states):
        return "partial"
    return next(state for state in ("missing", "not_yet_due", "late", "on_time") if state in states)
