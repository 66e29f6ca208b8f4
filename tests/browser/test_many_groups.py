"""A ward of sixty groups: every page still fits its screen, and the first page still names who is silent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Settle, StartServer, Visit, Walk
from tests.many_groups import GROUPS, PERIODS, SILENT, copy_with_many_groups

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def large_server(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the app of such a ward."""
    folder = copy_with_many_groups(tmp_path_factory.mktemp("many") / "app")
    return start_server(folder=folder, has_samples=True)


def test_every_page_fits_a_laptop_and_a_phone(large_server: str, page: Page, walk: Walk, settle: Settle) -> None:
    widths: dict[str, int] = {}
    for stem in walk(page, large_server, period=PERIODS[-1]):
        assert page.get_by_test_id("stException").count() == 0
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            settle(page)
            widths[f"{stem} at {size['width']}"] = (
                page.evaluate("document.scrollingElement.scrollWidth") - size["width"]
            )
    assert {where: over for where, over in widths.items() if over > 0} == {}


def test_the_first_page_names_the_silent_and_stays_on_one_screen(large_server: str, page: Page, visit: Visit) -> None:
    visit(page, large_server, "overview", period=PERIODS[-1])
    said = page.locator(".st-key-attention")
    expect(said).to_contain_text(f"{len(SILENT)} đơn vị chưa nộp báo cáo")
    for code in SILENT:
        expect(said).to_contain_text(code[-2:])
    cards = page.locator(".st-key-cards")
    expect(cards).to_contain_text(f"{GROUPS + 3 - len(SILENT)}/{GROUPS + 3}")
    last = cards.bounding_box()
    assert last
    assert last["y"] + last["height"] <= LAPTOP["height"]
