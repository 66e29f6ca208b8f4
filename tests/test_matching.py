"""Two spellings that a careful reader does not tell apart are one name; anything else is another (form, Matching)."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.matching import clean, key, nearest
from loaders.sheet import COUNTER, Column, Table, find_table
from loaders.spreadsheets.workbook import Sheet

COLUMNS = (
    Column(COUNTER, "STT"),
    Column("name", "Tên", True),
    Column("held_on", "Ngày", True),
    Column("note", "Ghi chú"),
)


def found(*rows: list, columns=COLUMNS, ordinal=COUNTER, **more) -> Table:
    return find_table(Sheet("Biểu", list(rows), **more), columns, ordinal)


def problems(table: Table) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in table.problems]


def names(table: Table) -> list:
    return [row.cells["name"] for row in table.rows]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (unicodedata.normalize("NFD", "Số liệu"), "Số liệu"),
        ("Số\u200b li\ufeffệu", "Số liệu"),
        ("Số\u00adliệu", "Sốliệu"),
        ("\u200eSố liệu\u200f", "Số liệu"),
        ("a\u200b\u0301", "á"),
        ("Số\u00a0liệu", "Số liệu"),
        ("Số\u202fliệu", "Số liệu"),
        ("  Số \n\t liệu ", "Số liệu"),
        ("Mẫu số:", "Mẫu số"),
        ("Mẫu số :", "Mẫu số"),
        ("SỐ LIỆU", "số liệu"),
        ("Ðơn thư", "Đơn thư"),
        ("ÐƠN THƯ", "đơn thư"),
        ("hoà", "hòa"),
        ("AN HOÀ", "An Hòa"),
        ("khoẻ", "khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("tuỳ", "tùy"),
        ("Thuỵ", "Thụy"),
    ],
)
def test_spellings_of_one_name(typed, meant):
    assert key(typed) == key(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thanh Chữ", "Thanh Chử"),
        ("An Hòa", "An Hóa"),
        ("Số liệu", "Sốliệu"),
        ("Mẫu số", "Mẫu: số"),
        ("Tổ 1", "Tổ 11"),
        ("HA-01", "HA-1"),
        ("hoặc", "họăc"),
        ("d", "đ"),
    ],
)
def test_names_that_only_look_alike(one, other):
    assert key(one) != key(other)


def test_what_is_shown_is_what_was_typed_but_for_what_cannot_be_seen():
    assert clean(unicodedata.normalize("NFD", " Uỷ\u200b  ban ")) == "Uỷ ban"


def test_an_unknown_name_gets_the_nearest_known_one_as_a_suggestion_only():
    assert nearest("Thanh Chử", ["Cổ Bưu", "Thanh Chữ"]) == "Thanh Chữ"
    assert nearest("xyz", ["Cổ Bưu", "Thanh Chữ"]) is None


# --- the header ---


def test_titles_above_do_not_matter():
    table = found(["BIỂU 3"], ["Ngày", "14/6/2026"], [], ["STT", "Tên", "Ngày", "Ghi chú"], [1, "a"])
    assert (table.header_row, names(table), problems(table)) == (4, ["a"], [])


def test_a_merged_parent_does_not_matter():
    table = found(["STT", "Lớp", None, "Ghi chú"], [None, "Tên", "Ngày"], [1, "a"])
    assert table.columns == {COUNTER: 1, "name": 2, "held_on": 3, "note": 4}
    assert (table.header_row, problems(table)) == (2, [])


def test_a_header_may_be_three_rows_high():
    table = found(["STT"], [None, "Lớp", None, "Ghi chú"], [None, "Tên", "Ngày"], [1, "a"])
    assert (table.header_top, table.header_row, names(table)) == (1, 3, ["a"])


def test_four_rows_are_no_header():
    table = found(["STT"], [None, None, None, "Ghi chú"], [None, "Tên"], [None, None, "Ngày"])
    assert ("HEADING_MISSING", "A3") in problems(table)


def test_the_fewest_rows_are_the_header():
    table = found(["Tên", "Ngày"], ["a", "b"])
    assert (table.header_top, table.header_row) == (1, 1)


def test_the_most_matches_win_over_the_first():
    table = found(["Tên", "Ngày"], [], [], ["Tên", "Ngày", "Ghi chú"], ["a"])
    assert (table.header_row, names(table)) == (4, ["a"])


def test_of_equal_headers_the_first_counts():
    table = found(["Tên", "Ngày"], ["a"], ["Tên", "Ngày"])
    assert (table.header_row, names(table)) == (1, ["a", "Tên"])


def test_a_header_stands_within_the_first_thirty_rows():
    assert found(*[[]] * 29, ["Tên", "Ngày"], ["a"]).header_row == 30
    assert problems(found(*[[]] * 30, ["Tên", "Ngày"])) == [("HEADING_MISSING", None)] * 2


def test_columns_stand_in_any_order():
    table = found(["Ghi chú", "Ngày", "Tên"], [None, "x", "a"])
    assert (names(table), table.rows[0].at("name")) == (["a"], "C2")


def test_an_unknown_column_is_ignored_with_a_warning():
    table = found(["Tên", "Ngày", "Đối chiếu"], ["a", "x", "y"])
    assert [(p.code, p.cell, p.severity) for p in table.problems] == [("HEADING_UNKNOWN", "C1", "warning")]
    assert set(table.rows[0].cells) == {"name", "held_on"}


def test_a_heading_is_not_matched_by_part_but_the_missing_one_is_suggested():
    table = found(["Tên", "Ngày học"])
    assert problems(table) == [("HEADING_UNKNOWN", "B1"), ("HEADING_MISSING", "A1")]
    assert "«Ngày»" in table.problems[0].message
    assert "«Ngày»" in table.problems[1].message


def test_an_optional_heading_may_be_missing():
    assert problems(found(["Tên", "Ngày"])) == []


def test_the_same_heading_twice_is_an_error():
    assert problems(found(["Tên", "Ngày", "TÊN :"])) == [("HEADING_DUPLICATE", "C1")]


def test_a_sheet_without_any_heading_says_which_are_missing_and_nothing_else():
    assert problems(found(["BIỂU 3"], ["a", "b"])) == [("HEADING_MISSING", None)] * 2


# --- the row of column numbers ---


@pytest.mark.parametrize(
    "numbering",
    [
        ["(1)", "(2)", "(3)", "(4)"],
        [1.0, 2.0, 3.0, 4.0],
        ["1", "2", "3", "4"],
        ["A", "B", 1, 2],
        ["(A)", "(B)", "(1)", "(2)"],
        ["1", "2", "3"],
        [None, 1, 2, 3],
        [None, "(1)", "(2)"],
        ["(3)", "(1)", "(2)", None],
    ],
)
def test_a_row_that_numbers_the_columns_is_skipped(numbering):
    assert names(found(["STT", "Tên", "Ngày", "Ghi chú"], numbering, [1, "a"])) == ["a"]


@pytest.mark.parametrize("row", [[1, 2], [1, "2", None, None], [2, 3, 4, 5], [1, "a", 2, 3], [1, 3, 2, 4]])
def test_data_is_not_taken_for_numbering(row):
    assert len(found(["STT", "Tên", "Ngày", "Ghi chú"], row).rows) == 1


def test_numbering_stands_directly_under_the_header_only():
    assert len(found(["STT", "Tên", "Ngày", "Ghi chú"], [1, "a"], [1, 2, 3, 4]).rows) == 2


# --- the end of the table ---


def test_single_blank_rows_are_skipped():
    assert names(found(["Tên", "Ngày"], [], ["a"], [" \u200b"], ["b"])) == ["a", "b"]


def test_a_row_with_nothing_but_its_stt_is_blank():
    assert names(found(["STT", "Tên", "Ngày"], [1, "a"], [2], [3, "b"])) == ["a", "b"]


def test_a_row_that_fills_only_unknown_columns_is_blank():
    assert names(found(["STT", "Tên", "Ngày", "Khác"], [1, "a"], [None, None, None, "x"], [], ["", "b"])) == ["a"]


def test_a_row_with_nothing_but_its_ms_is_not_blank():
    table = found(["MS", "Tên"], [1], columns=(Column("ms", "MS", True), Column("name", "Tên", True)), ordinal="ms")
    assert [row.cells["ms"] for row in table.rows] == [1]


def test_two_blank_rows_in_succession_end_the_table():
    table = found(["Tên", "Ngày"], ["a"], [], [], ["Người lập", "TỔ TRƯỞNG"])
    assert (names(table), problems(table)) == (["a"], [])


BELOW = (["STT", "Tên", "Ngày", "Ghi chú", "Khác"], [1, "a"], [], [2])


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ([2, "b"], "A5"),
        (["2", None, None, None, "x"], "A5"),
        (["2.", "b"], "A5"),
        ([None, "b", "x", 5], "B5"),
        ([None, "b", "x", "1.234"], "B5"),
        ([None, "b", "05/03/2026", "x"], "B5"),
        (["x", None, None, "y", 5.0], "A5"),
    ],
)
def test_data_below_the_end_is_an_error(row, cell):
    assert ("ROWS_AFTER_END", cell) in problems(found(*BELOW, row))


@pytest.mark.parametrize(
    "row",
    [
        [2],
        [None, 5, 6],
        [None, "Người lập", None, "TỔ TRƯỞNG"],
        [None, "Người lập", "Kiểm tra", "TỔ TRƯỞNG"],
        ["x", "b"],
        [True, "b"],
        [None, "b", "c", True],
        [None, None, "Hương An, ngày 14 tháng 6 năm 2026"],
    ],
)
def test_a_signature_block_below_the_end_is_ignored(row):
    assert [code for code, _ in problems(found(*BELOW, row)) if code != "HEADING_UNKNOWN"] == []


def test_a_figure_below_the_end_counts_by_its_ms_too():
    columns = (Column("ms", "MS", True), Column("name", "Tên", True))
    table = found(["MS", "Tên"], [1, 5], [], [], ["02", 7], columns=columns, ordinal="ms")
    assert problems(table) == [("ROWS_AFTER_END", "A5")]


def test_a_broken_cell_is_not_a_blank():
    broken = {
        "error_values": {(3, 2): "#REF!", (5, 2): "#N/A"},
        "formulas_without_result": frozenset({(8, 1), (8, 2), (8, 3)}),
    }
    table = found(["STT", "Tên", "Ngày"], [1, "a"], **broken)
    assert [row.number for row in table.rows] == [2, 3, 5]
    assert problems(table) == [("ROWS_AFTER_END", "A8")]


# --- rows that are no data ---


@pytest.mark.parametrize("label", ["Cộng", "CỘNG:", "Tổng cộng", "Tổng số"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_is_a_total_by_its_label(label, place):
    row = [None] * 4
    row[place] = label
    table = found(["STT", "Tên", "Ngày", "Ghi chú"], [1, "a"], [*row[:3], 5])
    assert (names(table), [key for key, _ in table.totals]) == (["a"], [key(label)])


@pytest.mark.parametrize("row", [[2, "b", None, "Tổng số"], [2, "Tổng số hộ"], [2, "Cộng Hòa"]])
def test_a_row_that_only_mentions_a_total_is_data(row):
    assert len(found(["STT", "Tên", "Ngày", "Ghi chú"], row).rows) == 1


@pytest.mark.parametrize("row", [[1, "Không phát sinh"], [None, None, "KPS"], [None, "KHÔNG  PHÁT SINH:"]])
def test_nothing_arose_alone_in_its_row_means_no_rows(row):
    assert found(["STT", "Tên", "Ngày"], row).rows == []


@pytest.mark.parametrize("rows", [[[1, "KPS", "x"]], [[1, "KPS"], [2, "b"]], [[1, "b"], [2, "KPS"]]])
def test_nothing_arose_beside_data_is_read_as_data(rows):
    assert len(found(["STT", "Tên", "Ngày"], *rows).rows) == len(rows)
