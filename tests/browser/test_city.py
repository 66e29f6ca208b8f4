"""A city in the browser: a click on a ward opens the same page for it, the way up leads back, and all of it fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Settle, StartServer, Visit, open_list
from tests.city import CITY, PERIODS, a_city
from wording import screens

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def city_server(start_server: StartServer) -> str:
    """Address of the app of the city."""

    def fill(path: Path) -> None:
        a_city(path).close()

    return start_server(fill=fill)


def test_a_click_on_a_ward_opens_the_page_for_it_and_the_way_up_leads_back(
    city_server: str, page: Page, visit: Visit, settle: Settle
) -> None:
    visit(page, city_server, "indicators", unit=CITY, period=PERIODS[-1], indicator="2.4-a")
    bars = page.locator(".js-plotly-plot").first
    bars.scroll_into_view_if_needed()
    bars.locator(".barlayer .point path").first.click(force=True)
    expect(page.get_by_role("button", name="Thành phố Huế")).to_be_visible()
    assert "unit=P36" in page.url  # A Lưới 1, the first of the bars
    settle(page)
    page.get_by_role("button", name="Thành phố Huế").click()
    expect(page.get_by_role("button", name="Thành phố Huế")).to_have_count(0)
    assert f"unit={CITY}" in page.url
    settle(page)
    open_list(page, page.get_by_role("combobox", name=screens.UNIT))  # a few letters of its name find a group
    page.keyboard.type("Tổ 3 (Phường An")
    page.get_by_role("option", name="Tổ 3 (Phường An Cựu)").click()
    expect(page.get_by_role("button", name="Phường An Cựu")).to_be_visible()


def test_the_matrix_of_the_city_fits_a_phone_and_a_laptop(
    city_server: str, page: Page, visit: Visit, settle: Settle
) -> None:
    visit(page, city_server, "submit", unit=CITY, period=PERIODS[-1])
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        settle(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
