"""A server of the app with a database of its own, and a Chromium whose own language is English, the hardest case."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright

from data.store import Store
from tests.accounts import add
from tests.shown import made_up
from wording import screens

ROOT = Path(__file__).parents[2]
PAGES = [stem for stem in screens.MENU if (ROOT / "pages" / f"{stem}.py").exists()]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
START_SECONDS = 60
expect.set_options(timeout=20_000)  # the machine may be busy with other tests

People = Mapping[str, tuple[str, str | None]]
EMPTY: People = {}
StartServer = Callable[..., str]
Settle = Callable[[Page], None]
Visit = Callable[..., None]
Walk = Callable[..., Iterator[str]]
Shot = Callable[[Page, str], None]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def logs() -> dict[str, Path]:
    """Address → what its server has written."""
    return {}


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory, logs: dict[str, Path]) -> Iterator[StartServer]:
    """Starts `streamlit run app.py` in a folder with further flags, and gives its address once it answers. `people`:
    name → role and unit of those who sign in there, by the password of tests/accounts.py; without them it is open.
    `fill` makes the database."""
    servers: list[subprocess.Popen[bytes]] = []

    def start(
        *flags: str,
        folder: Path = ROOT,
        has_samples: bool = False,
        people: Mapping[str, tuple[str, str | None]] = EMPTY,
        fill: Callable[[Path], object] | None = None,
    ) -> str:
        place, port = tmp_path_factory.mktemp("server"), free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *flags]
        log = logs[f"http://127.0.0.1:{port}"] = place / "log.txt"
        environment = os.environ | {"DCCS_DATABASE": str(place / "dccs.duckdb")}
        if fill:
            fill(place / "dccs.duckdb")
        if has_samples and folder == ROOT:
            made_up(place)
        elif has_samples:  # of another code
            subprocess.run([sys.executable, "-m", "loaders", "samples"], cwd=folder, env=environment, check=True)
        if people:
            environment["DCCS_ACCESS"] = "accounts"
            with Store(place / "dccs.duckdb") as store:
                for name, (role, unit) in people.items():
                    add(store, name, role, unit)
        with log.open("wb") as output:
            servers.append(
                subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
            )
        wait_for_answer(f"http://127.0.0.1:{port}", servers[-1], log)
        return f"http://127.0.0.1:{port}"

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=20)


def open_list(page: Page, box: Locator) -> None:
    """Opens a list by keys, after the page has come to rest: it closes when the page scrolls."""
    box.focus()
    page.evaluate("() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()


def wait_for_answer(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers anything, a refusal included."""
    give_up_at = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < give_up_at:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    pytest.fail(f"The server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> str:
    """Address of the app on an empty database."""
    return start_server()


@pytest.fixture(scope="session")
def full_server(start_server: StartServer) -> str:
    """Address of the app with the made-up returns; tests only read there."""
    return start_server(has_samples=True)


@pytest.fixture(scope="module")  # no longer: while Playwright is open, no other test of the session may use asyncio
def chromium() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.skip("Chưa có Chromium: `make test` cài nó qua apt; trên máy khác hãy cài Chromium hoặc Chrome.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of 1366 × 768; the test fails if anything was asked of another machine or broke the policy."""
    asked_elsewhere: list[str] = []
    refused: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:")):
            asked_elsewhere.append(request.url)

    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    context.on("request", note)
    context.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    yield context.new_page()
    context.close()
    assert (asked_elsewhere, refused) == ([], [])


@pytest.fixture(scope="session")
def settle() -> Settle:
    """Waits until Streamlit is connected, has run the page and has drawn it."""

    def wait(page: Page) -> None:
        page.locator(IDLE).wait_for(timeout=START_SECONDS * 1000)
        page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached", timeout=START_SECONDS * 1000)

    return wait


@pytest.fixture(scope="session")
def visit(settle: Settle) -> Visit:
    """Opens a page by the stem of its file, with choices for its address."""

    def go(page: Page, address: str, stem: str, **choices: str) -> None:
        is_first = stem == next(iter(screens.MENU))
        page.goto(f"{address}/{'' if is_first else screens.MENU[stem].url_path}?{urlencode(choices)}")
        settle(page)

    return go


@pytest.fixture(scope="session")
def walk(visit: Visit, settle: Settle) -> Walk:
    """Goes from page to page by the menu, as a reader does; gives the stem of each when it is there. «Tài liệu họp»
    comes last, since it leaves its mode to the pages that follow."""

    def go(page: Page, address: str, **choices: str) -> Iterator[str]:
        first, *others = sorted(PAGES, key=lambda stem: stem == "meeting")
        visit(page, address, first, **choices)
        yield first
        for stem in others:
            link = page.get_by_test_id("stSidebarNavLink").filter(has_text=screens.MENU[stem].title)
            link.evaluate("(link) => link.click()")  # even from a closed sidebar
            expect(page).to_have_title(screens.page_title(screens.MENU[stem].title))
            settle(page)
            yield stem

    return go


@pytest.fixture(scope="session")
def shot() -> Shot:
    """Keeps a picture of the whole page in the folder named by DCCS_SHOTS; without it, none."""

    def take(page: Page, name: str) -> None:
        if folder := os.environ.get("DCCS_SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
