"""The cover says whose return it is and for when (form, Thông tin)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.facts import a_unit, ward_catalogue
from tests.returns import COVER, OMITTED, RECEIVED_ON, a_return, a_workbook, problems, read

SHEET = "Thông tin"


def cell(label: str) -> str:
    return f"B{COVER.index(label) + 1}"


def found(**cover) -> list:
    return problems(a_return(cover=cover))


def message(book, code: str, **more) -> str:
    return next(problem.message for problem in read(book, **more).problems if problem.code == code)


@pytest.mark.parametrize("unit", ["HA-01", "HA-UB", "HA-MT", "HA-HD"])
def test_a_correct_return_of_every_kind_of_unit_has_no_problem(unit):
    result = read(a_return(unit))
    assert (result.problems, result.unit.code, result.period.code) == ([], unit, "2026-Q2")


# --- where labels and values stand ---


def a_cover(*rows: list, **more) -> list:
    """What is wrong with a return whose cover has exactly these rows."""
    return problems(a_return(sheets={SHEET: rows}), **more)


IDENTITY = [["Phiên bản mẫu", 1], ["Mã đơn vị", "HA-01"], ["Kỳ báo cáo", "2026-Q2"]]


def test_labels_stand_in_any_row_and_column_under_any_title():
    rows = [
        ["ỦY BAN NHÂN DÂN PHƯỜNG"],
        [],
        [None, None, "Kỳ báo cáo:", None, None, "Quý II/2026"],
        ["MÃ ĐƠN VỊ", "HA-01", "Mẫu  số :", "01/DCCS"],
        [None, "Phiên bản mẫu", "1", "Tên đơn vị", None, "Thanh Chữ"],
    ]
    assert a_cover(*rows) == []


@pytest.mark.parametrize("label", ["Tên đơn vị", "Tổ dân phố", "Đơn vị báo cáo", "ÐƠN VỊ BÁO CÁO:"])
def test_the_name_of_the_unit_has_three_labels(label):
    assert a_cover(["Mẫu số", "01/DCCS"], [label, "Thanh Chữ"], *IDENTITY) == []


@pytest.mark.parametrize("label", ["Mẫu số", "Phiên bản mẫu", "Mã đơn vị", "Tên đơn vị", "Kỳ báo cáo"])
def test_a_required_label_is_named_when_it_is_missing(label):
    book = a_return(cover={label: OMITTED})
    assert problems(book) == [("HEADING_MISSING", SHEET, None)]
    assert label in message(book, "HEADING_MISSING")


@pytest.mark.parametrize("label", ["Mẫu số", "Phiên bản mẫu", "Mã đơn vị", "Tên đơn vị", "Kỳ báo cáo"])
@pytest.mark.parametrize("blank", [None, " \u00a0"])
def test_a_required_value_must_not_be_blank(label, blank):
    assert found(**{label: blank}) == [("REQUIRED_MISSING", SHEET, cell(label))]


@pytest.mark.parametrize("label", ["Ngày lập", "Người lập"])
@pytest.mark.parametrize("value", [OMITTED, None])
def test_day_and_author_are_not_required(label, value):
    assert found(**{label: value}) == []


def test_a_label_is_never_the_value_of_the_one_before_it():
    rows = [["Mẫu số", "01/DCCS"], ["Ngày lập", None, "Người lập", None], ["Tên đơn vị", "Thanh Chữ"], *IDENTITY]
    assert a_cover(*rows) == []
    assert a_cover(["Mẫu số", None, "Tên đơn vị", "Thanh Chữ"], *IDENTITY) == [("REQUIRED_MISSING", SHEET, "B1")]


def test_a_label_with_two_values_is_an_error_that_names_the_first():
    book = a_return(cover={"Kỳ báo cáo:": "2026-Q1"})
    assert problems(book) == [("LABEL_DUPLICATE", SHEET, "A7")]
    assert "B5" in message(book, "LABEL_DUPLICATE")


def test_two_names_of_one_label_are_that_label_twice():
    assert found(**{"Tổ dân phố": "Thanh Chữ"}) == [("LABEL_DUPLICATE", SHEET, "A7")]


def test_a_title_that_reads_like_a_label_is_none_if_the_label_is_there():
    rows = [["TỔ DÂN PHỐ"], ["Mẫu số", "01/DCCS"], ["Tên đơn vị", "Thanh Chữ"], ["Tổ dân phố"], *IDENTITY]
    assert a_cover(*rows) == []


# --- form and version ---


@pytest.mark.parametrize("form", ["01/DCCS", "01/dccs", " 01/DCCS "])
def test_the_number_of_the_form(form):
    assert found(**{"Mẫu số": form}) == []


@pytest.mark.parametrize("form", ["02/DCCS", "DCCS", "1/DCCS", 1])
def test_another_form_is_refused(form):
    assert found(**{"Mẫu số": form}) == [("FORM_UNKNOWN", SHEET, "B1")]


@pytest.mark.parametrize("version", [1, 1.0, "1", "01"])
def test_the_version_in_force(version):
    assert found(**{"Phiên bản mẫu": version}) == []


@pytest.mark.parametrize("version", [2, 0, "1.1", "một", True])
def test_another_version_is_refused_with_the_one_in_force(version):
    book = a_return(cover={"Phiên bản mẫu": version})
    assert problems(book) == [("VERSION_UNKNOWN", SHEET, "B2")]
    assert "Phiên bản đang có hiệu lực là 1;" in message(book, "VERSION_UNKNOWN")


# --- the unit ---


@pytest.mark.parametrize("code", ["HA-01", "ha-01", " HA-01\u200b"])
def test_the_code_of_a_unit(code):
    assert found(**{"Mã đơn vị": code}) == []


@pytest.mark.parametrize("code", ["HA-1", "HA-99", "HA01", "HA", 1])
def test_a_code_that_no_reporting_unit_has_is_refused(code):
    assert found(**{"Mã đơn vị": code}) == [("UNIT_UNKNOWN", SHEET, "B3")]


def test_the_nearest_code_is_suggested_but_never_the_ward_itself():
    assert "HA-" in message(a_return(cover={"Mã đơn vị": "HA-1"}), "UNIT_UNKNOWN")


@pytest.mark.parametrize(
    "name",
    [
        "Thanh Chữ", "THANH CHỮ", "Tổ dân phố Thanh Chữ", "TDP Thanh Chữ", "tdp  thanh chữ", "Tổ Thanh Chữ",
        "Thanh Chử", "Tổ dân phố Thanh Chử",
    ],
)  # fmt: skip
def test_the_name_or_an_alias_with_or_without_the_words_of_its_kind(name):
    assert found(**{"Tên đơn vị": name}) == []


@pytest.mark.parametrize("name", ["Thanh Chư", "Cổ Bưu", "Chữ", "Khu Thanh Chữ", "TDP", "HA-01", 5])
def test_another_name_is_refused_with_both(name):
    book = a_return(cover={"Tên đơn vị": name})
    assert problems(book) == [("UNIT_NAME_MISMATCH", SHEET, "B4")]
    said = message(book, "UNIT_NAME_MISMATCH")
    assert str(name) in said
    assert "Thanh Chữ (HA-01)" in said


def test_an_alias_belongs_to_its_unit_only():
    book = a_return("HA-02", cover={"Tên đơn vị": "Thanh Chử"})
    assert problems(book) == [("UNIT_NAME_MISMATCH", SHEET, "B4")]


@pytest.mark.parametrize("name", ["Ủy ban nhân dân phường", "Uỷ ban nhân dân phường", "UBND phường"])
def test_an_office_goes_by_its_name_and_its_aliases(name):
    assert problems(a_return("HA-UB", cover={"Tên đơn vị": name})) == []


def test_the_words_of_a_group_mean_nothing_before_the_name_of_an_office():
    book = a_return("HA-UB", cover={"Tên đơn vị": "Tổ UBND phường"})
    assert problems(book) == [("UNIT_NAME_MISMATCH", SHEET, "B4")]


@pytest.mark.parametrize(
    ("name", "is_it"),
    [("Tổ 5", True), ("Tổ dân phố 5", True), ("TDP 5", True), (5, True), ("Tổ 15", False), ("Tổ 05", False)],
)
def test_a_group_may_have_a_number_for_a_name(name, is_it):
    units = (*ward_catalogue().units, a_unit("HA-08", name="Tổ 5", parent="HA"))
    book = a_return("HA-01", cover={"Mã đơn vị": "HA-08", "Tên đơn vị": name})
    expected = [] if is_it else [("UNIT_NAME_MISMATCH", SHEET, "B4")]
    assert problems(book, catalogue=replace(ward_catalogue(), units=units)) == expected


def units_with(**changed) -> object:
    """The ward's catalogue with another HA-01."""
    units = [replace(unit, **changed) if unit.code == "HA-01" else unit for unit in ward_catalogue().units]
    return replace(ward_catalogue(), units=tuple(units))


