"""What a leader asks is at most two clicks from the first page, with the app alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.store import Store
from exports.snapshot import build
from tests.browser.conftest import Visit
from tests.shown import made_up
from wording import charts as chart_words
from wording import indicators, screens, sources

SLOW = 60_000  # milliseconds; a page on a busy machine
PERIOD = "2026-Q2"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known of the samples; the pages must say the same."""
    with Store(made_up(tmp_path_factory.mktemp("known"))) as store:
        return build(store, unit="HA", period=PERIOD, as_of=datetime.now(UTC))


def test_how_many_of_each_cohort_are_untrained_is_one_click_away(
    full_server: str, page: Page, visit: Visit, snapshot: dict[str, Any]
) -> None:
    heads = next(row for row in snapshot["training"]["by_cohort"] if row["cohort_label"] == "Tổ trưởng tổ dân phố"
                 and row["untrained"])  # fmt: skip
    visit(page, full_server, "overview", period=PERIOD)
    page.get_by_test_id("stSidebarNavLink").filter(has_text=screens.MENU["training"].title).click()
    drawn = page.get_by_test_id("stPlotlyChart").first
    expect(drawn).to_contain_text(heads["cohort_label"], timeout=SLOW)
    expect(drawn).to_contain_text(chart_words.untrained(heads))


def test_which_cases_are_overdue_is_one_click_away(
    full_server: str, page: Page, visit: Visit, snapshot: dict[str, Any]
) -> None:
    cut_off = snapshot["cut_off"]
    overdue = [case["code"] for case in snapshot["complaints"]["cases"]
               if case["due_on"] and case["due_on"] < cut_off and not case["closed_on"]]  # fmt: skip
    assert overdue
    visit(page, full_server, "overview", period=PERIOD)
    page.locator(".st-key-attention").get_by_role("link", name=screens.MENU["complaints"].title).click()
    for code in overdue:  # a long table is a picture for the eye and a grid for everything else
        expect(page.locator("td").filter(has_text=code).first).to_be_attached(timeout=SLOW)


def test_the_cell_behind_a_number_is_two_clicks_away(
    full_server: str, page: Page, visit: Visit, snapshot: dict[str, Any]
) -> None:
    row = next(row for row in snapshot["indicators"] if row["target_kind"] == "stated" and row["numerator"])
    visit(page, full_server, "overview", period=PERIOD)
    page.get_by_test_id("stMain").get_by_role("link", name=row["code"]).first.click()
    page.get_by_role("heading", name=row["label"]).wait_for(timeout=SLOW)
    page.get_by_test_id("stMain").get_by_role("link", name=indicators.SOURCES, exact=True).click()
    page.get_by_role("heading", name=sources.IN_THE_FILE).wait_for(timeout=SLOW)
    expect(page.get_by_text(re.compile(r"^Ô [A-Z]+\d+, .*\.xlsx"))).to_be_visible()
    expect(page.get_by_test_id("stTable")).to_contain_text(f"▶ {row['numerator']}")
