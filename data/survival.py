"""How long cases stay open: the Kaplan–Meier estimate, its median, its band. Shares are exact; the band is not.

Source: design, The complaint register (a case censored at t is still at risk at t); Kalbfleisch and Prentice, The
Statistical Analysis of Failure Time Data, for the log(−log) band, which stays within 0 … 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

NORMAL_975 = 1.959963984540054  # of a two-sided band of 95%


@dataclass(frozen=True)
class Step:
    """From `day` on, this share (0 … 1) is still open; the band is that of the estimate on this day alone."""

    day: int
    open_share: Fraction
    low: float
    high: float


def survival(times: Iterable[tuple[int, bool]]) -> list[Step]:
    """A step for each day on which a case was resolved; pairs of days and whether the case was resolved then."""
    ordered = sorted(times)
    share, variance, high, steps = Fraction(1), Fraction(0), 1.0, []
    for day in sorted({days for days, is_event in ordered if is_event}):
        at_risk = sum(days >= day for days, _ in ordered)
        events = sum(days == day and is_event for days, is_event in ordered)
        share *= 1 - Fraction(events, at_risk)
        if share:  # at 0 the transformed band has no limits: the upper one stays where it was
            variance += Fraction(events, at_risk * (at_risk - events))
            low, high = _band(share, variance)
        else:
            low = 0.0
        steps.append(Step(day, share, low, high))
    return steps


def _band(share: Fraction, variance: Fraction) -> tuple[float, float]:
    """Greenwood's variance, carried through log(−log S)."""
    half = NORMAL_975 * sqrt(variance) / abs(log(share))
    return float(share) ** exp(half), float(share) ** exp(-half)


def median_days(times: Iterable[tuple[int, bool]]) -> int | None:
    """The smallest t with S(t) ≤ 1/2; None while more than half are unresolved at every t."""
    return next((step.day for step in survival(times) if step.open_share <= Fraction(1, 2)), None)
