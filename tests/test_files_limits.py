"""Files that are too much: in bytes, rows, columns, sheets, texts and elements, and the last that is not."""

from __future__ import annotations

import struct
import zipfile

import openpyxl
import pytest

from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.limits import MOST_FILE_BYTES, MOST_UNPACKED_BYTES
from tests.workbooks import (
    biff,
    codes,
    first_sheet,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    one_cell,
    opened,
    packed,
    refused,
    sheet_xml,
    xls,
    xls_number,
    xlsb,
    xlsb_cell,
    xlsx,
    xlsx_parts,
)


def test_ten_megabytes_are_read_and_one_byte_more_is_not() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()))
    overhead = len(packed(parts | {"xl/media/a": b""}, zipfile.ZIP_STORED))
    largest = packed(parts | {"xl/media/a": bytes(MOST_FILE_BYTES - overhead)}, zipfile.ZIP_STORED)
    assert len(largest) == MOST_FILE_BYTES
    assert codes(largest) == []
    assert refused(largest + b"\0") == ["TOO_LARGE"]


def test_a_hundred_megabytes_unpacked_are_read_and_one_byte_more_is_not() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()))
    room = MOST_UNPACKED_BYTES - sum(len(content) for content in parts.values())
    content = packed({"xl/media/a": bytes(room), **parts})
    assert codes(content) == []
    one_more = content.replace(struct.pack("<I", room), struct.pack("<I", room + 1))
    assert refused(one_more) == ["ZIP_BOMB"]


def test_a_directory_that_understates_a_size_is_a_bomb() -> None:
    sheet = sheet_xml(" " * 9_000_000)
    understated = xlsx(sheet).replace(struct.pack("<I", len(sheet)), struct.pack("<I", 1_000))
    assert refused(understated) == ["ZIP_BOMB"]


def test_a_directory_that_overstates_a_size_or_a_wrong_check_sum_is_damage() -> None:
    for place in (24, 16):
        content = bytearray(xlsx())
        entry = content.rindex(b"PK\1\2")
        content[entry + place] ^= 1
        assert refused(bytes(content)) in (["NOT_A_WORKBOOK"], ["ZIP_BOMB"])


def test_a_directory_of_many_megabytes_is_not_even_listed() -> None:
    names = [f"{number:0200}" for number in range(9_000)]
    assert refused(packed(dict.fromkeys(names, ""))) == ["ZIP_BOMB"]


def far_apart(kind: str, row: int, column: int) -> bytes:
    """A1 and one more cell; row and column count from 1."""
    address = f"{openpyxl.utils.get_column_letter(column)}{row}"
    in_ods = ods_row(ods_cell(1)) + ods_row(ods_cell(), row - 2) + ods_row(ods_cell(None, column - 1) + ods_cell(1))
    return {
        "xlsx": lambda: xlsx(sheet_xml(one_cell() + one_cell(address))),
        "xlsb": lambda: xlsb(xlsb_cell(0, 0), xlsb_cell(row - 1, column - 1)),
        "ods": lambda: ods(ods_table(in_ods)),
        "xls": lambda: xls(xls_number(0, 0), xls_number(row - 1, column - 1)),
    }[kind]()


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods", "xls"])
def test_twenty_thousand_rows_are_read_and_one_more_is_not(kind: str) -> None:
    sheet = first_sheet(far_apart(kind, 20_000, 2), f"return.{kind}")
    assert len(sheet.rows) == 20_000
    assert sheet.value(20_000, 2) == 1
    workbook, [problem] = open_workbook(f"return.{kind}", far_apart(kind, 20_001, 2))
    assert workbook is None
    assert (problem.code, problem.sheet, problem.found) == ("TOO_MANY_ROWS", "Sheet1", "20.001 dòng")
    assert "20.000" in str(problem.expected)


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods", "xls"])
def test_two_hundred_columns_are_read_and_one_more_is_not(kind: str) -> None:
    assert first_sheet(far_apart(kind, 3, 200), f"return.{kind}").value(3, 200) == 1
    workbook, [problem] = open_workbook(f"return.{kind}", far_apart(kind, 3, 201))
    assert workbook is None
    assert (problem.code, problem.found) == ("TOO_MANY_ROWS", "201 cột")


