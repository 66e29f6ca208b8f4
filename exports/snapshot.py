"""The snapshot: one document, built once, that every screen and paper renders. Source: design, The snapshot.

Shares are percent and never rounded here; what is unknown is null.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from data.asking import Row
from data.rules import PER_UNIT, TWO_MEASURES, Judged, Leaf, Target, judge, plain
from data.store import Store
from data.writing import Writing
from exports.complaints import complaints
from exports.follow_up import follow_up
from exports.profiles import PROFILES, public
from exports.publications import Published
from exports.training import training
from wording.day_codes import day_code
from wording.formats import HANOI

FORMAT = "dccs-snapshot/1"
RESTARTS_EACH_YEAR = frozenset({"coverage", "reach", "cumulative_ratio", "flow", "flow_ratio", "register"})
# What two readings of the same figures may differ in.
NOT_CONTENT = frozenset(
    {
        "as_of", "generated_at", "data_version", "received_at", "refused_at", "version", "content_hash", "is_sample",
        "day_code", "seal", "seal_note",
    }
)  # fmt: skip
Snapshot = dict[str, Any]


class UnknownChoice(ValueError):
    """A unit or period that the catalogue does not have; `what` is unit | period."""

    def __init__(self, what: str, code: str) -> None:
        super().__init__(f"{what}: {code}")
        self.what, self.code = what, code


def build(store: Store | Writing, *, unit: str, period: str, as_of: datetime, profile: str = "internal") -> Snapshot:
    """Everything that is known of a unit's subtree for a period at a moment. Raises UnknownChoice."""
    return build_counted(store, unit=unit, period=period, as_of=as_of, profile=profile)[0]


def build_counted(
    store: Store | Writing, *, unit: str, period: str, as_of: datetime, profile: str, published: datetime | None = None
) -> tuple[Snapshot, list[Row]]:
    """The same beside what its public breakdowns count (exports/publications.py; none of the internal profile).

    `published`: the seals before that moment (by default `as_of`) are what has been told already.
    """
    if profile not in PROFILES:
        raise ValueError(f"profile: {profile}")
    compared = store.ask("periods_compared", period=period, as_of=as_of)
    periods = [period, *(row["code"] for row in compared)]
    with store.asking(unit=unit, period=period, periods=periods, as_of=as_of) as ask:
        headers = {row["asked"]: row for row in ask("header")}
        if period not in headers:
            raise UnknownChoice("period", period)
        header, lists = headers[period], ask("fields_known")
        if header["unit"] is None:
            raise UnknownChoice("unit", unit)
        told = ask("counts_published", year=header["year"], published=published or as_of) if profile == "public" else []
        snapshot = {
            "format": FORMAT,
            "unit": unit,
            "unit_name": header["unit_name"],
            "profile": profile,
            "as_of": as_of.isoformat(),
            "cut_off": header["cut_off"].isoformat(),
            "generated_at": as_of.isoformat(),
            "data_version": ask("data_version")[0]["data_version"],
            "catalogue": header["catalogue"],
            "is_sample": bool(ask("samples")[0]["samples"]),
            "day_code": next((day_code(row["seal"]) for row in ask("day_code")), None),
            "content_hash": "",
            "seal": None,  # code, name and sealed_at, once somebody has sealed it: exports/seals.py
            "period": _period(header),
            "returns": _returns(ask("returns_states"), header),
            "indicators": _indicators(ask, unit, period, compared, headers),
            "training": training(ask("training_rows"), ask("rosters"), lists),
            "complaints": complaints(ask, lists, profile),
            "follow_up": follow_up(ask, profile),
            "questions": _questions(ask("questions")) if profile == "internal" else [],
        }
    document: Snapshot = json.loads(json.dumps(snapshot, default=_as_json))
    counted = public(document, Published(told)) if profile == "public" else []
    document["content_hash"] = content_hash(document)
    return document, counted


