"""axe-core finds nothing serious on any page: empty and full, light on a laptop and dark on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from tests.browser.conftest import Settle, Walk

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
# What is serious or critical: the rule, what it asks, the elements.
GRAVE = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, help, nodes}) => [id, help, nodes.map(({html}) => html.slice(0, 200))]))"""


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "full"])
def test_no_page_has_a_serious_fault_of_accessibility(
    server: str, full_server: str, page: Page, walk: Walk, settle: Settle, filled: bool
) -> None:
    page.add_init_script(path=AXE_FILE_PATH)  # not by a <script>, which the content policy refuses
    found: dict[str, Any] = {}
    for stem in walk(page, full_server if filled else server):
        found[f"{stem}, light, laptop"] = page.evaluate(GRAVE)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(PHONE)
        settle(page)
        found[f"{stem}, dark, phone"] = page.evaluate(GRAVE)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(LAPTOP)
    assert {where: faults for where, faults in found.items() if faults} == {}
