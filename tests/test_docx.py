"""The draft of the official report: the layout of Decree 30/2020/NĐ-CP, and what is left to the office."""

from __future__ import annotations

import copy
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from data.store import Store
from exports.formats import formats
from exports.snapshot import build
from tests.papers import AS_OF, paper, paper_of_many, sample
from wording import official, papers
from wording import report as words
from wording.formats import number
from wording.tables import TABLES


def opened(profile: str = "internal", unit: str = "HA") -> Any:
    return docx.Document(BytesIO(paper("docx", profile, unit=unit)))


def test_paper_margins_and_type_are_the_decrees() -> None:
    document = opened()
    section, normal = document.sections[0], document.styles["Normal"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ]
    assert 20 <= margins[0] <= 25
    assert 20 <= margins[1] <= 25
    assert 30 <= margins[2] <= 35
    assert 15 <= margins[3] <= 20
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert 'w:lang w:val="vi-VN"' in normal.element.xml


def test_the_page_number_stands_above_in_the_middle_from_the_second_page() -> None:
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.header.paragraphs[0].alignment == ALIGN.CENTER
    assert not section.first_page_header.paragraphs[0].text
    assert "PAGE" not in section.first_page_header._element.xml


def test_motto_agency_number_and_date_stand_on_top_and_are_left_to_fill() -> None:
    left, right = opened().tables[0].rows[0].cells
    assert [line for line in left.text.split("\n") if line] == [
        official.COMMITTEE, "PHƯỜNG HƯƠNG AN", official.NUMBER_LINE, official.DRAFT,
    ]  # fmt: skip
    assert [line for line in right.text.split("\n") if line] == [*official.MOTTO, official.DATE_LINE]
    lines = [paragraph.text for paragraph in opened().paragraphs if paragraph.text]
    assert lines[:2] == [official.TITLE, words.subject("Phường Hương An", "Quý III năm 2026")]


def test_it_ends_with_recipients_and_who_signs() -> None:
    [closing] = [table for table in opened().tables if official.RECIPIENTS in table.rows[0].cells[0].text]
    assert closing.rows[0].cells[1].text.split("\n") == list(official.SIGNATURE)
    lines = [paragraph.text for paragraph in opened().paragraphs]
    assert any(line.endswith("./.") for line in lines)


def test_a_group_has_no_committee_of_its_own_to_sign() -> None:
    text = "\n".join(cell.text for table in opened(unit="HA-03").tables for cell in table._cells)
    assert official.COMMITTEE not in text
    assert "BỒN PHỔ" in text


def test_its_parts_stand_in_the_order_of_an_official_report() -> None:
    lines = [paragraph.text for paragraph in opened().paragraphs]
    parts = [
        official.RETURNS,
        official.RESULTS,
        official.TRAINING,
        official.COMPLAINTS,
        official.ASSESSMENT,
        official.TASKS,
    ]
    places = [lines.index(official.part(place, heading)) for place, heading in enumerate(parts)]
    assert places == sorted(places)
    assert lines.index(official.APPENDIX) > places[-1]


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_every_sheet_says_below_that_it_is_no_document_yet(profile: str) -> None:
    section = opened(profile).sections[0]
    for footer in (section.footer, section.first_page_footer):
        for mark in (papers.FOR_MEETING, papers.SAMPLE, papers.hash_note(sample(profile)["content_hash"])):
            assert mark in footer.paragraphs[0].text


def test_tables_repeat_their_head_and_hold_sixty_units() -> None:
    document = docx.Document(BytesIO(paper_of_many("docx")))
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)
    marks = next(table for table in tables if table.rows[0].cells[0].text == words.UNIT)
    names = {cell.text for cell in marks.columns[0].cells}
    assert {f"Unit G{place:02}" for place in range(1, 61)} <= names


def test_who_has_not_reported_is_a_list() -> None:
    document = docx.Document(BytesIO(paper_of_many("docx")))
    lists = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    [late] = [rows for rows in lists if "∅ Chưa nộp" in rows[-1]]
    assert len(late) == 1 + 20 + 1  # its head, every third group, and the office


