"""One row a course and cohort, reported by the unit that the people belong to (form, Tập huấn)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.returns import TRAINING, a_course, a_return, problems, read, table

SHEET = "Tập huấn"
COUNTS = ("Triệu tập", "Tham dự", "Trong đó nữ", "Dự lần đầu trong năm")


def cell(heading: str, row: int = 2) -> str:
    return f"{'ABCDEFGHIJ'[TRAINING.index(heading)]}{row}"


def found(unit: str = "HA-01", **course) -> list:
    return problems(a_return(unit, training=[course]))


def rows(*courses: dict, unit: str = "HA-01") -> list:
    return read(a_return(unit, training=courses)).rows["training"]


def a_sheet(*lines: list) -> list:
    """What is wrong with a return whose sheet of training has the headings and these rows."""
    return problems(a_return(sheets={SHEET: [list(TRAINING), *lines]}))


def test_a_course_is_kept_as_it_is_reported():
    (row,) = rows({"Nội dung": "Hương ước", "Ghi chú": "hai buổi", "Trong đó nữ": 1})
    assert row == {
        "row_number": 2, "held_on": date(2026, 4, 4), "topic": "B", "title": "Hương ước", "cohort": "C4", "invited": 1,
        "attended": 1, "women": 1, "first_time": 0, "note": "hai buổi",
    }  # fmt: skip


# --- headings ---


@pytest.mark.parametrize("heading", ["Ngày", "Chuyên đề", "Đối tượng", "Triệu tập", "Tham dự", "Dự lần đầu trong năm"])
def test_six_headings_are_required(heading):
    course = {name: value for name, value in a_course("group", "2026-Q2").items() if name != heading}
    lines = table([name for name in TRAINING if name != heading], [course])
    book = a_return(sheets={SHEET: lines})
    assert problems(book) == [("HEADING_MISSING", SHEET, "A1")]
    assert heading in read(book).problems[0].message


@pytest.mark.parametrize("heading", ["STT", "Nội dung", "Trong đó nữ", "Ghi chú"])
def test_four_headings_are_not(heading):
    course = {name: value for name, value in a_course("group", "2026-Q2").items() if name != heading}
    assert problems(a_return(sheets={SHEET: table([name for name in TRAINING if name != heading], [course])})) == []


def test_the_counts_may_stand_under_a_merged_parent():
    upper = [None if heading in COUNTS else heading for heading in TRAINING]
    upper[TRAINING.index("Triệu tập")] = "Số người"
    lower = [heading if heading in COUNTS else None for heading in TRAINING]
    numbering = [f"({number})" for number in range(1, 11)]
    lines = [["TẬP HUẤN"], upper, lower, numbering, [1, date(2026, 4, 4), "B", None, "C4", 1, 1, 0, 1]]
    result = read(a_return(sheets={SHEET: lines}))
    assert (result.problems, len(result.rows["training"])) == ([], 1)
    assert result.places[SHEET]["header_row"] == 3


@pytest.mark.parametrize("heading", ["Ngày", "Chuyên đề", "Đối tượng", "Triệu tập", "Tham dự", "Dự lần đầu trong năm"])
def test_the_same_cells_are_required_in_each_row(heading):
    assert found(**{heading: None}) == [("REQUIRED_MISSING", SHEET, cell(heading))]


@pytest.mark.parametrize("heading", ["STT", "Nội dung", "Trong đó nữ", "Ghi chú"])
def test_other_cells_may_be_blank(heading):
    assert found(**{heading: None}) == []


# --- the cells ---


@pytest.mark.parametrize("day", ["15/03/2026", date(2026, 6, 14), 46100])
def test_a_course_is_held_within_the_period(day):
    assert found(Ngày=day) == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("14/03/2026", "DATE_OUT_OF_RANGE"), ("15/06/2026", "DATE_OUT_OF_RANGE"), ("04/04/1999", "DATE_OUT_OF_RANGE"),
        ("4/4", "NOT_A_DATE"), ("Không phát sinh", "NOT_A_DATE"),
    ],
)  # fmt: skip
def test_a_day_outside_the_period_is_refused(day, code):
    assert found(Ngày=day) == [(code, SHEET, cell("Ngày"))]


def test_a_course_is_not_held_after_the_day_of_receipt():
    book = a_return(training=[{"Ngày": "02/05/2026"}], complaints=[], cover={"Ngày lập": None})
    assert problems(book, received_on=date(2026, 5, 2)) == []
    assert problems(book, received_on=date(2026, 5, 1)) == [("DATE_OUT_OF_RANGE", SHEET, cell("Ngày"))]


@pytest.mark.parametrize(
    ("typed", "topic"),
    [("A", "A"), ("b", "B"), ("Nội dung khác", "K"), ("nghiệp vụ về xây dựng và thực hiện hương ước, quy ước", "B")],
)
def test_a_topic_goes_by_code_or_label(typed, topic):
    assert rows({"Chuyên đề": typed})[0]["topic"] == topic


@pytest.mark.parametrize("typed", ["C", "hương ước", "A, B", 1])
def test_another_topic_is_not_in_the_list(typed):
    assert found(**{"Chuyên đề": typed}) == [("NOT_IN_LIST", SHEET, cell("Chuyên đề"))]


@pytest.mark.parametrize(
    ("unit", "typed", "cohort"),
    [
        ("HA-01", "C2", "C2"), ("HA-01", "c4", "C4"), ("HA-01", "Trưởng ban công tác Mặt trận", "C5"),
        ("HA-UB", "C1", "C1"), ("HA-MT", "C3", "C3"),
    ],
)  # fmt: skip
def test_a_unit_reports_the_cohorts_whose_roster_it_counts(unit, typed, cohort):
    assert rows({"Đối tượng": typed}, unit=unit)[0]["cohort"] == cohort


@pytest.mark.parametrize(
    ("unit", "typed"),
    [("HA-01", "C1"), ("HA-01", "C3"), ("HA-UB", "C2"), ("HA-UB", "Tổ trưởng tổ dân phố"), ("HA-MT", "C5")],
)
def test_another_units_cohort_is_refused(unit, typed):
    assert found(unit, **{"Đối tượng": typed}) == [("COHORT_NOT_YOURS", SHEET, cell("Đối tượng"))]


def test_an_unknown_cohort_is_not_in_the_list():
    assert found(**{"Đối tượng": "C6"}) == [("NOT_IN_LIST", SHEET, cell("Đối tượng"))]


@pytest.mark.parametrize(
    ("typed", "code"), [("KPS", "NOT_A_NUMBER"), (-1, "NEGATIVE"), (1.5, "NOT_WHOLE"), ("12.0", "AMBIGUOUS_NUMBER")]
)
@pytest.mark.parametrize("heading", COUNTS)
def test_a_bad_count_is_one_problem(heading, typed, code):
    assert found(**{heading: typed}) == [(code, SHEET, cell(heading))]


@pytest.mark.parametrize(
    ("part", "whole"),
    [("Tham dự", "Triệu tập"), ("Trong đó nữ", "Tham dự"), ("Dự lần đầu trong năm", "Tham dự")],
)
def test_a_part_is_at_most_its_whole(part, whole):
    course = dict.fromkeys(COUNTS, 0) | {"Triệu tập": 9, "Tham dự": 5}
    assert found(**course | {part: course[whole]}) == []
    assert found(**course | {part: course[whole] + 1}) == [("PART_EXCEEDS_WHOLE", SHEET, cell(part))]


def test_two_rows_of_one_course_and_cohort_are_two_classes():
    assert len(rows({}, {})) == 2
    assert problems(a_return(training=[{}, {}])) == []


def test_free_text_is_at_most_two_hundred_characters():
    assert found(**{"Nội dung": "x" * 200, "Ghi chú": "x" * 201}) == [("TEXT_TOO_LONG", SHEET, cell("Ghi chú"))]


# --- nothing to report ---


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [[1]],
        [[1, "Không phát sinh"]],
        [[None, None, None, "KPS"]],
        [[None, "KPS"], ["Cộng", None, None, None, None, 0]],
    ],
)
def test_nothing_to_report(lines):
    book = a_return(sheets={SHEET: [list(TRAINING), *lines]})
    assert (problems(book), read(book).rows["training"]) == ([], [])


def test_nothing_arose_beside_a_course_contradicts_it():
    course = table(TRAINING, [a_course("group", "2026-Q2")])[1]
    codes = {code for code, *_ in a_sheet(course, [2, "Không phát sinh"])}
    assert codes == {"NOT_A_DATE", "REQUIRED_MISSING"}


# --- check sums ---


def course(*counts: int, day: str = "04/04/2026") -> list:
    return [1, day, "B", None, "C4", *counts]


def total(label: str, *counts) -> list:
    return [label, None, None, None, None, *counts]


def test_a_running_total_sums_the_rows_since_the_last_one():
    lines = [
        course(5, 4, 1, 2),
        total("Cộng", 5, 4, 1, 2),
        course(3, 3, 0, 0),
        course(1, 1, 1, 1),
        total("Cộng", 4, 4, 1, 1),
    ]
    assert a_sheet(*lines) == []
    assert a_sheet(*lines, total("Tổng cộng", 9, 8, 2, 3)) == []


@pytest.mark.parametrize("label", ["Tổng cộng", "Tổng số"])
def test_a_total_sums_all_rows_wherever_it_stands(label):
    assert a_sheet(total(label, 8, 7, 1, 2), course(5, 4, 1, 2), course(3, 3, 0, 0)) == []
    assert a_sheet(course(5, 4, 1, 2), total(label, 5, 4, 1, 2), course(3, 3, 0, 0)) == [
        ("TOTAL_MISMATCH", SHEET, f"{column}3") for column in "FG"
    ]


def test_a_difference_shows_both_numbers():
    book = a_return(sheets={SHEET: [list(TRAINING), course(1234, 4, 1, 2), total("Cộng", 1235, 4, 1, 2)]})
    assert problems(book) == [("TOTAL_MISMATCH", SHEET, "F3")]
    assert "1.235" in read(book).problems[0].message
    assert "1.234" in read(book).problems[0].message


def test_blank_cells_of_a_total_are_not_checked():
    assert a_sheet(course(5, 4, 1, 2), total("Cộng", None, 4)) == []


def test_a_blank_number_of_women_adds_nothing():
    assert a_sheet(course(5, 4, None, 2), course(1, 1, 1, 1), total("Cộng", 6, 5, 1, 3)) == []


def test_a_total_is_checked_even_if_something_else_is_wrong():
    assert a_sheet(course(5, 4, 1, 2, day="mai"), total("Cộng", 6, 4, 1, 2)) == [
        ("NOT_A_DATE", SHEET, "B2"), ("TOTAL_MISMATCH", SHEET, "F3"),
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "code"), [("năm", "NOT_A_NUMBER"), (None, "REQUIRED_MISSING")])
def test_a_sum_with_an_unreadable_count_is_not_checked(count, code):
    assert a_sheet(course(count, 4, 1, 2), total("Cộng", 5, 4, 1, 2)) == [(code, SHEET, "F2")]


def test_a_total_must_be_a_number():
    assert a_sheet(course(5, 4, 1, 2), total("Cộng", "năm", 4, 1, 2)) == [("NOT_A_NUMBER", SHEET, "F3")]
