"""Without a mouse: Tab reaches everything that can be pressed, in the order of reading, and shows where it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Settle, Visit, Walk, open_list
from wording import overview as words
from wording import screens

# What a reader can press or fill in, numbered. Of several radio buttons one is enough: the arrows reach the others.
# Buttons that Tab is to leave out (tabindex -1) have a twin for keys: the arrow of a list is the list's own key.
ACTIONS = """() => {
    const isOpen = (element) => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length
        && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert], [aria-hidden=true]");
    const actions = [...document.querySelectorAll("a[href], button, summary, input:not([type=file]), select, textarea,"
        + "[role=radiogroup], [role=tablist], [role=spinbutton], canvas")].filter((element) =>
        element.matches("[role=radiogroup], [role=tablist]") || isOpen(element) && !element.parentElement.closest(
            "[role=radiogroup], [role=tablist], [data-testid=stElementToolbar]"));
    const drawn = (element) => { const look = getComputedStyle(element); return [look.outline, look.boxShadow,
        look.backgroundColor, look.borderColor, look.color, look.textDecorationLine, look.opacity].join(); };
    window.lookOf = (element) => { const around = [...element.querySelectorAll("*")];
        for (let above = element; above && !above.matches("[data-testid=stElementContainer], nav");
            above = above.parentElement) around.push(above);
        return around.map(drawn).join("|"); };
    window.unfocused = actions.map(window.lookOf);
    return actions.map((element, place) => { element.dataset.place = place;
        return element.getAttribute("aria-label") || element.innerText || element.outerHTML.slice(0, 120); });
}"""
# Tab begins at the first action again; what fades in is there at once.
FROM_THE_TOP = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    const still = new CSSStyleSheet();
    still.replaceSync("* { transition: none !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}"""
# The number of the action that has the focus, and whether that shows. A table draws its chosen cell into its picture.
FOCUSED = """() => {
    const element = document.activeElement.closest("[data-place]");
    if (!element) return null;
    const place = Number(element.dataset.place);
    const isTransparent = [...Array(9)].reduce(([above, found]) => [above?.parentElement,
        found || (above && getComputedStyle(above).opacity === "0")], [element, false])[1];
    const isMarked = element.tagName === "CANVAS" || window.lookOf(element) !== window.unfocused[place];
    return [place, isMarked && !isTransparent];
}"""


def by_tab(page: Page, actions: int) -> tuple[list[int], set[int]]:
    """Numbers of the actions as Tab comes to them, until it is back at the first; those whose focus cannot be seen."""
    seen: list[int] = []
    unmarked = set()
    for _ in range(3 * actions + 50):  # a table and its tool bar take several presses
        page.keyboard.press("Tab")
        place, is_marked = page.evaluate(FOCUSED) or (None, True)
        if place == 0 and len(seen) > 1:
            break
        if place is not None and place not in seen:
            seen.append(place)
        if not is_marked:
            unmarked.add(place)
    return seen, unmarked


def test_tab_comes_to_everything_in_the_order_of_reading_and_shows_where_it_is(
    full_server: str, page: Page, walk: Walk
) -> None:
    faults: dict[str, list[str]] = {}
    for stem in walk(page, full_server):
        page.evaluate(FROM_THE_TOP)
        names = page.evaluate(ACTIONS)
        seen, unmarked = by_tab(page, len(names))
        assert len(seen) > 10
        faults[f"{stem}: not reached"] = [name for place, name in enumerate(names) if place not in seen]
        faults[f"{stem}: not to be seen"] = [names[place] for place in unmarked]
        faults[f"{stem}: out of order"] = [names[b] for a, b in pairwise(seen) if b < a]
    assert {where: names for where, names in faults.items() if names} == {}


@pytest.mark.parametrize(("label", "stem"), [(words.OPEN_UNIT, "group"), (words.OPEN_INDICATOR, "indicators")])
def test_what_a_click_on_a_chart_opens_is_opened_by_keys_too(
    full_server: str, page: Page, visit: Visit, settle: Settle, label: str, stem: str
) -> None:
    visit(page, full_server, "overview")
    open_list(page, page.get_by_role("combobox", name=label))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_title(screens.page_title(screens.MENU[stem].title))
