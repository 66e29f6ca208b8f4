"""The tree of units as people read it: each below the one above it, brothers by the Vietnamese alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.catalogue import Unit
from wording.formats import collation_key


def in_order(units: Iterable[Unit]) -> list[tuple[Unit, int]]:
    """Units and their depth, each followed by those below it; brothers by kind as the catalogue first names it, then by
    name (Tổ 2 before Tổ 10). `units`: one row a code; a unit whose parent is not among them stands at the top."""
    known = {unit.code: unit for unit in units}
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(unit.kind for unit in known.values()))}
    below: dict[str | None, list[Unit]] = {}
    for unit in known.values():
        below.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
    for brothers in below.values():
        brothers.sort(key=lambda unit: (kinds[unit.kind], collation_key(unit.name)))

    def walk(parent: str | None, depth: int) -> Iterator[tuple[Unit, int]]:
        for unit in below.get(parent, []):
            yield unit, depth
            yield from walk(unit.code, depth + 1)

    return list(walk(None, 0))


def line_up(code: str, units: Iterable[Unit]) -> list[Unit]:
    """The unit and those above it, the unit itself first; `units` as for `in_order`."""
    known = {unit.code: unit for unit in units}
    line: list[Unit] = []
    while code in known and known[code] not in line:
        line.append(known[code])
        code = known[code].parent or ""
    return line
