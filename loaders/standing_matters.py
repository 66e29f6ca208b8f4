"""Rules between returns for matters that are followed: done stays done, what was open does not vanish in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.catalogue import Period
from loaders.follow_up import SHEET, Matter, matter_of
from loaders.problems import Problem
from loaders.returns import Return
from wording import follow_up as words
from wording import problems as problem_words


@dataclass(frozen=True)
class Standing:
    """How one return states a matter."""

    content: str
    completed_on: date | None
    row_number: int = 0


Matters = Mapping[Matter, Standing]


def standing(row: Mapping[str, Any]) -> tuple[Matter, Standing]:
    """Of a row just read or stored."""
    return matter_of(row), Standing(row["content"], row["completed_on"], row.get("row_number", 0))


def check_matters(
    result: Return, now: Matters, earlier: Iterable[tuple[Period, Matters]], later: Iterable[tuple[Period, Matters]]
) -> Iterator[Problem]:
    """Nothing of a return without the sheet: it says nothing of any matter. Both others are in the order of periods."""
    place = result.places.get(SHEET.name)
    if place is None:
        return
    columns, last = place["columns"], dict[Matter, tuple[Standing, Period]]()
    for period, matters in earlier:
        last.update({matter: (was, period) for matter, was in matters.items()})
    for matter, is_now in now.items():
        was = last.get(matter)
        if was and was[0].completed_on and not is_now.completed_on:
            said = words.was_done(was[0].completed_on, was[1].label)
            cell = f"{columns['completed_on']}{is_now.row_number}"
            yield Problem("CASE_CONFLICT", place["sheet"], cell, is_now.content, said)
        for period, matters in later:
            if is_now.completed_on and matter in matters and not matters[matter].completed_on:
                cell, said = f"{columns['content']}{is_now.row_number}", words.named(is_now.content)
                expected = problem_words.correct_later_return(period.label)
                yield Problem("LATER_RETURN_AFFECTED", place["sheet"], cell, said, expected)
    for matter, (before, _) in last.items():
        if not before.completed_on and matter not in now:
            cell = f"{columns['content']}{place['header_row']}"
            yield Problem("CASE_DISAPPEARED", place["sheet"], cell, before.content)
