"""What a corrected file has mended, against the file of the same unit and period that was refused before it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from data.store import Store
from loaders.problems import Problem
from loaders.returns import Return
from wording.problems import WARNINGS

Place = tuple[str, str | None, str | None]  # code, sheet, cell: all that is kept of a refusal


@dataclass(frozen=True)
class Mended:
    """How many errors are gone, still there, and seen for the first time."""

    mended: int
    left: int
    new: int


def places(problems: Iterable[Problem]) -> frozenset[Place]:
    """Where a file has errors."""
    return frozenset((problem.code, problem.sheet, problem.cell) for problem in problems if problem.severity == "error")


def last_refusal(store: Store, result: Return) -> frozenset[Place]:
    """Where the unit's last refused file for the period had errors, as far as refusals were logged."""
    if not result.unit or not result.period:
        return frozenset()
    rows = store.ask("last_refusal", unit=result.unit.code, period=result.period.code, digest=result.sha256)
    return frozenset((row["code"], row["sheet"], row["cell"]) for row in rows if row["code"] not in WARNINGS)


def compare(before: Set[Place], problems: Iterable[Problem]) -> Mended | None:
    """The errors of a file against those before it; None where none were known."""
    now = places(problems)
    return Mended(len(before - now), len(before & now), len(now - before)) if before else None
