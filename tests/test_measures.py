"""One answer a measure: a number, nothing arose, a blank and no row never merge (form, Số liệu)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.facts import ward_catalogue
from tests.returns import OMITTED, RECEIVED_ON, a_return, answer_cell, problems, read

SHEET = "Số liệu"
HEADING = "E1"
HEADINGS = ["MS", "Nội dung", "Cách tính", "Đơn vị tính", "Số liệu", "Ghi chú"]


def found(unit: str = "HA-01", received_on: date = RECEIVED_ON, **more) -> list:
    return problems(a_return(unit, **more), received_on=received_on)


def at(ms: int, code: str, kind: str = "group") -> list:
    return [(code, SHEET, answer_cell(ms, kind))]


def answers(book) -> dict:
    rows = read(book).rows["answer"]
    return {ward_catalogue().measure_by_key[row["measure"]].ms: row for row in rows}


def with_rows(*rows: list) -> object:
    """A return whose sheet of measures goes on with these rows; the first of them is row FIRST_AFTER."""
    book = a_return()
    for row in rows:
        book[SHEET].append(row)
    return book


FIRST_AFTER = len(ward_catalogue().measures_of("group")) + 2


# --- counts ---


@pytest.mark.parametrize("typed", [1234, "1.234", "1 234", "1.234,0"])
def test_a_count_is_a_whole_number(typed):
    book = a_return(measures={1: typed})
    assert problems(book) == []
    assert (answers(book)[1]["state"], answers(book)[1]["quantity"]) == ("figure", 1234)


@pytest.mark.parametrize("quantity", [0, 10_000_000])
def test_a_count_lies_between_nought_and_ten_millions(quantity):
    assert answers(a_return(measures={25: quantity}))[25]["quantity"] == quantity


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (-1, "NEGATIVE"), (12.5, "NOT_WHOLE"), (10_000_001, "OUT_OF_RANGE"), ("1,234", "AMBIGUOUS_NUMBER"),
        ("-", "NOT_A_NUMBER"), ("Có", "NOT_A_NUMBER"), (True, "NOT_A_NUMBER"), (date(2026, 4, 1), "NOT_A_NUMBER"),
    ],
)  # fmt: skip
def test_a_bad_count_is_refused_with_its_cell(typed, code):
    assert found(measures={25: typed}) == at(25, code)


# --- flags, dates, texts ---


@pytest.mark.parametrize(("typed", "is_true"), [("Có", True), ("x", True), (True, True), ("Không", False), (0, False)])
def test_a_flag_is_yes_or_no(typed, is_true):
    answer = answers(a_return(measures={31: typed}))[31]
    assert (answer["state"], answer["is_true"], answer["quantity"]) == ("figure", is_true, None)


@pytest.mark.parametrize("typed", ["KPS", "Không phát sinh", "chưa"])
def test_a_flag_is_nothing_else(typed):
    assert found(measures={31: typed}) == at(31, "NOT_IN_LIST")


def test_a_date_may_be_any_up_to_the_end_of_the_period():
    answer = answers(a_return(measures={44: "14/06/2026"}))[44]
    assert (answer["state"], answer["happened_on"]) == ("figure", date(2026, 6, 14))
    assert found(measures={44: "15/06/2026"}) == at(44, "DATE_OUT_OF_RANGE")


def test_a_date_is_not_after_the_day_of_receipt():
    book = {"measures": {44: "02/05/2026"}, "training": [], "complaints": [], "cover": {"Ngày lập": None}}
    assert found(received_on=date(2026, 5, 2), **book) == []
    assert found(received_on=date(2026, 5, 1), **book) == at(44, "DATE_OUT_OF_RANGE")


@pytest.mark.parametrize(("typed", "code"), [("05/03/26", "NOT_A_DATE"), ("05/03/1999", "DATE_OUT_OF_RANGE")])
def test_a_bad_date_is_refused(typed, code):
    assert found(measures={44: typed}) == at(44, code)


def test_a_text_has_at_most_sixty_characters():
    assert answers(a_return(measures={42: "123/QĐ-UBND"}))[42]["text"] == "123/QĐ-UBND"
    assert found(measures={42: "x" * 60}) == []
    assert found(measures={42: "x" * 61}) == at(42, "TEXT_TOO_LONG")


def test_a_note_has_at_most_two_hundred():
    book = a_return()
    book[SHEET]["F2"], book[SHEET]["F3"] = "x" * 200, "x" * 201
    assert problems(book) == [("TEXT_TOO_LONG", SHEET, "F3")]


# --- four states ---


@pytest.mark.parametrize(
    ("unit", "ms", "quantity"),
    [
        ("HA-01", 25, 0),  # flow
        ("HA-MT", 55, 0),  # stock
        ("HA-MT", 58, None),  # cumulative: no change
        ("HA-01", 44, None),  # date: not yet
        ("HA-01", 42, None),  # text
    ],
)
@pytest.mark.parametrize("typed", ["KPS", "Không phát sinh"])
def test_nothing_arose_has_its_own_mark(unit, ms, quantity, typed):
    rows = {} if unit == "HA-01" else {56: 0, 59: "KPS"}
    answer = answers(a_return(unit, measures=rows | {ms: typed}))[ms]
    assert (answer["state"], answer["quantity"], answer["happened_on"], answer["text"]) == (
        "nothing_arose", quantity, None, None,
    )  # fmt: skip


def test_nought_is_a_number_and_a_blank_is_no_figure():
    states = {ms: row["state"] for ms, row in answers(a_return(measures={25: 0, 2: None, 23: "KPS"})).items()}
    assert (states[25], states[2], states[23]) == ("figure", "blank", "nothing_arose")


def test_a_row_that_is_not_there_is_no_answer():
    assert 2 not in answers(a_return(measures={2: OMITTED}))


def test_what_was_typed_is_kept_beside_the_figure():
    assert answers(a_return(measures={1: "1.234"}))[1]["typed"] == "1.234"


# --- required ---


def test_a_required_figure_must_not_be_blank():
    book = a_return(measures={25: None})
    assert problems(book) == at(25, "REQUIRED_MISSING")
    assert "MS 25" in read(book).problems[0].message


def test_a_missing_row_of_a_required_figure_is_reported_at_the_heading_with_its_ms():
    book = a_return(measures={25: OMITTED, 1: OMITTED, 24: "KPS"})
    assert problems(book) == [("REQUIRED_MISSING", SHEET, HEADING)] * 2
    assert [problem.message for problem in read(book).problems][1].count("MS 25") == 1


def test_nothing_arose_answers_a_required_figure():
    assert found(measures={25: "KPS"}) == []


def test_what_is_not_required_may_be_blank_or_missing():
    assert found(measures={2: None, 44: OMITTED}) == []


@pytest.mark.parametrize(("day", "cell"), [(None, answer_cell(43)), (OMITTED, HEADING)])
def test_a_convention_in_force_was_recognised_on_a_day(day, cell):
    assert found(measures={41: "Có", 43: day}) == [("REQUIRED_MISSING", SHEET, cell)]
    assert found(measures={41: "Không", 43: day}) == []


def test_nothing_arose_is_no_day_on_which_a_convention_in_force_was_recognised():
    assert found(measures={41: "Có", 43: "KPS"}) == at(43, "NOT_A_DATE")
    assert found(measures={41: "Không", 43: "KPS"}) == []


def test_a_bad_day_of_recognition_is_one_problem():
    assert found(measures={41: "Có", 43: "hôm nọ"}) == at(43, "NOT_A_DATE")


# --- MS ---


@pytest.mark.parametrize("ms", [1, 1.0, "1", "01", "001", " 01 ", "1.0", "1,0"])
def test_ms_is_matched_as_a_number(ms):
    book = a_return(measures={1: OMITTED})
    book[SHEET].append([ms, "Tổng số hộ", None, None, 10])
    assert problems(book) == []
    assert answers(book)[1]["quantity"] == 10


@pytest.mark.parametrize("ms", [99, "1a", "MS 01", "1.5", "-1", "0", "1.000", "9" * 30])
def test_an_unknown_ms_is_refused(ms):
    assert problems(with_rows([ms, None, None, None, 5])) == [("MEASURE_UNKNOWN", SHEET, f"A{FIRST_AFTER}")]


def test_an_unknown_ms_is_refused_without_a_figure_too():
    assert problems(with_rows([99, "x"])) == [("MEASURE_UNKNOWN", SHEET, f"A{FIRST_AFTER}")]


@pytest.mark.parametrize("row", [[None, "x", None, None, 5], ["I", "x", None, None, 5]])
def test_a_figure_without_ms_belongs_to_no_measure(row):
    assert problems(with_rows(row)) == [("MEASURE_UNKNOWN", SHEET, f"A{FIRST_AFTER}")]


@pytest.mark.parametrize("row", [[None, "I. Quy mô"], ["I", "Quy mô"], ["Quy mô"], [None, "I", "x", "y", None, "z"]])
def test_a_row_with_neither_ms_nor_figure_is_a_section(row):
    assert problems(with_rows(row)) == []


@pytest.mark.parametrize("label", ["Cộng", "Tổng cộng", "Tổng số"])
def test_a_total_is_skipped(label):
    assert problems(with_rows([None, label, None, None, 99])) == []


@pytest.mark.parametrize("ms", [1, "01"])
def test_the_same_ms_twice_is_refused_with_the_first_place(ms):
    book = with_rows([ms, "Tổng số hộ", None, None, 10])
    assert problems(book) == [("DUPLICATE_ROW", SHEET, f"A{FIRST_AFTER}")]
    assert "A2" in read(book).problems[0].message


def test_a_figure_of_another_kind_of_unit_is_refused():
    assert problems(with_rows([21, None, None, None, 5])) == [("MEASURE_NOT_YOURS", SHEET, f"E{FIRST_AFTER}")]
    assert problems(with_rows([21, None, None, None, "KPS"])) == [("MEASURE_NOT_YOURS", SHEET, f"E{FIRST_AFTER}")]


def test_a_blank_of_another_kind_of_unit_is_not():
    assert problems(with_rows([21, "Số cán bộ"])) == []


# --- parts and wholes ---


@pytest.mark.parametrize(
    ("unit", "kind", "part", "whole"),
    [
        ("HA-01", "group", 28, 27),
        ("HA-01", "group", 32, 1),
        ("HA-MT", "front", 59, 58),
        ("HA-UB", "people_committee", 72, 71),
    ],
)
def test_a_part_above_its_whole_is_an_error(unit, kind, part, whole):
    book = a_return(unit, measures={part: 11, whole: 10})
    assert problems(book) == at(part, "PART_EXCEEDS_WHOLE", kind)
    assert read(book).problems[0].severity == "error"
    assert found(unit, measures={part: 10, whole: 10}) == []


def test_a_part_of_nothing_is_above_its_whole():
    assert found(measures={28: 1, 27: 0}) == at(28, "PART_EXCEEDS_WHOLE")
    assert found(measures={28: 1, 27: "KPS"}) == at(28, "PART_EXCEEDS_WHOLE")
    assert found(measures={28: 0, 27: 0}) == []


@pytest.mark.parametrize(("unit", "kind", "part", "whole"), [("HA-01", "group", 24, 1), ("HA-MT", "front", 56, 55)])
def test_a_cumulative_part_above_a_stock_is_a_warning(unit, kind, part, whole):
    """Households may leave after they were reached."""
    result = read(a_return(unit, measures={part: 11, whole: 10}))
    assert [(problem.code, problem.cell, problem.severity) for problem in result.problems] == [
        ("PART_EXCEEDS_WHOLE", answer_cell(part, kind), "warning")
    ]
    assert result.is_accepted


@pytest.mark.parametrize("blank", [None, OMITTED])
def test_where_one_of_the_two_is_unknown_nothing_is_compared(blank):
    assert found(measures={2: blank, 23: 999}) == []


def test_both_numbers_are_named():
    said = read(a_return(measures={28: 1234, 27: 10})).problems[0].message
    assert "MS 28 = 1.234" in said
    assert "MS 27 = 10" in said


# --- headings ---


@pytest.mark.parametrize("missing", ["MS", "Số liệu"])
def test_two_headings_are_required(missing):
    rows = [[heading for heading in HEADINGS if heading != missing], ["01"]]
    assert problems(a_return(sheets={SHEET: rows})) == [("HEADING_MISSING", SHEET, "A1")]


def test_the_other_headings_are_for_people():
    measures = {measure.ms: 1 for measure in ward_catalogue().measures_of("group") if measure.required}
    rows = [["Số liệu", "MS"], *([value, ms] for ms, value in (measures | {31: "x", 41: 0}).items())]
    assert problems(a_return(sheets={SHEET: rows})) == []


def test_a_return_has_a_sheet_of_measures():
    assert problems(a_return("HA-HD", without=[SHEET])) == [("SHEET_MISSING", None, None)]


def test_two_sheets_of_measures_are_one_too_many():
    assert problems(a_return(sheets={"SỐ  LIỆU": [["x"]]})) == [("SHEET_DUPLICATE", "SỐ  LIỆU", None)]


def test_an_empty_sheet_of_measures_lacks_its_headings():
    assert problems(a_return(sheets={SHEET: []})) == [("HEADING_MISSING", SHEET, None)] * 2
