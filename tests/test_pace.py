"""The pace that a target asks for, and places among units: exact, and silent where they would mislead."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data.pace import pace
from data.ranking import places
from wording import pace as words


@pytest.mark.parametrize(
    ("counted", "still_needed", "quarter", "so_far", "needed", "is_enough"),
    [
        (300, 100, 3, Fraction(100), Fraction(100), True),  # just enough is enough
        (100, 301, 1, Fraction(100), Fraction(301, 3), False),  # a third of a household short
        (0, 7, 2, Fraction(0), Fraction(7, 2), False),
        (50, 0, 2, Fraction(25), Fraction(0), True),
    ],
)
def test_the_pace_is_an_exact_fraction_of_what_is_left(counted, still_needed, quarter, so_far, needed, is_enough):
    found = pace(counted, still_needed, quarter, judged_from=4)
    assert (found.so_far, found.needed, found.is_enough) == (so_far, needed, is_enough)
    assert found.quarters_left == 4 - quarter


@pytest.mark.parametrize(("counted", "still_needed", "quarter"), [(None, 5, 1), (5, None, 1), (5, 5, 4)])
def test_there_is_no_pace_where_nothing_is_known_or_no_quarter_is_left(counted, still_needed, quarter):
    assert pace(counted, still_needed, quarter, judged_from=4) is None


def test_the_sentence_says_both_paces_and_which_is_the_greater():
    assert words.sentence(Fraction(55, 2), Fraction(99, 2), 2, 4, "hộ") == (
        "Cần **49,5** hộ mỗi quý trong 2 quý còn lại để đạt khi đánh giá (Quý IV); từ đầu năm được **27,5** hộ mỗi "
        "quý: **chưa đủ nhanh**."
    )


def test_equal_shares_have_one_place_and_the_next_is_counted_on():
    shares = {"a": (10, 20), "b": (50, 100), "c": (9, 10), "d": (0, 11)}
    assert places(shares) == {"c": 1, "a": 2, "b": 2, "d": 4}
    assert places(shares, better="lower") == {"d": 1, "a": 2, "b": 2, "c": 4}


@pytest.mark.parametrize("shares", [{"a": (1, 20), "b": (2, 20)}, {"a": (1, 9), "b": (2, 20), "c": (3, 20)}])
def test_there_are_no_places_of_two_units_or_of_small_wholes(shares):
    assert places(shares) == {}


def test_one_group_of_seven_is_14_3_points():
    said = words.no_places(7, ("tổ dân phố", "tổ"), 7)
    assert said == "Mỗi tổ dân phố trong 7 là 14,3 điểm; chỉ có đạt hoặc chưa, không xếp thứ tự."
