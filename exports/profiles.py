"""The public profile: what may leave the office or stand on a projector before every head of a group.

No case; of denunciations only received and resolved per year; counts of 1–2 by unit or field withheld, and the next
smallest with them, so that no total gives them away. Source: design, The snapshot; domain 4.
"""

from __future__ import annotations

from typing import Any

from data.rules import suppressed

FROM_CASES = frozenset({"3.3-b", "3.3-c", "3.3-d", "3.3-e"})
KEPT_OF_DENUNCIATIONS = frozenset({"source", "kind", "span", "received", "resolved"})
WITHHELD = {"is_suppressed": True}


def public(document: dict[str, Any]) -> None:
    """Withholds, in place, what the public profile does not show."""
    complaints = document["complaints"]
    complaints["cases"] = []
    complaints["by_kind"] = [_kind(row) for row in complaints["by_kind"] if row["kind"] != "TC" or row["span"] == "year"]
    complaints["ageing"] = [row for row in complaints["ageing"] if row["kind"] != "TC"]
    for source in ("register", "feedback"):
        _withhold([row for row in complaints["by_field"] if row["source"] == source], ("received", "resolved", "closing"))
    _withhold(complaints["by_unit"], ("received", "resolved", "closing"))
    for indicator in document["indicators"]:
        if indicator["code"] in FROM_CASES:
            _withhold(indicator["by_unit"], ("numerator", "denominator"))


def _kind(row: dict[str, Any]) -> dict[str, Any]:
    if row["kind"] != "TC":
        return row
    return {name: value if name in KEPT_OF_DENUNCIATIONS else None for name, value in row.items()}


def _withhold(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    """A row with one count withheld loses all its counts and what is computed from them."""
    if len(rows) < 2:
        return
    hidden: set[str] = set()
    for column in columns:
        hidden |= suppressed({str(place): row[column] or 0 for place, row in enumerate(rows)})
    for place, row in enumerate(rows):
        if str(place) in hidden:
            computed = {"value", "low", "high"} & set(row)
            row.update({name: None for name in [*columns, *computed]} | WITHHELD)
