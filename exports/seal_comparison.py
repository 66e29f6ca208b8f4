"""Two sealed meetings compared: new events apart from corrections of what the earlier one had shown.

The first and the last of the three readings are the kept documents themselves; the one between, the earlier period as
it was known at the later seal, is worked out from the returns.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from data.store import Store
from exports.comparison import Moment, told
from exports.profiles import public
from exports.seals import Row, SealError, document, seals
from exports.snapshot import Snapshot, build


class Pair(NamedTuple):
    """The codes of two seals of one unit, the one of the earlier moment first."""

    earlier: str
    later: str


def comparable(rows: list[Row]) -> list[Row]:
    """Those seals, the newest first, beside which another of the same unit stands."""
    units = [row["unit"] for row in rows]
    return [row for row in rows if units.count(row["unit"]) > 1]


def paired(first: Row, second: Row) -> Pair:
    """Two seals in the order of their moments, then of their periods."""
    earlier, later = sorted((first, second), key=lambda row: (row["known_at"], row["period"], row["sealed_at"]))
    return Pair(earlier["code"], later["code"])


def compare_seals(store: Store, pair: Pair) -> dict[str, Any]:
    """As `comparison.compare`; where one of the two is public, what that profile tells of both. Raises SealError."""
    rows = {row["code"]: row for row in seals(store)}
    missing = [code for code in pair if code not in rows]
    if missing:
        raise SealError("unknown", missing[0])
    before, after = (Moment(rows[code]["period"], rows[code]["known_at"]) for code in pair)
    shown, now = (document(store, code) for code in pair)
    if shown["unit"] != now["unit"]:
        raise SealError("units", " ".join(pair))
    is_public = "public" in (shown["profile"], now["profile"])
    shown, now = (_reduced(kept) if is_public else kept for kept in (shown, now))
    corrected = now
    if before.period != after.period:
        profile = "public" if is_public else "internal"
        corrected = build(store, unit=now["unit"], period=before.period, as_of=after.as_of, profile=profile)
    return told(store, [shown, corrected, now], before, after)


def _reduced(kept: Snapshot) -> Snapshot:
    """A document as the public profile tells it."""
    if kept["profile"] == "public":
        return kept
    document = deepcopy(kept)
    public(document)
    return document | {"profile": "public"}
