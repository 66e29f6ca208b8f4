"""The printed report: tagged, in Vietnamese, by fonts that it carries, marked on every page."""

from __future__ import annotations

import copy
import re

import pytest

from exports.formats import formats
from tests.papers import one_line, paper, paper_of_many, pdf_pages, poppler, sample
from wording import papers
from wording import report as words
from wording.report import subject


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_every_page_says_from_when_to_when_which_figures_and_that_they_are_made_up(profile: str) -> None:
    found, pages = sample(profile), pdf_pages(paper("pdf", profile))
    assert len(pages) > 3
    for place, page in enumerate(pages, start=1):
        for mark in (papers.counted_from("15/06/2026", "14/09/2026"), papers.hash_note(found["content_hash"]),
                     papers.page_of(str(place), str(len(pages))), papers.SAMPLE, papers.FOR_MEETING,
                     words.IN_OFFICE[profile]):  # fmt: skip
            assert mark in page, (place, mark)


def test_the_key_findings_are_one_page() -> None:
    pages = pdf_pages(paper("pdf"))
    assert words.FINDINGS in pages[0]
    assert words.INDICATORS not in pages[0]
    assert words.INDICATORS in pages[1]


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    content = paper("pdf")
    said = poppler("pdfinfo", content, "FILE")
    assert re.search(r"Tagged:\s+yes", said)
    assert re.search(r"Page size:.*A4", said)
    assert one_line(subject("Phường Hương An", "Quý III năm 2026")) in one_line(said)
    assert b"/Lang (vi-VN)" in content or b"/Lang(vi-VN)" in content
    assert b"pdfuaid:part" in content


def test_its_letters_come_with_it_and_none_is_missing() -> None:
    """Fonts of the package only; a letter that they lack would be set in a third one or as a box."""
    found = copy.deepcopy(sample())
    letters = "ă â đ ê ô ơ ư " + " ".join(
        f"{base}{mark}" for base in "aăâeêioôơuưy" for mark in "\u0300\u0309\u0303\u0301\u0323"
    )
    found["unit_name"] = one_line(f"{letters} {letters.upper()}")
    content = formats()["pdf"].render(found)
    fonts = poppler("pdffonts", content, "FILE").splitlines()[2:]
    assert {re.sub(r"^\w+\+|-.*", "", line.split()[0]) for line in fonts} == {"LibertinusSerif", "DejaVuSansMono"}
    assert all(line.split()[-5] == "yes" for line in fonts)
    said = " ".join(pdf_pages(content)).replace(" ", "")
    assert one_line(letters).replace(" ", "") in said


def test_sixty_units_stand_below_each_other_under_a_repeated_head() -> None:
    pages = pdf_pages(paper_of_many("pdf"))
    assert sum(f"Unit G{place:02}" in " ".join(pages) for place in range(1, 61)) == 60
    assert sum(words.UNIT in page and "Unit G" in page for page in pages) >= 2
