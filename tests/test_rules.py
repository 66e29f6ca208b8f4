"""The pure rules: sums before percentages, bounds, the order of statuses, exact thirds, medians, what is withheld."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from data.rules import Judged, Leaf, Target, is_beyond_mending, judge, plain, suppressed, timely_share

WITHOUT_BOUNDS = ["cumulative_ratio", "flow_ratio", "stock_ratio", "register"]


def leaf(numerator: int | None, denominator: int | None = None, **more: Any) -> Leaf:
    """A unit in scope whose return is in and has the numerator; anything else as given."""
    said = {"is_in_scope": True, "is_received": True, "is_known": True, "is_answered": True} | more
    return Leaf(unit="G", child="G", numerator=numerator, denominator=denominator, **said)


def missing(numerator: int | None, denominator: int | None = None, **more: Any) -> Leaf:
    """A unit in scope that has not sent its return for the period."""
    return leaf(numerator, denominator, is_received=False, is_answered=False, **more)


def asked(method: str, target: int | Fraction | None = 100, better: str = "higher", from_quarter: int = 1) -> Target:
    has_denominator = method not in ("flow", "stock", "count")
    value = None if target is None else Fraction(target)
    return Target("register" if method == "count" else method, has_denominator, value, better, from_quarter)


def node(target: Target, *leaves: Leaf, quarter: int = 4) -> Judged:
    return judge(leaves, target, quarter, is_leaf=False)


def bounds(judged: Judged) -> tuple[Fraction | None, Fraction | None]:
    return judged.low, judged.high


def sums(judged: Judged) -> tuple[int | None, int | None]:
    return judged.numerator, judged.denominator


def test_shares_are_sums_first_and_never_averages_of_percentages():
    judged = node(asked("reach"), leaf(10, 10), leaf(0, 90))
    assert (sums(judged), judged.value) == ((10, 100), 10)


@pytest.mark.parametrize(
    ("method", "operands", "target", "better", "is_past"),
    [
        ("flow_ratio", ["reception_days_held", "reception_days_due"], 100, "higher", True),
        (
            "flow_ratio",
            ["reception_days_held", "reception_days_due"],
            90,
            "higher",
            False,
        ),  # the next quarters may lift it
        ("register", ["complaints:KN:resolved_on_time", "complaints:KN:resolved_with_deadline"], 100, "higher", True),
        (
            "register",
            ["complaints:resolved", "complaints:under_competence"],
            100,
            "higher",
            False,
        ),  # can be resolved yet
        ("register", ["complaints:KN:open_overdue"], 0, "lower", False),
        ("reach", ["households_reached", "households"], 100, "higher", False),
        ("flow_ratio", ["a", "b"], None, "higher", False),
    ],
)
def test_what_a_year_cannot_make_up_for_is_told_by_method_and_target(method, operands, target, better, is_past):
    assert is_beyond_mending(method, operands, target, better) is is_past


def test_a_third_stays_a_third():
    judged = node(asked("reach", Fraction(100, 3)), leaf(1, 3))
    assert (judged.value, judged.status, judged.still_needed) == (Fraction(100, 3), "met", 0)


def test_a_third_is_less_than_33_point_34_percent_and_more_than_33_point_33():
    assert node(asked("reach", Fraction("33.34")), leaf(1, 3)).status == "not_met"
    assert node(asked("reach", Fraction("33.33")), leaf(1, 3)).status == "met"


@pytest.mark.parametrize("method", ["coverage", "reach"])
def test_people_count_once_so_a_part_counts_at_most_its_whole_unit_by_unit(method):
    assert sums(node(asked(method), leaf(12, 10), leaf(3, 10))) == (13, 20)


@pytest.mark.parametrize("method", WITHOUT_BOUNDS)
def test_other_ratios_are_not_capped(method):
    assert sums(node(asked(method), leaf(12, 10), leaf(3, 10))) == (15, 20)


@pytest.mark.parametrize("method", ["coverage", "reach", "cumulative_ratio", "flow_ratio", "stock_ratio"])
def test_a_unit_whose_whole_is_unknown_adds_nothing_and_one_whose_part_is_unknown_adds_its_whole(method):
    assert sums(node(asked(method), leaf(5, None), leaf(None, 8), leaf(2, 4))) == (2, 12)


@pytest.mark.parametrize(
    ("method", "leaves", "known"),
    [
        ("coverage", [leaf(0, None), leaf(7, None)], False),
        ("coverage", [leaf(None, 3)], True),
        ("reach", [leaf(None, 10)], False),
        ("reach", [leaf(4, None)], False),
        ("reach", [leaf(4, None), leaf(None, 10)], True),
        ("cumulative_ratio", [leaf(None, 10)], False),
        ("flow_ratio", [leaf(4, None)], False),
        ("stock_ratio", [leaf(0, 0)], True),
        ("flow", [leaf(None), leaf(None)], False),
        ("flow", [leaf(None), leaf(0)], True),
        ("stock", [leaf(None)], False),
        ("stock", [leaf(0)], True),
        ("state", [leaf(None, 1, is_known=False)], False),
        ("state", [leaf(None, 1, is_known=False), leaf(None, 1)], True),
        ("event_in_year", [leaf(None, 1, is_known=False)], False),
        ("event_in_year", [leaf(None, 1)], True),
        ("state_date", [leaf(None, 1, is_known=False)], False),
        ("state_date", [leaf(None, 1)], True),
        ("register", [leaf(None, None, is_known=False)], False),
        ("register", [leaf(0, 0)], True),
    ],
)
def test_numerator_and_denominator_are_null_while_nothing_is_known(method, leaves, known):
    judged = node(asked(method), *leaves)
    assert (judged.numerator is not None) is known
    assert (judged.status != "not_reported") is known
    if not known:
        assert (judged.denominator, judged.value, judged.low, judged.high) == (None,) * 4


def test_without_a_missing_unit_both_bounds_are_the_value():
    assert bounds(node(asked("register"), leaf(1, 4))) == (25, 25)
    assert bounds(node(asked("flow"), leaf(6))) == (6, 6)


def test_a_missing_unit_reaches_from_its_figure_so_far_to_its_whole():
    assert bounds(node(asked("reach"), leaf(50, 60), missing(10, 40))) == (60, 90)


def test_a_missing_unit_trains_from_so_far_to_its_roster():
    assert bounds(node(asked("coverage"), leaf(1, 1), missing(0, 1), missing(3, 2))) == (75, 100)


def test_a_reach_left_blank_is_missing_though_the_return_is_in():
    judged = node(asked("reach"), leaf(60, 60), leaf(None, 40, is_answered=False))
    assert (bounds(judged), judged.status) == ((60, 100), "incomplete")


def test_a_coverage_is_not_missing_where_its_numerator_is_not_answered():
    assert bounds(node(asked("coverage"), leaf(1, 2, is_answered=False))) == (50, 50)


@pytest.mark.parametrize("carried", [0, 1, None])
def test_a_missing_flag_may_be_either_whatever_it_was(carried):
    assert bounds(node(asked("state"), leaf(1, 1), missing(carried, 1))) == (50, 100)


@pytest.mark.parametrize("method", ["event_in_year", "state_date"])
def test_a_missing_unit_that_has_its_date_keeps_it(method):
    assert bounds(node(asked(method), leaf(1, 1), missing(1, 1))) == (100, 100)
    assert bounds(node(asked(method), leaf(1, 1), missing(None, 1))) == (50, 100)


@pytest.mark.parametrize("method", [*WITHOUT_BOUNDS, "flow", "stock"])
def test_other_methods_have_no_bounds_while_a_unit_is_missing(method):
    judged = node(asked(method, 0), leaf(4, 4), missing(4, 4))
    assert (bounds(judged), judged.status, judged.value is None) == ((None, None), "incomplete", False)


@pytest.mark.parametrize("method", ["reach", "coverage"])
def test_there_are_no_bounds_while_the_whole_of_a_missing_unit_is_unknown(method):
    judged = node(asked(method), leaf(4, 4), missing(2, None))
    assert (sums(judged), bounds(judged), judged.status) == ((4, 4), (None, None), "incomplete")


def test_bounds_are_null_where_the_value_is():
    judged = node(asked("reach"), leaf(0, 0), missing(0, 0))
    assert (judged.value, bounds(judged), judged.status) == (None, (None, None), "incomplete")


def test_a_unit_out_of_scope_is_never_missing_and_counts_for_flows_and_cases_only():
    ended = missing(3, 3, is_in_scope=False)
    assert sums(node(asked("flow_ratio"), leaf(1, 3), ended)) == (4, 6)
    assert sums(node(asked("register"), leaf(1, 3), ended)) == (4, 6)
    assert node(asked("flow", None), leaf(1), missing(3, is_in_scope=False)).status == "no_target"
    for method in ("coverage", "reach", "cumulative_ratio", "stock_ratio", "state"):
        judged = node(asked(method), leaf(1, 3), ended)
        assert (sums(judged), bounds(judged)) == ((1, 3), (judged.value, judged.value))


@pytest.mark.parametrize(
    ("target", "leaves", "quarter", "status"),
    [
        (asked("reach", None), [leaf(None, None)], 4, "not_reported"),
        (asked("reach", None), [leaf(0, 0)], 4, "no_target"),
        (asked("reach", None), [missing(1, 2)], 4, "no_target"),
        (asked("reach"), [leaf(0, 0)], 1, "nothing_arose"),
        (asked("reach"), [leaf(0, 0), missing(0, 0)], 1, "incomplete"),
        (asked("reach", 50, from_quarter=4), [leaf(5, 5), missing(0, 5)], 1, "met"),
        (asked("reach", 80, from_quarter=4), [leaf(5, 5), missing(0, 5)], 3, "not_due"),
        (asked("reach", 80, from_quarter=4), [leaf(5, 5), missing(0, 5)], 4, "incomplete"),
        (asked("reach", 80, from_quarter=4), [leaf(1, 5), missing(2, 5)], 4, "not_met"),
        (asked("reach", 80, from_quarter=4), [leaf(1, 5), missing(2, 5)], 3, "not_due"),
        (asked("flow", 1, from_quarter=4), [leaf(1), missing(5)], 1, "incomplete"),
        (asked("flow", 1, from_quarter=4), [leaf(1)], 1, "met"),
        (asked("flow", 1, from_quarter=4), [leaf(0)], 3, "not_due"),
        (asked("flow", 1, from_quarter=4), [leaf(0)], 4, "not_met"),
        (asked("count", 0, "lower"), [leaf(0)], 1, "met"),
        (asked("count", 0, "lower"), [leaf(1)], 1, "not_met"),
        (asked("reach", 50, "lower"), [leaf(1, 5), missing(0, 5)], 4, "incomplete"),
        (asked("reach", 50, "lower"), [leaf(0, 6), missing(0, 4)], 4, "met"),
        (asked("reach", 50, "lower"), [leaf(6, 6), missing(0, 4)], 4, "not_met"),
    ],
)
def test_the_first_status_that_fits(target, leaves, quarter, status):
    assert node(target, *leaves, quarter=quarter).status == status


def test_a_unit_without_its_return_is_not_reported_though_its_figures_are_carried():
    carried = missing(1, 1)
    assert judge([carried], asked("state", None), 4, is_leaf=True).status == "not_reported"
    judged = judge([carried], asked("event_in_year"), 4, is_leaf=True)
    assert (judged.status, judged.value, bounds(judged)) == ("not_reported", 100, (100, 100))
    assert judge([carried], asked("event_in_year"), 4, is_leaf=False).status == "met"


@pytest.mark.parametrize(
    ("target", "leaves", "still_needed"),
    [
        (asked("reach"), [leaf(3, 7)], 4),
        (asked("reach", 80), [leaf(3, 7)], 3),  # 5.6 of 7 is 6
        (asked("reach", Fraction(100, 3)), [leaf(0, 3)], 1),  # exactly 1, not 2
        (asked("reach"), [leaf(7, 7)], 0),
        (asked("reach", 50), [leaf(7, 7)], 0),
        (asked("flow", 4), [leaf(1)], 3),
        (asked("flow", Fraction("1.5")), [leaf(0)], 2),
        (asked("count", 0, "lower"), [leaf(3)], 3),
        (asked("count", 2, "lower"), [leaf(1)], 0),
        (asked("register", 25, "lower"), [leaf(5, 10)], 3),  # at most 2.5 of 10 is 2
        (asked("reach", None), [leaf(3, 7)], None),
        (asked("reach"), [leaf(0, 0)], None),
        (asked("reach"), [leaf(None, None)], None),
    ],
)
def test_still_needed_is_how_many_more_or_for_lower_how_many_fewer(target, leaves, still_needed):
    assert node(target, *leaves).still_needed == still_needed


def test_the_timely_share_cannot_hide_open_overdue_cases():
    assert timely_share(2, 2, 0) == 100
    assert timely_share(2, 2, 4) == Fraction(100, 3)
    assert timely_share(0, 0, 3) == 0
    assert timely_share(0, 0, 0) is None


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 0, "b": 3}, set()),
        ({"a": 1, "b": 5, "c": 4}, {"a", "c"}),
        ({"a": 1, "b": 2, "c": 7, "d": 9}, {"a", "b", "c"}),
        ({"a": 1, "b": 4, "c": 4, "d": 9}, {"a", "b", "c"}),
        ({"a": 2, "b": 0, "c": 0}, {"a", "b", "c"}),
        ({"a": 1, "b": 0, "c": 3}, {"a", "c"}),
        ({"a": 1, "b": 1, "c": 0}, {"a", "b", "c"}),
        ({"a": 1, "b": 2}, {"a", "b"}),
        ({}, set()),
    ],
)
def test_small_counts_are_withheld_and_the_next_smallest_with_them(counts, hidden):
    assert suppressed(counts) == hidden


@pytest.mark.parametrize("size", [2, 3, 4])
def test_not_even_one_who_knows_the_rule_and_the_total_can_tell_a_withheld_small_count(size):
    """Every breakdown of counts up to 6: those that look alike from outside differ in each small count withheld."""
    alike: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(7), repeat=size):
        hidden = suppressed({str(place): count for place, count in enumerate(counts)})
        shown = tuple(None if str(place) in hidden else count for place, count in enumerate(counts))
        alike[shown, sum(counts)].append(counts)
    told = [
        (shown, total, place)
        for (shown, total), worlds in alike.items()
        for place, count in enumerate(shown)
        if count is None and len({world[place] for world in worlds}) == 1
    ]
    assert told == []


def test_whole_numbers_stay_whole_in_json():
    assert (plain(Fraction(100)), type(plain(Fraction(100)))) == (100, int)
    assert plain(Fraction(1, 4)) == 0.25
    assert plain(None) is None
