"""Nothing in English on any page, whatever a reader opens: lists, calendars, helps, tables, tool bars."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Settle, Walk, open_list
from tests.browser.english import english


def shown(places: Locator) -> list[Locator]:
    """Those that a reader can see; a closed sidebar stands beside the screen."""
    return [
        place for place in places.all() if place.is_visible() and not place.evaluate("(at) => !!at.closest('[inert]')")
    ]


def open_everything(page: Page) -> list[str]:
    """What is in English in all that a page hides: opened one by one, since a list closes when another opens."""
    found: list[str] = []
    page.locator("details:not([open]) > summary").evaluate_all("(closed) => closed.forEach((one) => one.click())")
    for place in shown(page.locator('[data-testid="stPlotlyChart"], [data-testid="stDataFrame"]')):
        place.hover()
        found += english(page)
    for question in shown(page.get_by_test_id("stTooltipIcon")):
        question.hover()
        page.get_by_test_id("stTooltipContent").first.wait_for()
        found += english(page)
    for box in shown(page.get_by_role("combobox")):
        open_list(page, box)
        found += english(page)
        page.keyboard.press("Escape")
    for field in shown(page.get_by_test_id("stDateInput")):
        field.get_by_role("spinbutton").first.focus()
        page.keyboard.press("Alt+ArrowDown")
        page.get_by_test_id("stDateInputCalendar").wait_for()
        found += english(page)
        page.keyboard.press("Escape")
    return found


def test_no_page_of_an_empty_database_has_english_words(server: str, page: Page, walk: Walk) -> None:
    assert {stem: found for stem in walk(page, server) if (found := english(page))} == {}


def test_no_page_has_english_words_whatever_is_opened(full_server: str, page: Page, walk: Walk, settle: Settle) -> None:
    found: dict[str, list[str]] = {}
    for stem in walk(page, full_server):
        found[stem] = english(page) + open_everything(page)
        settle(page)
    assert {stem: texts for stem, texts in found.items() if texts} == {}


@pytest.mark.parametrize("text", ["Search results", "Hide column", "Show help"])
def test_english_words_are_found(server: str, page: Page, text: str) -> None:
    page.goto(server)
    page.evaluate("(text) => document.body.append(text)", text)
    assert english(page) == [text]