def test_nobody_is_named_as_its_author() -> None:
    properties = opened().core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == words.subject("Phường Hương An", "Quý III năm 2026")
    real = copy.deepcopy(sample()) | {"is_sample": False}
    assert (
        papers.SAMPLE
        not in docx.Document(BytesIO(formats()["docx"].render(real))).sections[0].footer.paragraphs[0].text
    )


def test_every_sentence_on_an_indicator_names_it_and_its_clause() -> None:
    lines = [paragraph.text for paragraph in opened().paragraphs]
    for row in sample()["indicators"]:
        if row["target"] is not None:
            [said] = [line for line in lines if line.startswith(f"- {row['label']}: ")]
            place = row["clause"] if row["clause"].startswith("Điều") else f"mục {row['clause']}"
            assert said.endswith(f"(chỉ tiêu {row['code']}, {place}).")
            assert words.figure(row) in said
    assert next(line for line in lines if line.startswith("- Đã tập huấn ")).endswith("(mục II.2.1).")


def test_the_annex_lies_across_and_its_sheets_are_numbered_on() -> None:
    document = opened()
    upright, across, last = document.sections
    assert [round(section.page_width.mm) for section in (upright, across, last)] == [210, 297, 210]
    for section in (across, last):
        assert not section.different_first_page_header_footer
        assert section.header.is_linked_to_previous
        assert papers.FOR_MEETING in section.footer.paragraphs[0].text
        assert (round(section.left_margin.mm), round(section.top_margin.mm)) == (30, 20)


def test_the_annex_holds_every_indicator_with_its_clause_and_numbers() -> None:
    heads = TABLES["indicators"].headings
    wide = (heads["code"], heads["clause"])
    [table] = [table for table in opened().tables if tuple(cell.text for cell in table.rows[0].cells[:2]) == wide]
    lines = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    for line, row in zip(lines, sample()["indicators"], strict=True):
        assert line[:3] == [row["code"], row["clause"], row["label"]]
        for said, name in zip(line[4:6], ("numerator", "denominator"), strict=True):
            assert said == ("–" if row[name] is None else number(row[name]))


def test_a_voice_is_told_what_each_table_and_picture_is() -> None:
    for table in opened().tables:
        if table.style.name == "Table Grid":
            assert "w:tblCaption" in table._tbl.tblPr.xml
            assert "w:tblDescription" in table._tbl.tblPr.xml
    sealed = copy.deepcopy(sample()) | {"seal": {"code": "234-567-89A", "name": "Họp", "sealed_at": "2026-10-01"}}
    document = docx.Document(BytesIO(formats()["docx"].render(sealed)))
    feet = [foot for section in document.sections for foot in (section.footer, section.first_page_footer)]
    told = [node.get("descr") for foot in feet for node in foot._element.iter("{*}docPr")]
    assert len(told) >= 4
    assert all(told)


def test_no_date_or_code_is_wider_than_its_column() -> None:
    """A digit of Times New Roman is half as wide as its type is high."""
    compared = 0
    for table in opened().tables[1:]:
        for row in table.rows[1:]:
            for cell in row.cells:
                run = next((run for paragraph in cell.paragraphs for run in paragraph.runs), None)
                words_of = [word for word in cell.text.split() if word[:1].isdigit()]
                if run is not None and run.font.size is not None and words_of:
                    assert cell.width.pt >= max(map(len, words_of)) * run.font.size.pt / 2, cell.text
                    compared += 1
    assert compared > 100


def test_where_nothing_was_reported_no_table_counts_those_trained() -> None:
    with Store() as store:
        nothing = build(store, unit="HA", period="2026-Q3", as_of=AS_OF)
    tables = docx.Document(BytesIO(formats()["docx"].render(nothing))).tables
    heading = TABLES["training_by_cohort"].headings["cohort_label"]
    assert not [table for table in tables if table.rows[0].cells[0].text == heading]
    assert [table for table in opened().tables if table.rows[0].cells[0].text == heading]


def test_what_bears_a_break_of_sheets_takes_no_sheet_of_its_own() -> None:
    bearers = [paragraph for paragraph in opened().paragraphs if paragraph._p.xpath("w:pPr/w:sectPr")]
    assert len(bearers) == 2
    assert all(bearer.paragraph_format.line_spacing.pt <= 1 for bearer in bearers)
