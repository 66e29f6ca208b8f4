"""How long cases stay open: the curve, its band and its median, against values worked by hand and published ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data.survival import median_days, survival

# Freireich et al., Blood 21 (1963): weeks in remission under 6-MP; False: still in remission when last seen.
REMISSION = [
    (6, True), (6, True), (6, True), (6, False), (7, True), (9, False), (10, True), (10, False), (11, False),
    (13, True), (16, True), (17, False), (19, False), (20, False), (22, True), (23, True), (25, False), (32, False),
    (32, False), (34, False), (35, False),
]  # fmt: skip
# As statistical packages print them: week, share, band of 95% by log(−log).
PUBLISHED = [
    (6, 0.8571, 0.6197, 0.9516), (7, 0.8067, 0.5631, 0.9228), (10, 0.7529, 0.5032, 0.8894),
    (13, 0.6902, 0.4316, 0.8491), (16, 0.6275, 0.3675, 0.8049), (22, 0.5378, 0.2678, 0.7468),
    (23, 0.4482, 0.1881, 0.6801),
]  # fmt: skip


def test_the_curve_and_its_band_are_the_published_ones():
    steps = survival(REMISSION)
    assert [step.day for step in steps] == [row[0] for row in PUBLISHED]
    for step, (_, share, low, high) in zip(steps, PUBLISHED, strict=True):
        assert (float(step.open_share), step.low, step.high) == pytest.approx((share, low, high), abs=6e-5)
    assert median_days(REMISSION) == 23


def test_shares_are_exact_and_the_order_of_the_cases_does_not_matter():
    steps = survival([(1, True), (2, True), (3, True), (9, False), (9, False), (9, False)])
    assert [step.open_share for step in steps] == [Fraction(5, 6), Fraction(2, 3), Fraction(1, 2)]
    assert survival(reversed(REMISSION)) == survival(REMISSION)


def test_when_the_last_case_is_resolved_the_band_reaches_down_to_nothing():
    *_, before, last = survival([(day, True) for day in range(1, 6)])
    assert (last.open_share, last.low, last.high) == (0, 0.0, before.high)


@pytest.mark.parametrize(
    ("times", "median"),
    [
        ([], None),
        ([(10, False), (20, False)], None),
        ([(10, True)], 10),
        ([(10, True), (20, True)], 10),
        ([(10, True), (20, True), (30, True)], 20),
        ([(5, True), (5, True), (9, True), (9, True), (9, True)], 9),  # ties: 3/5, then 0
        ([(10, True), (10, False), (20, True)], 20),  # the one censored at 10 was still at risk then: 2/3, not 1/2
        ([(10, False), (20, True), (20, True)], 20),
        ([(0, True), (3, True), (7, False)], 3),
        ([(3, True), (5, False), (7, False), (9, False)], None),  # three in four are unresolved for ever
        ([(1, True), (2, True), (3, True), (9, False), (9, False), (9, False)], 3),  # 5/6 · 4/5 · 3/4 = 1/2, exactly
        ([(day, True) for day in range(1, 8)] + [(99, False)] * 7, 7),
    ],
)
def test_the_median_is_the_first_day_on_which_at_most_half_are_unresolved(times, median):
    assert median_days(times) == median
    assert median_days(reversed(times)) == median
