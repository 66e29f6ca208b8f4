"""«Thay đổi»: what the reader sees of two moments, and what stays in the office."""

from __future__ import annotations

from pathlib import Path

import pages
from tests.shown import empty, full, run, text  # noqa: F401 – fixtures
from wording import comparison as words

PAGE = Path(pages.__file__).parent / "changes.py"
CHOSEN = {"period": "2026-Q3", "before": "2026-Q2", "since": "2026-06-21"}


def tables(page):
    return [frame.value for frame in page.dataframe]


def test_new_returns_and_indicators_that_moved_stand_on_the_page(full):  # noqa: F811
    page = run(PAGE, **CHOSEN)
    assert "Từ sau ngày 21/06/2026: **10** báo cáo kỳ mới." in text(page)
    moved = next(table for table in tables(page) if words.BY_EVENTS in table.columns)
    assert set(moved[words.BY_CORRECTION]) <= {"không đổi", "–"}  # nobody has corrected what was shown
    assert "đều do việc mới phát sinh" in text(page)
    returns = next(table for table in tables(page) if words.FILE in table.columns)
    assert set(returns[words.WHAT_COLUMN]) == {words.WHAT["new"]}
    cases = next(table for table in tables(page) if words.DETAIL in table.columns)
    assert not cases[words.CODE].str.startswith("TC").any()


def test_on_a_projector_neither_returns_nor_cases_are_named(full):  # noqa: F811
    page = run(PAGE, **CHOSEN, profile="public")
    assert words.NO_CASES_SHOWN in text(page)
    assert not [table for table in tables(page) if words.FILE in table.columns or words.CODE in table.columns]


def test_a_moment_at_which_nothing_had_come_in_shows_everything_as_new(full):  # noqa: F811
    page = run(PAGE, **CHOSEN | {"since": "2020-01-01"})
    assert not page.exception
    assert "báo cáo kỳ cũ nộp sau" in text(page)
