"""The tags of the printed report, looked at one by one: what a reader who does not see gets from it (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from tests.papers import paper, paper_of_many, pdf_pages, sample
from wording import report as words
from wording.report import subject

CASES = {
    "internal": lambda: paper("pdf"), "public": lambda: paper("pdf", "public"), "many": lambda: paper_of_many("pdf"),
    "empty": lambda: paper("pdf", period="2026-Q4"), "group": lambda: paper("pdf", unit="HA-03"),
}  # fmt: skip
of_each_case = pytest.mark.parametrize("case", CASES)


@cache
def opened(case: str) -> pikepdf.Pdf:
    """Kept open: what is taken out of it lives as long as it."""
    return pikepdf.open(BytesIO(CASES[case]()))


def tags(node: Any) -> Iterator[Any]:
    """Every element of the structure below a node, itself first, in the order in which it is read."""
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from tags(inner)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        yield from tags(node.get("/K"))


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(tag.S) for tag in tags(pdf.Root.StructTreeRoot.K)]


@of_each_case
def test_it_is_marked_as_accessible_and_says_language_and_title(case: str) -> None:
    pdf = opened(case)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "vi-VN"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert str(said["dc:title"]).startswith("Kết quả thực hiện Nghị quyết số 50/NQ-HĐND")
    assert {str(page.get("/Tabs")) for page in pdf.pages} == {"/S"}


def test_its_title_names_unit_and_quarter() -> None:
    with opened("internal").open_metadata() as said:
        assert said["dc:title"] == subject("Phường Hương An", "Quý III năm 2026")


@of_each_case
def test_every_picture_has_words(case: str) -> None:
    figures = [tag for tag in tags(opened(case).Root.StructTreeRoot.K) if tag.S == "/Figure"]
    assert all(len(str(figure.get("/Alt", ""))) > 20 for figure in figures)
    if case == "internal":
        told = " ".join(str(figure.Alt) for figure in figures)
        shares = [row for row in sample()["indicators"] if row["target"] == 100 and row["value"] is not None]
        assert len(figures) >= len(shares) > 10
        assert [row["code"] for row in shares if words.figure(row) not in told] == []


@of_each_case
def test_headings_begin_at_the_first_level_and_leave_none_out(case: str) -> None:
    levels = [int(kind[2:]) for kind in kinds(opened(case)) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@of_each_case
def test_every_table_has_a_head(case: str) -> None:
    tables = [tag for tag in tags(opened(case).Root.StructTreeRoot.K) if tag.S == "/Table"]
    assert tables
    for table in tables:
        inner = [str(tag.S) for tag in tags(table)]
        assert "/TH" in inner
        assert inner[1] == "/THead"


def test_units_by_indicators_stand_on_a_sheet_across_and_the_rest_upright() -> None:
    said = pdf_pages(paper("pdf"))
    wide = [page.mediabox[2] > page.mediabox[3] for page in opened("internal").pages]
    with_units = next(place for place, text in enumerate(said) if words.BY_UNIT in text)
    assert wide == [place == with_units for place in range(len(wide))]
    assert words.TRAINING in said[with_units + 1]


def test_few_indicators_have_room_on_a_sheet_upright() -> None:
    assert not [page for page in opened("many").pages if page.mediabox[2] > page.mediabox[3]]


@of_each_case
def test_the_key_findings_stay_one_page_however_many_units(case: str) -> None:
    said = pdf_pages(CASES[case]())
    assert words.FINDINGS in said[0]
    assert words.INDICATORS in said[1][:260]
