"""The slides: one message each, charts that stay editable, type that the last row can read, nothing beyond the edge."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pptx
import pytest

from data.store import Store
from exports.formats import formats
from exports.snapshot import Snapshot, build
from tests.papers import AS_OF, one_line, paper, paper_of_many, sample, slide_text
from wording import papers
from wording import report as words
from wording import slides as slide_words
from wording.tables import COUNTED

READABLE = 18  # points
IN_PLACE_OF_A_FOOTER = 12


@cache
def shows() -> dict[str, Any]:
    """The presentations by what they are of."""
    contents = {
        "internal": paper("pptx"),
        "public": paper("pptx", "public"),
        "many": paper_of_many("pptx"),
        "empty": paper("pptx", period="2026-Q4"),
        "group": paper("pptx", unit="HA-03"),
    }
    return {name: pptx.Presentation(BytesIO(content)) for name, content in contents.items()}


OF = ("internal", "public", "many", "empty", "group")


@pytest.mark.parametrize("of", OF)
def test_about_ten_slides_each_with_a_sentence_as_its_title(of: str) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in shows()[of].slides]
    assert 8 <= len(titles) <= 13
    assert all(len(title) > 15 for title in titles)
    assert len(set(titles)) == len(titles)


def test_titles_tell_the_snapshots_figures() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in shows()["internal"].slides]
    assert titles[1] == "7 chỉ tiêu nghị quyết nêu rõ: 3 đạt, 4 chưa đến hạn đánh giá"
    assert titles[2] == "Quý III/2026: cả 10 đơn vị nộp đúng hạn"
    assert titles[3].startswith("Chỉ tiêu nghị quyết nêu rõ: 3/7 đạt; xa nhất: ")
    assert "23/41" in titles[7]


@pytest.mark.parametrize("of", OF)
def test_what_the_room_reads_is_large_and_inside_the_slide(of: str) -> None:
    show = shows()[of]
    assert round(show.slide_width / show.slide_height, 2) == 1.78
    for place, slide in enumerate(show.slides):
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            if shape.has_chart:
                assert shape.chart.font.size.pt >= READABLE
                assert len(list(shape.chart.plots[0].categories)) <= 10
            texts = [shape.text_frame] if shape.has_text_frame else []
            texts += [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            sizes = [run.font.size.pt for text in texts for line in text.paragraphs for run in line.runs]
            assert all(size >= READABLE for size in sizes) or (
                set(sizes) == {IN_PLACE_OF_A_FOOTER} and shape.top > 6_000_000
            ), place


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_every_slide_says_which_figures_it_shows_and_that_they_are_made_up(profile: str) -> None:
    for slide in shows()[profile].slides:
        said = one_line(slide_text(slide, with_notes=False))
        assert papers.counted_from("15/06/2026", "14/09/2026") in said
        assert papers.hash_note(sample(profile)["content_hash"]) in said
        assert papers.SAMPLE in said


def charts(of: str) -> list[Any]:
    return [shape.chart for slide in shows()[of].slides for shape in slide.shapes if shape.has_chart]


def test_the_charts_can_be_edited_and_hold_the_snapshots_numbers() -> None:
    found, drawn = sample(), charts("internal")
    assert len(drawn) >= 7
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in drawn)
    values = {series.name: tuple(series.values) for chart in drawn for series in chart.plots[0].series}
    registers = [row for row in found["complaints"]["by_kind"] if row["span"] == "quarter"]
    counts = [chart for chart in drawn if chart.plots[0].series[0].name == COUNTED["received"]]
    [flow] = [chart for chart in counts if len(list(chart.plots[0].categories)) == 3]
    for series, name in zip(flow.plots[0].series, ("received", "resolved", "closing"), strict=True):
        assert list(series.values) == [row[name] for row in registers if row["source"] == "register"]
    named = [row for row in found["training"]["by_cohort"] if row["topic"] in ("A", "B")]
    assert values["Đã tập huấn"] == tuple(row["first_time"] for row in named)
    assert values["Chưa tập huấn"] == tuple(row["untrained"] for row in named)
    shares = {row["value"] for row in found["indicators"] if row["target"] is not None}
    assert set(values["Kết quả"]) <= shares


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_notes_give_the_presenter_numbers_and_clauses(profile: str) -> None:
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in shows()[profile].slides)
    for row in sample(profile)["indicators"]:
        if row["target"] is not None:
            assert f"{row['code']} (mục {row['clause']})" in notes
            assert words.figure(row) in notes


def test_of_sixty_units_both_ends_stand_and_the_rest_are_counted() -> None:
    [told] = [slide for slide in shows()["many"].slides if "và 50 đơn vị khác" in slide_text(slide, with_notes=False)]
    notes = told.notes_slide.notes_text_frame.text
    assert all(f"Unit G{place:02}" in notes for place in range(1, 61))


def test_a_withheld_register_has_no_bars() -> None:
    assert not [chart for chart in charts("public") if list(chart.plots[0].categories) == ["Đất đai"]]
    for chart in charts("public"):
        assert any(value is not None for series in chart.plots[0].series for value in series.values)


def test_a_register_withheld_whole_leaves_no_blank_slide() -> None:
    show = pptx.Presentation(BytesIO(paper("pptx", "public", unit="HA-03")))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert not [title for title in titles if "Phản ánh ghi nhận tại tổ" in title]


def asked(count: int) -> Snapshot:
    """The sample with questions, of which every second is answered."""
    one = {
        "kind": "group", "period": "2026-Q3", "period_label": "Quý III năm 2026", "indicator": "2.2-b", "measure": None,
        "ms": None, "label": "Hộ dân được tuyên truyền", "asked_at": "2026-09-25T02:00:00+00:00", "answered_in": None,
        "answered_at": None,
    }  # fmt: skip
    rows = [
        one | {"id": f"HA-0{n}-GT01", "unit": f"HA-0{n}", "name": f"Tổ {n}", "text": f"Vì sao giảm {n}? {'x ' * 90}"}
        | ({"state": "answered", "answer": f"Do mưa {n}."} if n % 2 else {"state": "open", "answer": None})
        for n in range(1, count + 1)
    ]  # fmt: skip
    return {**sample(), "questions": rows}


def test_questions_have_a_slide_with_the_unanswered_first_and_all_of_them_in_its_notes() -> None:
    before = [slide.shapes.title.text_frame.text for slide in shows()["internal"].slides]
    show = pptx.Presentation(BytesIO(formats()["pptx"].render(asked(7))))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    [title] = [title for title in titles if title not in before]
    assert title == "7 đề nghị giải trình: 3 chưa được trả lời"
    slide = show.slides[titles.index(title)]
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    shown = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert [row[0] for row in shown] == ["Tổ 2", "Tổ 4", "Tổ 6", "Tổ 1"]
    assert [row[3] for row in shown] == ["Chưa trả lời"] * 3 + ["Do mưa 1."]
    assert "và 3 đề nghị giải trình khác" in slide_text(slide, with_notes=False)
    notes = slide.notes_slide.notes_text_frame.text
    assert all(row["text"].strip() in notes and row["id"] in notes for row in asked(7)["questions"])
    assert titles[-1] == before[-1]
    assert len(titles) == len(before) + 1


def test_where_nothing_was_ever_reported_no_title_sounds_like_a_result() -> None:
    with Store() as store:
        nothing = build(store, unit="HA", period="2026-Q3", as_of=AS_OF)
    slides = pptx.Presentation(BytesIO(formats()["pptx"].render(nothing))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides][1:]
    assert not [title for title in titles if "0/" in title or slide_words.NOBODY_LACKS in title]
    assert "Chỉ tiêu nghị quyết nêu rõ: 7 chỉ tiêu chưa có báo cáo" in titles
    assert len(titles) == len(set(titles)) == 7
