"""«Tổ dân phố»: one unit's returns, indicators, training, cases and last answers, and where a unit came from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import pages
from exports.snapshot import build
from pages import Page, _group
from tests.facts import AFTER_ALL, NOTHING_AROSE, a_store, a_unit, give, groups
from tests.shown import empty, full, run, text  # noqa: F401 – fixtures
from wording import group as words
from wording import screens

PAGE = Path(pages.__file__).parent / "group.py"


def test_a_group_is_shown_with_the_figures_of_its_snapshot(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2", of="HA-01")
    snapshot = build(full, unit="HA-01", period="2026-Q2", as_of=datetime.now(UTC))
    assert "Tổ dân phố Thanh Chữ" in [header.value for header in page.header]
    indicators = page.table[0].value.reset_index()
    indicators = indicators[indicators[words.VALUE] != ""].reset_index()  # without the lines of clauses
    assert len(indicators) == len(snapshot["indicators"])
    for place, row in enumerate(snapshot["indicators"]):
        assert row["label"] in indicators[words.INDICATOR][place]
        assert indicators[words.VALUE][place] == words.figure(row, screens.figure(row))
    year = next(
        row for row in snapshot["complaints"]["by_kind"] if (row["source"], row["span"]) == ("feedback", "year")
    )
    assert words.cases(year) in text(page)
    assert "5/5 kỳ gần đây nộp đúng hạn" in text(page)


@pytest.mark.parametrize(("unit", "name"), [("HA-UB", "Ủy ban nhân dân phường"), ("HA-05", "Tổ dân phố Bồn Trì")])
def test_another_unit_comes_from_the_address_and_a_leaf_of_the_page_is_itself(full, unit, name):  # noqa: F811
    for choices in ({"of": unit}, {"unit": unit}):
        page = run(PAGE, period="2026-Q2", **choices)
        assert not page.exception
        assert name in [header.value for header in page.header]


def test_an_answer_stands_with_value_as_typed_period_and_row(full):  # noqa: F811
    answers = run(PAGE, period="2026-Q2", of="HA-02").table[1].value.reset_index()
    line = answers[answers[words.MEASURE].str.startswith("24 ")].iloc[0]
    assert (line[words.ANSWER], line[words.TYPED], line[words.READ_FROM]) == ("146 hộ", "146", "Quý II/2026 · 16")


def test_in_a_meeting_neither_answers_nor_cases_of_a_unit_are_shown(full):  # noqa: F811
    page = run(PAGE, period="2026-Q2", profile="public")
    assert not page.exception
    assert len(page.table) == 1
    assert words.NO_ANSWERS_SHOWN in text(page)
    assert words.WITHHELD_CASES in text(page)
    assert "KNPA-" not in text(page)


def test_zero_nothing_arose_blank_and_never_asked_are_four_words():
    store = a_store(units=groups("G1"))
    give(store, "G1", "2025-Q4", "2025-12-16", {"sent": 7})
    give(store, "G1", "2026-Q1", "2026-03-16", {"events": 0, "due": NOTHING_AROSE, "sent": None})
    rows = store.ask("latest_answers", unit="G1", period="2026-Q1", periods=["2026-Q1"], as_of=AFTER_ALL)
    said = {row["measure"]: words.answer(row) for row in rows}
    assert (said["events"], said["due"], said["online"]) == ("0", "Không phát sinh", "Chưa báo cáo")
    assert said["sent"].startswith("Trống (gần nhất: ")
    assert said["sent"].endswith("Quý IV/2025)")


def test_a_merged_unit_names_what_it_came_from_and_what_became_of_it():
    merged = [
        *groups("G3"),
        a_unit("G1", valid_to="2025-07-01", successor="G9", name="Một"),
        a_unit("G2", valid_to="2025-07-01", successor="G9", name="Hai"),
        a_unit("G9", valid_from="2025-07-01", name="Chín"),
    ]
    store = a_store(units=merged)
    give(store, "G1", "2025-Q2", "2025-06-16", {"events": 1})
    page = Page(store, "W", "2025-Q3", AFTER_ALL, "internal")
    units = {unit.code: unit for unit in _group.reporting(page)}
    assert list(units)[-2:] == ["G2", "G1"]  # those that ended come last, by name
    assert _group.lineage(page, units["G9"]) == [words.began(["Hai", "Một"], date(2025, 7, 1))]
    assert _group.lineage(page, units["G1"]) == ["Từ ngày 01/07/2025 sáp nhập vào: Chín."]
    assert [past.period for past in _group.quarters(page, units["G1"])][-1] == "2025-Q2"
    assert [past.period for past in _group.quarters(page, units["G9"])] == ["2025-Q3"]
