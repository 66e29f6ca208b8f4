"""The first page: the headline counts what the snapshot says, cards are honest, what cannot wait has its link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import pages
from data.store import Store
from exports.history import change
from exports.snapshot import build
from tests.shown import made_up, shown, text, ward_with_gaps
from wording import indicators as indicator_words
from wording import overview as words
from wording import screens

PAGE = Path(pages.__file__).parent / "overview.py"
GAPS = Path(__file__).parent / "returns_sent" / "gaps"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with ward_with_gaps(tmp_path_factory.mktemp("gaps")) as opened:
        yield opened


def said_by(**choices: str) -> str:
    return text(shown("overview", **choices))


def snapshot(store: Store, period: str, unit: str = "HA") -> dict[str, Any]:
    return build(store, unit=unit, period=period, as_of=datetime.now(UTC))


@pytest.mark.parametrize("period", ["2025-Q1", "2025-Q4", "2026-Q1"])
def test_the_headline_counts_the_stated_indicators_and_no_others(store: Store, period: str) -> None:
    rows = snapshot(store, period)["indicators"]
    counts = Counter(row["status"] for row in rows if row["target_kind"] == "stated")
    assert words.headline(counts) in said_by(period=period)
    assert sum(counts.values()) < len(rows)


def test_the_headline_says_zero_for_each_of_the_four_outcomes() -> None:
    said = words.headline({"met": 7})
    assert said == (
        "**7** chỉ tiêu nghị quyết nêu rõ: đạt **7** · chưa đạt **0** · chưa đến hạn **0** · chưa đủ báo cáo **0**"
    )


def test_a_card_that_is_not_due_leads_with_what_is_lacking_and_where(store: Store) -> None:
    said = said_by(period="2026-Q1")
    row = next(row for row in snapshot(store, "2026-Q1")["indicators"] if row["code"] == "2.4-b")
    assert row["status"] == "not_due"
    assert f"**{indicator_words.still_needed(row, 'tổ')}**" in said
    assert "An Hòa" in said
    assert words.year_moved("42,9%", "−28,6 điểm") in said


def test_missing_returns_past_their_day_are_said_first_with_names_and_day(store: Store) -> None:
    missing = [row for row in snapshot(store, "2025-Q4")["returns"] if row["state"] == "missing"]
    assert missing
    said = said_by(period="2025-Q4")
    assert words.overdue_returns(missing, "21/12/2025") in said


def test_a_unit_that_has_not_reported_shows_a_dash_and_its_last_figure_apart(store: Store) -> None:
    said = said_by(period="2025-Q4", unit="HA-04")
    assert f"**{screens.UNKNOWN}** " in said
    assert "Số gần nhất: 49,7% (88/177)" in said
    assert "**49,7%" not in said


def test_in_the_meeting_no_number_of_overdue_cases_is_put_together_from_parts(store: Store) -> None:
    overdue = "vụ việc quá hạn giải quyết"
    assert overdue in said_by(period="2025-Q4")
    assert overdue not in said_by(period="2025-Q4", profile="public")


def test_matters_past_their_day_have_a_line_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the made-up returns, whose offices send the sheet «Theo dõi»."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    with Store(made_up(tmp_path)) as opened:
        kinds = snapshot(opened, "2026-Q3")["follow_up"]["by_kind"]
    overdue = sum(row["overdue"] for row in kinds)
    assert overdue
    assert words.overdue_matters(overdue) in said_by(period="2026-Q3")


def test_the_line_of_the_other_kinds_ends_with_all_that_have_a_target() -> None:
    counts = {"stated": {"met": 3, "not_due": 4}, "implied": {"met": 3, "not_met": 2}, "law": {"not_met": 1}}
    assert words.others(counts) == (
        "**5** hiểu theo nghị quyết: đạt **3** · chưa đạt **2** — **1** theo luật: chưa đạt **1** — "
        "cả **13** chỉ tiêu có mức phải đạt: đạt **6** · chưa đạt **3** · chưa đến hạn **4**"
    )
    assert words.others({"law": {"met": 1}}) == "**1** theo luật: đạt **1**"


def test_further_indicators_that_are_not_met_are_named_in_words() -> None:
    row = {"code": "3.3-a", "label": "Ngày tiếp công dân định kỳ của Chủ tịch Ủy ban nhân dân phường", "numerator": 33,
           "denominator": 36, "value": 91.67, "status": "not_met"}  # fmt: skip
    one = "3.3-a Ngày tiếp công dân định kỳ của Chủ tịch…: 91,7% (33/36)"
    assert words.more([row]) == f"Và 1 chỉ tiêu chưa đạt khác – {one}"
    assert words.more([row, row]) == f"Và 2 chỉ tiêu chưa đạt khác – {one}; {one}"
    assert words.more([row] * 4) == f"Và 4 chỉ tiêu chưa đạt khác, trong đó {one}"


def judged(value: float | None, status: str = "not_due", method: str = "reach") -> dict[str, Any]:
    return {"value": value, "status": status, "method": method, "previous": None, "last_year": None}


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (judged(250 / 3), {"value": 100 / 3, "status": "not_due"}, Fraction(50)),
        (judged(0), {"value": 0, "status": "not_due"}, Fraction(0)),
        (judged(50), None, None),
        (judged(50), {"value": None, "status": "not_due"}, None),
        (judged(50), {"value": 40, "status": "not_reported"}, None),
        (judged(50, "not_reported"), {"value": 40, "status": "not_due"}, None),
    ],
)
def test_a_change_is_exact_and_unknown_where_there_is_nothing_to_compare(now: Any, before: Any, expected: Any) -> None:
    now["last_year"] = before
    assert change(now, now["last_year"], 1) == expected


def test_what_begins_again_each_year_is_not_compared_with_the_quarter_before() -> None:
    before = {"value": 100, "status": "met"}
    yearly = judged(10, method="event_in_year") | {"previous": before}
    assert change(yearly, before, 1) is None
    assert change(yearly, before, 2) == Fraction(-90)
    assert change(judged(10, method="state") | {"previous": before}, before, 1) == Fraction(-90)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Fraction(50), "+50 điểm"),
        (Fraction(-300, 7), "−42,9 điểm"),
        (Fraction(1, 100), "+chưa đến 0,1 điểm"),
        (Fraction(0), "không đổi"),
        (None, "–"),
    ],
)
def test_changes_of_shares_are_points(difference: Fraction | None, said: str) -> None:
    assert indicator_words.moved(difference, is_share=True) == said


def test_a_change_of_a_count_is_a_count() -> None:
    assert indicator_words.moved(Fraction(3), is_share=False) == "+3"
