"""The main job in a real browser: real workbooks dropped, stored with one button, the figures on the first page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from wording import screens
from wording.formats import percent

HOUSE = Path(__file__).parents[2]
SAMPLES = HOUSE / "data" / "samples"
EXPECTED = HOUSE / "tests" / "returns_sent" / "tidy" / "expected.json"
SLOW = 120_000  # milliseconds; a batch on a busy machine


def drop(page: Page, server: str, files: list[Path]) -> None:
    page.goto(f"{server}/{screens.MENU['submit'].url_path}")
    page.locator('input[type="file"]').wait_for(state="attached", timeout=SLOW)
    page.locator('input[type="file"]').set_input_files(files)


def test_dropped_workbooks_become_the_figures_of_the_first_page(
    start_server: Any, page: Page, settle: Any, shot: Any, tmp_path: Path
) -> None:
    server = start_server()
    broken = tmp_path / "hong.xlsx"
    broken.write_text("không phải Excel", encoding="utf-8")
    sent = sorted(SAMPLES.glob("2026-Q[123]_*.xlsx"))
    drop(page, server, [*sent, broken])
    button = page.get_by_role("button", name=screens.accept(len(sent)))
    button.wait_for(timeout=SLOW)
    expect(page.get_by_text(screens.WILL_BE["refused"]).first).to_be_visible()
    shot(page, "submit-read")

    page.goto(server)
    expect(page.get_by_text(screens.EMPTY_TITLE)).to_be_visible(timeout=SLOW)  # nothing is stored before the button

    drop(page, server, sent)
    page.get_by_role("button", name=screens.accept(len(sent))).click(timeout=SLOW)
    stored = screens.verdicts({"accepted": len(sent)}, is_stored=True).replace("**", "")
    page.get_by_text(stored).wait_for(timeout=SLOW)
    shot(page, "submit-stored")

    page.goto(f"{server}/?period=2026-Q3")
    settle(page)
    expected = next(e for e in json.loads(EXPECTED.read_text(encoding="utf-8")) if e["period"] == "2026-Q3")
    convention = expected["indicators"]["2.4-a"]
    shown = percent(convention["numerator"], convention["denominator"])
    card = page.locator('.st-key-cards [data-testid="stHorizontalBlock"]').filter(has_text="2.4-a")
    expect(card).to_contain_text(shown, timeout=SLOW)
    expect(page.get_by_text("10/10").first).to_be_visible()
    shot(page, "overview-after-upload")


def test_sample_returns_come_with_one_click_are_marked_and_go_with_another(
    start_server: Any, page: Page, settle: Any, shot: Any
) -> None:
    server = start_server()
    page.goto(server)
    page.get_by_role("button", name=screens.TRY_SAMPLES).click(timeout=SLOW)
    page.get_by_role("button", name=screens.REMOVE_SAMPLES).wait_for(timeout=SLOW)
    settle(page)
    expect(page.get_by_text("2.2-b").first).to_be_visible(timeout=SLOW)
    shot(page, "overview-samples")
    page.get_by_role("button", name=screens.REMOVE_SAMPLES).click()
    expect(page.get_by_text(screens.EMPTY_TITLE)).to_be_visible(timeout=SLOW)


def test_a_link_shows_what_its_sender_saw(full_server: str, page: Page, settle: Any) -> None:
    page.goto(f"{full_server}/?unit=HA-03&period=2025-Q2&profile=public")
    settle(page)
    expect(page.get_by_text("15/03/2025").first).to_be_visible(timeout=SLOW)
    assert "unit=HA-03" in page.url
    assert "profile=public" in page.url
    page.get_by_test_id("stExpandSidebarButton").click()  # on a projector the menu is out of the way
    page.get_by_role("link", name=screens.MENU["submit"].title).click()
    settle(page)
    page.wait_for_url("**period=2025-Q2**", timeout=SLOW)
    page.goto(f"{full_server}/?unit=NOPE&period=1999-Q9&as_of=never")
    settle(page)
    expect(
        page.get_by_text(screens.counted_from("15/06/2026", "14/09/2026", "15/12/2025").replace("**", "")).first
    ).to_be_visible()
