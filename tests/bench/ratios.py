"""Speed as a ratio: two works done in turn on the same noisy machine, so that what disturbs one disturbs the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], Callable[[], object] | None]


@dataclass(frozen=True)
class Compared:
    """Seconds of ours and theirs, round by round."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> float:
        """The median over the rounds of ours ÷ theirs."""
        return median(own / other for own, other in zip(self.ours, self.theirs, strict=True))

    def holds(self, name: str, at_most: float, per: int = 1) -> bool:
        """Whether the ratio keeps its bound; a line of the table says so. `per`: repetitions a round."""
        ours, theirs = (1000 * median(times) / per for times in (self.ours, self.theirs))
        verdict = "" if self.ratio <= at_most else "  MISSED"
        TABLE.append(f"{name:<56}{ours:>10.1f}{theirs:>10.1f}{self.ratio:>8.2f}{at_most:>8.2f}{verdict}")
        return self.ratio <= at_most


TABLE = [f"{'medians':<56}{'ours, ms':>10}{'theirs':>10}{'ratio':>8}{'bound':>8}"]


def seconds(work: Work) -> float:
    """How long a work takes by the clock on the wall; what it hands back is called when the clock has stopped."""
    started = time.perf_counter()
    tidy_up = work()
    took = time.perf_counter() - started
    if tidy_up:
        tidy_up()
    return took


def compare(ours: Work, theirs: Work, rounds: int) -> Compared:
    """Both in turn, the first to begin changing every round, so that neither always finds the caches warm."""
    compared = Compared([], [])
    for number in range(rounds):
        pair = [(ours, compared.ours), (theirs, compared.theirs)]
        for work, times in pair if number % 2 else reversed(pair):
            times.append(seconds(work))
    return compared


def bounded(name: str, wall: float, processor: float, at_most: float) -> bool:
    """Whether work keeps a bound in seconds; the table says the clock on the wall too.

    Held to the processor's time: a single thread on an idle machine takes as long by the wall.
    """
    verdict = "" if processor <= at_most else "  MISSED"
    took = f"{1000 * processor:>8.0f} ms of processor, {1000 * wall:.0f} by the wall"
    TABLE.append(f"{name:<56}{took}, bound {at_most:.0f} s{verdict}")
    return processor <= at_most
