"""What the figures must show, read from the figures themselves, and what the sentence under each must say."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.bars import bars_against_target, bullet
from charts.cases import ageing, by_field, case_flow
from charts.countdown import countdown
from charts.grids import heat_map, leaving, matrix_of_returns
from charts.moments import moments
from charts.multiples import small_multiples
from charts.pairs import pairs
from charts.rows import wrap
from charts.stacks import stacks
from charts.survival import survival
from charts.theme import CONFIG, config
from charts.training import coverage_bars, timeline
from charts.trends import trend
from wording import charts as words
from wording import heads
from wording.terms import STATUS

GROUPS = ("tổ dân phố", "tổ")
COHORTS = {
    "C1": "Người được giao nhiệm vụ thực thi pháp luật về thực hiện dân chủ ở cơ sở",
    "C4": "Tổ trưởng tổ dân phố",
}
KINDS = {"KN": "Khiếu nại", "KNPA": "Kiến nghị, phản ánh"}
FLOW = {"opening": 12, "received": 30, "resolved": 25, "closed_otherwise": 2, "closing": 15}


def unit(name: str, numerator: Any, denominator: Any, status: str, **more: Any) -> dict[str, Any]:
    known = numerator is not None and denominator != 0
    value = (Fraction(100 * numerator, denominator) if denominator else numerator) if known else None
    bounds = {"low": value, "high": value}
    row = {"unit": name, "name": name, "numerator": numerator, "denominator": denominator, "value": value}
    return {**row, **bounds, "status": status, **more}


SEVEN = [
    unit("Thanh Chữ", 38, 38, "met"),
    unit("Bồn Trì", 2499, 2500, "met"),
    unit("Cổ Bưu", 23, 38, "not_met"),
    unit("An Hòa", 30, 40, "incomplete", low=Fraction(75), high=Fraction(92)),
    unit("An Vân", None, 30, "not_reported"),
    unit("Bồn Phổ", 0, 0, "nothing_arose"),
    unit("An Lưu", 0, 12, "not_met"),
]
PERIODS = ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
POINTS = [
    unit("", 20, 38, "not_due", period="2024-Q3"),
    unit("", 38, 38, "met", period="2024-Q4"),
    unit("", 8, 38, "not_due", period="2025-Q1"),
    unit("", None, None, "not_reported", period="2025-Q2"),
    unit("", 22, 38, "incomplete", period="2025-Q3", high=Fraction(90)),
]
SERIES = [{**point, "unit": name, "name": name} for name in ("Bồn Phổ", "Cổ Bưu") for point in POINTS]
CELLS = [{**row, "code": code, "label": f"Chỉ tiêu {code}"} for code in ("2.4-b", "2.1-a") for row in SEVEN]
TRAINING = [
    {"cohort": "C1", "invited": 60, "attended": 45, "first_time": 23, "roster": 38, "untrained": 15},
    {"cohort": "C4", "invited": None, "attended": None, "first_time": None, "roster": None, "untrained": None},
]
COURSES = [
    {"held_on": date(2026, 6, 10), "topic": "B", "title": "Hương ước", "cohorts": "C4", "invited": 7, "attended": None},
    {"held_on": date(2026, 3, 5), "topic": "A", "title": "Dân chủ", "cohorts": ["C1"], "invited": 60, "attended": 45},
]
OPEN = [
    {"kind": "KN", "bucket": "0–10", "cases": 1},
    {"kind": "KN", "bucket": "over 90", "cases": 2},
    {"kind": "KNPA", "bucket": "0–10", "cases": 9},
]
FIELDS = [
    {"field": "Đất đai", "received": 14, "resolved": 9, "closing": 8},
    {"field": "Tư pháp", "received": None, "resolved": None, "closing": None},
]
SURVIVAL = [{"day": 10, "open_share": 80, "low": 70, "high": 90}, {"day": 24, "open_share": 50, "low": 40, "high": 60}]
RETURNS = [
    {"unit": "1", "name": "Bồn Trì", "period": "2026-Q1", "state": "missing", "received_at": None},
    {"unit": "1", "name": "Bồn Trì", "period": "2026-Q2", "state": "late", "received_at": None},
    {"unit": "2", "name": "An Lưu", "period": "2026-Q1", "state": "on_time", "received_at": None},
    {"unit": "2", "name": "An Lưu", "period": "2026-Q2", "state": "on_time", "received_at": None},
]
PAIRS = [
    {"name": "Tiếp nhận", "first": None, "second": 5},
    {"name": "Giải quyết", "first": Fraction(7, 2), "second": 0},
]
PARTS = {"over": ("Quá hạn", "not_met"), "open": ("Chưa đến hạn", "not_due"), "done": ("Xong", "met")}
STACKS = [
    {"name": "Công khai", "over": 1, "open": 0, "done": 3},
    {"name": "<Kiến nghị> của hai ban", "over": 2, "open": 0, "done": 98, "said": "còn 2/100"},
    {"name": "Chưa biết", "over": None, "open": None, "done": None},
]
DEADLINES = [{"name": "KN-1", "days": -71}, {"name": "KN-2", "days": 0}, {"name": "KN-3", "days": 40}]
CAME = {
    "starts_on": date(2026, 6, 15), "ends_on": date(2026, 9, 14), "due_on": date(2026, 9, 21),
    "known_on": date(2026, 11, 28), "units": 3, "holds_since": datetime(2026, 9, 25, 5, tzinfo=UTC),
    "days": [
        {"on": date(2026, 9, 16), "first": ["<An Lưu>", "An Vân"], "corrected": [], "withdrawn": [], "reported": 2,
         "is_late": False},
        {"on": date(2026, 9, 25), "first": ["Bồn Trì"], "corrected": ["An Vân"], "withdrawn": [], "reported": 3,
         "is_late": True},
    ],
    "seals": [{"code": "ABCD-1234", "name": "Họp quý III", "on": date(2026, 9, 28)}],
}  # fmt: skip
LEAVING = [
    {"unit": unit, "name": unit, "part": part, "state": state, "private": 2, "withheld": 0, "missing": 1, "late": 0,
     "complete": 1}
    for unit, part, state in (
        ("UB", "returns", "complete"), ("UB", "complaints", "private"), ("An Lưu", "returns", "late"),
    )
]  # fmt: skip
FIGURES = {
    "bars_against_target": lambda **k: bars_against_target(SEVEN, target=80, **k),
    "bullet": lambda **k: bullet(SEVEN[3], target=80, **k),
    "heat_map": lambda **k: heat_map(CELLS, **k),
    "trend": lambda **k: trend(POINTS, target=80, **k),
    "small_multiples": lambda **k: small_multiples(SERIES, target=80, **k),
    "coverage_bars": lambda **k: coverage_bars(TRAINING, labels=COHORTS, **k),
    "timeline": lambda **k: timeline(COURSES, labels=COHORTS, **k),
    "case_flow": lambda **k: case_flow(FLOW, **k),
    "ageing": lambda **k: ageing(OPEN, labels=KINDS, **k),
    "by_field": lambda **k: by_field(FIELDS, labels={}, **k),
    "pairs": lambda **k: pairs(PAIRS, labels=("Báo cáo", "Sổ"), **k),
    "stacks": lambda **k: stacks(STACKS, parts=PARTS, **k),
    "countdown": lambda **k: countdown(DEADLINES, **k),
    "survival": lambda **k: survival(SURVIVAL, **k),
    "matrix_of_returns": lambda **k: matrix_of_returns(RETURNS, **k),
    "moments": lambda **k: moments([CAME], **k),
    "leaving": lambda **k: leaving(LEAVING, **k),
}
every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())


def named(figure: go.Figure, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


def lines(figure: go.Figure, name: str) -> list[Any]:
    return [shape for shape in figure.layout.shapes if shape.name == name]


# --- every figure ------------------------------------------------------------------------------------------------


@every_figure
@pytest.mark.parametrize("dark", [False, True])
def test_every_figure_passes_plotlys_own_check_with_vietnamese_separators_and_no_ground(draw: Any, dark: bool) -> None:
    figure = draw(dark=dark)
    go.Figure(figure.to_dict())
    assert figure.layout.separators == ",."
    assert figure.layout.template.layout.paper_bgcolor == "rgba(0,0,0,0)"


@every_figure
def test_every_figure_is_small(draw: Any) -> None:
    figure = draw()
    assert len(figure.data) <= 10
    assert len(figure.layout.shapes) <= 8
    assert len(figure.layout.annotations) <= 1
    assert len(figure.to_json()) < 20_000


@every_figure
def test_the_meeting_mode_enlarges_type_and_height_alike(draw: Any) -> None:
    usual, large = draw(), draw(scale=1.35)
    assert large.layout.height == pytest.approx(1.35 * usual.layout.height, abs=1)
    assert large.layout.template.layout.font.size == pytest.approx(1.35 * usual.layout.template.layout.font.size)


@every_figure
def test_words_are_lighter_on_a_dark_ground(draw: Any) -> None:
    inks = [draw(dark=dark).layout.template.layout.font.color for dark in (False, True)]
    assert int(inks[0][1:3], 16) < 64
    assert int(inks[1][1:3], 16) > 192


@every_figure
def test_no_hover_box_speaks_english_or_shows_plotlys_own_rounding(draw: Any) -> None:
    for trace in draw().data:
        assert trace.hoverinfo == "skip" or trace.hovertemplate == "%{hovertext}<extra></extra>"


def test_sixty_units_and_twenty_indicators_stay_a_few_traces() -> None:
    rows = [unit(f"Tổ {i}", i, 60, "not_met") for i in range(60)]
    cells = [{**row, "code": f"3.{code}", "label": "Chỉ tiêu"} for row in rows for code in range(20)]
    series = [{**point, "unit": row["unit"], "name": row["name"]} for row in rows for point in POINTS]
    figures = [bars_against_target(rows, target=80), heat_map(cells), small_multiples(series)]
    assert all(len(figure.data) <= 6 and len(figure.to_json()) < 400_000 for figure in figures)


@pytest.mark.parametrize("empty", [[], pd.DataFrame()], ids=["no rows", "empty frame"])
def test_an_empty_answer_is_a_sentence(empty: Any) -> None:
    for draw in (bars_against_target, heat_map, trend, small_multiples, survival):
        assert draw(empty).layout.annotations[0].text == "Chưa có số liệu"
    assert case_flow({**FLOW, "opening": None}).layout.annotations[0].text == "Không nêu đủ số liệu để vẽ"


def test_a_frame_draws_what_its_rows_draw() -> None:
    frame = pd.DataFrame([{**row, "value": row["value"] and float(row["value"])} for row in SEVEN])
    drawn = bars_against_target(frame, target=80)
    assert drawn.layout.yaxis2.ticktext == bars_against_target(SEVEN, target=80).layout.yaxis2.ticktext


def test_no_chart_imports_express_or_streamlit_or_holds_vietnamese() -> None:
    for path in (Path(__file__).parents[1] / "charts").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        modules += [f"{node.module}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        roots = {name.split(".")[0] for name in modules}
        own = {"charts", "wording", "plotly", "pandas"}
        standard = {"__future__", "collections", "typing", "functools", "html", "textwrap"}
        assert roots <= own | standard, path.name
        assert not any("express" in name for name in modules), path.name
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not any(re.search(r"[ăâđêôơưà-ỹ]", text) for text in texts), path.name


def test_the_camera_saves_under_a_vietnamese_name_and_is_the_only_button() -> None:
    setting = config(words.image_name("Hương ước theo tổ", "Quý II/2026"))
    assert setting["toImageButtonOptions"]["filename"] == "Hương ước theo tổ – Quý II 2026"
    assert setting["modeBarButtons"] == [["toImage"]]
    assert setting["displaylogo"] is False
    assert "filename" not in CONFIG["toImageButtonOptions"]


# --- bars --------------------------------------------------------------------------------------------------------


def test_the_target_line_stands_at_80_and_says_so() -> None:
    figure = bars_against_target(SEVEN, target=80)
    assert [(line.x0, line.x1) for line in lines(figure, "target")] == [(80, 80)]
    assert figure.layout.annotations[0].text == "Chỉ tiêu: 80%"


def test_without_a_target_there_is_no_line() -> None:
    figure = bars_against_target([unit("An Lưu", 3, None, "no_target")], measure="cuộc")
    assert not figure.layout.shapes
    assert not figure.layout.annotations
    assert figure.layout.yaxis2.ticktext == ("3 cuộc",)


def test_a_target_of_at_most_0_stands_at_0() -> None:
    figure = bars_against_target([unit("UB", 3, None, "not_met")], target=0, better="lower", measure="vụ việc")
    assert lines(figure, "target")[0].x0 == 0
    assert figure.layout.annotations[0].text == "Chỉ tiêu: không quá 0 vụ việc"


def test_bars_are_sorted_by_value_with_the_unknown_last() -> None:
    names = bars_against_target(SEVEN, target=80).layout.yaxis.ticktext
    assert names == ("Thanh Chữ", "Bồn Trì", "An Hòa", "Cổ Bưu", "An Lưu", "An Vân", "Bồn Phổ")


def test_where_less_is_better_the_least_comes_first_and_the_unknown_still_last() -> None:
    rows = [unit("A", 3, None, "not_met"), unit("B", None, None, "not_reported"), unit("C", 0, None, "met")]
    assert bars_against_target(rows, target=0, better="lower").layout.yaxis.ticktext == ("C", "A", "B")


def test_bars_are_sorted_by_the_vietnamese_alphabet_on_request() -> None:
    rows = [unit(name, 1, 2, "met") for name in ("Tổ 10", "Đông", "Tổ 2", "Dinh", "Ấp")]
    names = bars_against_target(rows, order="name").layout.yaxis.ticktext
    assert names == ("Ấp", "Dinh", "Đông", "Tổ 2", "Tổ 10")


def test_labels_carry_mark_share_and_counts_and_never_round_up_to_100() -> None:
    texts = bars_against_target(SEVEN, target=80).layout.yaxis2.ticktext
    assert texts[:4] == ("✓ 100% (38/38)", "✓ 99,9% (2.499/2.500)", "◐ 75% (30/40)", "✗ 60,5% (23/38)")


def test_a_unit_that_did_not_report_is_a_hatched_outline_with_its_word_and_no_zero_bar() -> None:
    figure = bars_against_target(SEVEN, target=80)
    bar = named(figure, "∅ Chưa báo cáo")
    assert tuple(bar.x) == (100,)
    assert bar.marker.color == "rgba(0,0,0,0)"
    assert bar.marker.pattern.shape
    assert figure.layout.yaxis2.ticktext[5] == "∅ Chưa báo cáo"


def test_zero_nothing_arose_and_missing_are_three_things() -> None:
    texts = bars_against_target(SEVEN, target=80).layout.yaxis2.ticktext
    assert texts[4:] == ("✗ 0% (0/12)", "∅ Chưa báo cáo", "– Không phát sinh")


def test_an_earlier_figure_of_a_unit_that_sent_nothing_is_not_drawn_as_this_periods() -> None:
    figure = bars_against_target([unit("An Vân", 5, 30, "not_reported")], target=80)
    assert figure.layout.yaxis2.ticktext == ("∅ Chưa báo cáo",)
    assert tuple(named(figure, "∅ Chưa báo cáo").x) == (100,)


def test_a_figure_that_the_public_profile_withholds_is_neither_missing_nor_zero() -> None:
    row = {**unit("An Lưu", None, None, "met"), "status": None, "is_suppressed": True}
    silent = {**unit("An Vân", None, None, "not_reported"), "is_suppressed": True}
    figure = bars_against_target([row, silent], order="name")
    assert figure.layout.yaxis2.ticktext == ("□ Số nhỏ, không nêu", "∅ Chưa báo cáo")
    assert heat_map([{**row, "code": "3.3-e", "label": "x"}]).data[0].text == ("□",)
    assert words.units_sentence([row, unit("An Hòa", 2, 2, "met")]) == (
        "1/1 đơn vị đạt; số nhỏ, không nêu: An Lưu (1 đơn vị)."
    )
    assert words.indicator_sentence(row) == "Số nhỏ, không nêu."


def test_the_range_from_floor_to_ceiling_is_drawn_where_they_differ() -> None:
    assert tuple(named(bars_against_target(SEVEN, target=80), words.RANGE).x) == (75.0, 92.0, None)


def test_long_names_stand_above_their_bars() -> None:
    figure = bars_against_target([unit(COHORTS["C1"], 23, 38, "not_met")], target=80)
    assert figure.layout.yaxis.showticklabels is False
    assert named(figure, "names").text[0].replace("<br>", " ") == COHORTS["C1"]


def test_names_cannot_smuggle_markup() -> None:
    assert bars_against_target([unit("<b>x</b>", 1, 2, "met")]).layout.yaxis.ticktext == ("&lt;b&gt;x&lt;/b&gt;",)


def test_a_bullet_is_about_60_px_high_with_target_and_range() -> None:
    figure = bullet(SEVEN[3], target=80)
    assert 50 <= figure.layout.height <= 70
    assert lines(figure, "target")[0].x0 == 80
    assert named(figure, words.RANGE).x[1] == 92


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        bars_against_target(SEVEN, order="size")


# --- grids -------------------------------------------------------------------------------------------------------


def test_every_cell_carries_the_mark_of_its_status() -> None:
    figure = heat_map(CELLS)
    for trace in figure.data:
        assert set(trace.text) == {trace.name.split(" ")[0]}
    assert sum(len(trace.x) for trace in figure.data) == len(CELLS)


def test_every_status_has_its_own_mark_word_and_fill() -> None:
    for dark in (False, True):
        rows = [{**unit(code, 1, 2, code), "code": "2.1-a", "label": "x"} for code in STATUS]
        figure = heat_map(rows, dark=dark)
        assert len({trace.name for trace in figure.data}) == len({trace.marker.color for trace in figure.data}) == 7
        assert len({trace.text[0] for trace in figure.data}) == 7


def test_indicators_stand_in_the_order_of_their_codes() -> None:
    assert heat_map(CELLS).layout.xaxis.ticktext == ("2.1-a", "2.4-b")
    assert heat_map(CELLS, down="indicators").layout.yaxis.ticktext[0] == "2.1-a Chỉ tiêu 2.1-a"


def test_a_pair_out_of_scope_has_no_cell() -> None:
    figure = heat_map(CELLS[1:])
    assert sum(len(trace.x) for trace in figure.data) == len(CELLS) - 1


def test_the_hover_of_a_cell_shows_numerator_and_denominator() -> None:
    assert "60,5% (23/38)" in named(heat_map(CELLS), "✗ Chưa đạt").hovertext[0]


def test_returns_show_their_four_states_with_marks_and_year_under_the_first_quarter() -> None:
    figure = matrix_of_returns(RETURNS)
    assert [trace.name for trace in figure.data] == ["✓ Đúng hạn", "▲ Trễ hạn", "∅ Chưa nộp"]
    assert figure.layout.xaxis.ticktext == ("I<br><b>2026</b>", "II<br> ")
    assert set(words.RETURN_PAINTS) == set(words.RETURN_WORDS)


# --- trends ------------------------------------------------------------------------------------------------------


def test_the_line_breaks_between_years_because_figures_start_again() -> None:
    y = named(trend(POINTS, target=80), "value").y
    assert [None if value is None else round(value) for value in y] == [53, 100, None, 21, None, 58]


def test_a_figure_that_does_not_restart_has_one_line_up_to_the_gap() -> None:
    y = named(trend(POINTS, restarts=False), "value").y
    assert [None if value is None else round(value) for value in y] == [53, 100, 21, None, 58]


def test_a_quarter_without_a_figure_is_a_hatched_column_with_its_word() -> None:
    gap = named(trend(POINTS), "gap")
    assert tuple(gap.x) == (3,)
    assert tuple(gap.text) == ("∅ Chưa báo cáo",)
    assert gap.marker.pattern.shape


def test_the_trend_has_its_target_at_80_and_a_line_where_the_year_begins() -> None:
    figure = trend(POINTS, target=80)
    assert [(line.y0, line.y1) for line in lines(figure, "target")] == [(80, 80)]
    assert [line.x0 for line in lines(figure, "year")] == [1.5]
    assert "Chỉ tiêu: 80%" in [trace.name for trace in figure.data]


def test_points_carry_their_marks_and_the_band_its_floor_and_ceiling() -> None:
    figure = trend(POINTS)
    assert tuple(named(figure, "value").text) == ("◔ 52,6%", "✓ 100%", "", "◔ 21,1%", "", "◐ 57,9%")
    assert 90 in named(figure, "band").y


def test_small_trends_share_one_pair_of_axes_and_break_where_the_year_begins() -> None:
    figure = small_multiples(SERIES, target=80, columns=2)
    value = named(figure, "value")
    assert list(value.y).count(None) == 6
    assert max(x for x in value.x if x is not None) > 1
    assert named(figure, "names").text[0] == "Bồn Phổ<br><b>◐ 57,9%</b>"
    assert tuple(named(figure, "gap").text) == ("∅", "∅")
    assert {"Chỉ tiêu: 80%", "Quý III/2024 – Quý III/2025"} <= {trace.name for trace in figure.data}


def test_a_quarter_in_which_a_unit_has_no_row_breaks_its_line() -> None:
    kept = [row for row in SERIES if not (row["unit"] == "Bồn Phổ" and row["period"] == "2024-Q4")]
    x = named(small_multiples(kept, restarts=False, columns=2), "value").x
    assert [None if place is None else int(place) for place in x] == [0, None, 0, None, 0, None, 1, 1, 1, None, 1, None]


def test_a_unit_that_has_ended_shows_the_quarter_of_its_last_figure() -> None:
    figure = small_multiples(SERIES[:3] + SERIES[5:], columns=2)
    assert named(figure, "names").text[0].endswith("<b>◔ 21,1% (Quý I/2025)</b>")


# --- training ----------------------------------------------------------------------------------------------------


def test_coverage_is_first_time_of_roster_and_the_remainder_is_named() -> None:
    figure = coverage_bars(TRAINING, labels=COHORTS)
    assert figure.layout.yaxis2.ticktext == ("60,5% (23/38)", "∅ Chưa báo cáo")
    assert named(figure, "left").text[0] == "Còn 15 người chưa tập huấn<br>Dự 45/60 lượt mời (75%)"
    trained, left = named(figure, "Đã tập huấn"), named(figure, "Chưa tập huấn")
    assert trained.x[0] == left.base[0]
    assert trained.x[0] + left.x[0] == pytest.approx(100)


def test_an_unknown_roster_is_no_zero_bar() -> None:
    assert tuple(named(coverage_bars(TRAINING, labels=COHORTS), "∅ Chưa báo cáo").y) == (1,)


def test_courses_stand_in_order_of_time_with_attended_of_invited() -> None:
    figure = timeline(COURSES, labels=COHORTS)
    assert named(figure, "names").text == ("05/03/2026 · Dân chủ", "10/06/2026 · Hương ước")
    came, asked = named(figure, "Đã dự"), named(figure, "Được mời")
    assert asked.text[0].strip() == "45/60 (75%)"  # at the ring, which is there even if nobody came
    assert asked.text[1].strip() == "–/7"
    assert (came.marker.size[0] / asked.marker.size[0]) ** 2 == pytest.approx(45 / 60)


def test_many_courses_stand_closer_together() -> None:
    few, many = timeline(COURSES, labels=COHORTS), timeline(COURSES * 20, labels=COHORTS)
    assert many.layout.height / 40 < few.layout.height / 2


def test_a_course_without_a_title_is_called_by_its_topic_and_its_day_may_come_from_json() -> None:
    course = {**COURSES[0], "held_on": "2026-06-10", "title": None, "topic_label": "Nội dung khác"}
    assert named(timeline([course], labels=COHORTS), "names").text == ("10/06/2026 · Nội dung khác",)
    assert words.timeline_sentence([course]).startswith("1 lớp ngày 10/06/2026")


# --- cases -------------------------------------------------------------------------------------------------------


def test_the_flow_is_a_stair_whose_sum_can_be_read() -> None:
    figure = case_flow(FLOW)
    ends = {trace.name: (trace.base[0], trace.base[0] + trace.x[0]) for trace in figure.data if trace.name in FLOW}
    assert ends["received"] == (12, 42)
    assert ends["resolved"] == (17, 42)
    assert ends["closed_otherwise"] == (15, 17)
    assert ends["closing"] == (0, 15)
    assert figure.layout.title.text == "12 + 30 = 42 phải xem xét<br>25 + 2 + 15 = 42"
    assert figure.layout.yaxis2.ticktext == ("12", "+30", "−25", "−2", "= 15")
    none_else = case_flow({**FLOW, "closed_otherwise": 0, "closing": 17})
    assert none_else.layout.yaxis2.ticktext == ("12", "+30", "−25", "0", "= 17")


def test_a_flow_that_does_not_add_up_says_so() -> None:
    assert "≠" in case_flow({**FLOW, "closing": 14}).layout.title.text
    assert "≠" in words.flow_sentence({**FLOW, "closing": 14})


def test_ageing_always_has_its_five_buckets_and_stacks_kinds_with_different_hatching() -> None:
    figure = ageing(OPEN, labels=KINDS)
    assert figure.layout.yaxis.ticktext == ("0–10 ngày", "11–30 ngày", "31–45 ngày", "46–90 ngày", "Trên 90 ngày")
    assert tuple(named(figure, "Khiếu nại").x) == (1, 0, 0, 0, 2)
    assert figure.layout.barmode == "stack"
    assert named(figure, "Kiến nghị, phản ánh").marker.pattern.shape
    assert not named(figure, "Khiếu nại").marker.pattern.shape
    assert figure.layout.yaxis2.ticktext[0] == "10 vụ việc"


def test_ageing_with_a_count_that_is_not_shown_gives_no_total_away() -> None:
    rows = [*OPEN, {"kind": "KNPA", "bucket": "over 90", "cases": None}]
    assert ageing(rows, labels=KINDS).layout.yaxis2.ticktext[4] == "Số nhỏ, không nêu"
    assert words.ageing_sentence(rows, labels=KINDS) == "Số nhỏ, không nêu."


def test_two_registers_in_one_figure_are_added_not_overwritten() -> None:
    assert tuple(named(ageing([*OPEN, *OPEN], labels=KINDS), "Khiếu nại").x) == (2, 0, 0, 0, 4)


@pytest.mark.parametrize("code", ["91+", "over 90", "over_90", ">90", "90+", "trên 90"])
def test_the_last_bucket_is_known_by_any_of_its_names(code: str) -> None:
    assert words.AGE[words.bucket(code)] == "Trên 90 ngày"


@pytest.mark.parametrize("code", ["46–90", "46-90", "46_90"])
def test_a_bucket_is_known_with_either_dash(code: str) -> None:
    assert words.AGE[words.bucket(code)] == "46–90 ngày"


def test_suppressed_counts_of_a_field_are_words_and_no_bar() -> None:
    figure = by_field(FIELDS, labels={})
    assert named(figure, "Tiếp nhận").x == (14, None)
    assert set(named(figure, "hidden").text) == {"Số nhỏ, không nêu"}
    assert len(named(figure, "hidden").y) == 3


def test_survival_is_a_stair_from_100_with_a_line_at_one_half() -> None:
    figure = survival(SURVIVAL)
    stair = named(figure, "open")
    assert (stair.x[0], stair.y[0]) == (0, 100)
    assert stair.line.shape == "hv"
    assert lines(figure, "half")[0].y0 == 50


# --- one true sentence a figure ----------------------------------------------------------------------------------


def test_of_a_pair_the_unknown_has_a_dash_and_no_bar_and_zero_is_0() -> None:
    first, second = pairs(PAIRS, labels=("Báo cáo", "Sổ"), decimals=1).data
    assert (tuple(first.x), tuple(first.text)) == ((None, 3.5), ("–", "3,5"))
    assert (tuple(second.x), tuple(second.text)) == ((5, 0), ("5", "0"))
    assert (first.name, second.name) == ("Báo cáo", "Sổ")


def test_the_units_sentence_names_each_state_apart() -> None:
    assert words.units_sentence(SEVEN, noun=GROUPS) == (
        "2/7 tổ dân phố đạt; chưa đạt: An Lưu, Cổ Bưu (2 tổ); chưa đủ báo cáo: An Hòa (1 tổ); "
        "chưa báo cáo: An Vân (1 tổ); không phát sinh: Bồn Phổ (1 tổ)."
    )


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        (["met", "met"], "Cả 2 tổ dân phố đều đạt."),
        (["not_reported", "not_reported"], "Chưa báo cáo: cả 2 tổ dân phố."),
        (
            ["not_met", "not_reported"],
            "Chưa tổ dân phố nào đạt (0/2); chưa đạt: Tổ 1 (1 tổ); chưa báo cáo: Tổ 2 (1 tổ).",
        ),
        (["met"], "Tổ 1 đạt."),
        (["not_due"], "Tổ 1: chưa đến hạn đánh giá."),
        (
            ["not_reported", "nothing_arose"],
            "Chưa có số liệu; chưa báo cáo: Tổ 1 (1 tổ); không phát sinh: Tổ 2 (1 tổ).",
        ),
        ([], "Chưa có số liệu."),
    ],
)
def test_the_units_sentence_for_all_none_one_and_unknown(statuses: list[str], sentence: str) -> None:
    counts = {"nothing_arose": (0, 0)}
    rows = [unit(f"Tổ {i}", *counts.get(status, (1, 2)), status) for i, status in enumerate(statuses, start=1)]
    assert words.units_sentence(rows, noun=GROUPS) == sentence


def test_above_five_names_the_sentence_names_four_and_counts_the_rest() -> None:
    rows = [unit(f"Tổ {place}", 1, 2, "not_met") for place in range(12, 1, -1)] + [unit("Tổ 1", 2, 2, "met")]
    named_units = "Tổ 2, Tổ 3, Tổ 4, Tổ 5 và 7 tổ khác (11 tổ)"
    assert words.units_sentence(rows, noun=GROUPS) == f"1/12 tổ dân phố đạt; chưa đạt: {named_units}."


def test_without_a_target_the_sentence_does_not_judge() -> None:
    rows = [unit("An Lưu", 11, None, "no_target"), unit("An Hòa", None, None, "not_reported")]
    expected = "1/2 đơn vị có số liệu; cao nhất: An Lưu – 11 cuộc; chưa báo cáo: An Hòa (1 đơn vị)."
    assert words.units_sentence(rows, measure="cuộc") == expected


def test_the_indicator_sentence_says_what_is_still_needed_and_how_far_it_can_move() -> None:
    row = {**SEVEN[2], "still_needed": 8}
    assert words.indicator_sentence(row, target=80) == "60,5% (23/38), chỉ tiêu: 80%: chưa đạt; cần thêm 8."
    assert "có thể từ 75% đến 92% khi đủ báo cáo" in words.indicator_sentence(SEVEN[3], target=80)
    assert words.indicator_sentence(SEVEN[4], target=80) == "Chưa báo cáo."


def test_a_dense_heat_map_is_low_and_leaves_its_legend_to_words() -> None:
    dense, wide = (heat_map(CELLS, is_dense=is_dense) for is_dense in (True, False))
    assert dense.layout.height < wide.layout.height
    assert not dense.layout.showlegend
    assert {trace.constraintext for trace in dense.data} == {"none"}  # the marks are still read
    assert words.legend(CELLS).split(" · ") == [trace.name for trace in dense.data]


def test_the_heat_map_sentence_counts_cells_and_names_who_misses_most() -> None:
    sentence = words.heat_map_sentence(CELLS)
    assert sentence.startswith("14 ô (đơn vị × chỉ tiêu): 4 đạt, 4 chưa đạt, 2 chưa đủ báo cáo")
    assert sentence.endswith("chưa đạt nhiều nhất: An Lưu, Cổ Bưu (2 chỉ tiêu).")


@pytest.mark.parametrize(
    ("upto", "sentence"),
    [
        (1, "Quý III/2024: 52,6% (20/38); chưa có kỳ trước để so sánh."),
        (2, "Quý IV/2024: 100% (38/38), tăng 47,4 điểm phần trăm so với Quý III/2024."),
        (3, "Quý I/2025: 21,1% (8/38); đầu năm, số liệu tính lại từ đầu."),
        (4, "Quý II/2025: chưa báo cáo."),
        (5, "Quý III/2025: 57,9% (22/38); Quý II/2025 không có số liệu để so sánh."),
    ],
)
def test_the_trend_sentence_compares_only_what_can_be_compared(upto: int, sentence: str) -> None:
    assert words.trend_sentence(POINTS[:upto]) == sentence


def test_the_sentence_of_small_trends_speaks_of_the_last_quarter() -> None:
    assert words.multiples_sentence(SERIES) == "Quý III/2025: Chưa đủ báo cáo: cả 2 đơn vị."


def test_the_coverage_sentence_counts_only_what_is_known_and_says_what_is_not() -> None:
    assert words.coverage_sentence(TRAINING, labels={"C1": "Người phụ trách", "C4": "Tổ trưởng"}) == (
        "Đã tập huấn 23/38 lượt đối tượng (60,5%); còn 15, nhiều nhất: Người phụ trách (15 người); "
        "chưa có số liệu: Tổ trưởng."
    )


def test_the_timeline_sentence_leaves_unknown_attendance_out_of_the_rate() -> None:
    assert words.timeline_sentence(COURSES) == "2 lớp từ 05/03/2026 đến 10/06/2026; dự 45/60 lượt mời (75%)."


def test_the_flow_sentence_is_the_identity() -> None:
    assert words.flow_sentence(FLOW) == (
        "12 vụ việc kỳ trước chuyển sang + 30 tiếp nhận = 25 đã giải quyết + 2 kết thúc khác + 15 còn lại cuối kỳ."
    )


def test_the_ageing_sentence_counts_the_oldest_by_kind() -> None:
    assert words.ageing_sentence(OPEN, labels=KINDS) == "12 vụ việc chưa giải quyết; 2 trên 90 ngày (Khiếu nại: 2)."
    none = [{**row, "cases": 0} for row in OPEN]
    assert words.ageing_sentence(none, labels=KINDS) == "Không có vụ việc nào chưa giải quyết."


def test_the_fields_sentence_gives_no_total_away_when_counts_are_suppressed() -> None:
    expected = "Tiếp nhận nhiều nhất: Đất đai (14 vụ việc); không kể lĩnh vực có số nhỏ."
    assert words.fields_sentence(FIELDS, labels={}) == expected
    assert words.fields_sentence(FIELDS[1:], labels={}) == "Số nhỏ, không nêu."
    assert words.fields_sentence(FIELDS[:1], labels={}) == "Tiếp nhận nhiều nhất: Đất đai (14/14 vụ việc)."


def test_the_survival_sentence_finds_the_median_at_exactly_one_half() -> None:
    assert "trong vòng 24 ngày" in words.survival_sentence(SURVIVAL)
    assert words.survival_sentence(SURVIVAL[:1]).startswith("Chưa đến một nửa")


def test_the_returns_sentence_speaks_of_the_last_period() -> None:
    assert words.returns_sentence(RETURNS) == "Quý II/2026: 1/2 đơn vị nộp đúng hạn; trễ hạn: Bồn Trì (1 đơn vị)."


# --- parts of a whole, days to a deadline -------------------------------------------------------------------------


def test_a_stack_says_its_parts_and_hides_none_that_fits() -> None:
    figure = FIGURES["stacks"]()
    assert list(named(figure, "Quá hạn").x) == [0.01, 0.02, 0.0]
    assert list(named(figure, "Quá hạn").text) == ["", "", ""]
    assert list(named(figure, "Xong").text) == ["", "98", ""]
    assert list(figure.layout.yaxis2.ticktext) == ["4", "còn 2/100", "–"]
    assert "Chưa đến hạn" not in {trace.name for trace in figure.data}  # nothing is in that state


def test_as_shares_all_bars_are_as_long() -> None:
    figure = stacks(STACKS, parts=PARTS, is_share=True)
    assert list(named(figure, "Quá hạn").x) == [0.25, 0.02, 0.0]
    assert list(named(figure, "Quá hạn").text) == ["1", "", ""]


def test_days_to_a_deadline_stand_left_once_it_is_over_and_the_day_itself_still_counts() -> None:
    figure = FIGURES["countdown"]()
    assert list(named(figure, "Quá hạn").x) == [-71]
    assert list(named(figure, "Còn không quá 7 ngày").x) == [0]
    assert list(named(figure, "Còn lâu hơn").x) == [40]
    assert list(figure.layout.yaxis2.ticktext) == ["quá 71 ngày", "đến hạn đúng ngày", "còn 40 ngày"]
    assert [shape.x0 for shape in lines(figure, "today")] == [0]


# --- papers: when figures came about, what leaves ------------------------------------------------------------------


def test_what_came_in_climbs_to_the_units_that_are_to_report_and_what_came_late_has_its_own_mark() -> None:
    figure = moments([CAME])
    assert tuple(named(figure, "Số đơn vị đã báo cáo").y) == (0, 2, 3, 3)
    assert figure.layout.yaxis.ticktext == ("0", "3 đơn vị")
    late = named(figure, "Ngày có báo cáo nộp sau hạn")
    assert (tuple(late.y), late.marker.symbol) == ((3,), "triangle-up")
    assert "Nhận báo cáo: 1 (Bồn Trì)" in late.hovertext[0]
    assert "&lt;An Lưu&gt;" in named(figure, "days").hovertext[0]


def test_the_due_day_itself_lies_before_the_line_and_the_period_runs_in_from_the_left() -> None:
    figure = moments([CAME])
    [due] = lines(figure, "due")
    assert due.x0 == date(2026, 9, 22).toordinal()
    spans = named(figure, "spans")
    assert spans.base[0] == figure.layout.xaxis.range[0]
    assert spans.base[0] + spans.x[0] == date(2026, 9, 15).toordinal()
    assert spans.base[1] + spans.x[1] <= figure.layout.xaxis.range[1]


def test_a_seal_stands_on_its_day_and_its_code_beside_it() -> None:
    figure = moments([CAME])
    assert tuple(named(figure, "Chốt số liệu").x) == (date(2026, 9, 28).toordinal() + 0.5,)
    assert named(figure, "names").text[2] == "Đã chốt: ABCD-1234"


def test_before_anything_has_come_in_the_figure_shows_the_days_and_says_so() -> None:
    figure = moments([{**CAME, "days": [], "seals": [], "holds_since": None, "known_on": date(2026, 9, 1)}])
    assert "Số đơn vị đã báo cáo" not in [trace.name for trace in figure.data]
    assert named(figure, "names").text[1:] == ("Không đổi từ: chưa có báo cáo", "Đã chốt: chưa chốt")
    assert named(figure, "spans").x[1] == 0


def test_of_what_leaves_a_cell_says_how_many_matters_it_tells_of_and_a_part_without_lines_is_no_column() -> None:
    figure = leaving(LEAVING)
    assert figure.layout.xaxis.ticktext == ("Báo cáo", "Đơn thư")
    private = named(figure, "! Nêu riêng từng việc, chỉ dùng nội bộ")
    assert tuple(private.text) == ("! 2",)
    assert "2 việc nêu riêng" in private.hovertext[0]


# --- many units, long names ---------------------------------------------------------------------------------------

LONG = "Tổ dân phố Nghĩa Hiệp Thượng – khu tái định cư phía Tây Bắc đường Nguyễn Văn Linh số"


def of_many(name: str, units: int = 60) -> list[dict[str, Any]]:
    figure = {"numerator": 1, "denominator": 1, "value": 100, "low": 100, "high": 100, "status": "met"}
    cell = {"code": "2.4-a", "label": "x", "period": "2026-Q2"}
    return [{"unit": str(n), "name": f"{name} {n}", **cell, **figure} for n in range(1, units + 1)]


def drawn_names(kind: str, rows: list[dict[str, Any]]) -> list[str]:
    if kind == "small_multiples":
        return [text.rpartition("<br>")[0] for text in named(small_multiples(rows, target=100), "names").text]
    if kind == "stacks":
        parts = {"numerator": ("Đạt", "met")}
        return list(stacks(rows, parts=parts).layout.yaxis.ticktext)
    return list({"bars_against_target": bars_against_target, "heat_map": heat_map}[kind](rows).layout.yaxis.ticktext)


@pytest.mark.parametrize("kind", ["bars_against_target", "heat_map", "small_multiples", "stacks"])
def test_sixty_long_names_that_differ_at_their_end_are_told_apart(kind: str) -> None:
    names = drawn_names(kind, of_many(LONG))
    assert len(set(names)) == 60
    assert {name.rsplit(" ", 1)[-1].rsplit(">", 1)[-1] for name in names} == {str(n) for n in range(1, 61)}


def test_many_bars_stand_close_with_their_long_names_beside_them() -> None:
    few, many = (bars_against_target(of_many(LONG, units), target=100) for units in (8, 60))
    assert (few.layout.yaxis.showticklabels, many.layout.yaxis.showticklabels) == (False, True)
    assert many.layout.height < 60 * 30
    assert all("<br>" not in name and len(name) <= 20 for name in many.layout.yaxis.ticktext)


def test_lines_of_a_name_are_about_as_long_and_no_word_is_broken() -> None:
    assert wrap("Trưởng ban công tác Mặt trận", 24) == "Trưởng ban công<br>tác Mặt trận"
    assert wrap("KN-2025-002 Phường\u00a0Phú\u00a0Vinh", 26) == "KN-2025-002<br>Phường\u00a0Phú\u00a0Vinh"
    assert wrap("một hai ba bốn năm sáu", 8) == "một hai<br>ba bốn …"
    assert wrap("abcdefghijkl mn", 8) == "abcdefgh<br>ijkl mn"


def test_small_trends_have_three_lines_for_a_name_and_higher_panels_where_one_needs_them() -> None:
    short, long = (small_multiples(of_many(name, 9), target=100) for name in ("Thôn", LONG))
    shown = named(long, "names").text
    assert all(text.count("<br>") == 3 for text in shown)
    assert shown[8].split("<br>")[2].endswith(" 9")
    assert "Nghĩa Hiệp" in shown[0].replace("<br>", " ")
    room = (
        long.layout.height - short.layout.height
    ) / 3  # px that a panel has more; its figure stands in the lower half
    assert room / 2 >= 13 * 1.3


def test_a_course_is_named_whole_in_the_timeline_and_among_those_that_few_attended() -> None:
    title = "Xây dựng và thực hiện hương ước, quy ước"
    course = {"held_on": "2026-06-18", "title": title, "topic_label": "", "cohorts": [], "invited": 9, "attended": 1}
    for count in (1, 15):
        shown = named(timeline([course] * count, labels=COHORTS), "names").text
        assert {text.replace("<br>", " ") for text in shown} == {f"18/06/2026 · {title}"}
    few = stacks([heads.attendance(course)] * 10, parts=heads.ATTENDANCE)
    assert {text.replace("<br>", " ") for text in few.layout.yaxis.ticktext} == {f"18/06/2026 {title}"}


def test_a_cell_of_a_grid_says_its_figure_beside_its_mark() -> None:
    cells = [row | {"said": said} for row, said in zip(of_many("Tổ", 2), ("12", ""), strict=True)]
    assert list(heat_map(cells).data[0].text) == ["✓ 12", "✓"]
    assert [heads.still(*of) for of in ((12, "not_due"), (12, "not_reported"), (0, "met"))] == ["12", "", ""]
