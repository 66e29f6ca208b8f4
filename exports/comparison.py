"""What changed since the last meeting: new events apart from corrections of what had already been reported.

Three readings of the same figures tell them apart. `shown`: the earlier period as it stood then. `corrected`: the same
period as it stands now; it differs from `shown` by late and corrected returns alone. `now`: the later period as it
stands now; it differs from `corrected` by what happened since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from data.catalogue import Catalogue
from data.store import Store
from exports.snapshot import Snapshot, UnknownChoice, build

Row = dict[str, Any]
READINGS = ("shown", "corrected", "now")
# What of a case may not change once it was reported; the rest is the course of the case.
STATED_ONCE = ("kind", "field", "received_on", "accepted_on", "due_on")


class Moment(NamedTuple):
    """A period as it was known at a moment."""

    period: str
    as_of: datetime


def compare(store: Store, unit: str, before: Moment, after: Moment, profile: str = "internal") -> Row:
    """returns, indicators and cases that changed between two moments. Raises UnknownChoice.

    returns: submission, unit, name, period, version, happened_at, file_name, reason and what it is: new (of a period
    after the earlier one) | late (the first of a period already shown) | correction | withdrawal. indicators: code,
    label, and for each reading its value, numerator, denominator, status. cases: unit, code, kind, what became of it.
    """
    moments = (before, Moment(before.period, after.as_of), after)
    documents = [build(store, unit=unit, period=p, as_of=as_of, profile=profile) for p, as_of in moments]
    return told(store, documents, before, after)


def told(store: Store, documents: list[Snapshot], before: Moment, after: Moment) -> Row:
    """What three documents of one unit and profile, in the order of READINGS, say otherwise; as of `compare`."""
    unit, profile = documents[-1]["unit"], documents[-1]["profile"]
    with store.asking(unit=unit, period=after.period, periods=[after.period], as_of=after.as_of) as ask:
        events = ask("returns_between", since=before.as_of)
    catalogue = store.catalogue_at(after.as_of)
    names = ("submission", "unit", "name", "period", "version", "happened_at", "file_name", "reason")
    returns = [
        {name: event[name] for name in names} | {"what": _what(event, before.period, catalogue)} for event in events
    ]
    found = {"returns": returns, "indicators": _indicators(documents), "cases": list(_cases(documents))}
    return found | {"profile": profile}


def _what(event: Row, shown: str, catalogue: Catalogue) -> str:
    if event["event"] == "withdrawn":
        return "withdrawal"
    if event["was_reported"] or event["version"] > 1:
        return "correction"
    earlier, own = catalogue.period(shown), catalogue.period(event["period"])
    if earlier is None or own is None:
        raise UnknownChoice("period", event["period"] if earlier else shown)
    return "new" if own.ends_on > earlier.ends_on else "late"


def _indicators(documents: Iterable[Snapshot]) -> list[Row]:
    """Every indicator in force in any reading, in the order of the last; a reading without it is None."""
    names = ("value", "numerator", "denominator", "status")
    read = [{row["code"]: row for row in document["indicators"]} for document in documents]
    described = {code: row for rows in read for code, row in rows.items()}
    codes = list(dict.fromkeys([*read[-1], *described]))
    return [
        {name: described[code][name] for name in ("code", "label", "target", "better", "method", "denominator")}
        | {
            reading: {name: rows[code][name] for name in names} if code in rows else None
            for reading, rows in zip(READINGS, read, strict=True)
        }
        for code in codes
    ]


def moved(indicator: Row) -> bool:
    """Whether any two readings of an indicator differ."""
    first, *others = (indicator[reading] for reading in READINGS)
    return any(other != first for other in others)


def _cases(documents: list[Snapshot]) -> Iterator[Row]:
    """Cases that may be listed: what was stated and is stated otherwise now, and what happened since."""
    shown, corrected, now = (
        {(case["unit"], case["code"]): case for case in d["complaints"]["cases"]} for d in documents
    )
    is_one_period = documents[0]["period"] == documents[2]["period"]
    earlier = shown if is_one_period else corrected
    for place in sorted({*shown, *corrected, *now}):
        then, since, case = shown.get(place), corrected.get(place), now.get(place)
        if then and not since:
            yield _line(then, "gone")
        if then and since and (changed := [name for name in STATED_ONCE if then[name] != since[name]]):
            yield _line(since, "corrected") | {"changed": [(name, then[name], since[name]) for name in changed]}
        if since and not then and not is_one_period:
            yield _line(since, "late")
        if case and place not in earlier:
            yield _line(case, "received")
        if case and case["closed_on"] and not earlier.get(place, {}).get("closed_on"):
            yield _line(case, "closed")


def _line(case: Row, what: str) -> Row:
    names = ("unit", "code", "kind", "received_on", "closed_on", "status")
    return {name: case[name] for name in names} | {"what": what, "changed": []}
