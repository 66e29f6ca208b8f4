"""If these papers are printed now: what is missing, late, withheld or told of one matter alone, by unit and part.

A part is what a unit's lines in the papers come from: its return as such, or a sheet of it.
"""

from __future__ import annotations

from typing import Any

from data.registers import COUNTS
from exports import follow_up
from exports.snapshot import Snapshot

Row = dict[str, Any]
Lines = dict[str, list[str]]  # part → the state of each line of a unit
SUMS = ("by_kind", "ageing", "by_field")  # of cases: told of the whole unit only
LEFT_OPEN = ("not_reported", "incomplete")
NOT_IN = ("missing", "not_yet_due")
STATES = ("private", "withheld", "missing", "late", "complete")


def print_check(snapshot: Snapshot) -> list[Row]:
    """unit, name, part, state, and how many lines are of each of STATES.

    Grain: unit and part that it has lines in; the snapshot's unit first, then its direct children. state: the first of
    STATES that a line has; partial where some lines are missing and no other is worse. private: a case, a matter, an
    answer in somebody's words; only the internal profile has them.
    """
    names = {row["unit"]: row["name"] for row in _told(snapshot) if not row.get("branch")}
    child = {row["unit"]: row.get("branch") or row["name"] for row in snapshot["returns"]}
    found = {snapshot["unit"]: (snapshot["unit_name"], _whole(snapshot))}
    found |= {code: (name, _of(snapshot, code, name, child)) for code, name in names.items()}
    return [
        {"unit": code, "name": name, "part": part, "state": _state(lines)} | {s: lines.count(s) for s in STATES}
        for code, (name, parts) in found.items()
        for part, lines in parts.items()
        if lines
    ]


def _told(snapshot: Snapshot) -> list[Row]:
    return [*snapshot["returns"], *(unit for row in snapshot["indicators"] for unit in row["by_unit"])]


def _state(lines: list[str]) -> str:
    worst = next(state for state in STATES if state in lines)
    return "partial" if worst == "missing" and lines.count("missing") < len(lines) else worst


def _whole(snapshot: Snapshot) -> Lines:
    """What is told of the whole: figures and sums."""
    cases, followed = snapshot["complaints"], snapshot.get("follow_up", follow_up.NONE)
    return {
        "indicators": [_figure(row) for row in snapshot["indicators"]],
        "training": [_known(row["roster"]) for row in snapshot["training"]["by_cohort"]],
        "complaints": [_count(row) for name in SUMS for row in cases[name]],
        "follow_up": [_known(row["items"]) for row in followed["by_kind"]],
    }


def _of(snapshot: Snapshot, code: str, name: str, child: dict[str, str]) -> Lines:
    """What is told of one direct child. `child`: reporting unit → the name of the direct child it belongs to."""
    cases, followed = snapshot["complaints"], snapshot.get("follow_up", follow_up.NONE)

    def own(rows: list[Row]) -> list[Row]:
        return [row for row in rows if child.get(row["unit"]) == name]

    def one_matter(rows: list[Row]) -> list[str]:
        return ["private"] * len(own(rows))

    sent = own(snapshot["returns"])
    has_sent = any(row["received_at"] for row in sent)
    return {
        "returns": [_return(row["state"]) for row in sent] + one_matter(snapshot.get("questions", [])),
        "indicators": [
            _figure(unit) for row in snapshot["indicators"] for unit in row["by_unit"] if unit["unit"] == code
        ],
        "training": [_known(row["roster"]) for row in snapshot["training"]["by_unit"] if row["unit"] == code],
        "complaints": [_count(row) if has_sent else "missing" for row in cases["by_unit"] if row["unit"] == code]
        + one_matter(cases["cases"]),
        "follow_up": [_known(row["items"]) for row in own(followed["by_unit"])] + one_matter(followed["items"]),
    }  # fmt: skip


def _return(state: str) -> str:
    return "missing" if state in NOT_IN else "late" if state == "late" else "complete"


def _figure(row: Row) -> str:
    return "withheld" if row.get("is_suppressed") else "missing" if row["status"] in LEFT_OPEN else "complete"


def _known(value: Any) -> str:
    return "missing" if value is None else "complete"


def _count(row: Row) -> str:
    return "withheld" if any(row.get(name, 0) is None for name in (*COUNTS, "cases")) else "complete"
