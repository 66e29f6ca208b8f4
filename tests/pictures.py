"""Makes the pictures of the guides: the app on the made-up returns in Chromium, light, small files.

`python -m tests.pictures [NAME…]` writes pages/_pictures/NAME.png, all of them unless some are named.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, IDLE, ROOT, free_port, wait_for_answer
from wording import guides, questions, screens

PICTURES = ROOT / "pages" / "_pictures"
SAMPLES = ROOT / "data" / "samples"
VIEW, WIDE = {"width": 1180, "height": 640}, {"width": 1366, "height": 768}
ON_WIDE = ("overview",)  # what is made for one screen
MARGIN, LINE = 14, "#c5ccd3"  # px below the last mark; the colour around the picture
COLOURS = 96  # a page has few; more of them make the file twice as large
# Of a picture that does not begin at the top of the page: the text that it begins with.
FROM = {"indicator": "2.2-b · ", "refused": "2026-Q2_HA-03", "overview": screens.MENU["overview"].title}
DROPPED = ("intake", "refused")  # files are dropped, on a database without the made-up returns


def main(wanted: list[str]) -> None:
    tasks = {task.picture: task for tasks in guides.GUIDES.values() for task in tasks}
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, _server(has_samples=True) as full, _server(has_samples=False) as empty:
        executable = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        for name in wanted or list(tasks):
            page = browser.new_page(viewport=WIDE if name in ON_WIDE else VIEW, color_scheme="light", locale="vi-VN")  # type: ignore[arg-type]
            _open(page, empty if name in DROPPED else full, tasks[name])
            if name in DROPPED:
                _drop(page)
            if name == "question":
                page.get_by_role("button", name=questions.ASK).first.click()
                page.get_by_text(questions.SEND).wait_for()
            _keep(page, name)
            page.close()
        browser.close()


@contextmanager
def _server(*, has_samples: bool) -> Iterator[str]:
    """The app on a database of its own; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DCCS_DATABASE": f"{folder}/dccs.duckdb", "LOGNAME": "thu-ky"}
        if has_samples:
            subprocess.run([sys.executable, "-m", "loaders", "samples"], cwd=ROOT, env=environment, check=True)
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        with Path(folder, "log.txt").open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                wait_for_answer(f"http://127.0.0.1:{port}", process, Path(folder, "log.txt"))
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait(20)


def _open(page: Page, address: str, task: guides.Task) -> None:
    is_first = task.page == next(iter(screens.MENU))
    path = "" if is_first else screens.MENU[task.page].url_path
    page.goto(f"{address}/{path}?{urlencode(task.choices)}")
    _settle(page)


def _settle(page: Page) -> None:
    page.locator(IDLE).wait_for(timeout=60_000)
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached", timeout=60_000)
    page.wait_for_timeout(1500)


def _drop(page: Page) -> None:
    """Two returns that are right, and one with two wrong cells."""
    right = [SAMPLES / f"2026-Q2_HA-0{place}.xlsx" for place in (1, 2)]
    book = openpyxl.load_workbook(SAMPLES / "2026-Q2_HA-03.xlsx")
    sheet = book["Số liệu"]
    counts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int) and cell.column > 3]
    counts[0].value, counts[1].value = "chín mươi", -5
    wrong = io.BytesIO()
    book.save(wrong)
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    files = [(path.name, path.read_bytes()) for path in right] + [("2026-Q2_HA-03.xlsx", wrong.getvalue())]
    page.locator('input[type="file"]').set_input_files(
        [{"name": name, "mimeType": excel, "buffer": content} for name, content in files]
    )
    page.get_by_text(screens.accept(len(right))).first.wait_for(timeout=60_000)
    _settle(page)


def _keep(page: Page, name: str) -> None:
    """The page without its sidebar, in few colours."""
    if name in FROM:
        page.get_by_test_id("stMain").get_by_text(FROM[name]).last.evaluate("(found) => found.scrollIntoView()")
        page.wait_for_timeout(500)
    box = page.get_by_test_id("stMain").bounding_box()
    assert box
    shot = page.screenshot(clip={"x": box["x"], "y": 0, "width": box["width"], "height": box["height"]})
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    blank = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    _, _, _, bottom = ImageChops.difference(picture, blank).getbbox() or (0, 0, *picture.size)
    picture = picture.crop((0, 0, picture.width, min(bottom + MARGIN, picture.height)))
    picture = ImageOps.expand(picture, 1, LINE).quantize(COLOURS)
    picture.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
