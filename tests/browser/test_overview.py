"""Two clicks from the first page to what a meeting asks: which group has no convention, who has not reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.store import Store
from exports.snapshot import build
from tests.shown import made_up
from wording import overview as words
from wording import screens

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SLOW = 60_000  # milliseconds; a page on a busy machine
PERIOD = "2025-Q1"
CELLS = ".js-plotly-plot .bars .point"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known of the samples at the end of a quarter in which some group had no convention."""
    with Store(made_up(tmp_path_factory.mktemp("known"))) as store:
        return build(store, unit="HA", period=PERIOD, as_of=datetime.now(UTC))


def convention(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The indicator that a card of the first page stands for and that some group does not meet."""
    stated = [row for row in snapshot["indicators"] if row["target_kind"] == "stated" and row["method"] == "state"]
    return next(row for row in stated if row["status"] == "not_met")


def test_one_click_from_the_first_page_names_the_groups_without_a_convention(
    full_server: str, snapshot: dict[str, Any], page: Page, settle: Any, shot: Any
) -> None:
    row = convention(snapshot)
    without = [unit["name"] for unit in row["by_unit"] if unit["status"] == "not_met"]
    assert without
    page.goto(f"{full_server}/?period={PERIOD}")
    settle(page)
    shot(page, "overview-first-quarter")
    page.get_by_role("link", name=row["code"]).first.click()
    expect(page.get_by_role("heading", name=row["label"])).to_be_visible(timeout=SLOW)
    settle(page)
    for name in without:
        expect(page.get_by_test_id("stMain").get_by_text(name).first).to_be_visible()
    assert f"indicator={row['code']}" in page.url
    assert f"period={PERIOD}" in page.url
    shot(page, "indicator-convention")


def test_cards_heat_map_and_what_needs_attention_have_room_on_one_screen(
    full_server: str, page: Page, settle: Any
) -> None:
    """At 1366 × 768, with the note on the samples above them; what is below is for those who want more."""
    page.goto(full_server)
    settle(page)
    page.locator(CELLS).first.wait_for()
    for seen in (".st-key-cards", ".js-plotly-plot .plot-container", ".st-key-attention"):
        box = page.locator(seen).first.bounding_box()
        assert box, seen
        assert box["y"] + box["height"] <= 768, seen


def test_a_cell_of_the_heat_map_opens_its_indicator(full_server: str, page: Page, settle: Any) -> None:
    page.goto(f"{full_server}/?period={PERIOD}")
    settle(page)
    cell = page.locator(CELLS).first
    cell.scroll_into_view_if_needed(timeout=SLOW)
    cell.click(force=True, timeout=SLOW)
    expect(page.get_by_role("heading", name=screens.MENU["indicators"].title, exact=True)).to_be_visible(timeout=SLOW)
    assert "indicator=" in page.url


def test_the_first_page_itself_says_who_has_not_reported(
    start_server: Callable[..., str], page: Page, settle: Any, shot: Any
) -> None:
    """Without the return of one unit; its name stands on the card and in what needs attention."""
    server = start_server()
    sent = [path for path in sorted(SAMPLES.glob("2026-Q2_*.xlsx")) if "HA-06" not in path.name]
    page.goto(f"{server}/{screens.MENU['submit'].url_path}")
    page.locator('input[type="file"]').wait_for(state="attached", timeout=SLOW)
    page.locator('input[type="file"]').set_input_files(sent)
    page.get_by_role("button", name=screens.accept(len(sent))).click(timeout=SLOW)
    page.get_by_text(screens.verdicts({"accepted": len(sent)}, is_stored=True).replace("**", "")).wait_for(timeout=SLOW)
    page.goto(f"{server}/?period=2026-Q2")
    settle(page)
    said = words.overdue_returns([{"name": "An Vân"}], "21/06/2026").replace("**", "")
    expect(page.get_by_text(said.split(",")[0]).first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(words.named("missing", [{"name": "An Vân"}])).first).to_be_visible()
    shot(page, "overview-one-missing")


@pytest.mark.parametrize("width", [390, 1366])
def test_both_pages_fit_their_screen(full_server: str, page: Page, settle: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for path in ("", screens.MENU["indicators"].url_path):
        page.goto(f"{full_server}/{path}?period={PERIOD}")
        settle(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_main_part_fits_one_screen(full_server: str, page: Page, settle: Any) -> None:
    """Headline, what needs attention and all cards at 1366 × 768, but for the note on made-up returns."""
    page.goto(f"{full_server}/?period=2026-Q2")
    settle(page)
    note = page.get_by_role("button", name=screens.REMOVE_SAMPLES).bounding_box()
    last = page.locator('.st-key-cards [data-testid="stHorizontalBlock"]').last.bounding_box()
    assert note
    assert last
    assert last["y"] + last["height"] - 2 * note["height"] <= 768


def test_the_first_page_can_be_left_by_keyboard(full_server: str, page: Page, settle: Any) -> None:
    page.goto(f"{full_server}/?period={PERIOD}")
    settle(page)
    link = page.get_by_test_id("stMain").get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(f"{full_server}/?period={PERIOD}", timeout=SLOW)
