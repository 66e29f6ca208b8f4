"""Figures far from what the same unit has reported before: pointed out, never refused.

Source: Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers: the modified z-score, 0.6745·(x − median) / MAD,
is far out beyond 3.5. The median absolute deviation (MAD) is 0 where most earlier figures are the same; then a figure
is far out that is beyond all of them and differs from their median by half of it or more, and by five at least: from 1
to 2 is no jump, nor is what happened once before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

LEAST_EARLIER = 4
FAR_OUT, NORMAL = Fraction(7, 2), Fraction(6745, 10_000)
LEAST_SHARE, LEAST_STEP = Fraction(1, 2), 5
Quarter = tuple[int, int]  # year, quarter
# A figure of a quarter; None: nothing arose in a cumulative measure, the figure before it stands.
Series = Mapping[Quarter, int | None]


@dataclass(frozen=True)
class Jump:
    """A figure of one quarter (a cumulative one: its growth in that quarter) beside the earlier ones, oldest first."""

    value: int
    usual: Fraction
    earlier: tuple[int, ...]

    @property
    def share(self) -> Fraction:
        """How far it is, as a share of what is usual."""
        return abs(self.value - self.usual) / (self.usual if self.usual > 1 else 1)


def is_far_out(value: int, earlier: Sequence[int]) -> bool:
    """Whether a figure is far from at least four earlier ones."""
    if len(earlier) < LEAST_EARLIER:
        return False
    usual = median(map(Fraction, earlier))
    step = abs(value - usual)
    spread = median(abs(other - usual) for other in earlier)
    if spread:
        return NORMAL * step / spread > FAR_OUT
    is_new = not min(earlier) <= value <= max(earlier)
    return is_new and step >= LEAST_STEP and step >= LEAST_SHARE * abs(usual)


def jump(kind: str, series: Series, quarter: Quarter) -> Jump | None:
    """The figure of a quarter if it is far from those of the quarters before; `kind` is the measure's."""
    figures = dict(by_quarter(kind, series))
    earlier = tuple(figures[when] for when in sorted(figures) if when < quarter)
    if quarter not in figures or not is_far_out(figures[quarter], earlier):
        return None
    return Jump(figures[quarter], median(map(Fraction, earlier)), earlier)


def by_quarter(kind: str, series: Series) -> Iterator[tuple[Quarter, int]]:
    """Each quarter by itself. A cumulative figure is what it has grown by; one whose quarter before is not known has
    grown over several, which is not comparable, and is left out."""
    total: dict[Quarter, int] = {}
    for year, number in sorted(series):
        figure = series[year, number]
        if kind != "cumulative":
            yield (year, number), figure or 0
            continue
        before = 0 if number == 1 else total.get((year, number - 1))
        if figure is not None or before is not None:
            now = total[year, number] = figure if figure is not None else before or 0
            if before is not None:
                yield (year, number), now - before
