"""Slides in the ward's own template: its layouts by name, its look, and a sentence where it cannot serve."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from pptx.util import Inches, Pt

from exports.__main__ import main
from exports.formats import PACK, formats
from exports.slide_files import FILE, TemplateError, beside
from tests.papers import paper, sample, slide_text
from wording import papers
from wording import slide_template as words


@cache
def template(name: str = "Chỉ Tiêu đề", title_deep: float = 1.2) -> bytes:
    """A presentation of a ward, 4:3, with two slides of its own and a mark on its layout."""
    show = pptx.Presentation()
    layout = show.slide_layouts[5]
    layout.name = name
    title = layout.placeholders[0]
    title.left, title.top, title.width, title.height = Inches(1), Inches(0.4), Inches(8), Inches(title_deep)
    mark = layout.shapes._spTree
    mark.append(show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(0, 0, Pt(9), Pt(9))._element)
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "Trang cũ của phường"
    show.core_properties.author = "Nguyễn Văn A"
    written = BytesIO()
    show.save(written)
    return written.getvalue()


def rendered(given: bytes) -> Any:
    return pptx.Presentation(BytesIO(formats()["pptx"].render(sample(), given)))


def test_slides_stand_in_the_template_and_its_own_slides_do_not() -> None:
    show, plain = rendered(template()), pptx.Presentation(BytesIO(paper("pptx")))
    assert (show.slide_width, show.slide_height) == (Inches(10), Inches(7.5))
    first, *others, last = [slide.slide_layout.name for slide in show.slides]
    assert (first, set(others), last) == ("Title Slide", {"Chỉ Tiêu đề"}, "Title and Content")
    assert [slide_text(slide) for slide in show.slides] == [slide_text(slide) for slide in plain.slides]
    assert "Trang cũ" not in " ".join(slide_text(slide) for slide in show.slides)
    assert show.core_properties.author == ""


def test_everything_stays_inside_and_below_the_templates_title() -> None:
    for slide in rendered(template()).slides:
        title = slide.shapes.title
        if slide.slide_layout.name == "Chỉ Tiêu đề":
            assert (title.left, title.width) == (Inches(1), Inches(8))
        assert title.text_frame.paragraphs[0].runs[0].font.color.type is None
        for shape in slide.shapes:
            assert shape.left + shape.width <= Inches(10)
            assert shape.top + shape.height <= Inches(7.5)
            if shape.has_chart or shape.has_table:
                assert shape.top >= title.top + title.height


def test_sentences_stand_where_the_templates_layouts_have_a_place_for_them() -> None:
    """So they keep the template's look, and the outline of the presentation shows them."""
    for given in (None, template()):
        first, *_, last = pptx.Presentation(BytesIO(formats()["pptx"].render(sample(), given))).slides
        for slide in (first, last):
            [title, below] = slide.placeholders
            assert title.text_frame.text
            assert papers.counted_from("15/06/2026", "14/09/2026") in below.text_frame.text
            assert below.top >= title.top + title.height


def test_a_template_with_one_layout_alone_serves_too() -> None:
    show = pptx.Presentation(BytesIO(template()))
    for layout in show.slide_layouts:
        layout._element.set("type", "titleOnly")
    written = BytesIO()
    show.save(written)
    slides = rendered(written.getvalue()).slides
    assert {slide.slide_layout.name for slide in slides} == {"Chỉ Tiêu đề"}
    assert all([shape.placeholder_format.idx for shape in slide.placeholders] == [0] for slide in slides)
    assert papers.FOR_MEETING in slide_text(slides[0])


@pytest.mark.parametrize("name", ["Title Only", "title  only", "CHỈ CÓ TIÊU ĐỀ"])
def test_a_layout_is_found_by_name_whatever_its_place_and_letters(name: str) -> None:
    assert len(rendered(template(name)).slides) == len(pptx.Presentation(BytesIO(paper("pptx"))).slides)


def a_word_file() -> bytes:
    written = BytesIO()
    docx.Document().save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda: template("Trang riêng"), "Trang riêng"),
        (lambda: template("Trang riêng"), "«Chỉ Tiêu đề»"),
        (lambda: template("Title Only", 4.5), "chừa quá ít chỗ"),
        (lambda: b"not a presentation", words.UNREADABLE),
        (a_word_file, words.UNREADABLE),
        (lambda: bytes(20_000_001), words.TOO_LARGE),
    ],
)
def test_a_template_that_cannot_serve_is_refused_with_a_sentence(given: Any, said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        formats()["pptx"].render(sample(), given())
    assert said in str(refused.value)


def test_the_file_beside_the_database_is_the_wards_template(tmp_path: Path) -> None:
    assert beside(tmp_path / "dccs.duckdb") is None
    assert beside(None) is None
    (tmp_path / FILE).write_bytes(template())
    assert beside(tmp_path / "dccs.duckdb") == template()


def test_the_command_takes_a_template_and_says_what_is_wrong_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    good, bad, out = tmp_path / "good.pptx", tmp_path / "bad.pptx", tmp_path / "out.pptx"
    good.write_bytes(template())
    bad.write_bytes(b"no")
    asked = ["pptx", "--period", "2026-Q3", "--out", str(out), "--template"]
    assert main([*asked, str(good)]) == 0
    assert pptx.Presentation(out).slides[1].slide_layout.name == "Chỉ Tiêu đề"
    assert main([*asked, str(bad)]) == 2
    assert words.UNREADABLE in capsys.readouterr().err
    (tmp_path / FILE).write_bytes(template("Title Only"))
    assert main(asked[:-1]) == 0
    assert pptx.Presentation(out).slides[1].slide_layout.name == "Title Only"


def test_other_papers_do_not_ask_for_it_and_the_pack_does() -> None:
    assert {stem for stem, kind in formats().items() if "template" in kind.takes} == {"pptx", PACK}


def test_every_chart_and_table_has_words_with_its_numbers() -> None:
    for given in (None, template()):
        show = pptx.Presentation(BytesIO(formats()["pptx"].render(sample(), given)))
        for slide in show.slides:
            for shape in slide.shapes:
                if shape.has_chart or shape.has_table:
                    told = shape._element.nvGraphicFramePr.cNvPr.get("descr", "")
                    assert slide.shapes.title.text_frame.text in told
                if shape.has_chart:
                    for name in shape.chart.plots[0].categories:
                        assert name in told
