"""«Chế độ họp»: any page can stand on a projector – large type, closed sidebar, no cases – until it is switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pages import MEETING_SCALE
from tests.browser.conftest import Settle, Visit
from wording import complaints, screens

PERIOD = "2026-Q2"


def type_size(page: Page) -> float:
    return page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('[data-testid=stCaptionContainer]')).fontSize)"
    )


def switch(page: Page) -> None:
    page.get_by_test_id("stSidebar").get_by_test_id("stCheckbox").filter(has_text=screens.MEETING_MODE).click()


def test_the_mode_enlarges_the_type_closes_the_sidebar_and_goes_again(
    full_server: str, page: Page, visit: Visit, settle: Settle
) -> None:
    sidebar, button = page.get_by_test_id("stSidebar"), page.get_by_test_id("stExpandSidebarButton")
    visit(page, full_server, "complaints", period=PERIOD)
    ordinary = type_size(page)
    expect(page.get_by_role("heading", name=complaints.DUE, exact=True)).to_be_visible()

    switch(page)
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(page.get_by_text(complaints.NO_CASES_SHOWN)).to_be_visible()
    expect(page.get_by_role("heading", name=complaints.DUE, exact=True)).to_have_count(0)
    assert type_size(page) == pytest.approx(ordinary * MEETING_SCALE)

    expect(button).to_be_focused()  # the switch is gone with the sidebar; the next key opens it again
    page.keyboard.press("Enter")
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    switch(page)
    expect(page.get_by_role("heading", name=complaints.DUE, exact=True)).to_be_visible()
    assert type_size(page) == ordinary


def test_what_follows_the_meetings_page_names_no_cases_either(
    full_server: str, page: Page, visit: Visit, settle: Settle
) -> None:
    sidebar = page.get_by_test_id("stSidebar")
    visit(page, full_server, "complaints", period=PERIOD)
    page.get_by_role("link", name=screens.MENU["meeting"].title).click()
    expect(sidebar).to_have_attribute("data-collapsed", "true")

    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=screens.MENU["complaints"].title).first.click()
    expect(page.get_by_text(complaints.NO_CASES_SHOWN)).to_be_visible()
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    page.wait_for_url("**profile=public**")


def test_a_closed_sidebar_is_out_of_the_way_of_the_keyboard_and_a_later_visit_finds_it_open(
    full_server: str, page: Page, visit: Visit
) -> None:
    visit(page, full_server, "complaints", profile="public")
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    assert sidebar.evaluate("(sidebar) => sidebar.inert")
    visit(page, full_server, "complaints", profile="internal")
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    assert not sidebar.evaluate("(sidebar) => sidebar.inert")
