"""Files that no honest program writes: they are refused, and take neither memory nor time."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.spreadsheets.compound import Compound, single_stream
from loaders.spreadsheets.files import open_workbook
from tests.workbooks import (
    EVERY_KIND,
    biff,
    biff12,
    changed,
    first_sheet,
    one_cell,
    packed,
    refused,
    sheet_xml,
    unpacked,
    wide,
    xls,
    xls_number,
    xlsb,
    xlsb_cell,
    xlsb_parts,
    xlsx,
    xlsx_parts,
)


def test_document_types_and_entities_are_refused_in_every_part() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    for part, content in xlsx_parts(sheet_xml(one_cell())).items():
        assert refused(changed(xlsx(), {part: bomb + str(content)})) == ["NOT_A_WORKBOOK"]
    assert refused(xlsx(f"<!DOCTYPE a>{sheet_xml(one_cell())}".encode("utf-16").decode("latin-1"))) == [
        "NOT_A_WORKBOOK"
    ]


def test_a_text_about_document_types_is_a_text() -> None:
    text = "<is><t>&lt;!DOCTYPE html&gt;</t></is>"
    assert first_sheet(xlsx(sheet_xml(one_cell(inner=text, attributes=' t="inlineStr"')))).rows == [["<!DOCTYPE html>"]]


def test_a_value_that_calamine_would_lose_is_refused() -> None:
    assert refused(xlsx(sheet_xml(one_cell(inner="<v><![CDATA[12]]></v>")))) == ["NOT_A_WORKBOOK"]


@pytest.mark.parametrize("part", ["xl/workbook.bin", "mimetype", "other/workbook.xml"])
def test_a_file_that_is_two_workbooks_is_none(part: str) -> None:
    assert refused(changed(xlsx(), {part: "<workbook/>"})) == ["NOT_A_WORKBOOK"]


def test_two_parts_of_one_name_are_refused() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()))
    assert refused(packed(parts | {"xl/WORKSHEETS/sheet1.xml": sheet_xml(one_cell("A5"))})) == ["NOT_A_WORKBOOK"]


def test_bytes_after_the_end_of_a_workbook_are_refused() -> None:
    assert refused(xlsx() + b"trailing") == ["NOT_A_WORKBOOK"]


def test_two_sheets_of_one_name_are_refused() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()), sheet_xml(one_cell()))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("Sheet2", "Sheet1")
    assert refused(packed(parts)) == ["SHEET_DUPLICATE"]


def test_two_sheets_of_one_part_are_refused() -> None:
    parts = xlsx_parts(sheet_xml(one_cell()), sheet_xml(one_cell()))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("rId2", "rId1")
    assert refused(packed(parts)) == ["NOT_A_WORKBOOK"]


def test_an_xls_that_promises_more_than_it_holds_costs_no_memory() -> None:
    dimensions = biff(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    assert first_sheet(xls(dimensions, xls_number(1, 1)), "return.xls").rows == [[], [None, 1]]
    strings = biff(0xFC, struct.pack("<II", 5, 0x7FFFFFFF))
    assert refused(xls(xls_number(0, 0), before=strings), "return.xls") == ["NOT_A_WORKBOOK"]


@pytest.mark.parametrize(
    "record",
    [biff12(0), biff12(3), biff12(5, bytes(8)), biff12(7, bytes(11)), biff12(6, bytes(8) + b"\xff\xff\0\0x\0")],
)
def test_a_short_record_of_an_xlsb_is_not_completed_with_what_stood_before_it(record: bytes) -> None:
    """It was: a column of six million, and the process ended for want of memory."""
    far_away = biff12(1, b"\0\0\x62\0" * 20)
    assert refused(xlsb(xlsb_cell(0, 0), far_away, record, xlsb_cell(5, 0)), "return.xlsb") == ["NOT_A_WORKBOOK"]


@pytest.mark.parametrize("item", [biff12(19), biff12(19, b"\0\xff\xff\0\0")])
def test_a_short_text_shared_in_an_xlsb_is_not_the_long_one_before_it(item: bytes) -> None:
    strings = biff12(159, struct.pack("<II", 20_001, 20_001)) + biff12(19, b"\0" + wide("a" * 100_000)) + item * 20_000
    parts = xlsb_parts(xlsb_cell(0, 0)) | {"xl/sharedStrings.bin": strings + biff12(160)}
    assert refused(packed(parts), "return.xlsb") == ["NOT_A_WORKBOOK"]


def test_a_text_shared_in_an_xlsb_is_read() -> None:
    strings = biff12(159, struct.pack("<II", 1, 1)) + biff12(19, b"\0" + wide("Tổ 1")) + biff12(160)
    parts = xlsb_parts(xlsb_cell(0, 0) + biff12(7, struct.pack("<III", 1, 0, 0)))
    assert first_sheet(packed(parts | {"xl/sharedStrings.bin": strings}), "return.xlsb").rows == [[1, "Tổ 1"]]


def test_a_sector_chain_that_runs_in_a_circle_ends() -> None:
    content = bytearray(xls(*[xls_number(row, 0) for row in range(2_000)]))
    third_sector_of_the_stream = 4096 + 4 * 6
    content[third_sector_of_the_stream : third_sector_of_the_stream + 4] = struct.pack("<I", 4)
    assert refused(bytes(content), "return.xls") == ["NOT_A_WORKBOOK"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60_000))
def test_a_compound_file_gives_back_the_stream_it_was_made_of(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert Compound(single_stream("Workbook", content)).stream("Workbook").rstrip(b"\0") == content.rstrip(b"\0")


def test_a_file_changed_at_random_is_read_or_refused_and_never_more() -> None:
    chance = random.Random(2026)
    outcomes = set()
    for number in range(2_000):
        file_name, content = chance.choice(list(EVERY_KIND.items()))
        if number % 3 and not file_name.endswith(".xls"):
            parts = unpacked(content)
            part = chance.choice(list(parts))
            content = packed(parts | {part: mutated(parts[part], chance)})
        else:
            content = mutated(content, chance)
        workbook, problems = open_workbook(file_name, content)
        assert (workbook is None) == any(problem.severity == "error" for problem in problems)
        outcomes.add(problems[0].code if problems else "read")
    assert {"read", "NOT_A_WORKBOOK", "NOT_CHECKED"} <= outcomes


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, lost, doubled or cut off."""
    changing = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        place = chance.randrange(len(changing) + 1)
        action = chance.randrange(4)
        if action == 0:
            changing[place : place + 1] = chance.randbytes(1)
        elif action == 1:
            changing[place : place + 4] = chance.choice([b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"9999"])
        elif action == 2:
            del changing[place : place + chance.randrange(1, 40)]
        else:
            changing[place:place] = changing[: chance.randrange(1, 80)]
    return bytes(changing)
