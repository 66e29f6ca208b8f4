"""The follow-up part of the snapshot: matters that offices follow until they are done, by kind, by office, one by one.

A matter counts while it is open, and in the year in which it was done. Source: sheet Theo dõi, an optional one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]
STATES = ("overdue", "due_soon", "open", "done_late", "done")
DONE = frozenset({"done", "done_late"})
SAID = ("unit", "name", "kind", "kind_label", "pending", "content", "due_on", "completed_on", "note", "state",
        "days_left", "period")  # fmt: skip
# Of a snapshot that was sealed before this part was there.
NONE: Row = {"by_kind": [], "by_unit": [], "items": []}


def follow_up(ask: Callable[..., list[Row]], profile: str) -> Row:
    """by_kind (all counts null where no office has ever sent the sheet), by_unit, items: those that are due first.

    In public no items: nobody has read for the public what clerks typed. Counts and offices are no secret.
    """
    items = [{**row, "kind": row["matter_kind"]} for row in ask("follow_up_items")]
    units = ask("follow_up_units")
    is_known = any(row["reported_in"] for row in units)
    return {
        "by_kind": [_kind(kind, items, is_known=is_known) for kind in ask("follow_up_kinds_known")],
        "by_unit": [_unit(row, items) for row in units],
        "items": [{name: row[name] for name in SAID} for row in items if profile == "internal"],
    }


def _kind(kind: Row, items: list[Row], *, is_known: bool) -> Row:
    own = [row for row in items if row["kind"] == kind["code"]]
    counts: Row = _counted(own) if is_known else dict.fromkeys(("items", "left", *STATES))
    return {"kind": kind["code"], "label": kind["label"], "pending": kind["pending"], "clause": kind["clause"]} | counts


def _counted(items: Iterable[Row]) -> Row:
    rows = list(items)
    by_state = {state: sum(row["state"] == state for row in rows) for state in STATES}
    return {"items": len(rows), "left": sum(row["state"] not in DONE for row in rows)} | by_state


def _unit(row: Row, items: list[Row]) -> Row:
    """state: reported | nothing (an empty sheet) | earlier (the last one is of an earlier period) | never."""
    own = [item for item in items if item["unit"] == row["unit"]]
    state = "never" if not row["reported_in"] else "earlier" if not row["is_reported_now"] else "reported"
    if state == "reported" and not own:
        state = "nothing"
    counts = _counted(own) if row["reported_in"] else dict.fromkeys(("items", "left", *STATES))
    return {"unit": row["unit"], "name": row["name"], "state": state, "reported_in": row["reported_in"]} | counts
