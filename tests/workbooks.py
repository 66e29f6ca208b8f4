"""Workbooks in bytes for tests: sound ones, and ones that no honest program writes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell

from loaders.spreadsheets.compound import single_stream
from loaders.spreadsheets.files import open_workbook
from loaders.spreadsheets.workbook import Sheet, Workbook

Parts = dict[str, str | bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members, in this order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members of a zip, to be changed and packed again."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with some members replaced or added."""
    return packed({**unpacked(content), **parts})


def claiming(content: bytes, size_bytes: int) -> bytes:
    """A zip whose directory says that every member has this size unpacked."""
    changing, entry = bytearray(content), content.find(b"PK\1\2")
    while entry >= 0:
        changing[entry + 24 : entry + 28] = size_bytes.to_bytes(4, "little")
        entry = content.find(b"PK\1\2", entry + 1)
    return bytes(changing)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around the XML of its rows."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def one_cell(address: str = "A1", inner: str = "<v>1</v>", attributes: str = "") -> str:
    """The XML of a row with one cell."""
    row = "".join(character for character in address if character.isdigit())
    return f'<row r="{row}"><c r="{address}"{attributes}>{inner}</c></row>'


def xlsx_parts(*sheets: str, workbook_properties: str = "", kind: str = "worksheet", state: str = "visible") -> Parts:
    """The parts of an .xlsx: `sheets` are worksheet parts, named Sheet1, Sheet2, …"""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{kind}s/sheet{n}.xml"/>' for n in numbers
    )
    parts: Parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATION}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{workbook_properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    return parts | {f"xl/{kind}s/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)}


def xlsx(*sheets: str, workbook_properties: str = "") -> bytes:
    """An .xlsx of these worksheet parts; one with a single number if there are none."""
    return packed(xlsx_parts(*(sheets or (sheet_xml(one_cell()),)), workbook_properties=workbook_properties))


def ods(tables: str, manifest: str = "") -> bytes:
    """An .ods around the XML of its tables."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = f'<manifest:manifest xmlns:manifest="m"><manifest:file-entry>{manifest}</manifest:file-entry>'
    parts = {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": f"{entries}</manifest:manifest>"}
    return packed(parts, zipfile.ZIP_STORED)


def ods_table(rows: str, name: str = "Sheet1") -> str:
    """One table of an .ods."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_row(cells: str, repeated: int = 1) -> str:
    """One row of an .ods, standing for as many as it says."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(number: int | None = None, repeated: int = 1) -> str:
    """One cell of an .ods; without a number it is empty."""
    value = "" if number is None else f' office:value-type="float" office:value="{number}"'
    return f'<table:table-cell table:number-columns-repeated="{repeated}"{value}/>'


def biff(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(content)) + content


def xls_number(row: int, column: int, number: float = 1.0) -> bytes:
    """A number in an .xls; row and column count from 0 there."""
    return biff(0x203, struct.pack("<HHHd", row, column, 0, number))


def xls_stream(*cells: bytes, before: bytes = b"", state: int = 0) -> bytes:
    """The workbook stream of an .xls with one sheet, Sheet1; `before` are records of the workbook itself."""
    begin = biff(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0))
    name = b"\x06\x00Sheet1"
    length = len(begin) + len(before) + 4 + 6 + len(name) + 4
    bound = biff(0x85, struct.pack("<IBB", length, state, 0) + name)
    sheet = biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(cells) + biff(0x0A)
    return begin + before + bound + biff(0x0A) + sheet


def xls(*cells: bytes, before: bytes = b"", state: int = 0) -> bytes:
    """An .xls with one sheet."""
    return single_stream("Workbook", xls_stream(*cells, before=before, state=state))


def biff12(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xlsb."""
    kinds = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, lengths = len(content), b""
    while length >= 0x80:
        lengths += bytes([length & 0x7F | 0x80])
        length >>= 7
    return kinds + lengths + bytes([length]) + content


def wide(text: str) -> bytes:
    """A text of an .xlsb."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cell(row: int, column: int, number: float = 1.0) -> bytes:
    """A row and its one number in an .xlsb; both count from 0 there."""
    header = biff12(0, struct.pack("<IIHHB", row, 0, 300, 0, 0) + struct.pack("<I", 0))
    return header + biff12(5, struct.pack("<IId", column, 0, number))


def xlsb_parts(*rows: bytes, flags: int = 0, state: int = 0) -> Parts:
    """The parts of an .xlsb with one sheet, Sheet1."""
    book = (
        biff12(0x83)
        + biff12(0x99, struct.pack("<II", flags, 0) + wide(""))
        + biff12(0x8F)
        + biff12(0x9C, struct.pack("<II", state, 1) + wide("rId1") + wide("Sheet1"))
        + biff12(0x90)
        + biff12(0x9D, bytes(26))
        + biff12(0x84)
    )
    sheet = biff12(0x81) + biff12(0x94, bytes(16)) + biff12(0x91) + b"".join(rows) + biff12(0x92) + biff12(0x82)
    target = f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.bin"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": f"<Relationships>{target}</Relationships>",
        "xl/worksheets/sheet1.bin": sheet,
    }


def xlsb(*rows: bytes, flags: int = 0, state: int = 0) -> bytes:
    """An .xlsb with one sheet."""
    return packed(xlsb_parts(*rows, flags=flags, state=state))


EVERY_KIND = {
    "return.xlsx": xlsx(),
    "return.xls": xls(xls_number(0, 0)),
    "return.xlsb": xlsb(xlsb_cell(0, 0)),
    "return.ods": ods(ods_table(ods_row(ods_cell(1)))),
}


def opened(content: bytes, file_name: str = "return.xlsx") -> Workbook:
    """The workbook of a file that is accepted."""
    workbook, problems = open_workbook(file_name, content)
    assert workbook is not None, problems
    assert not [problem for problem in problems if problem.severity == "error"]
    return workbook


def first_sheet(content: bytes, file_name: str = "return.xlsx") -> Sheet:
    """The first sheet of a file that is accepted."""
    return opened(content, file_name).sheets[0]


def codes(content: bytes, file_name: str = "return.xlsx") -> list[str]:
    """The codes of all problems, errors or warnings."""
    return [problem.code for problem in open_workbook(file_name, content)[1]]


def refused(content: bytes, file_name: str = "return.xlsx") -> list[str]:
    """The codes of a file that gives no workbook."""
    workbook, problems = open_workbook(file_name, content)
    assert workbook is None
    assert all(problem.severity == "error" and problem.message for problem in problems)
    return [problem.code for problem in problems]


def saved(book: openpyxl.Workbook) -> bytes:
    """What openpyxl writes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


Cells = dict[tuple[str, int, int], tuple[Any, str, Any]]  # sheet, row and column → value, what kind it is, and style
_shelf: dict[bytes, tuple[openpyxl.Workbook, Cells]] = {}
PLACES = 12  # on the shelf


def looked_at(content: bytes) -> openpyxl.Workbook:
    """A workbook that is not to be changed. To open a form takes up to a second, so it is done once for all."""
    found = _shelf.get(content) or _taken_down(content)
    _put_back(content, *found)
    return found[0]


@contextmanager
def lent(content: bytes) -> Iterator[openpyxl.Workbook]:
    """A workbook to type into and to save, for one at a time; afterwards its cells are as they were."""
    book, before = _shelf.pop(content, None) or _taken_down(content)
    try:
        yield book
    finally:
        for sheet in book.worksheets:
            for place, cell in list(sheet._cells.items()):
                if (sheet.title, *place) in before:
                    _wipe(cell, *before[sheet.title, *place])
                else:
                    del sheet._cells[place]
        _put_back(content, book, before)


def _put_back(content: bytes, book: openpyxl.Workbook, before: Cells) -> None:
    _shelf.pop(content, None)
    _shelf[content] = book, before
    for oldest in list(_shelf)[:-PLACES]:
        del _shelf[oldest]


def _taken_down(content: bytes) -> tuple[openpyxl.Workbook, Cells]:
    book = openpyxl.load_workbook(BytesIO(content))
    return book, {
        (sheet.title, *place): (cell.value, cell.data_type, copy(cell._style))
        for sheet in book.worksheets
        for place, cell in sheet._cells.items()
    }


def _wipe(cell: Any, value: Any, data_type: str, style: Any) -> None:
    cell._style = copy(style)
    if not isinstance(cell, MergedCell):  # which has no value of its own
        cell._value, cell.data_type = value, data_type


def compound(name: str) -> bytes:
    """An OLE file that holds one stream of this name."""
    return single_stream(name, b"anything")