def test_a_unit_must_be_in_force_on_the_last_day_of_the_period():
    """`valid_to` is the first day not in force."""
    assert problems(a_return(), catalogue=units_with(valid_to=date(2026, 6, 15))) == []
    gone = units_with(valid_to=date(2026, 6, 14), successor="HA-02|HA-03")
    assert problems(a_return(), catalogue=gone) == [("UNIT_NOT_IN_FORCE", SHEET, "B3")]
    assert "HA-02, HA-03" in message(a_return(), "UNIT_NOT_IN_FORCE", catalogue=gone)


def test_a_unit_that_was_not_yet_in_force_is_refused():
    late = units_with(valid_from=date(2026, 6, 15))
    assert problems(a_return(), catalogue=late) == [("UNIT_NOT_IN_FORCE", SHEET, "B3")]
    assert problems(a_return(), catalogue=units_with(valid_from=date(2026, 6, 14))) == []


def test_of_a_renamed_unit_the_name_on_the_periods_last_day_counts():
    old = replace(ward_catalogue().unit("HA-01", date(2026, 1, 1)), valid_to=date(2026, 6, 1))
    new = replace(old, name="Thanh Mới", valid_from=date(2026, 6, 1), valid_to=None)
    units = (old, new, *(unit for unit in ward_catalogue().units if unit.code != "HA-01"))
    catalogue = replace(ward_catalogue(), units=units, unit_aliases=())
    assert problems(a_return(cover={"Tên đơn vị": "Thanh Mới"}), catalogue=catalogue) == []
    assert problems(a_return(), catalogue=catalogue) == [("UNIT_NAME_MISMATCH", SHEET, "B4")]


