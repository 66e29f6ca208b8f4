"""The gate: which files are read, what they are told otherwise, and values as they come."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from loaders.spreadsheets.files import open_workbook
from tests.workbooks import (
    EVERY_KIND,
    RELATION,
    biff,
    changed,
    codes,
    compound,
    first_sheet,
    ods,
    one_cell,
    opened,
    packed,
    refused,
    saved,
    sheet_xml,
    xls,
    xls_number,
    xlsb,
    xlsb_cell,
    xlsx,
    xlsx_parts,
)

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("file_name", EVERY_KIND)
def test_each_kind_of_workbook_is_read(file_name: str) -> None:
    assert first_sheet(EVERY_KIND[file_name], file_name).rows == [[1]]


@pytest.mark.parametrize("file_name", EVERY_KIND)
def test_extensions_may_be_written_in_capitals(file_name: str) -> None:
    assert opened(EVERY_KIND[file_name], file_name.upper()).file_name == file_name.upper()


@pytest.mark.parametrize("extension", ["xls", "ods", "xlsx"])
def test_what_calc_writes_is_read_with_dates_errors_and_hidden_sheets(extension: str) -> None:
    numbers, hidden = opened((FILES / f"calc.{extension}").read_bytes(), f"return.{extension}").sheets
    assert numbers.rows[:4] == [
        ["MS", "Đơn vị", "Số liệu"],
        [1, "Tổ dân phố", 12],
        [2, "Ngày", date(2026, 3, 5)],
        [3, "Cộng", 13],
    ]
    assert numbers.error_values == {(5, 3): "#DIV/0!"}
    assert (numbers.is_hidden, hidden.is_hidden) == (False, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MS,So lieu\n1,2\n",
        b"<html><table><tr><td>1</td></tr></table></html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"%PDF-1.7",
        packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
        changed(EVERY_KIND["return.ods"], {"mimetype": "application/vnd.oasis.opendocument.text"}),
        compound("WordDocument"),
    ],
)
@pytest.mark.parametrize("extension", [".xlsx", ".xls", ".ods"])
def test_what_is_no_workbook_is_refused_whatever_its_name(content: bytes, extension: str) -> None:
    assert refused(content, f"return{extension}") in (["NOT_A_WORKBOOK"], ["WRONG_EXTENSION"])
    assert refused(content, "return.xlsx")[0] in ("NOT_A_WORKBOOK", "WRONG_EXTENSION")


def test_a_csv_named_xlsx_or_html_named_xls_is_not_a_workbook() -> None:
    assert refused(b"MS,So lieu\n1,2\n") == ["NOT_A_WORKBOOK"]
    assert refused(b"<html></html>", "return.xls") == ["NOT_A_WORKBOOK"]


@pytest.mark.parametrize(
    ("content", "file_name", "right"),
    [
        (EVERY_KIND["return.xlsx"], "return.xls", ".xlsx"),
        (EVERY_KIND["return.xlsx"], "return", ".xlsx"),
        (EVERY_KIND["return.xlsx"], "return.zip", ".xlsx"),
        (EVERY_KIND["return.xls"], "return.xlsx", ".xls"),
        (EVERY_KIND["return.xlsb"], "return.xlsx", ".xlsb"),
        (EVERY_KIND["return.ods"], "return.xlsx", ".ods"),
        (packed({"a.xlsx": EVERY_KIND["return.xlsx"]}), "return.xlsx", ".zip"),
    ],
)
def test_a_wrong_extension_is_named_with_the_right_one(content: bytes, file_name: str, right: str) -> None:
    workbook, [problem] = open_workbook(file_name, content)
    assert workbook is None
    assert problem.code == "WRONG_EXTENSION"
    assert problem.found is not None
    assert right in str(problem.expected)


@pytest.mark.parametrize("file_name", EVERY_KIND)
def test_a_truncated_file_is_not_a_workbook(file_name: str) -> None:
    content = EVERY_KIND[file_name]
    for length in range(0, len(content), max(len(content) // 40, 1)):
        assert refused(content[:length], file_name) in (["NOT_A_WORKBOOK"], ["ZIP_BOMB"])


def test_a_workbook_without_its_sheet_is_not_a_workbook() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()))
    del parts["xl/worksheets/sheet1.xml"]
    assert refused(packed(parts)) == ["NOT_A_WORKBOOK"]


def test_files_with_a_password_are_told_so() -> None:
    assert refused(compound("EncryptedPackage")) == ["ENCRYPTED"]
    assert refused(xls(xls_number(0, 0), before=biff(0x2F, b"\1\0" + bytes(50))), "return.xls") == ["ENCRYPTED"]
    assert refused(ods("", manifest="<manifest:encryption-data/>"), "return.ods") == ["ENCRYPTED"]
    locked = bytearray(xlsx())
    locked[locked.index(b"PK\1\2") + 8] |= 1
    assert refused(bytes(locked)) == ["ENCRYPTED"]


@pytest.mark.parametrize(
    ("content", "file_name"),
    [
        (xlsx(workbook_properties='<workbookPr date1904="1"/>'), "return.xlsx"),
        (xlsx(workbook_properties='<x:workbookPr xmlns:x="a" date1904="true"/>'), "return.xlsx"),
        (xls(xls_number(0, 0), before=biff(0x22, b"\1\0")), "return.xls"),
        (xlsb(xlsb_cell(0, 0), flags=1), "return.xlsb"),
    ],
)
def test_the_1904_date_system_is_refused(content: bytes, file_name: str) -> None:
    assert refused(content, file_name) == ["DATE_SYSTEM_1904"]


def test_the_usual_date_system_is_accepted_however_it_is_said() -> None:
    assert codes(xlsx(workbook_properties='<workbookPr date1904="0"/>')) == []
    assert codes(xlsx(workbook_properties='<workbookPr date1904="false"/>')) == []
    assert codes(xls(xls_number(0, 0), before=biff(0x22, b"\0\0")), "return.xls") == ["NOT_CHECKED"]


def test_macros_are_ignored_with_a_warning() -> None:
    content = changed(xlsx(), {"xl/vbaProject.bin": b"Auto_Open"})
    assert codes(content, "return.xlsm") == ["MACROS_IGNORED"]
    assert first_sheet(content, "return.xlsm").rows == [[1]]
    assert codes(xlsx(), "return.xlsm") == []


@pytest.mark.parametrize("file_name", ["return.xls", "return.xlsb", "return.ods"])
def test_kinds_whose_hidden_rows_are_unknown_carry_a_warning_that_names_them(file_name: str) -> None:
    [problem] = open_workbook(file_name, EVERY_KIND[file_name])[1]
    assert (problem.code, problem.found, problem.severity) == ("NOT_CHECKED", Path(file_name).suffix, "warning")


@pytest.mark.parametrize("state", [1, 2])
def test_hidden_and_very_hidden_sheets_are_known_in_every_kind(state: int) -> None:
    name = {1: "hidden", 2: "veryHidden"}[state]
    assert first_sheet(packed(xlsx_parts(sheet_xml(one_cell()), state=name))).is_hidden
    assert first_sheet(xls(xls_number(0, 0), state=state), "return.xls").is_hidden
    assert first_sheet(xlsb(xlsb_cell(0, 0), state=state), "return.xlsb").is_hidden


def test_charts_and_macro_sheets_are_no_sheets() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "first"
    book.create_chartsheet("Chart", 0)
    book.create_sheet("Last")["B2"] = "last"
    assert [(sheet.name, sheet.rows) for sheet in opened(saved(book)).sheets] == [
        ("Sheet", [["first"]]),
        ("Last", [[], [None, "last"]]),
    ]
    assert refused(packed(xlsx_parts(sheet_xml(one_cell()), kind="xlMacrosheet"))) == ["NOT_A_WORKBOOK"]


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    outside = 'Type="{}/externalLink" Target="http://example.invalid/book.xlsx" TargetMode="External"'
    parts = xlsx_parts(sheet_xml(one_cell(inner="<f>[1]Sheet1!A1</f><v>3</v>")))
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>", f'<Relationship Id="rId9" {outside.format(RELATION)}/></Relationships>'
    )
    assert first_sheet(packed(parts)).rows == [[3]]


def test_values_come_as_they_are_and_empty_cells_as_none() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tổ 1", 12, 12.5, True, None, date(2026, 3, 5), " x ", 0])
    [row] = first_sheet(saved(book)).rows
    assert row == ["Tổ 1", 12, 12.5, True, None, date(2026, 3, 5), " x ", 0]
    assert row[3] is True


def test_addresses_are_kept_when_a_sheet_begins_further_down() -> None:
    sheet = first_sheet(xlsx(sheet_xml(one_cell("C4"))))
    assert sheet.rows == [[], [], [], [None, None, 1]]
    assert sheet.value(4, 3) == 1


def test_cells_without_addresses_are_counted_on() -> None:
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c><c t="e"><v>#N/A</v></c></row>'
    sheet = first_sheet(xlsx(sheet_xml(rows)))
    assert sheet.rows == [[1, 2], [], [None, 3]]
    assert sheet.error_values == {(3, 3): "#N/A"}
