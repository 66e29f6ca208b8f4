"""How units report: in time, late or not, how often refused, how much of what is asked is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from data.store import Store
from exports.snapshot import return_state

Row = dict[str, Any]
STATES = ("on_time", "late", "missing")


def discipline(store: Store, *, unit: str, periods: Sequence[str], as_of: datetime) -> list[Row]:
    """A row for each unit that reports, over the periods whose due day has passed or for which it has reported.

    unit, name, branch (null of a direct child); counts of periods `due`, on_time, late, missing; refusals (files); and
    of the measures asked for in those periods: asked, answered.
    Sums alone: shares are the reader's. Units due nothing yet are left out.
    """
    rows = store.ask("discipline", unit=unit, periods=list(periods), as_of=as_of)
    found: dict[str, Row] = {}
    for row in rows:
        state = return_state(row, row)
        if state == "not_yet_due":
            continue
        line = found.setdefault(row["unit"], {"unit": row["unit"]} | dict.fromkeys(
            ("due", *STATES, "refusals", "asked", "answered"), 0))  # fmt: skip
        line["branch"] = row["branch"]
        line["name"] = row["name"]  # the latest, where a unit was renamed
        line["due"] += 1
        line[state] += 1
        line["refusals"] += row["refusals"]
        line["asked"] += row["asked_measures"]
        line["answered"] += row["answered"]
    return list(found.values())
