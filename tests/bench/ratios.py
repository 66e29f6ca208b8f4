"""Speed as a ratio: two works done in turn on the same noisy machine, so that what disturbs one disturbs the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Compared:
    """Seconds of ours and theirs, round by round."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> float:
        """The median over the rounds of ours ÷ theirs."""
        return median(own / other for own, other in zip(self.ours, self.theirs, strict=True))

    def line(self, name: str, at_most: float, per: int = 1) -> str:
        """One line of the table: name, milliseconds of both (for one of `per` repetitions), ratio and its bound."""
        ours, theirs = (1000 * median(times) / per for times in (self.ours, self.theirs))
        verdict = "" if self.ratio <= at_most else "  MISSED"
        return f"{name:<52}{ours:>10.1f}{theirs:>10.1f}{self.ratio:>8.2f}{at_most:>8.2f}{verdict}"


HEAD = f"\n{'':<52}{'ours, ms':>10}{'theirs':>10}{'ratio':>8}{'bound':>8}"


def seconds(work: Work) -> float:
    """How long a work takes by the clock on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compare(ours: Work, theirs: Work, rounds: int) -> Compared:
    """Both in turn, the first to begin changing every round, so that neither always finds the caches warm."""
    compared = Compared([], [])
    for number in range(rounds):
        pair = [(ours, compared.ours), (theirs, compared.theirs)]
        for work, times in pair if number % 2 else reversed(pair):
            times.append(seconds(work))
    return compared