# --- the period ---


@pytest.mark.parametrize(
    "period",
    [
        "2026-Q2", "2026-q2", "Quý II/2026", "Quý II năm 2026", "Quý 2/2026", "Quý 2 năm 2026", "Q2/2026",
        "QUÝ II NĂM 2026", "quý ii / 2026",
    ],
)  # fmt: skip
def test_a_period_has_six_spellings(period):
    result = read(a_return(cover={"Kỳ báo cáo": period}))
    assert (result.period.code, result.problems) == ("2026-Q2", [])


@pytest.mark.parametrize(("numeral", "quarter"), [("I", 1), ("II", 2), ("III", 3), ("IV", 4)])
def test_quarters_by_roman_numeral(numeral, quarter):
    book = a_return(period=f"2025-Q{quarter}", cover={"Kỳ báo cáo": f"Quý {numeral}/2025"})
    assert read(book).period.code == f"2025-Q{quarter}"


@pytest.mark.parametrize(
    "period",
    ["Quý 5/2026", "2026", "6 tháng đầu năm 2026", "Quý IIII/2026", "02/2026", "2026-Q0", "1999-Q1", "2030-Q1"],
)
def test_a_period_that_the_catalogue_does_not_have_is_refused(period):
    assert found(**{"Kỳ báo cáo": period}) == [("PERIOD_UNKNOWN", SHEET, "B5")]


def test_a_period_begins_on_its_first_day_in_the_view_of_the_day_of_receipt():
    book = a_return(period="2026-Q3", training=[], complaints=[], cover={"Ngày lập": None})
    first = ward_catalogue().period("2026-Q3").starts_on
    assert problems(book, received_on=first) == []
    assert problems(book, received_on=first - timedelta(days=1)) == [("PERIOD_NOT_BEGUN", SHEET, "B5")]


# --- day and author ---


@pytest.mark.parametrize("day", [RECEIVED_ON, "20/06/2026", "ngày 1 tháng 1 năm 2020"])
def test_the_day_of_writing_may_be_any_up_to_the_day_of_receipt(day):
    assert found(**{"Ngày lập": day}) == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (RECEIVED_ON + timedelta(days=1), "DATE_OUT_OF_RANGE"),
        ("31/12/1999", "DATE_OUT_OF_RANGE"),
        ("hôm nay", "NOT_A_DATE"),
    ],
)
def test_a_day_of_writing_that_cannot_be(day, code):
    assert found(**{"Ngày lập": day}) == [(code, SHEET, "B6")]


def test_the_author_is_a_text():
    assert found(**{"Người lập": "Nguyễn Thị A"}) == []
    assert found(**{"Người lập": "x" * 201}) == [("TEXT_TOO_LONG", SHEET, "B7")]


def test_the_author_is_exempt_from_the_heading_rule_only():
    assert found(**{"Người lập": "0905 123 456"}) == [("PERSONAL_DATA", SHEET, "B7")]
    assert found(**{"Người lập": 905123456}) == [("PERSONAL_DATA", SHEET, "B7")]
    assert found(**{"Số điện thoại": "xem danh bạ"}) == [("PERSONAL_DATA", SHEET, "A7")]


# --- all that is wrong ---


def test_a_return_without_a_cover_is_refused():
    assert ("SHEET_MISSING", None, None) in problems(a_return(without=[SHEET]))


def test_every_problem_of_the_cover_is_reported_from_top_to_bottom():
    wrong: dict = dict(zip(COVER, ("02/DCCS", 9, "HA-01", "Cổ Bưu", "2026", "mai", "x" * 201), strict=True))
    codes = ["FORM_UNKNOWN", "VERSION_UNKNOWN", "UNIT_NAME_MISMATCH", "PERIOD_UNKNOWN", "NOT_A_DATE", "TEXT_TOO_LONG"]
    assert problems(a_return(cover=wrong)) == list(
        zip(codes, [SHEET] * 6, ["B1", "B2", "B4", "B5", "B6", "B7"], strict=True)
    )


def test_a_workbook_of_something_else_says_what_it_lacks():
    assert problems(a_workbook({"Sheet1": [["x"]]})) == [
        ("SHEET_MISSING", None, None),
        ("SHEET_UNKNOWN", "Sheet1", None),
    ]
