"""The complaints part of the snapshot: two registers by kind, age, field and group, and the cases that may be listed.

Counts are cases; every register stands with each kind that it may hold, zeros included. Source: design, The snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from data.registers import COUNTS
from data.rules import timely_share
from data.survival import median_days
from exports.profiles import LISTED_COUNTS, SOURCES

Row = dict[str, Any]
AGES = ((0, 10), (11, 30), (31, 45), (46, 90), (91, None))  # days since receipt
KINDS_HELD = {"complaints": ("KN", "TC", "KNPA"), "feedback": ("KNPA",)}
LISTED_KINDS = frozenset({"KN", "KNPA"})


def complaints(ask: Callable[..., list[Row]], lists: list[Row], profile: str) -> Row:
    """The public breakdown by field leaves denunciations out: what they add to it would tell more of them."""
    cases = ask("register_cases")
    broken_down = [case for case in cases if profile == "internal" or case["kind"] in LISTED_KINDS]
    fields = [row for row in lists if row["list"] == "field"]
    return {
        "by_kind": _by_kind(ask("register_counts"), ask("case_times")),
        "ageing": _ageing(cases),
        "by_field": [
            {"source": source, "field": field["code"], "field_label": field["label"]}
            | _counted(case for case in broken_down if (case["register"], case["field"]) == (register, field["code"]))
            for register, source in SOURCES.items()
            for field in fields
        ],
        "by_unit": _feedback_by_unit(ask),
        "cases": [_case(case) for case in cases if case["is_listed"] and case["kind"] in LISTED_KINDS],
    }


def _counted(cases: Iterable[Row]) -> Row:
    counted = list(cases)
    return {name: sum(case[f"is_{name}"] for case in counted) for name in LISTED_COUNTS}


def _feedback_by_unit(ask: Callable[..., list[Row]]) -> list[Row]:
    counts = {(row["unit"], row["counted"]): row["cases"] for row in ask("register_by_unit")}
    return [
        {"unit": row["unit"], "name": row["name"]}
        | {name: counts.get((row["unit"], name), 0) for name in LISTED_COUNTS}
        for row in ask("feedback_units")
    ]


def _by_kind(counted: list[Row], times: list[Row]) -> list[Row]:
    """Every register × kind that it may hold × span, zeros included; the median is the same in both spans."""
    counts = {(row["register"], row["kind"], row["span"], row["counted"]): row["cases"] for row in counted}
    rows = []
    for register, kinds in KINDS_HELD.items():
        for kind in kinds:
            own = [(t["days"], t["is_resolved"]) for t in times if (t["register"], t["kind"]) == (register, kind)]
            for span in ("quarter", "year"):
                row: Row = {"source": SOURCES[register], "kind": kind, "span": span}
                row |= {name: counts.get((register, kind, span, name), 0) for name in COUNTS}
                share = timely_share(row["resolved_on_time"], row["resolved_with_deadline"], row["open_overdue"])
                rows.append(row | {"timely_share": share, "median_days": median_days(own)})
    return rows


def bucket(first: int, last: int | None) -> str:
    """An age group as the snapshot names it; the words are the paper's."""
    return f"{first}-{last}" if last is not None else f"{first}+"


def _ageing(cases: list[Row]) -> list[Row]:
    """Open cases of every register and kind by days since receipt."""
    waiting = [case for case in cases if case["is_closing"]]
    return [
        {"source": SOURCES[register], "kind": kind, "bucket": bucket(first, last)}
        | {"cases": sum(first <= days and (last is None or days <= last) for days in own)}
        for register, kinds in KINDS_HELD.items()
        for kind in kinds
        for own in [[case["days"] for case in waiting if (case["register"], case["kind"]) == (register, kind)]]
        for first, last in AGES
    ]


def _case(case: Row) -> Row:
    names = (
        "unit", "code", "kind", "field", "field_label", "received_on", "accepted_on", "due_on", "due_basis", "status",
        "closed_on", "days", "is_open_overdue", "is_due_soon", "is_acceptance_overdue",
    )  # fmt: skip
    return {"source": SOURCES[case["register"]], **{name: case[name] for name in names}}
