"""Rules on answers: sums first, then percentages, bounds, status, suppression. Exact arithmetic, no floats, no clock.

Source: design, How an indicator is computed. A leaf is one unit that reports; a node is any unit with leaves below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

CAPPED = frozenset({"coverage", "reach"})
TWO_MEASURES = frozenset({"coverage", "reach", "cumulative_ratio", "flow_ratio", "stock_ratio"})
PER_UNIT = frozenset({"state", "event_in_year", "state_date"})
# Counts of a register that hold only what is over: what failed among them stays so.
OVER = frozenset({"resolved", "resolved_with_deadline"})
# Methods whose figures of a unit that ended without being merged stay in its parent's totals: flows and cases.
KEPT_AFTER_THE_END = frozenset({"flow", "flow_ratio", "register"})


@dataclass(frozen=True)
class Leaf:
    """What one unit contributes to one indicator; figures are None where unknown, counts in the measure's unit.

    `is_received`: its return for the period is in; `is_known`: a return of some period so far; `is_answered`: the
    numerator was not left blank in the period's return.
    """

    unit: str
    child: str
    is_in_scope: bool
    is_received: bool
    is_known: bool
    is_answered: bool
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Judged:
    """An indicator for a node: shares in percent and exact, None where unknown."""

    numerator: int | None
    denominator: int | None
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    still_needed: int | None
    status: str

    def as_dict(self) -> dict[str, Any]:
        """As the snapshot carries it."""
        return {name: plain(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Target:
    """What an indicator asks for, and from which quarter on it is judged."""

    method: str
    has_denominator: bool
    value: Fraction | None
    better: str
    judged_from_quarter: int


def plain(value: Any) -> Any:
    """A number that JSON carries: whole numbers stay whole, other fractions become the nearest double."""
    if isinstance(value, Fraction | Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def judge(leaves: Sequence[Leaf], target: Target, quarter: int, *, is_leaf: bool) -> Judged:
    """The indicator of a node from its leaves; `is_leaf`: the node itself reports and has no units below it."""
    counted = [leaf for leaf in leaves if leaf.is_in_scope or target.method in KEPT_AFTER_THE_END]
    in_scope = [leaf for leaf in leaves if leaf.is_in_scope]
    missing = [leaf for leaf in in_scope if _is_missing(leaf, target.method)]
    numerator, denominator = _sums(counted, target)
    value = _value(numerator, denominator, target)
    low, high = _bounds(counted, missing, denominator, value, target)
    still_needed = _still_needed(numerator, denominator, value, target)
    is_unreported = numerator is None or (is_leaf and not any(leaf.is_received for leaf in in_scope))
    status = "not_reported" if is_unreported else _status(value, low, high, bool(missing), target, quarter)
    return Judged(numerator, denominator, value, low, high, still_needed, status)


def _is_missing(leaf: Leaf, method: str) -> bool:
    """No return for the period, or the numerator of a reach left blank in it."""
    return not leaf.is_received or (method == "reach" and not leaf.is_answered)


def _part(leaf: Leaf, target: Target) -> int:
    """A unit's numerator: 0 while it or its whole is unknown, and at most the whole where people count once."""
    if target.method in TWO_MEASURES and leaf.denominator is None:
        return 0
    part = leaf.numerator or 0
    return min(part, leaf.denominator) if target.method in CAPPED and leaf.denominator is not None else part


def _sums(leaves: Sequence[Leaf], target: Target) -> tuple[int | None, int | None]:
    """Numerator and denominator of the node; both None while nothing is known."""
    if not _is_anything_known(leaves, target.method):
        return None, None
    numerator = sum(_part(leaf, target) for leaf in leaves)
    return numerator, sum(leaf.denominator or 0 for leaf in leaves) if target.has_denominator else None


