"""The page of one file, opened from the disk by a browser that has no network."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser

from tests.browser.test_axe import GRAVE, PHONE
from tests.papers import paper, program
from tests.test_seal_papers import QR_TEXT, read_qr, sealed_paper


@pytest.mark.parametrize("profile", ["internal", "public"])
@pytest.mark.parametrize("has_scripts", [True, False])
def test_it_opens_from_a_stick_without_a_network(
    chromium: Browser, tmp_path: Path, has_scripts: bool, profile: str
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(paper("html", profile))
    context = chromium.new_context(java_script_enabled=has_scripts, offline=True)
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.locator("details").first.locator("summary").click()
    drawn = page.locator("details .strips").first
    if has_scripts and profile == "internal":
        page.locator("details .main-svg").first.wait_for()
        assert page.locator(".chart .main-svg").count() >= 8
        assert not drawn.is_visible()
    else:
        assert drawn.is_visible()
        assert page.locator(".chart .main-svg").count() == 0
    assert page.locator("table").first.is_visible()
    assert asked == [path.as_uri()]
    assert said == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_public_page_is_for_everyone_on_a_telephone_by_day_and_by_night(
    chromium: Browser, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(paper("html", "public"))
    context = chromium.new_context(viewport=PHONE, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.add_init_script(path=AXE_FILE_PATH)
    page.goto(path.as_uri())
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate(GRAVE) == []
    beyond = """() => [...document.querySelectorAll(".strips *, .cards *")].filter(
        (one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent)"""
    assert page.evaluate(beyond) == []
    context.close()


def test_each_printed_sheet_of_a_sealed_one_bears_the_qr_code(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(sealed_paper("html"))
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    context.close()
    command = [program("pdftoppm", "poppler-utils"), "-gray", "-r", "130", "-png", "page.pdf", "sheet"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    sheets = sorted(tmp_path.glob("sheet*.png"))
    assert len(sheets) > 3
    assert [sheet.name for sheet in sheets if QR_TEXT not in read_qr(sheet.read_bytes())] == []
