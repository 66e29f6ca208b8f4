"""The page of one file, opened from the disk by a browser that has no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.papers import paper


@pytest.mark.parametrize("has_scripts", [True, False])
def test_it_opens_from_a_stick_without_a_network(chromium: Browser, tmp_path: Path, has_scripts: bool) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(paper("html", "public"))
    context = chromium.new_context(java_script_enabled=has_scripts, offline=True)
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    if has_scripts:
        page.locator("details").first.locator("summary").click()
        page.locator("details .main-svg").first.wait_for()
        assert page.locator(".chart .main-svg").count() >= 8
    assert page.locator("table").first.is_visible()
    assert asked == [path.as_uri()]
    assert said == []
    context.close()
