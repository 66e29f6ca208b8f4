"""The pace of a count that begins anew each year: so far, and from now on to meet the target when it is judged.

Exact fractions of the numerator's unit (households, people, …) a quarter. Source: design, How an indicator is computed;
a target that is judged from the fourth quarter on is asked for at the end of the fourth.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Pace:
    """`so_far` and `needed` in the numerator's unit a quarter; `quarters_left` until the one in which it is judged."""

    so_far: Fraction
    needed: Fraction
    quarters_left: int

    @property
    def is_enough(self) -> bool:
        """Whether going on as before meets the target in time."""
        return self.so_far >= self.needed


def pace(counted: int | None, still_needed: int | None, quarter: int, judged_from: int) -> Pace | None:
    """After `quarter` quarters of the year with `counted` so far. None where nothing is known, or it is judged now."""
    if counted is None or still_needed is None or quarter >= judged_from:
        return None
    left = judged_from - quarter
    return Pace(Fraction(counted, quarter), Fraction(still_needed, left), left)
