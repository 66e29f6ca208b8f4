"""Every button of every page is pressed: nothing breaks, on the screen, in the browser or in the log."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import PAGES, Settle, StartServer, Visit
from wording import screens

SLOW = 60_000  # milliseconds; samples on a busy machine
BUTTONS = "[data-testid=stMain] button:not([data-testid=stTooltipIcon] *, [data-testid=stElementToolbar] *, .modebar *)"
BROKEN = '[data-testid="stException"], [data-testid="stDialog"], [data-testid="stAlertContentError"]'


def names(page: Page) -> list[str]:
    """The buttons that can be pressed now, in expanders too."""
    page.locator("details:not([open]) > summary").evaluate_all("(closed) => closed.forEach((one) => one.click())")
    found = [button for button in page.locator(BUTTONS).all() if button.is_visible() and button.is_enabled()]
    return [button.get_attribute("aria-label") or button.inner_text().split("\n")[-1] for button in found]


def press_all(page: Page, address: str, stem: str, visit: Visit, settle: Settle, keep: tuple[str, ...]) -> int:
    """Presses each button of a page as it was when it was opened, all but `keep`; how many."""
    visit(page, address, stem, profile="internal")
    pressed = 0
    for name in dict.fromkeys(names(page)):
        button = page.locator(BUTTONS).filter(has_text=name).first
        if name in keep or not button.is_visible():
            continue
        button.click(timeout=SLOW)
        settle(page)
        assert page.locator(BROKEN).all_inner_texts() == [], f"{stem}: {name}"
        pressed += 1
        expect(page).to_have_title(screens.page_title(screens.MENU[stem].title))
    return pressed


def test_no_button_breaks_anything(
    start_server: StartServer, logs: dict[str, Path], page: Page, visit: Visit, settle: Settle
) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # Streamlit looks for its services below the page's own address first.
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    address = start_server()
    assert press_all(page, address, "submit", visit, settle, ())
    visit(page, address, PAGES[0])
    page.get_by_role("button", name=screens.DOWNLOAD_TEMPLATES).click()
    page.get_by_role("button", name=screens.TRY_SAMPLES).click()
    remove = page.get_by_role("button", name=screens.REMOVE_SAMPLES)
    remove.wait_for(timeout=SLOW)
    pressed = {stem: press_all(page, address, stem, visit, settle, (screens.REMOVE_SAMPLES,)) for stem in PAGES}
    assert sum(map(bool, pressed.values())) > len(PAGES) / 2
    visit(page, address, PAGES[0])
    remove.click()
    expect(page.get_by_text(screens.EMPTY_TITLE)).to_be_visible(timeout=SLOW)
    assert said == []
    log = logs[address].read_text(encoding="utf-8")
    assert "Traceback" not in log
