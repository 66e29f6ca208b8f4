"""What the gate knows about a sheet besides its values: what is hidden, formulas, errors, notes."""

from __future__ import annotations

import struct
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from loaders.spreadsheets.workbook import Sheet
from tests.workbooks import (
    MAIN,
    Parts,
    biff,
    first_sheet,
    one_cell,
    packed,
    saved,
    sheet_xml,
    xls,
    xlsb,
    xlsb_cell,
    xlsx,
    xlsx_parts,
)

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("attributes", ['hidden="1"', "hidden='1'", 'hidden="true"', 'ht="0" customHeight="1"'])
def test_hidden_filtered_and_flat_rows_are_reported(attributes: str) -> None:
    rows = f'<row r="2" {attributes}><c r="A2"><v>1</v></c></row>{one_cell("A3")}'
    assert first_sheet(xlsx(sheet_xml(rows))).hidden_rows == {2}


@pytest.mark.parametrize("attributes", ['hidden="0"', 'hidden="false"', 'ht="15"', 'ht="0.75"', ""])
def test_rows_that_can_be_seen_are_not_hidden(attributes: str) -> None:
    rows = f'<row r="2" {attributes}><c r="A2"><f>1</f></c></row>'
    assert first_sheet(xlsx(sheet_xml(rows))).hidden_rows == frozenset()


@pytest.mark.parametrize("attributes", ['hidden="1" width="9"', 'hidden="true"', 'width="0" customWidth="1"'])
def test_hidden_and_narrow_columns_are_reported(attributes: str) -> None:
    columns = f'<cols><col min="1" max="1" width="9"/><col min="3" max="4" {attributes}/></cols>'
    assert first_sheet(xlsx(sheet_xml(one_cell(), before=columns))).hidden_columns == {3, 4}


def test_all_columns_to_the_right_end_are_hidden_only_as_far_as_a_sheet_may_reach() -> None:
    columns = '<cols><col min="199" max="16384" hidden="1"/></cols>'
    assert first_sheet(xlsx(sheet_xml(one_cell(), before=columns))).hidden_columns == {199, 200}


def test_columns_without_a_width_of_their_own_take_the_default_one() -> None:
    columns = '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="1" width="9"/></cols>'
    assert first_sheet(xlsx(sheet_xml(one_cell("C1"), before=columns))).hidden_columns == {2, 3}


def test_openpyxl_and_calc_hide_rows_and_columns_alike() -> None:
    book = openpyxl.Workbook()
    book.active.append([1, 2])
    book.active.append([3, 4])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    sheet = first_sheet(saved(book))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})
    sheet = first_sheet((FILES / "calc.xlsx").read_bytes())
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {5})


@pytest.mark.parametrize(
    "inner", ["<f>A2</f>", "<f>A2</f><v></v>", "<f>A2</f><v/>", '<f t="shared" si="0"/>', "<f>A2</f>\n<v/>\n"]
)
def test_a_formula_without_result_is_reported(inner: str) -> None:
    sheet = first_sheet(xlsx(sheet_xml(one_cell("B2", inner=inner))))
    assert sheet.formulas_without_result == {(2, 2)}
    assert sheet.value(2, 2) is None


@pytest.mark.parametrize(
    ("inner", "attributes", "value"),
    [
        ("<f>1+1</f><v>2</v>", "", 2),
        ('<f aca="false">1+1</f><v>2</v>', ' t="n"', 2),
        ('<f>IF(A1&gt;1,1,"")</f><v></v>', ' t="str"', None),
        ("<f>A1</f><v>Có</v>", ' t="str"', "Có"),
        ("<f>A1>1</f><v>1</v>", ' t="b"', True),
    ],
)
def test_a_formula_counts_by_its_stored_result(inner: str, attributes: str, value: object) -> None:
    sheet = first_sheet(xlsx(sheet_xml(one_cell("B2", inner=inner, attributes=attributes))))
    assert sheet.formulas_without_result == frozenset()
    assert sheet.value(2, 2) == value


def test_a_formula_saved_by_openpyxl_has_no_result() -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "=SUM(A1:A2)"
    assert first_sheet(saved(book)).formulas_without_result == {(3, 3)}


@pytest.mark.parametrize("inner", ["<v>#REF!</v>", "<f>A1/0</f><v>#REF!</v>"])
def test_error_values_are_reported_with_their_name(inner: str) -> None:
    sheet = first_sheet(xlsx(sheet_xml(one_cell("B2", inner=inner, attributes=' t="e"'))))
    assert sheet.error_values == {(2, 2): "#REF!"}
    assert sheet.formulas_without_result == frozenset()


def test_error_values_are_reported_in_the_old_and_the_binary_kind() -> None:
    cell = biff(0x205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1))
    assert first_sheet(xls(cell), "return.xls").error_values == {(2, 2): "#REF!"}
    rows = xlsb_cell(1, 0) + b"\x03\x09" + struct.pack("<IIB", 1, 0, 0x17)
    assert first_sheet(xlsb(rows), "return.xlsb").error_values == {(2, 2): "#REF!"}


def test_prefixes_chosen_by_the_writer_do_not_matter() -> None:
    inside = '<x:row r="2" hidden="1"><x:c r="A2"><x:f>1</x:f></x:c><x:c r="B2"><x:v>7</x:v></x:c></x:row>'
    sheet = first_sheet(xlsx(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{inside}</x:sheetData></x:worksheet>'))
    assert sheet.rows == [[], [None, 7]]
    assert sheet.hidden_rows == {2}
    assert sheet.formulas_without_result == {(2, 1)}


def test_cell_notes_are_read() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = 1
    book.active["B2"].comment = Comment("Gọi 0912 345 678", "Văn thư")
    assert first_sheet(saved(book)).notes == {(2, 2): "Gọi 0912 345 678"}


def test_threaded_comments_are_notes_too() -> None:
    comments = (
        '<ThreadedComments><threadedComment ref="C4"><text>Một</text></threadedComment>'
        '<threadedComment ref="C4"><text>Hai</text></threadedComment></ThreadedComments>'
    )
    relation = 'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
    parts: Parts = xlsx_parts(sheet_xml(one_cell())) | {
        "xl/threadedComments/threadedComment1.xml": comments,
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships><Relationship Id="rId1" {relation} '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    }
    assert first_sheet(packed(parts)).notes == {(4, 3): "Một\nHai"}


def test_a_plain_sheet_has_nothing_to_report() -> None:
    assert first_sheet(xlsx()) == Sheet("Sheet1", [[1]])
