"""A return is read whole: all its problems, nothing hidden, nothing broken, nobody's data (form, One return)."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.comments import Comment

from loaders.problems import LONGEST_QUOTE, Problem, has_errors, in_reading_order
from tests.returns import (
    COMPLAINTS_SHORT,
    OMITTED,
    TRAINING,
    a_case,
    a_course,
    a_return,
    answer_cell,
    problems,
    read,
    saved,
    table,
)
from tests.workbooks import changed, unpacked
from wording import problems as words

NAMES = ("Thông tin", "Số liệu", "Tập huấn", "Đơn thư")


def messages(book, **more) -> str:
    return "\n".join(problem.message for problem in read(book, **more).problems)


def spoilt(address: str, value: object, sheet: str = "Số liệu", **more):
    """A correct return with one cell changed."""
    book = a_return(**more)
    book[sheet][address] = value
    return book


# --- the sheets ---


@pytest.mark.parametrize(
    ("unit", "required"), [("HA-01", NAMES), ("HA-UB", NAMES), ("HA-MT", NAMES[:3]), ("HA-HD", NAMES[:2])]
)
def test_every_kind_of_unit_sends_its_sheets(unit, required):
    for name in required[1:]:
        book = a_return(unit, without=[name])
        assert problems(book) == [("SHEET_MISSING", None, None)]
        assert name in messages(book)
    assert a_return(unit).sheetnames == list(required)


@pytest.mark.parametrize("name", ["số liệu", "SỐ LIỆU", " Số\u00a0 liệu ", "Số li\u200bệu"])
def test_sheets_are_found_by_matched_name(name):
    book = a_return()
    book["Số liệu"].title = "x"  # openpyxl takes a name that differs in case only for one that is taken
    book["x"].title = name
    assert problems(book) == []


@pytest.mark.parametrize("name", ["Hướng dẫn", "DANH MỤC", "Cần  sửa"])
@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_the_templates_own_sheets_are_ignored_hidden_or_not(name, state):
    book = a_return(sheets={name: [["Không ghi họ tên, địa chỉ"], ["Họ tên", "=1/0"], ["Tæ d©n phè"]]})
    book[name].sheet_state = state
    assert problems(book) == []


def test_any_other_sheet_is_ignored_with_a_warning():
    result = read(a_return(sheets={"Sheet4": [["#REF!", "=1", "Tæ d©n phè"]]}))
    assert [(problem.code, problem.sheet, problem.severity) for problem in result.problems] == [
        ("SHEET_UNKNOWN", "Sheet4", "warning")
    ]
    assert result.is_accepted


def test_an_unknown_sheet_may_be_one_that_is_missing():
    book = a_return()
    book["Tập huấn"].title = "Tập huấn 2"
    assert problems(book) == [("SHEET_MISSING", None, None), ("SHEET_UNKNOWN", "Tập huấn 2", None)]
    assert "Có phải «Tập huấn»?" in messages(book)


def test_two_sheets_of_one_name_are_an_error():
    assert problems(a_return(sheets={"ĐƠN  THƯ": []})) == [("SHEET_DUPLICATE", "ĐƠN  THƯ", None)]


COURSES = table(TRAINING, [a_course("group", "2026-Q2")])


def test_a_sheet_with_rows_that_the_unit_does_not_send_is_an_error():
    assert problems(a_return("HA-HD", sheets={"Tập huấn": COURSES})) == [("SHEET_NOT_YOURS", "Tập huấn", "A2")]
    below = [COURSES[0], [], [], COURSES[1]]
    assert problems(a_return("HA-HD", sheets={"Tập huấn": below})) == [("SHEET_NOT_YOURS", "Tập huấn", "A4")]


@pytest.mark.parametrize("rows", [[], COURSES[:1], [COURSES[0], [1, "Không phát sinh"]]])
def test_a_sheet_without_rows_may_be_there(rows):
    assert problems(a_return("HA-HD", sheets={"Tập huấn": rows})) == []


def test_a_sheet_that_is_not_sent_and_cannot_be_read_is_not_dropped_in_silence():
    book = a_return("HA-HD", sheets={"Tập huấn": [["05/04/2026", 5]]})
    assert problems(book) == [("SHEET_UNKNOWN", "Tập huấn", None)]


def test_a_sheet_with_too_many_rows_is_refused():
    assert problems(spoilt("A20001", "x")) == [("TOO_MANY_ROWS", "Số liệu", None)]
    assert problems(spoilt("A20000", "x")) == []


# --- headings in real files ---


def test_a_heading_twice_an_unknown_one_and_a_row_below_the_end():
    book = a_return()
    sheet = book["Đơn thư"]
    sheet["H1"], sheet["I1"] = "Mã  vụ việc", "Đối chiếu"
    sheet["A5"], sheet["B5"] = 2, "V-02"
    assert problems(book) == [
        ("HEADING_DUPLICATE", "Đơn thư", "H1"),
        ("HEADING_UNKNOWN", "Đơn thư", "I1"),
        ("ROWS_AFTER_END", "Đơn thư", "A5"),
    ]


def test_one_blank_row_does_not_end_the_table():
    book = a_return(complaints=[{}, {"STT": None, **dict.fromkeys(a_case("group"))}, {"Mã vụ việc": "V-02"}])
    assert problems(book) == []
    assert [row["row_number"] for row in read(book).rows["complaint"]] == [2, 4]


# --- broken cells ---


@pytest.mark.parametrize(
    ("value", "code"), [("#REF!", "ERROR_VALUE"), ("#N/A", "ERROR_VALUE"), ("=1+1", "FORMULA_WITHOUT_RESULT")]
)
@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("Thông tin", "B3"), ("Thông tin", "B6"), ("Số liệu", "E2"), ("Số liệu", "F2"), ("Tập huấn", "B2"),
        ("Tập huấn", "J2"), ("Đơn thư", "E2"), ("Đơn thư", "F2"),
    ],
)  # fmt: skip
def test_a_broken_cell_that_is_read_is_the_one_problem_of_that_cell(sheet, cell, value, code):
    found = problems(spoilt(cell, value, sheet))
    assert [problem for problem in found if problem[1:] == (sheet, cell)] == [(code, sheet, cell)]


def test_a_broken_figure_is_nothing_else():
    assert problems(spoilt("E2", "#REF!")) == [("ERROR_VALUE", "Số liệu", "E2")]
    assert problems(spoilt("E2", "=1+1")) == [("FORMULA_WITHOUT_RESULT", "Số liệu", "E2")]


@pytest.mark.parametrize("value", ["#REF!", "=1+1"])
@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("Thông tin", "D1"),
        ("Thông tin", "B9"),
        ("Số liệu", "H2"),
        ("Số liệu", "E40"),
        ("Tập huấn", "A2"),
        ("Đơn thư", "A9"),
    ],
)
def test_a_broken_cell_that_nobody_reads_does_not_matter(sheet, cell, value):
    assert problems(spoilt(cell, value, sheet)) == []


def test_a_row_of_broken_cells_is_not_blank():
    book = a_return(complaints=[{}, {}, {}])
    for cell in ("A3", "B3", "D3", "E3"):
        book["Đơn thư"][cell] = None
    book["Đơn thư"]["B3"] = "#N/A"
    book["Đơn thư"]["B4"] = "V-02"
    assert problems(book) == [
        ("ERROR_VALUE", "Đơn thư", "B3"), ("REQUIRED_MISSING", "Đơn thư", "D3"), ("REQUIRED_MISSING", "Đơn thư", "E3"),
    ]  # fmt: skip


def test_a_broken_value_on_the_cover_is_not_passed_over():
    book = a_return(sheets={"Thông tin": [
        ["Mẫu số", "=1", "Phiên bản mẫu", 1], ["Mã đơn vị", "HA-01"], ["Tên đơn vị", "Thanh Chữ"],
        ["Kỳ báo cáo", "2026-Q2"],
    ]})  # fmt: skip
    assert problems(book) == [("FORMULA_WITHOUT_RESULT", "Thông tin", "B1")]


def test_a_formula_counts_by_its_stored_result():
    content = saved(spoilt("E2", "=5+5"))
    part = "xl/worksheets/sheet2.xml"
    xml = unpacked(content)[part].decode()
    computed = changed(
        content, {part: xml.replace("<f>5+5</f><v></v>", "<f>5+5</f><v>10</v>").replace("<v />", "<v>10</v>")}
    )
    assert problems(computed) == []
    assert read(computed).rows["answer"][0]["quantity"] == 10


# --- old encodings ---

TCVN3, VNI, MOJIBAKE = "Tæ d©n phè", "Toå daân phoá", "Tá»• dÃ¢n phá»‘"


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [
        ("Thông tin", "B4", TCVN3), ("Thông tin", "A9", VNI), ("Số liệu", "F2", MOJIBAKE), ("Số liệu", "B2", TCVN3),
        ("Tập huấn", "D2", VNI), ("Đơn thư", "G2", MOJIBAKE),
    ],
)  # fmt: skip
def test_text_in_an_old_encoding_is_refused_with_advice(sheet, cell, text):
    book = spoilt(cell, text, sheet)
    assert problems(book) == [("LEGACY_ENCODING", sheet, cell)]
    assert "Unicode" in messages(book)


def test_a_heading_in_an_old_encoding_says_why_it_is_missing():
    book = spoilt("E1", "Sè liÖu")
    assert problems(book) == [("HEADING_MISSING", "Số liệu", "A1"), ("LEGACY_ENCODING", "Số liệu", "E1")]


def test_so_does_a_label_and_so_does_the_name_of_a_sheet():
    assert problems(spoilt("A3", "M· ®¬n vÞ", "Thông tin"))[-1] == ("LEGACY_ENCODING", "Thông tin", "A3")
    book = a_return()
    book["Số liệu"].title = "Sè liÖu"
    assert problems(book) == [("SHEET_MISSING", None, None), ("LEGACY_ENCODING", "Sè liÖu", None)]


@pytest.mark.parametrize(("sheet", "cell"), [("Số liệu", "H2"), ("Tập huấn", "B6"), ("Đơn thư", "C7")])
def test_old_text_that_nobody_reads_does_not_matter(sheet, cell):
    assert problems(spoilt(cell, TCVN3, sheet)) == []


# --- hidden data ---


def test_a_hidden_row_with_data_is_refused_and_named():
    book = a_return()
    book["Số liệu"].row_dimensions[3].hidden = True
    assert problems(book) == [("HIDDEN_DATA", "Số liệu", "A3")]
    assert "dòng 3" in messages(book)


def test_a_hidden_column_with_data_is_refused_and_named():
    book = a_return()
    book["Tập huấn"].column_dimensions["G"].hidden = True
    assert problems(book) == [("HIDDEN_DATA", "Tập huấn", "G1")]
    assert "cột G" in messages(book)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("name", ["Đơn thư", "Sheet9"])
def test_a_hidden_sheet_with_data_is_refused_and_named(name, state):
    book = a_return(sheets={"Sheet9": [[], [None, 1]]} if name == "Sheet9" else {})
    book[name].sheet_state = state
    assert problems(book) == [("HIDDEN_DATA", name, "B2" if name == "Sheet9" else "A1")]
    assert f"sheet «{name}»" in messages(book)


def test_hidden_places_without_data_do_not_matter():
    book = a_return(sheets={"Sheet9": []})
    book["Sheet9"].sheet_state = "hidden"
    book["Số liệu"].row_dimensions[900].hidden = True
    book["Số liệu"].column_dimensions["Z"].hidden = True
    assert problems(book) == []


def test_a_hidden_formula_is_data_too():
    book = spoilt("E40", "=1+1")
    book["Số liệu"].row_dimensions[40].hidden = True
    assert problems(book) == [("HIDDEN_DATA", "Số liệu", "E40")]


# --- personal data ---

PHONE, IDENTITY, OLD_IDENTITY = "0905 123 456", "001085012345", "123456789"
ASKED = [["STT", "Họ tên", "Địa chỉ"], [1, "A", "B"]]


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("Thông tin", "B4", PHONE), ("Thông tin", "D9", IDENTITY), ("Số liệu", "E2", OLD_IDENTITY),
        ("Số liệu", "B50", f"Liên hệ {PHONE}"), ("Tập huấn", "E2", PHONE), ("Tập huấn", "L2", IDENTITY),
        ("Đơn thư", "G2", OLD_IDENTITY), ("Hướng dẫn", "A1", PHONE), ("Sheet4", "C3", PHONE),
    ],
)  # fmt: skip
def test_a_persons_number_is_refused_in_any_cell_and_never_repeated(sheet, cell, value):
    result = read(spoilt(cell, value, sheet, sheets={"Hướng dẫn": [], "Sheet4": []}))
    found = [(problem.code, problem.sheet, problem.cell) for problem in result.problems]
    assert [problem for problem in found if problem[0] != "SHEET_UNKNOWN"] == [("PERSONAL_DATA", sheet, cell)]
    assert not any(value in str(problem.as_dict()) for problem in result.problems)


def test_the_code_of_a_case_may_have_nine_digits():
    assert problems(a_return(complaints=[{"Mã vụ việc": OLD_IDENTITY}])) == []
    assert problems(a_return(complaints=[{"Ghi chú": OLD_IDENTITY}])) == [("PERSONAL_DATA", "Đơn thư", "G2")]
    assert problems(spoilt("B1", f"Mã vụ việc {OLD_IDENTITY}", "Đơn thư"))[-1] == ("PERSONAL_DATA", "Đơn thư", "B1")


def test_a_number_where_a_text_belongs_is_looked_at_like_text():
    assert problems(a_return(complaints=[{"Ghi chú": 905123456}])) == [("PERSONAL_DATA", "Đơn thư", "G2")]
    assert problems(a_return(complaints=[{"Ghi chú": 90512345}])) == []


def test_a_large_count_is_out_of_range_and_no_person():
    assert problems(a_return(measures={25: 123456789})) == [("OUT_OF_RANGE", "Số liệu", answer_cell(25))]


def test_a_persons_number_in_a_cell_note_is_refused_beside_what_is_wrong_with_the_cell():
    book = spoilt("E2", "nhiều")
    book["Số liệu"]["E2"].comment = Comment(f"hỏi anh {PHONE}", "thư ký")
    assert problems(book) == [("NOT_A_NUMBER", "Số liệu", "E2"), ("PERSONAL_DATA", "Số liệu", "E2")]
    assert PHONE not in messages(book)


def test_a_harmless_cell_note_is_not():
    book = a_return()
    book["Số liệu"]["E2"].comment = Comment("theo sổ hộ khẩu", "thư ký")
    assert problems(book) == []


@pytest.mark.parametrize(
    "name", [f"{PHONE}.xlsx", f"bao cao {IDENTITY}.xlsx", "lo/0905123456/a.xlsx", "0905123456.zip/a.xlsx"]
)
def test_a_persons_number_in_the_file_name_is_refused(name):
    result = read(a_return(), file_name=name)
    assert [(problem.code, problem.sheet, problem.cell) for problem in result.problems] == [
        ("PERSONAL_DATA", None, None)
    ]
    assert not any(digits in result.problems[0].message for digits in (PHONE, IDENTITY, "0905123456"))


def test_a_file_name_may_hold_a_day():
    assert problems(a_return(), file_name="2026-Q2_HA-01 20260614.xlsx") == []


def test_a_persons_number_in_the_name_of_a_sheet_is_refused_and_not_repeated():
    book = a_return(sheets={"0905123456": [["x", "#REF!"], [PHONE]]})
    assert [code for code, *_ in problems(book)] == ["PERSONAL_DATA", "SHEET_UNKNOWN", "PERSONAL_DATA"]
    assert "0905" not in messages(book)


@pytest.mark.parametrize(
    "heading", ["Họ tên", "Họ và tên người gửi", "Địa chỉ", "CCCD", "CMND", "Số điện thoại", "Người tố cáo"]
)
@pytest.mark.parametrize("sheet", ["Số liệu", "Tập huấn", "Đơn thư"])
def test_a_heading_that_asks_for_a_person_is_refused(sheet, heading):
    book = spoilt("M1", heading, sheet)
    assert problems(book) == [("PERSONAL_DATA", sheet, "M1")]


def test_a_table_that_asks_for_persons_is_refused_in_an_unknown_sheet_and_without_a_header():
    assert [p for p in problems(a_return(sheets={"Danh sách": ASKED})) if p[0] == "PERSONAL_DATA"] == [
        ("PERSONAL_DATA", "Danh sách", "B1"), ("PERSONAL_DATA", "Danh sách", "C1"),
    ]  # fmt: skip
    assert ("PERSONAL_DATA", "Tập huấn", "B1") in problems(a_return(sheets={"Tập huấn": ASKED}))
    assert ("PERSONAL_DATA", "Danh sách", "A1") in problems(a_return(sheets={"Danh sách": [["Họ tên"], ["A"]]}))


def test_advice_not_to_write_names_asks_for_none():
    advice = [["Không ghi họ tên, địa chỉ, CCCD"], [], list(COMPLAINTS_SHORT)]
    assert problems(a_return(sheets={"Đơn thư": advice, "Ghi nhớ": advice[:1]})) == [("SHEET_UNKNOWN", "Ghi nhớ", None)]


# --- all together ---


def test_all_problems_are_reported_together_from_top_to_bottom():
    book = a_return(
        cover={"Mẫu số": "02/DCCS", "Ngày lập": "mai"},
        measures={1: "1,234", 25: None, 27: OMITTED},
        training=[{"Tham dự": 5}, {"Ngày": "mai", "Đối tượng": "C1"}],
        complaints=[{"Tình trạng": "Xong"}],
        sheets={"Sheet4": [["x"]]},
    )
    assert problems(book) == [
        ("FORM_UNKNOWN", "Thông tin", "B1"),
        ("NOT_A_DATE", "Thông tin", "B6"),
        ("REQUIRED_MISSING", "Số liệu", "E1"),
        ("AMBIGUOUS_NUMBER", "Số liệu", "E2"),
        ("REQUIRED_MISSING", "Số liệu", "E11"),
        ("PART_EXCEEDS_WHOLE", "Tập huấn", "G2"),
        ("NOT_A_DATE", "Tập huấn", "B3"),
        ("COHORT_NOT_YOURS", "Tập huấn", "E3"),
        ("NOT_IN_LIST", "Đơn thư", "E2"),
        ("SHEET_UNKNOWN", "Sheet4", None),
    ]


@pytest.mark.parametrize(
    ("label", "value", "code"),
    [
        ("Kỳ báo cáo", "2026", "PERIOD_UNKNOWN"),
        ("Kỳ báo cáo", "2026-Q3", "PERIOD_NOT_BEGUN"),
        ("Kỳ báo cáo", None, "REQUIRED_MISSING"),
        ("Mã đơn vị", "HA-1", "UNIT_UNKNOWN"),
        ("Mã đơn vị", None, "REQUIRED_MISSING"),
    ],
)
def test_what_the_cover_leaves_open_does_not_hide_what_else_is_wrong(label, value, code):
    book = a_return(
        cover={label: value, "Ngày lập": "01/06/2026"}, measures={1: "1,234"}, complaints=[{"Tình trạng": "Xong"}]
    )
    received_on = date(2026, 6, 14)
    assert [found[0] for found in problems(book, received_on=received_on)] == [code, "AMBIGUOUS_NUMBER", "NOT_IN_LIST"]


def test_a_unit_that_nobody_knows_still_gets_its_headings_checked():
    book = a_return(cover={"Mã đơn vị": "HA-99", "Tên đơn vị": "Đâu đó"})
    book["Số liệu"]["E1"] = "Số"
    assert problems(book) == [
        ("UNIT_UNKNOWN", "Thông tin", "B3"),
        ("HEADING_MISSING", "Số liệu", "A1"),
        ("HEADING_UNKNOWN", "Số liệu", "E1"),
    ]


def test_every_code_has_a_sentence_and_every_sentence_names_its_place():
    for code in words.SENTENCES:
        said = Problem(code, "Số liệu", "E12", "x", "y").message
        assert said.startswith("Sheet «Số liệu», ô E12: ")
        assert not set("{}") & set(said)


def test_the_codes_of_the_form_are_the_codes_of_the_loaders():
    form = """NOT_A_WORKBOOK WRONG_EXTENSION ENCRYPTED TOO_LARGE ZIP_BOMB NESTED_ZIP DATE_SYSTEM_1904 HIDDEN_DATA
    MACROS_IGNORED NOT_CHECKED SAME_RETURN_TWICE SHEET_MISSING SHEET_DUPLICATE SHEET_NOT_YOURS SHEET_UNKNOWN
    HEADING_MISSING HEADING_DUPLICATE HEADING_UNKNOWN TOO_MANY_ROWS ROWS_AFTER_END LABEL_DUPLICATE FORM_UNKNOWN
    VERSION_UNKNOWN UNIT_UNKNOWN UNIT_NAME_MISMATCH UNIT_NOT_IN_FORCE PERIOD_UNKNOWN PERIOD_NOT_BEGUN NOT_ALLOWED
    REQUIRED_MISSING NOT_A_NUMBER AMBIGUOUS_NUMBER NEGATIVE NOT_WHOLE OUT_OF_RANGE NOT_A_DATE DATE_OUT_OF_RANGE
    NOT_IN_LIST TEXT_TOO_LONG BAD_CODE FORMULA_WITHOUT_RESULT ERROR_VALUE LEGACY_ENCODING PERSONAL_DATA MEASURE_UNKNOWN
    MEASURE_NOT_YOURS DUPLICATE_ROW PART_EXCEEDS_WHOLE DATE_ORDER COHORT_NOT_YOURS KIND_NOT_YOURS STATUS_INCONSISTENT
    EXTENSION_TOO_LONG NOTE_NOT_ALLOWED TOTAL_MISMATCH CUMULATIVE_DECREASED CASE_CONFLICT CASE_DISAPPEARED
    ROSTER_EXCEEDED LATER_RETURN_AFFECTED TEMPLATE_MISMATCH QUESTION_UNKNOWN"""
    warnings = """MACROS_IGNORED NOT_CHECKED SAME_RETURN_TWICE SHEET_UNKNOWN HEADING_UNKNOWN CASE_DISAPPEARED
    ROSTER_EXCEEDED LATER_RETURN_AFFECTED TEMPLATE_MISMATCH"""
    assert set(words.SENTENCES) == set(form.split())
    assert set(words.WARNINGS) == set(warnings.split())


def test_warnings_do_not_refuse():
    assert has_errors([Problem("SHEET_UNKNOWN"), Problem("NEGATIVE")])
    assert not has_errors([Problem("SHEET_UNKNOWN"), Problem("PART_EXCEEDS_WHOLE", is_warning=True)])


def test_what_was_read_is_quoted_in_part_if_it_is_long():
    quoted = Problem("NOT_A_NUMBER", found="x" * 500).as_dict()["found"]
    assert quoted == "x" * (LONGEST_QUOTE - 1) + "…"


def test_problems_are_read_from_top_to_bottom():
    places = [("B", None), ("B", "AA2"), ("B", "B10"), ("B", "B2"), ("A", "Z9"), (None, None), ("B", "A2")]
    ordered = in_reading_order([Problem("NEGATIVE", sheet, cell) for sheet, cell in places], ["A", "B"])
    assert [(problem.sheet, problem.cell) for problem in ordered] == [
        (None, None), ("A", "Z9"), ("B", None), ("B", "A2"), ("B", "B2"), ("B", "AA2"), ("B", "B10"),
    ]  # fmt: skip


def test_the_provenance_names_header_row_and_columns():
    result = read(a_return(sheets={"Đơn thư": [["ĐƠN THƯ"], [], *table(COMPLAINTS_SHORT, [a_case("group")])]}))
    assert result.places["Đơn thư"] == {
        "sheet": "Đơn thư", "header_row": 3,
        "columns": {
            "ordinal": "A", "code": "B", "field": "C", "received_on": "D", "status": "E", "closed_on": "F", "note": "G",
        },
    }  # fmt: skip
    assert [row["row_number"] for row in result.rows["complaint"]] == [4]


# --- the same content ---


def hash_of(**more) -> str:
    return read(a_return(**more)).content_hash


def test_the_same_content_has_the_same_hash_wherever_it_stands_and_however_it_is_typed():
    moved = table(TRAINING[::-1], [a_course("group", "2026-Q2")])
    assert hash_of() == hash_of(sheets={"Tập huấn": [["TẬP HUẤN"], [], *moved]})
    assert hash_of(measures={1: 1234}) == hash_of(measures={1: "1.234"})
    assert hash_of(cover={"Kỳ báo cáo": "Quý II/2026", "Tên đơn vị": "TDP Thanh Chữ"}) == hash_of()
    two = [{"Mã vụ việc": "V-01"}, {"Mã vụ việc": "V-02"}]
    assert hash_of(complaints=two) == hash_of(complaints=two[::-1])


@pytest.mark.parametrize(
    "other",
    [
        {"measures": {25: 11}}, {"measures": {25: 0}}, {"measures": {25: "KPS"}}, {"measures": {31: "Không"}},
        {"measures": {42: "1/QĐ"}}, {"measures": {44: "01/04/2026"}}, {"training": [{"Dự lần đầu trong năm": 1}]},
        {"training": [{}, {}]}, {"training": []}, {"training": [{"Ghi chú": "a"}]},
        {"training": [{"Trong đó nữ": None}]},
        {"complaints": [{"Mã vụ việc": "V-02"}]}, {"complaints": [{"Lĩnh vực": "DD"}]}, {"complaints": []},
        {"cover": {"Ngày lập": "13/06/2026"}}, {"cover": {"Người lập": "A"}},
    ],
)  # fmt: skip
def test_any_other_value_is_another_hash(other):
    assert hash_of(**other) != hash_of()


def test_nought_and_nothing_arose_are_two_contents():
    assert hash_of(measures={25: 0}) != hash_of(measures={25: "KPS"})
    assert hash_of(measures={2: 0}) != hash_of(measures={2: None})


def test_a_text_that_would_be_a_formula_stays_text():
    formula = a_return(complaints=[{"Ghi chú": "x"}])
    formula["Đơn thư"]["G2"].value = "=cmd|' /C calc'!A0"
    formula["Đơn thư"]["G2"].data_type = "s"
    assert read(formula).rows["complaint"][0]["note"] == "=cmd|' /C calc'!A0"
