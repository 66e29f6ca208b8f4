"""What one return says otherwise than another: figures, courses, cases. Any two, stored or just read.

Pure: rows come as `Return.rows` holds them and as the store gives them back, by table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from loaders.complaints import SHEET as COMPLAINTS
from loaders.follow_up import SHEET as FOLLOW_UP
from loaders.measures import SHEET as MEASURES
from loaders.returns import UNSAID
from loaders.training import SHEET as TRAINING

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
VALUES = ("quantity", "is_true", "happened_on", "text")
# A course is (held_on, topic); with the cohort it is a row, or several where there were several classes.
COURSE_KEY, CASE_KEY = ("held_on", "topic", "cohort"), ("code_key",)
MATTER_KEY = ("matter_kind", "content_key", "due_on")
FOLLOWS = frozenset({"is_closed", "code_key", "content_key"})  # said by other columns already


@dataclass(frozen=True)
class Answer:
    """What a return says of a measure: figure | nothing_arose | blank | no_return, which never merge."""

    state: str
    value: int | bool | date | str | None = None


@dataclass(frozen=True)
class Figure:
    """A measure that is answered otherwise, or has another note beside the same answer."""

    measure: str
    before: Answer
    after: Answer


@dataclass(frozen=True)
class Line:
    """A row of courses, cases or matters: without a `before` it is new, without an `after` gone, else it is changed."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it stands last."""
        return self.after or self.before or {}

    @property
    def changed(self) -> list[str]:
        """The columns that differ between both rows."""
        if self.before is None or self.after is None:
            return []
        return [name for name, value in self.after.items() if value != self.before.get(name) and name not in FOLLOWS]


@dataclass(frozen=True)
class Difference:
    """All that differs. `others`: further tables (the cover's among them) of which some row does."""

    figures: tuple[Figure, ...]
    courses: tuple[Line, ...]
    cases: tuple[Line, ...]
    matters: tuple[Line, ...]
    others: tuple[str, ...]

    @property
    def places(self) -> int:
        """In how many places: figures, rows, tables."""
        return len(self.figures) + len(self.courses) + len(self.cases) + len(self.matters) + len(self.others)


def difference(before: Rows | None, after: Rows | None) -> Difference:
    """From one return to another of the same unit; None: there is none."""
    earlier, later = before or {}, after or {}
    own = {MEASURES.table, TRAINING.table, COMPLAINTS.table, FOLLOW_UP.table}
    others = sorted({*earlier, *later} - own)
    return Difference(
        tuple(_figures(before, after)),
        tuple(_lines(earlier.get(TRAINING.table, ()), later.get(TRAINING.table, ()), COURSE_KEY)),
        tuple(_lines(earlier.get(COMPLAINTS.table, ()), later.get(COMPLAINTS.table, ()), CASE_KEY)),
        tuple(_lines(earlier.get(FOLLOW_UP.table, ()), later.get(FOLLOW_UP.table, ()), MATTER_KEY)),
        tuple(table for table in others if _counted(earlier, table) != _counted(later, table)),
    )


def _counted(rows: Rows, table: str) -> Counter[str]:
    return Counter(map(_spelled, rows.get(table, ())))


def _figures(before: Rows | None, after: Rows | None) -> Iterator[Figure]:
    """In the order of the later form."""
    earlier, later = _answers(before), _answers(after)
    for measure in {**later, **earlier}:
        was, now = (_answer(rows, answers.get(measure)) for rows, answers in ((before, earlier), (after, later)))
        notes = {answers.get(measure, {}).get("note") for answers in (earlier, later)}
        if was != now or (len(notes) > 1 and before is not None and after is not None):
            yield Figure(measure, was, now)


def _answers(rows: Rows | None) -> dict[str, Row]:
    return {row["measure"]: row for row in (rows or {}).get(MEASURES.table, ())}


def _answer(rows: Rows | None, row: Row | None) -> Answer:
    """A measure without a row in a return that is there is one that nobody has answered."""
    if rows is None:
        return Answer("no_return")
    if row is None or row["state"] == "blank":
        return Answer("blank")
    if row["state"] == "nothing_arose":
        return Answer("nothing_arose")
    return Answer("figure", next(row[name] for name in VALUES if row[name] is not None))


def _lines(before: Iterable[Row], after: Iterable[Row], key: Sequence[str]) -> Iterator[Line]:
    """Rows of one key are a multiset: equal ones cancel out, the rest are paired as they stand."""
    earlier, later = _by_key(before, key), _by_key(after, key)
    for place in {**later, **earlier}:
        was, now = earlier[place], later[place]
        for pair in zip_longest(_without(was, now), _without(now, was)):
            yield Line(*pair)


def _by_key(rows: Iterable[Row], key: Sequence[str]) -> defaultdict[tuple[Any, ...], list[Row]]:
    found: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        said = {name: value for name, value in row.items() if name not in UNSAID}
        found[tuple(row[name] for name in key)].append(said)
    return found


def _without(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """The rows that have no equal among the others, each of which answers for one."""
    equals, left = Counter(map(_spelled, others)), []
    for row in rows:
        spelled = _spelled(row)
        if not equals[spelled]:
            left.append(row)
        equals[spelled] -= bool(equals[spelled])
    return left


def _spelled(row: Row) -> str:
    """A cover's typed text is what it says; where a row stands is not."""
    return repr(sorted((name, value) for name, value in row.items() if name != "row_number"))
