"""Places among units by their shares: equal shares have one place, and small wholes none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

UNITS_AT_LEAST = 3
WHOLE_AT_LEAST = 10  # with fewer, one household or person moves a share by more than ten points


def places(shares: Mapping[str, tuple[int, int]], better: str = "higher") -> dict[str, int]:
    """Unit → its place, 1 for the best, two firsts being followed by a third; `shares`: numerator and denominator.

    Empty where places would say more than the figures do: fewer than three units, a whole of fewer than ten.
    """
    if len(shares) < UNITS_AT_LEAST or any(whole < WHOLE_AT_LEAST for _, whole in shares.values()):
        return {}
    exact = {unit: Fraction(part, whole) for unit, (part, whole) in shares.items()}
    is_better = Fraction.__gt__ if better == "higher" else Fraction.__lt__
    return {unit: 1 + sum(is_better(other, own) for other in exact.values()) for unit, own in exact.items()}
