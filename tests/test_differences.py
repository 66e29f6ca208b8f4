"""What one return says otherwise than another, and which figures are far from a unit's own: tables worked by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from loaders.differences import Answer, Difference, Rows, difference
from loaders.jumps import by_quarter, is_far_out, jump
from tests.facts import NOTHING_AROSE, a_case, a_course

Row = dict[str, Any]
BLANK = None


def a_return(
    answers: dict[str, Any] | None = None, courses: list[Row] | None = None, cases: list[Row] | None = None, **more: Any
) -> dict[str, list[Row]]:
    """Rows as a loader gives them; an answer is a value, BLANK or NOTHING_AROSE."""
    tables = {
        "answer": [answer(measure, value) for measure, value in (answers or {}).items()],
        "training": courses or [],
        "complaint": cases or [],
    }
    tables |= more
    return {
        table: [{"row_number": place, **row} for place, row in enumerate(rows, 2)] for table, rows in tables.items()
    }


def answer(measure: str, value: Any) -> Row:
    row: Row = {"measure": measure, "state": "figure", "quantity": None, "is_true": None, "happened_on": None}
    row |= {"text": None, "typed": "typed", "note": None}
    if value is BLANK or value == NOTHING_AROSE:
        return row | {"state": "blank" if value is BLANK else "nothing_arose"}
    columns = {bool: "is_true", int: "quantity", date: "happened_on", str: "text"}
    return row | {columns[type(value)]: value}


def course(attended: int, held_on: str = "2026-04-01", **more: Any) -> Row:
    return a_course("C4", "B", held_on, attended, 0, **more)


def figures(found: Difference) -> dict[str, tuple[Answer, Answer]]:
    return {figure.measure: (figure.before, figure.after) for figure in found.figures}


# --- figures ---


def test_the_four_states_of_a_figure_never_merge() -> None:
    states = {
        Answer("figure", 0): a_return({"m": 0}),
        Answer("nothing_arose"): a_return({"m": NOTHING_AROSE}),
        Answer("blank"): a_return({"m": BLANK}),
        Answer("no_return"): None,
    }
    for before, was in states.items():
        for after, now in states.items():
            expected = {} if before == after else {"m": (before, after)}
            assert figures(difference(was, now)) == expected


@pytest.mark.parametrize(
    ("was", "now"), [(134, 140), (True, False), (date(2026, 3, 1), date(2026, 3, 2)), ("62/QĐ", "63/QĐ"), (7, BLANK)]
)
def test_a_figure_of_any_type_is_shown_before_and_after(was: Any, now: Any) -> None:
    found = difference(a_return({"m": was, "n": 1}), a_return({"m": now, "n": 1}))
    assert figures(found) == {"m": (Answer("figure", was), Answer("blank") if now is BLANK else Answer("figure", now))}


def test_a_row_that_is_not_there_is_as_blank_as_an_empty_one() -> None:
    assert difference(a_return({"m": BLANK}), a_return({})).places == 0
    assert figures(difference(a_return({}), a_return({"m": 3}))) == {"m": (Answer("blank"), Answer("figure", 3))}


def test_how_a_figure_was_typed_and_where_it_stood_is_no_difference() -> None:
    was, now = a_return({"m": 3, "n": 4}), a_return({"n": 4, "m": 3})
    now["answer"][0]["typed"] = "4,0"
    assert difference(was, now).places == 0


def test_another_note_beside_the_same_figure_is_one() -> None:
    was, now = a_return({"m": 3}), a_return({"m": 3})
    now["answer"][0]["note"] = "đã đối chiếu"
    assert figures(difference(was, now)) == {"m": (Answer("figure", 3), Answer("figure", 3))}


# --- courses and cases ---


def test_courses_are_added_changed_and_gone() -> None:
    was = a_return(courses=[course(10), course(5, "2026-05-01")])
    now = a_return(courses=[course(12), course(7, "2026-06-01")])
    found = [
        (line.row["held_on"], line.changed, line.before is None, line.after is None)
        for line in difference(was, now).courses
    ]
    assert found == [
        (date(2026, 4, 1), ["invited", "attended"], False, False),
        (date(2026, 6, 1), [], True, False),
        (date(2026, 5, 1), [], False, True),
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ([10, 10], [10, 10], []),
        ([10, 10], [10], [(10, None)]),
        ([10], [10, 10], [(None, 10)]),
        ([10, 20], [20, 12], [(10, 12)]),
        ([10, 10, 20], [30, 10], [(10, 30), (20, None)]),
    ],
)
def test_two_classes_of_one_day_topic_and_cohort_are_matched_as_a_multiset(
    was: list[int], now: list[int], expected: list[tuple[int | None, int | None]]
) -> None:
    found = difference(a_return(courses=[course(n) for n in was]), a_return(courses=[course(n) for n in now]))
    sides = [tuple(row and row["attended"] for row in (line.before, line.after)) for line in found.courses]
    assert sides == expected


def test_cases_are_matched_by_their_code_and_say_which_columns_changed() -> None:
    was = a_return(cases=[a_case("KN-1", "2026-01-05"), a_case("KN-2", "2026-01-06"), a_case("KN-3", "2026-01-07")])
    closed = a_case("KN-2", "2026-01-06", closed_on="2026-02-01")
    now = a_return(cases=[closed, a_case("KN-4", "2026-02-02"), a_case("KN-1", "2026-01-05")])
    found = {
        line.row["code"]: (line.changed, bool(line.before), bool(line.after)) for line in difference(was, now).cases
    }
    assert found == {
        "KN-2": (["status", "closed_on"], True, True), "KN-4": ([], False, True), "KN-3": ([], True, False),
    }  # fmt: skip


def test_a_table_without_rules_of_its_own_is_named_if_some_row_differs() -> None:
    cover = [{"label": "prepared_by", "typed": "A"}]
    was, same = a_return(cover=cover), a_return(cover=list(cover))
    assert difference(was, same).others == ()
    assert difference(was, a_return(cover=[{"label": "prepared_by", "typed": "B"}])).others == ("cover",)
    assert difference(was, a_return(cover=cover * 2)).others == ("cover",)


COURSES = some.lists(
    some.builds(course, some.integers(0, 3), some.sampled_from(["2026-04-01", "2026-05-01"])), max_size=6
)
RETURNS = some.builds(
    a_return, some.dictionaries(some.sampled_from("mno"), some.sampled_from([0, 1, BLANK, NOTHING_AROSE])), COURSES
)


def rows(table: list[Row]) -> Counter[str]:
    return Counter(repr({name: value for name, value in row.items() if name != "row_number"}) for row in table)


@given(RETURNS, RETURNS)
def test_what_differs_turns_one_return_into_the_other(was: Rows, now: Rows) -> None:
    found, back = difference(was, now), difference(now, was)
    assert difference(was, was).places == 0
    assert found.places == back.places
    assert figures(back) == {measure: (after, before) for measure, (before, after) in figures(found).items()}
    turned = rows(was["training"])
    turned -= Counter(repr(line.before) for line in found.courses if line.before)
    turned += Counter(repr(line.after) for line in found.courses if line.after)
    assert turned == rows(now["training"])


# --- figures far from a unit's own ---


@pytest.mark.parametrize(
    ("earlier", "near", "far"),
    [
        # median 11,5; MAD 1: far from 5,19 on
        ((10, 12, 11, 13), (7, 16), (6, 17)),
        # median and MAD 1.349: 7.000 above is a score of 3,5 exactly, which is not beyond it
        ((0, 0, 1349, 2698, 2698), (8349,), (8350,)),
        # MAD 0: half of the median, five at least, and beyond all of them
        ((100, 100, 100, 100), (51, 149, 100), (50, 150)),
        ((3, 3, 3, 9), (0, 7, 8, 9), (10,)),
        ((0, 0, 0, 0), (0, 4), (5,)),
        # three are too few to say what is usual
        ((1, 1, 1), (1000,), ()),
    ],
)
def test_a_figure_is_far_out_beyond_a_robust_score_of_three_and_a_half(
    earlier: tuple[int, ...], near: tuple[int, ...], far: tuple[int, ...]
) -> None:
    assert [is_far_out(value, earlier) for value in near] == [False] * len(near)
    assert [is_far_out(value, earlier) for value in far] == [True] * len(far)


def test_a_cumulative_figure_is_taken_quarter_by_quarter() -> None:
    series = {
        (2025, 1): 10,
        (2025, 2): 15,
        (2025, 3): None,
        (2025, 4): 22,
        (2026, 2): 9,
        (2026, 3): 12,
        (2027, 1): None,
    }
    assert dict(by_quarter("cumulative", series)) == {
        (2025, 1): 10, (2025, 2): 5, (2025, 3): 0, (2025, 4): 7,  # nothing arose in III: the figure of II stands
        (2026, 3): 3,  # II grew since an unknown I, which is not one quarter
        (2027, 1): 0,
    }  # fmt: skip
    assert dict(by_quarter("flow", {(2025, 1): 10, (2025, 2): 15})) == {(2025, 1): 10, (2025, 2): 15}


def test_a_new_year_of_a_cumulative_figure_is_no_jump_but_growth_is() -> None:
    year = {(2025, 1): 10, (2025, 2): 20, (2025, 3): 30, (2025, 4): 40}
    assert jump("cumulative", {**year, (2026, 1): 10}, (2026, 1)) is None
    found = jump("cumulative", {**year, (2026, 1): 100}, (2026, 1))
    assert found
    assert (found.value, found.usual, found.earlier) == (100, Fraction(10), (10, 10, 10, 10))
    assert found.share == 9


def test_only_what_came_before_says_what_is_usual() -> None:
    later = {(2025, 1): 200, (2025, 2): 2, (2025, 3): 2, (2025, 4): 2, (2026, 1): 2}
    assert jump("stock", later, (2025, 1)) is None
