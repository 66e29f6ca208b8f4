"""One row a case that was open at the start of the period or received in it (form, Đơn thư)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.returns import COMPLAINTS, COMPLAINTS_SHORT, a_case, a_return, problems, read, table

SHEET = "Đơn thư"
IN_HAND = {"Tình trạng": "Đang giải quyết", "Ngày tiếp nhận": "20/03/2026", "Ngày thụ lý": "25/03/2026"}
CLOSED = IN_HAND | {"Tình trạng": "Đã giải quyết", "Ngày kết thúc": "20/04/2026"}
OPEN_STATUSES = ("Chưa giải quyết", "Đang giải quyết", "Tạm đình chỉ")
CLOSED_STATUSES = ("Đã giải quyết", "Chuyển đơn", "Hướng dẫn", "Rút đơn", "Đình chỉ", "Không thụ lý", "Lưu đơn")


def cell(heading: str, unit: str = "HA-UB", row: int = 2) -> str:
    headings = COMPLAINTS if unit == "HA-UB" else COMPLAINTS_SHORT
    return f"{'ABCDEFGHIJKLM'[headings.index(heading)]}{row}"


def found(unit: str = "HA-UB", **case) -> list:
    return problems(a_return(unit, complaints=[case]))


def at(heading: str, code: str, unit: str = "HA-UB", row: int = 2) -> list:
    return [(code, SHEET, cell(heading, unit, row))]


def kept(unit: str = "HA-UB", **case) -> dict:
    return read(a_return(unit, complaints=[case])).rows["complaint"][0]


def without(heading: str, kind: str) -> list:
    """The sheet of one case without a column."""
    headings = COMPLAINTS if kind == "people_committee" else COMPLAINTS_SHORT
    case = {name: value for name, value in a_case(kind).items() if name != heading}
    return table([name for name in headings if name != heading], [case])


def test_a_case_is_kept_as_it_is_reported():
    more = {"Mã vụ việc": "KN-01", "Lĩnh vực": "Đất đai", "Ghi chú": "a", "Vụ việc phức tạp": "x"}
    assert kept(**CLOSED, **more) == {
        "row_number": 2, "code": "KN-01", "code_key": "kn-01", "kind": "KN", "field": "DD",
        "received_on": date(2026, 3, 20), "accepted_on": date(2026, 3, 25), "is_complex": True, "extension_days": 0,
        "suspension_days": 0, "is_under_competence": True, "status": "resolved", "is_closed": True,
        "closed_on": date(2026, 4, 20), "note": "a",
    }  # fmt: skip


def test_a_groups_short_form_leaves_the_rest_to_its_defaults():
    case = kept("HA-01")
    assert (case["kind"], case["field"], case["is_complex"], case["is_under_competence"]) == ("KNPA", "KH", False, True)
    assert (case["extension_days"], case["suspension_days"], case["accepted_on"]) == (0, 0, None)


# --- headings ---


@pytest.mark.parametrize("heading", ["Mã vụ việc", "Ngày tiếp nhận", "Tình trạng", "Ngày kết thúc"])
@pytest.mark.parametrize(("unit", "kind"), [("HA-01", "group"), ("HA-UB", "people_committee")])
def test_four_headings_are_required_of_everybody(unit, kind, heading):
    assert problems(a_return(unit, sheets={SHEET: without(heading, kind)})) == [("HEADING_MISSING", SHEET, "A1")]


@pytest.mark.parametrize("heading", ["Loại đơn", "Ngày thụ lý", "Thuộc thẩm quyền"])
def test_three_more_are_required_of_the_peoples_committee(heading):
    book = a_return("HA-UB", sheets={SHEET: without(heading, "people_committee")})
    assert problems(book) == [("HEADING_MISSING", SHEET, "A1")]


@pytest.mark.parametrize(
    "heading", ["STT", "Lĩnh vực", "Vụ việc phức tạp", "Số ngày gia hạn", "Số ngày tạm đình chỉ", "Ghi chú"]
)
def test_the_others_are_not(heading):
    assert problems(a_return("HA-UB", sheets={SHEET: without(heading, "people_committee")})) == []


def test_a_group_may_use_the_long_form():
    case = a_case("group") | {"Loại đơn": "KNPA", "Thuộc thẩm quyền": "Có"}
    assert problems(a_return("HA-01", sheets={SHEET: table(COMPLAINTS, [case])})) == []


@pytest.mark.parametrize("heading", ["Mã vụ việc", "Loại đơn", "Ngày tiếp nhận", "Tình trạng"])
def test_what_a_case_must_say(heading):
    assert found(**{heading: None}) == at(heading, "REQUIRED_MISSING")


@pytest.mark.parametrize("lines", [[], [[1, "Không phát sinh"]], [["Tổng số", None, None, "0"]]])
def test_nothing_to_report(lines):
    book = a_return("HA-01", sheets={SHEET: [list(COMPLAINTS_SHORT), *lines]})
    assert (problems(book), read(book).rows["complaint"]) == ([], [])


# --- the code ---


@pytest.mark.parametrize(
    "code", ["KN-01", "01/2026.A-b", "Đơn1", 12, "-1", "x" * 30, "123456789", "KN 01\u200b".replace(" ", "")]
)
def test_a_code_has_letters_digits_and_three_marks(code):
    assert found(**{"Mã vụ việc": code}) == []


@pytest.mark.parametrize("code", ["x" * 31, "KN 01", "KN_01", "KN,01", "KN#1", "-", "…", True, date(2026, 1, 2), 1.5])
def test_any_other_code_is_bad(code):
    assert found(**{"Mã vụ việc": code}) == at("Mã vụ việc", "BAD_CODE")


def test_a_code_that_excel_made_a_date_says_what_to_do():
    result = read(a_return("HA-UB", complaints=[{"Mã vụ việc": date(2026, 1, 2)}]))
    assert "Văn bản" in result.problems[0].message


@pytest.mark.parametrize("code", ["001085012345", "0905123456", 185012345678])
def test_a_code_is_no_number_of_a_person(code):
    assert found(**{"Mã vụ việc": code}) == at("Mã vụ việc", "PERSONAL_DATA")


def test_the_same_case_twice_is_refused_with_the_first_place():
    book = a_return("HA-UB", complaints=[{"Mã vụ việc": "kn-ðă"}, {"Mã vụ việc": "KN-ĐĂ"}, {"Mã vụ việc": "KN-2"}])
    assert problems(book) == at("Mã vụ việc", "DUPLICATE_ROW", row=3)
    assert "B2" in read(book).problems[0].message


# --- kinds of units and of cases ---


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("KN", "KN"), ("Khiếu nại", "KN"), ("tc", "TC"), ("Tố cáo", "TC"), ("KNPA", "KNPA"),
        ("Kiến nghị, phản ánh", "KNPA"),
    ],
)  # fmt: skip
def test_a_kind_goes_by_code_or_name(typed, kind):
    assert kept(**IN_HAND, **{"Loại đơn": typed})["kind"] == kind


@pytest.mark.parametrize("typed", ["Kiến nghị", "Phản ánh", "Đơn khiếu nại", "KN, TC"])
def test_another_kind_is_not_in_the_list(typed):
    assert found(**{"Loại đơn": typed}) == at("Loại đơn", "NOT_IN_LIST")


def of_a_group(**case) -> list:
    row = a_case("group") | case
    return problems(a_return("HA-01", sheets={SHEET: table(COMPLAINTS, [row])}))


@pytest.mark.parametrize("kind", ["KN", "Tố cáo"])
def test_a_group_reports_petitions_only(kind):
    assert of_a_group(**{"Loại đơn": kind}) == at("Loại đơn", "KIND_NOT_YOURS")
    assert of_a_group(**{"Loại đơn": "KNPA"}) == []


@pytest.mark.parametrize("unit", ["HA-MT", "HA-HD"])
def test_front_and_council_report_no_case(unit):
    lines = table(COMPLAINTS_SHORT, [a_case("group")])
    assert problems(a_return(unit, sheets={SHEET: lines})) == [("SHEET_NOT_YOURS", SHEET, "A2")]
    assert problems(a_return(unit, sheets={SHEET: lines[:1]})) == []
    assert problems(a_return(unit, sheets={SHEET: [*lines[:1], [1, "Không phát sinh"]]})) == []


def test_a_denunciation_has_no_note():
    assert found(**IN_HAND, **{"Loại đơn": "TC", "Ghi chú": "bà con"}) == at("Ghi chú", "NOTE_NOT_ALLOWED")
    assert found(**IN_HAND, **{"Loại đơn": "TC", "Ghi chú": "x" * 201}) == at("Ghi chú", "NOTE_NOT_ALLOWED")
    assert found(**IN_HAND, **{"Loại đơn": "TC", "Ghi chú": " "}) == []
    assert found(**IN_HAND, **{"Loại đơn": "KN", "Ghi chú": "bà con"}) == []


# --- other cells ---


@pytest.mark.parametrize(
    ("typed", "field"), [("DD", "DD"), ("môi trường, hạ tầng", "HT"), ("Khác", "KH"), (None, "KH")]
)
def test_a_field_goes_by_code_or_label_and_a_blank_is_another(typed, field):
    assert kept(**{"Lĩnh vực": typed})["field"] == field


def test_another_field_is_not_in_the_list():
    assert found(**{"Lĩnh vực": "Đất"}) == at("Lĩnh vực", "NOT_IN_LIST")


@pytest.mark.parametrize(
    ("heading", "name", "blank"),
    [("Vụ việc phức tạp", "is_complex", False), ("Thuộc thẩm quyền", "is_under_competence", True)],
)
def test_flags_and_their_blanks(heading, name, blank):
    assert kept(**{heading: None})[name] is blank
    assert kept(**{heading: "Có"})[name] is True
    assert kept(**{heading: "Không"})[name] is False
    assert found(**{heading: "KPS"}) == at(heading, "NOT_IN_LIST")


@pytest.mark.parametrize(
    ("kind", "is_complex", "days", "is_allowed"),
    [
        ("TC", None, 30, True), ("TC", None, 31, False), ("TC", "Có", 60, True), ("TC", "Có", 61, False),
        ("KN", None, 0, True), ("KN", "Có", 1, False), ("KNPA", None, 0, True), ("KNPA", None, 1, False),
    ],
)  # fmt: skip
def test_only_a_denunciation_is_extended(kind, is_complex, days, is_allowed):
    case = {"Loại đơn": kind, "Vụ việc phức tạp": is_complex, "Số ngày gia hạn": days}
    assert found(**IN_HAND, **case) == ([] if is_allowed else at("Số ngày gia hạn", "EXTENSION_TOO_LONG"))


@pytest.mark.parametrize(
    ("kind", "days", "is_allowed"), [("KN", 90, True), ("TC", 90, True), ("KNPA", 0, True), ("KNPA", 1, False)]
)
def test_a_petition_is_not_suspended(kind, days, is_allowed):
    case = {"Loại đơn": kind, "Số ngày tạm đình chỉ": days}
    assert found(**IN_HAND, **case) == ([] if is_allowed else at("Số ngày tạm đình chỉ", "EXTENSION_TOO_LONG"))


@pytest.mark.parametrize(
    ("typed", "code"), [(1.5, "NOT_WHOLE"), (-1, "NEGATIVE"), ("mười", "NOT_A_NUMBER"), ("KPS", "NOT_A_NUMBER")]
)
@pytest.mark.parametrize("heading", ["Số ngày gia hạn", "Số ngày tạm đình chỉ"])
def test_days_are_whole_numbers(heading, typed, code):
    assert found(**IN_HAND, **{"Loại đơn": "TC", heading: typed}) == at(heading, code)


# --- how a case stands ---


@pytest.mark.parametrize("status", CLOSED_STATUSES)
def test_a_closed_case_has_its_day(status):
    assert found(**CLOSED | {"Tình trạng": status}) == []
    assert found(**CLOSED | {"Tình trạng": status, "Ngày kết thúc": None}) == at("Ngày kết thúc", "STATUS_INCONSISTENT")


@pytest.mark.parametrize("status", OPEN_STATUSES)
def test_an_open_case_has_none(status):
    assert found(**IN_HAND | {"Tình trạng": status}) == []
    assert found(**CLOSED | {"Tình trạng": status}) == at("Ngày kết thúc", "STATUS_INCONSISTENT")
    assert found(**IN_HAND | {"Tình trạng": status, "Ngày kết thúc": "mai"}) == at("Ngày kết thúc", "NOT_A_DATE")


@pytest.mark.parametrize("status", ["resolved", "Đã xong", "Đang", "Đình"])
def test_another_status_is_not_in_the_list(status):
    assert found(**IN_HAND | {"Tình trạng": status}) == at("Tình trạng", "NOT_IN_LIST")


@pytest.mark.parametrize("status", CLOSED_STATUSES)
def test_what_is_resolved_is_under_competence(status):
    expected = at("Thuộc thẩm quyền", "STATUS_INCONSISTENT") if status == "Đã giải quyết" else []
    assert found(**CLOSED | {"Tình trạng": status, "Thuộc thẩm quyền": "Không"}) == expected


@pytest.mark.parametrize("kind", ["KN", "TC"])
@pytest.mark.parametrize("status", ["Đang giải quyết", "Tạm đình chỉ", "Đã giải quyết"])
def test_a_complaint_or_denunciation_in_hand_was_accepted(kind, status):
    case = (CLOSED if status in CLOSED_STATUSES else IN_HAND) | {"Loại đơn": kind, "Tình trạng": status}
    assert found(**case) == []
    assert found(**case | {"Ngày thụ lý": None}) == at("Ngày thụ lý", "STATUS_INCONSISTENT")


@pytest.mark.parametrize(
    ("kind", "status"), [("KNPA", "Đang giải quyết"), ("KN", "Chưa giải quyết"), ("TC", "Không thụ lý")]
)
def test_other_cases_need_not_have_been(kind, status):
    case = (CLOSED if status in CLOSED_STATUSES else IN_HAND) | {"Loại đơn": kind, "Tình trạng": status}
    assert found(**case | {"Ngày thụ lý": None}) == []


# --- the order of days ---


def on(received: str, accepted: str | None, closed: str | None) -> list:
    status = "Đã giải quyết" if closed else "Đang giải quyết"
    days = {"Ngày tiếp nhận": received, "Ngày thụ lý": accepted, "Ngày kết thúc": closed}
    return found(**days, **{"Tình trạng": status})


@pytest.mark.parametrize(
    ("received", "accepted", "closed"),
    [
        ("20/03/2026", "20/03/2026", "20/03/2026"),
        ("01/01/2020", "02/01/2020", "15/03/2026"),
        ("14/06/2026", "14/06/2026", "14/06/2026"),
        ("14/06/2026", "14/06/2026", None),
    ],
)
def test_received_then_accepted_then_closed_within_the_period(received, accepted, closed):
    assert on(received, accepted, closed) == []


@pytest.mark.parametrize(
    ("received", "accepted", "closed", "wrong"),
    [
        ("21/03/2026", "20/03/2026", None, ["Ngày thụ lý"]),
        ("20/03/2026", "21/03/2026", "20/03/2026", ["Ngày kết thúc"]),
        ("15/06/2026", "16/06/2026", None, ["Ngày tiếp nhận", "Ngày thụ lý"]),
        ("14/06/2026", "15/06/2026", None, ["Ngày thụ lý"]),
        ("14/06/2026", "14/06/2026", "15/06/2026", ["Ngày kết thúc"]),
        ("01/03/2026", "02/03/2026", "14/03/2026", ["Ngày kết thúc"]),
        ("20/03/2027", "21/03/2026", "22/03/2026", ["Ngày tiếp nhận"]),
    ],
)
def test_days_out_of_order_are_named_one_by_one(received, accepted, closed, wrong):
    assert on(received, accepted, closed) == [("DATE_ORDER", SHEET, cell(heading)) for heading in wrong]


def test_a_group_closes_after_it_receives():
    case = {"Tình trạng": "Đã giải quyết", "Ngày tiếp nhận": "21/03/2026", "Ngày kết thúc": "20/03/2026"}
    assert found("HA-01", **case) == at("Ngày kết thúc", "DATE_ORDER", "HA-01")


def test_a_case_that_closed_before_the_period_belongs_to_the_return_before():
    result = read(
        a_return(
            "HA-UB",
            complaints=[
                CLOSED | {"Ngày tiếp nhận": "01/03/2026", "Ngày thụ lý": "01/03/2026", "Ngày kết thúc": "14/03/2026"}
            ],
        )
    )
    assert "sửa báo cáo kỳ trước" in result.problems[0].message


def test_no_day_is_after_the_day_of_receipt():
    book = a_return(
        "HA-UB", training=[], complaints=[CLOSED | {"Ngày kết thúc": "02/05/2026"}], cover={"Ngày lập": None}
    )
    assert problems(book, received_on=date(2026, 5, 2)) == []
    assert problems(book, received_on=date(2026, 5, 1)) == at("Ngày kết thúc", "DATE_ORDER")


@pytest.mark.parametrize("heading", ["Ngày tiếp nhận", "Ngày thụ lý", "Ngày kết thúc"])
def test_a_year_that_cannot_be_is_out_of_range(heading):
    assert found(**CLOSED | {heading: "20/03/1999"}) == at(heading, "DATE_OUT_OF_RANGE")
