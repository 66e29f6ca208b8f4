"""Whether sealed figures are still what was sealed, and whether the database still makes the same of its returns.

Three things are looked at: the kept document has the hash that it was sealed with; the record of acts, which is
chained, names that code and hash; the figures worked out anew, as of the seal's own moment, are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from data.store import Store
from exports.seals import SAMPLE, Row, act_detail, document, seals
from exports.snapshot import Snapshot, UnknownChoice, build_counted, content_hash

Fault = Literal["unreadable", "document", "record", "missing"]
FIGURE = ("numerator", "denominator", "value", "status", "is_suppressed")


@dataclass(frozen=True)
class Difference:
    """One thing that is worked out otherwise now: an indicator or a return with its rows, or how many places of a part.

    `part`: choice | period | returns | indicators | training | complaints; `units`: where only the figures of units
    differ, their names.
    """

    part: str
    name: str = ""
    then: Row | None = None
    now: Row | None = None
    units: tuple[str, ...] = ()
    places: int = 0


@dataclass(frozen=True)
class Verdict:
    """What became of a seal: `fault` None means that it is whole; `differences` are told only of a whole one."""

    seal: Row
    fault: Fault | None = None
    differences: list[Difference] = field(default_factory=list)


def verify_all(store: Store) -> Iterator[Verdict]:
    """Every seal in the order in which they were made, and those that the record of acts knows but nobody has."""
    kept = {row["code"]: row for row in reversed(seals(store))}
    for row in kept.values():
        yield verify(store, row)
    for act in store.ask("seal_acts"):
        code, _, rest = act["detail"].partition(" ")
        if code not in kept and not act["detail"].endswith(SAMPLE):
            yield Verdict({"code": code, "content_hash": rest, "name": ""}, "missing")


def verify(store: Store, row: Row) -> Verdict:
    """One seal, by its row of queries/seals.sql."""
    try:
        kept = document(store, row["code"])
    except ValueError:
        return Verdict(row, "unreadable")
    if not content_hash(kept) == kept["content_hash"] == row["content_hash"]:
        return Verdict(row, "document")
    if act_detail(row) not in {act["detail"] for act in store.ask("seal_acts")}:
        return Verdict(row, "record")
    return Verdict(row, None, recomputed(store, row, kept))


def recomputed(store: Store, row: Row, kept: Snapshot) -> list[Difference]:
    """What the database makes otherwise of its returns today, as of the moment of the seal."""
    try:
        found, _ = build_counted(
            store, unit=row["unit"], period=row["period"], as_of=row["known_at"], profile=row["profile"],
            published=row["sealed_at"],
        )  # fmt: skip
    except UnknownChoice as error:
        return [Difference("choice", error.code)]
    return [] if found["content_hash"] == kept["content_hash"] else differences(kept, found)


def differences(kept: Snapshot, found: Snapshot) -> list[Difference]:
    """What two documents of the same unit, period and profile say otherwise, as far as the earlier one says anything:
    a field that a later version of this software added is no difference."""
    known = _as_far_as(found, kept)
    told = list(_rows(kept, known, "returns", "unit"))
    told += list(_rows(kept, known, "indicators", "code"))
    for part in ("period", "training", "complaints"):
        if places := _places(kept[part], known[part]):
            told.append(Difference(part, places=places))
    return told


def _as_far_as(found: Any, kept: Any) -> Any:
    """What was found, without the fields of later versions."""
    if isinstance(found, dict) and isinstance(kept, dict):
        return {name: _as_far_as(found[name], kept[name]) for name in kept if name in found}
    if isinstance(found, list) and isinstance(kept, list) and len(found) == len(kept):
        return [_as_far_as(*pair) for pair in zip(found, kept, strict=True)]
    return found


def _rows(kept: Snapshot, found: Snapshot, part: str, key: str) -> Iterator[Difference]:
    then, now = ({row[key]: row for row in side[part]} for side in (kept, found))
    for name in dict.fromkeys([*then, *now]):
        was, is_ = then.get(name), now.get(name)
        if was is None or is_ is None or any(was.get(column) != is_.get(column) for column in ("state", *FIGURE)):
            yield Difference(part, name, was, is_)
        elif part == "indicators" and was != is_:
            units = {row["unit"]: row for row in is_["by_unit"]}
            yield Difference(
                part, name, was, is_, tuple(row["name"] for row in was["by_unit"] if row != units.get(row["unit"]))
            )


def _places(kept: Any, found: Any) -> int:
    """In how many values two parts differ."""
    if isinstance(kept, dict) and isinstance(found, dict):
        return sum(_places(kept[name], found.get(name)) for name in kept)
    if isinstance(kept, list) and isinstance(found, list):
        return abs(len(kept) - len(found)) + sum(_places(*pair) for pair in zip(kept, found, strict=False))
    return int(kept != found)
