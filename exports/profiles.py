"""The public profile: what may leave the office or stand on a projector before every head of a group.

No case; of denunciations only received and resolved per year, and no sum from which more of them could be had; counts
of 1–2 by unit or field withheld, and the next smallest with them, so that no total gives them away. What is withheld is
null; a row that loses its counts so says `is_suppressed`. Source: design, The snapshot; domain 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from data.registers import COUNTS
from exports.publications import Lists, Published, counted

Row = dict[str, Any]
PROFILES = ("internal", "public")
TOLD_OF_DENUNCIATIONS = frozenset({"received", "resolved"})
# opening + received = resolved + closed_otherwise + closing: a sum of one of them cannot be guarded by withholding that
# count of the other kinds alone, which the rest of the equation gives back.
BALANCED = frozenset({"opening", "closed_otherwise", "closing"})
LISTED_COUNTS = ("received", "resolved", "closing")
FIGURES = ("numerator", "denominator", "value", "low", "high", "still_needed", "previous", "last_year")
SHARE_OF = frozenset({"resolved_on_time", "resolved_with_deadline", "open_overdue"})  # what timely_share is made of
TELLS_NO_COUNT = frozenset({"no_target", "not_reported"})
SOURCES = {"complaints": "register", "feedback": "feedback"}


def public(document: Row, published: Published | None = None) -> list[Row]:
    """Withholds, in place, what the public profile does not show; gives what the breakdowns count (publications.py).

    `published`: what earlier papers of the year have told.
    """
    told, counts = published or Published(), []
    complaints = document["complaints"]
    complaints["cases"] = []
    complaints["ageing"] = [row for row in complaints["ageing"] if row["kind"] != "TC"]
    _withhold_denunciations(document)
    for source in SOURCES.values():
        fields = {f"field {source}": [row for row in complaints["by_field"] if row["source"] == source]}
        counts += _withhold_small(fields, "field", LISTED_COUNTS, told)
    for register in SOURCES:
        drawn = [i for i in document["indicators"] if any(operand[0] == register for operand in _operands(i))]
        lists = {f"indicator {i['code']}": i["by_unit"] for i in drawn}
        lists |= {"unit": complaints["by_unit"]} if register == "feedback" else {}
        counts += _withhold_small(lists, "unit", ("numerator", "denominator", *LISTED_COUNTS), told)
    if [row["unit"] for row in complaints["by_unit"]] == [document["unit"]]:
        _withhold_feedback_of_one_group(document)
    return counts


def _operands(indicator: Row) -> Iterator[tuple[str, list[str], str]]:
    """Register, kinds and count of each operand that an indicator takes from a register."""
    for named in indicator["operands"] if indicator["method"] == "register" else ():
        register, _, rest = named.partition(":")
        kinds, _, count = rest.rpartition(":")
        yield register, kinds.split("+") if kinds else ["KN", "TC", "KNPA"], count


def _withhold_denunciations(document: Row) -> None:
    """Nothing beyond TOLD_OF_DENUNCIATIONS, nor the rest of a sum of which denunciations are the only other part."""
    rest: dict[str, set[str]] = {"TC": set(COUNTS) - TOLD_OF_DENUNCIATIONS}
    for indicator in document["indicators"]:
        for place, (register, kinds, count) in enumerate(_operands(indicator)):
            if register != "complaints" or "TC" not in kinds:
                continue
            # Below the line `received` counts what was left from before too.
            is_balanced = count in BALANCED or (place == 1 and count == "received")
            if count in TOLD_OF_DENUNCIATIONS and not is_balanced:
                continue
            others = [kind for kind in kinds if kind != "TC"]
            if others and not is_balanced:
                rest.setdefault(others[0], set()).add(count)
            else:
                _blank([indicator, *indicator["by_unit"]], FIGURES)
    rows = document["complaints"]["by_kind"]
    document["complaints"]["by_kind"] = [row for row in rows if row["kind"] != "TC" or row["span"] == "year"]
    for row in rows:
        hidden = rest.get(row["kind"], set()) if row["source"] == "register" else set()
        row.update(dict.fromkeys(hidden))
        if hidden & SHARE_OF:
            row["timely_share"] = None
        if row["kind"] == "TC":
            row["median_days"] = None


def _withhold_small(lists: Lists, key: str, columns: tuple[str, ...], told: Published) -> list[Row]:
    """A unit or field with one count withheld loses all its counts, in every list that breaks one register down.

    A list of one row is its own total, and says no more than that. Gives what the others count.
    """
    broken_down = {name: rows for name, rows in lists.items() if len(rows) > 1}
    hidden: set[str] = set()
    for name, rows in broken_down.items():
        for column in columns:
            counts = {row[key]: row[column] for row in rows if row.get(column) is not None}
            hidden |= told.withheld(name, column, counts)
    found = counted(broken_down, key, columns, hidden)
    for rows in broken_down.values():
        _blank([row for row in rows if row[key] in hidden], (*columns, *FIGURES))
    return found


def _withhold_feedback_of_one_group(document: Row) -> None:
    """The totals of one group are counts by unit, and those of its neighbours would give a withheld one away."""
    complaints = document["complaints"]
    _blank(
        (row for row in complaints["by_kind"] if row["source"] == "feedback"), (*COUNTS, "timely_share", "median_days")
    )
    _blank((row for row in complaints["ageing"] if row["source"] == "feedback"), ("cases",))
    _blank((row for row in complaints["by_field"] if row["source"] == "feedback"), LISTED_COUNTS)
    _blank(complaints["by_unit"], LISTED_COUNTS)
    for indicator in document["indicators"]:
        if any(register == "feedback" for register, _, _ in _operands(indicator)):
            _blank([indicator, *indicator["by_unit"]], FIGURES)


def _blank(rows: Iterable[Row], columns: Iterable[str]) -> None:
    """Null for these columns, and for a status that would tell a count."""
    names = set(columns)
    for row in rows:
        row.update({name: None for name in row if name in names} | {"is_suppressed": True})
        if row.get("status") not in TELLS_NO_COUNT:
            row.update({name: None for name in row if name == "status"})
