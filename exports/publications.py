"""What earlier public papers of a year have told, unit by unit and field by field, so that a later one does not give
away by subtraction what one of them withholds.

Counts run through the year, so whoever holds two papers sees how each grew. Withheld are therefore, besides a paper's
own small counts: what an earlier paper withheld, and small growth since it, each with the next smallest, for the same
reason as small counts themselves. Only sealed papers count as told: they are what meetings are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.rules import suppressed

Row = dict[str, Any]
Lists = Mapping[str, list[Row]]


class Published:
    """The rows of queries/counts_published.sql, by seal."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._told: dict[str, dict[tuple[str, str], dict[str, Row]]] = {}
        for row in rows:
            lists = self._told.setdefault(row["seal"], {})
            lists.setdefault((row["list"], row["counted"]), {})[row["part"]] = row

    def withheld(self, name: str, column: str, counts: dict[str, int]) -> set[str]:
        """Which parts of a list to withhold for one of its columns: the paper's own and those of every earlier one."""
        found = suppressed(counts)
        for lists in self._told.values():
            before = lists.get((name, column), {})
            known = {part: count for part, count in counts.items() if part in before}
            found |= suppressed({part: abs(count - before[part]["cases"]) for part, count in known.items()})
            found |= {part for part in known if before[part]["is_withheld"]}
        return found


def counted(lists: Lists, key: str, columns: Iterable[str], hidden: set[str]) -> list[Row]:
    """What breakdowns count before anything is withheld: list, part, counted, cases, is_withheld."""
    return [
        {"list": name, "part": row[key], "counted": column, "cases": row[column], "is_withheld": row[key] in hidden}
        for name, rows in lists.items()
        for row in rows
        for column in columns
        if row.get(column) is not None
    ]
