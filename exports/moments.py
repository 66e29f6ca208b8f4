"""When figures came about: the days they count, the day they were due, what came in when, since when they hold.

`arrivals` are rows of queries/returns_between.sql of one period, corrections and withdrawals among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from exports.snapshot import Snapshot
from wording.formats import HANOI

Row = dict[str, Any]


def moments(snapshot: Snapshot, arrivals: Iterable[Row], seals: Iterable[Row]) -> Row:
    """starts_on, ends_on, due_on, known_on (days) · units: how many are to report · days: one row a day on which
    something came in or was taken back, with `reported`, the units with a return in force at its end ·
    holds_since (moment of the last of them, or None) · seals: code, name, on, those that came after among them."""
    period = snapshot["period"]
    asked = {row["unit"] for row in snapshot["returns"]}
    own = [row for row in arrivals if row["unit"] in asked and row["period"] == period["code"]]
    due_on = date.fromisoformat(period["due_on"])
    return {
        **{name: date.fromisoformat(period[name]) for name in ("starts_on", "ends_on")},
        "due_on": due_on,
        "known_on": _day(datetime.fromisoformat(snapshot["as_of"])),
        "units": len(asked),
        "days": _days(own, due_on),
        "holds_since": max((row["happened_at"] for row in own), default=None),
        "seals": [
            {"code": row["code"], "name": row["name"], "on": _day(row["sealed_at"])}
            for row in sorted(seals, key=lambda row: row["sealed_at"])
        ],
    }  # fmt: skip


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def _days(events: list[Row], due_on: date) -> list[Row]:
    """Grain: day. first, corrected, withdrawn: names of units; a first return after the due day makes it `is_late`."""
    standing: Counter[str] = Counter()
    days: dict[date, Row] = {}
    for event in sorted(events, key=lambda event: event["happened_at"]):
        on = _day(event["happened_at"])
        row = days.setdefault(on, {"on": on, "first": [], "corrected": [], "withdrawn": []})
        is_in = event["event"] == "received"
        row["withdrawn" if not is_in else "first" if event["version"] == 1 else "corrected"].append(event["name"])
        standing[event["unit"]] += 1 if is_in else -1
        row["reported"] = sum(count > 0 for count in standing.values())
        row["is_late"] = on > due_on and bool(row["first"])
    return list(days.values())