def _is_anything_known(leaves: Sequence[Leaf], method: str) -> bool:
    has_numerator = any(leaf.numerator is not None for leaf in leaves)
    has_denominator = any(leaf.denominator is not None for leaf in leaves)
    if method == "coverage":
        return has_denominator
    if method in TWO_MEASURES:
        return has_numerator and has_denominator
    if method in ("flow", "stock"):
        return has_numerator
    return any(leaf.is_known for leaf in leaves)


def _value(numerator: int | None, denominator: int | None, target: Target) -> Fraction | None:
    """In percent, or the figure itself where there is no whole."""
    if numerator is None or (target.has_denominator and not denominator):
        return None
    return Fraction(100 * numerator, denominator) if denominator else Fraction(numerator)


def _bounds(
    leaves: Sequence[Leaf], missing: Sequence[Leaf], denominator: int | None, value: Fraction | None, target: Target
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the value can become when the missing units have reported."""
    if value is None or not missing:
        return value, value
    if target.method in CAPPED:
        if any(leaf.denominator is None for leaf in missing):
            return None, None
        gain = sum((leaf.denominator or 0) - _part(leaf, target) for leaf in missing)
        return value, value + Fraction(100 * gain, denominator or 1)
    if target.method not in PER_UNIT or not denominator:
        return None, None
    lost = sum(leaf.numerator or 0 for leaf in missing) if target.method == "state" else 0
    gain = sum(1 - (leaf.numerator or 0) for leaf in missing)
    return value - Fraction(100 * lost, denominator), value + Fraction(100 * gain, denominator)


def _meets(value: Fraction, target: Target) -> bool:
    assert target.value is not None
    return value >= target.value if target.better == "higher" else value <= target.value


def _still_needed(numerator: int | None, denominator: int | None, value: Fraction | None, target: Target) -> int | None:
    """How many more (for `lower`: fewer) of the numerator the target asks for."""
    if target.value is None or value is None or numerator is None:
        return None
    asked = target.value * denominator / 100 if denominator is not None else target.value
    return max(0, ceil(asked) - numerator if target.better == "higher" else numerator - floor(asked))


def _status(
    value: Fraction | None, low: Fraction | None, high: Fraction | None, has_missing: bool, target: Target, quarter: int
) -> str:
    """The first that fits; source: design, Status."""
    if target.value is None:
        return "no_target"
    if value is None:
        return "incomplete" if has_missing else "nothing_arose"
    if low is None or high is None:
        return "incomplete"
    met = _meets(low, target), _meets(high, target)
    if all(met):
        return "met"
    if quarter < target.judged_from_quarter:
        return "not_due"
    return "incomplete" if any(met) else "not_met"


def is_beyond_mending(method: str, operands: Sequence[str], target: float | None, better: str) -> bool:
    """Whether a year that lacks something cannot meet the target any more, whatever is still done in it: all of a sum
    over its quarters was asked for, or all of the cases that are over. A target below 100 can be caught up with."""
    if target is None or target < 100 or better != "higher":
        return False
    is_over = method == "register" and operands[-1].rsplit(":", 1)[-1] in OVER
    return method == "flow_ratio" or (is_over and len(operands) > 1)


def timely_share(resolved_on_time: int, resolved_with_deadline: int, open_overdue: int) -> Fraction | None:
    """Percent of the cases whose day has come or that were resolved, that were resolved in time; hides no open case."""
    judged = resolved_with_deadline + open_overdue
    return Fraction(100 * resolved_on_time, judged) if judged else None


def suppressed(counts: dict[str, int], most_hidden: int = 2) -> set[str]:
    """Which counts of a breakdown to withhold: those of 1 … most_hidden, and the next smallest with them.

    Always more than the small ones, even 0 if there is nothing else: two hidden counts that sum to 2 are 1 and 1. And
    all that are equally small: a choice between them would tell one who knows how it is made which of them is small.
    """
    small = {name for name, count in counts.items() if 0 < count <= most_hidden}
    others = [count for name, count in counts.items() if name not in small]
    next_smallest = min([count for count in others if count] or others, default=None)
    return small | {name for name, count in counts.items() if count == next_smallest} if small else small
