"""A register quarter by quarter: the share resolved, the timely share that hides no overdue case, fields that recur."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from data.store import Store
from exports.profiles import SOURCES

Row = dict[str, Any]
COUNTED = ("received", "resolved", "under_competence", "resolved_with_deadline", "resolved_on_time", "open_overdue")
RECURS_FROM = 3  # of the quarters looked at


def register_history(store: Store, *, unit: str, periods: Sequence[str], as_of: datetime) -> list[Row]:
    """Rows of source, asked (period), kind, field, field_label and the counts of the quarter alone, in cases.

    Internal: small counts of a field tell of single cases.
    """
    rows = store.ask("register_over_time", unit=unit, period=periods[-1], periods=list(periods), as_of=as_of)
    return [row | {"source": SOURCES[row["register"]]} for row in rows]


def shares(rows: Iterable[Row], periods: Sequence[str]) -> dict[str, list[Row]]:
    """`resolved` and `timely` → points as `trend` draws them: of cases under competence; of those resolved with a
    deadline or overdue. Percent, exact; a quarter without such a case has no value."""
    counts = {period: dict.fromkeys(COUNTED, 0) for period in periods}
    for row in rows:
        for name in COUNTED:
            counts[row["asked"]][name] += row[name]
    return {
        "resolved": [_point(period, of["resolved"], of["under_competence"]) for period, of in counts.items()],
        "timely": [
            _point(period, of["resolved_on_time"], of["resolved_with_deadline"] + of["open_overdue"])
            for period, of in counts.items()
        ],
    }


def _point(period: str, part: int, whole: int) -> Row:
    value = Fraction(100 * part, whole) if whole else None
    status = "no_target" if whole else "nothing_arose"
    return {"period": period, "numerator": part, "denominator": whole, "value": value, "low": value, "high": value,
            "status": status}  # fmt: skip


def recurring(rows: Iterable[Row], periods: Sequence[str]) -> list[Row]:
    """field, field_label, by_period (cases received), quarters, received, recurs; the most quarters first."""
    fields: dict[str, Row] = {}
    for row in rows:
        empty = {"field": row["field"], "field_label": row["field_label"], "by_period": dict.fromkeys(periods, 0)}
        fields.setdefault(row["field"], empty)["by_period"][row["asked"]] += row["received"]
    for field in fields.values():
        received = field["by_period"].values()
        field |= {"received": sum(received), "quarters": sum(count > 0 for count in received)}
        field["recurs"] = field["quarters"] >= RECURS_FROM
    found = [field for field in fields.values() if field["received"]]
    return sorted(found, key=lambda field: (-field["quarters"], -field["received"], field["field"]))