def content_hash(document: Snapshot) -> str:
    """SHA-256 of the figures: the same figures, the same hash, whenever they were read."""

    def content(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: content(inner) for key, inner in value.items() if key not in NOT_CONTENT}
        return [content(inner) for inner in value] if isinstance(value, list) else value

    return hashlib.sha256(json.dumps(content(document), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _as_json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else plain(value)


def _period(header: Row) -> Row:
    names = ("label", "year", "quarter", "year_starts_on", "starts_on", "ends_on", "due_on")
    return {"code": header["asked"], **{name: header[name] for name in names}}


def _returns(rows: list[Row], header: Row) -> list[Row]:
    """The units' returns and their states; the due day itself is on time. `branch`: the direct child above a unit."""
    return [
        {
            "unit": row["unit"],
            "name": row["name"],
            "kind": row["kind"],
            "state": return_state(row, header),
            "received_at": row["received_at"],
            "version": row["version"],
            "refused_at": row["refused_at"],
        }
        | ({"branch": row["branch"]} if row["branch"] else {})  # a ward alone has none
        for row in rows
    ]


def _day_in_hanoi(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def return_state(row: Row, header: Row) -> str:
    """on_time | late | missing | not_yet_due, by the first accepted version; `header`: the due day and today's date."""
    if row["received_at"] is None:
        return "not_yet_due" if header["today"] <= header["due_on"] else "missing"
    return "on_time" if _day_in_hanoi(row["first_received_at"]) <= header["due_on"] else "late"


def _indicators(
    ask: Callable[..., list[Row]], unit: str, period: str, compared: list[Row], headers: dict[str, Row]
) -> list[Row]:
    """Every indicator in force with its figures, its earlier figures and those of the direct children."""
    leaves: dict[tuple[str, str], list[Leaf]] = {}
    for row in ask("indicator_figures"):
        place = row.pop("asked"), row.pop("indicator")
        leaves.setdefault(place, []).append(Leaf(**row))
    units = {(row["asked"], row["code"]): row for row in ask("units_below")}
    rows = {(row["asked"], row["code"]): row for row in ask("indicators_in_force")}
    previous = next((row["code"] for row in compared if row["is_previous"]), None)
    last_year = next((row["code"] for row in compared if row["is_last_year"]), None)

    def judged(asked: str | None, code: str) -> Judged | None:
        found = leaves.get((asked or "", code))
        if not asked or not found or not any(leaf.is_in_scope for leaf in found):
            return None
        is_leaf = not units[asked, unit]["has_children"]
        return judge(found, _target(rows[asked, code]), headers[asked]["quarter"], is_leaf=is_leaf)

    def beside(asked: str | None, code: str) -> Row | None:
        earlier = judged(asked, code)
        return {"period": asked, "value": earlier.value, "status": earlier.status} if earlier else None

    answer, quarter = [], headers[period]["quarter"]
    below = {code: row for (asked, code), row in units.items() if asked == period}
    for (asked, code), row in rows.items():
        now = judged(asked, code) if asked == period else None
        if now is None:
            continue
        begins_again = quarter == 1 and row["method"] in RESTARTS_EACH_YEAR
        answer.append(
            _described(row)
            | now.as_dict()
            | {"previous": None if begins_again else beside(previous, code), "last_year": beside(last_year, code)}
            | {"by_unit": _by_unit(leaves[period, code], _target(row), quarter, below)}
        )
    return answer


def _described(row: Row) -> Row:
    names = ("code", "clause", "label", "target_kind", "target", "better", "basis", "method", "judged_from_quarter")
    operands = [name for name in (row["numerator"], row["denominator"]) if name]
    return {name: plain(row[name]) for name in names} | {"operands": operands}


def _target(row: Row) -> Target:
    has_denominator = row["method"] in TWO_MEASURES | PER_UNIT or row["denominator"] is not None
    value = None if row["target"] is None else Fraction(row["target"])
    return Target(row["method"], has_denominator, value, row["better"], row["judged_from_quarter"])


def _by_unit(leaves: list[Leaf], target: Target, quarter: int, units: dict[str, Row]) -> list[Row]:
    """The direct children that hold a unit in scope, each for its subtree."""
    children: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        children.setdefault(leaf.child, []).append(leaf)
    rows = []
    for child, own in children.items():
        if any(leaf.is_in_scope for leaf in own):
            judged = judge(own, target, quarter, is_leaf=not units[child]["has_children"]).as_dict()
            del judged["still_needed"]
            rows.append({"unit": child, "name": units[child]["name"], **judged})
    return rows


QUESTION = ("id", "unit", "name", "kind", "period", "period_label", "indicator", "measure", "ms", "label", "text",
            "asked_at", "state", "answer", "answered_in", "answered_at")  # fmt: skip


def _questions(rows: list[Row]) -> list[Row]:
    """What units were asked to explain, and their answers; for the office alone: both are free text."""
    return [{name: row[name] for name in QUESTION} for row in rows]


def unanswered(snapshot: Snapshot) -> list[Row]:
    """The questions that have no answer yet; none of the public profile."""
    return [row for row in snapshot["questions"] if row["state"] == "open"]
