"""The page of one file, opened from the disk by a browser that has no network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.papers import paper, program
from tests.test_seal_papers import QR_TEXT, read_qr, sealed_paper


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