@pytest.mark.parametrize(("kind", "row", "column"), [("xlsx", 1_048_576, 16_384), ("xlsb", 1_048_576, 16_384)])
def test_two_cells_at_opposite_ends_of_a_sheet_are_refused_before_any_memory_is_taken(
    kind: str, row: int, column: int
) -> None:
    assert refused(far_apart(kind, row, column), f"return.{kind}") == ["TOO_MANY_ROWS"]


def test_repeated_rows_and_columns_of_an_ods_count_in_full() -> None:
    for rows in (ods_row(ods_cell(1), 20_001), ods_row(ods_cell(1, 201))):
        assert refused(ods(ods_table(rows)), "return.ods") == ["TOO_MANY_ROWS"]
    empty_beyond = ods_row(ods_cell(1) + ods_cell(None, 16_383)) + ods_row(ods_cell(None, 16_384), 1_048_575)
    assert first_sheet(ods(ods_table(empty_beyond)), "return.ods").rows == [[1]]


def test_empty_formatted_cells_beyond_the_limits_do_not_count() -> None:
    formatted = '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>'
    assert first_sheet(xlsx(sheet_xml(one_cell() + formatted))).rows == [[1]]
    opened_twice = '<row r="30000"><c r="A30000" s="0"></c></row>'
    assert first_sheet(xlsx(sheet_xml(one_cell() + opened_twice))).rows == [[1]]


@pytest.mark.parametrize(
    "row",
    [
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576" x="/>"><v>1</v></c></row>',
        '<row r="1048576"><c\nr = "XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>',
        '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="5"><c r="XFD99999999999"><v>1</v></c></row>',
    ],
)
def test_no_spelling_hides_a_far_cell(row: str) -> None:
    assert refused(xlsx(sheet_xml(one_cell() + row)))[0] in ("TOO_MANY_ROWS", "NOT_A_WORKBOOK")


def test_every_sheet_that_is_too_long_is_named() -> None:
    long = sheet_xml(one_cell("A20001"))
    problems = open_workbook("return.xlsx", xlsx(long, sheet_xml(one_cell()), long))[1]
    assert [(problem.code, problem.sheet) for problem in problems] == [
        ("TOO_MANY_ROWS", "Sheet1"),
        ("TOO_MANY_ROWS", "Sheet3"),
    ]


def test_ten_sheets_of_the_largest_extent_are_too_much_together() -> None:
    assert refused(xlsx(*[sheet_xml(one_cell() + one_cell("GR20000"))] * 10)) == ["TOO_LARGE"]


def test_three_hundred_sheets_are_too_many_and_two_hundred_are_not() -> None:
    assert len(opened(xlsx(*[sheet_xml(one_cell())] * 200)).sheets) == 200
    assert refused(xlsx(*[sheet_xml(one_cell())] * 300)) == ["TOO_LARGE"]


def test_a_flood_of_elements_is_too_large() -> None:
    assert refused(xlsx(sheet_xml("<row/>" * 2_100_000))) == ["TOO_LARGE"]


def shared(text: str, cells: int) -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells + 1))
    return packed(xlsx_parts(sheet_xml(rows)) | {"xl/sharedStrings.xml": f"<sst><si><t>{text}</t></si></sst>"})


def test_one_long_text_shared_by_a_thousand_cells_is_a_bomb() -> None:
    assert len(first_sheet(shared("a" * 10_000, 1_000)).rows) == 1_000
    assert refused(shared("a" * 1_000_000, 1_000)) == ["ZIP_BOMB"]


def test_one_long_text_repeated_by_an_ods_is_a_bomb() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    assert refused(ods(ods_table(ods_row(cell.format("a" * 10_000), 20_000))), "return.ods") == ["ZIP_BOMB"]
    spaces = cell.format('<text:s text:c="4000000000"/>')
    assert refused(ods(ods_table(ods_row(spaces))), "return.ods") == ["ZIP_BOMB"]


def test_one_long_text_shared_in_an_xls_is_a_bomb() -> None:
    text = b"a" * 8_000
    strings = biff(0xFC, struct.pack("<II", 1, 1) + struct.pack("<HB", len(text), 0) + text)
    cells = [biff(0xFD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(5_000)]
    assert first_sheet(xls(*cells[:10], before=strings), "return.xls").value(10, 1) == "a" * 8_000
    assert refused(xls(*cells, before=strings), "return.xls") == ["ZIP_BOMB"]
