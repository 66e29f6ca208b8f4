"""Two people side by side, each with their own role; the form before the app; nothing without a session."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.accounts import PASSWORD
from tests.browser.english import english
from wording import access as words
from wording import screens

PEOPLE = {"quantri": ("admin", None), "lan": ("clerk", "HA-01"), "xem": ("viewer", None)}
ROUTES = [
    "/", "/tai-khoan", "/nop-bao-cao", "/vi.js", "/favicon.png", "/media/x.pdf", "/component/x/y",
    "/static/js/index.js", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/upload_file/a/b",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x", "/auth/login", "/oauth2callback", "/app/static/x", "/robots.txt", "/_stcore/agent",
]  # fmt: skip


@pytest.fixture(scope="module")
def guarded(start_server) -> str:
    return str(start_server(has_samples=True, people=PEOPLE))


@pytest.fixture
def second(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    yield context.new_page()
    context.close()


def enter(page: Page, address: str, name: str, path: str = "/") -> None:
    """Signs in by keys alone, as the form opens: name, Tab, password, Enter."""
    page.goto(f"{address}{path}")
    expect(page).to_have_title(f"{words.SIGN_IN} · {screens.APP_TITLE}")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def menu(page: Page) -> list[str]:
    return [link.split("\n")[-1] for link in page.get_by_test_id("stSidebarNavLink").all_inner_texts()]


def test_the_server_gives_nothing_away_without_a_session(guarded: str) -> None:
    given = {}
    for route in ROUTES:
        for method in ("GET", "POST", "PUT", "DELETE"):
            request = urllib.request.Request(guarded + route, method=method, headers={"x-dccs-session": "0" * 64})
            try:
                urllib.request.urlopen(request, timeout=20).close()
                given[method, route] = 200
            except urllib.error.HTTPError as answer:
                if answer.code not in (401, 413):
                    given[method, route] = answer.code
                answer.close()
    assert given == {}
    with pytest.raises(InvalidStatus) as refused:
        connect(guarded.replace("http", "ws") + "/_stcore/stream", origin=guarded, proxy=None)
    assert refused.value.response.status_code == 403


def test_two_people_side_by_side_and_one_is_shut_out_at_once(
    guarded: str, page: Page, second: Page, settle, shot
) -> None:
    enter(page, guarded, "quantri", "/tai-khoan?part=edit&account=lan")
    enter(second, guarded, "lan", "/nop-bao-cao")
    settle(page)
    settle(second)
    hidden = {screens.MENU[stem].title for stem in ("catalogue", "records", "accounts")}
    assert hidden <= set(menu(page))
    assert not hidden & set(menu(second))
    expect(second.get_by_text("Thanh Chữ").first).to_be_visible()
    shot(second, "access_clerk")
    second.goto(f"{guarded}/tai-khoan")
    settle(second)
    expect(second.get_by_text(words.REFUSED.format(role=words.ROLES["clerk"]))).to_be_visible()
    second.goto(f"{guarded}/don-thu?unit=HA-02")
    settle(second)
    expect(second.get_by_text(words.REFUSED_UNIT.format(scope="Thanh Chữ"))).to_be_visible()
    second.get_by_role("button", name=words.SEE_OWN).click()
    expect(second.get_by_role("heading", name=screens.MENU["complaints"].title)).to_be_visible()
    settle(second)
    for person in (page, second):  # the way out is in sight, however long the menu
        expect(person.get_by_role("button", name=words.SIGN_OUT, exact=True)).to_be_in_viewport(ratio=1)
    for part in (words.LIST, words.ADD, words.EDIT):
        page.get_by_test_id("stSegmentedControl").or_(page.get_by_test_id("stButtonGroup")).get_by_text(part).click()
        settle(page)
        assert english(page) == []
        shot(page, f"accounts_{part}")
    page.get_by_role("button", name=words.DISABLE).click()
    expect(page.get_by_text(words.DISABLED.format(name="lan"))).to_be_visible()
    shot(page, "access_admin")
    second.get_by_test_id("stSidebarNavLink").filter(has_text=screens.MENU["submit"].title).click()
    expect(second).to_have_title(f"{words.SIGN_IN} · {screens.APP_TITLE}", timeout=30_000)
    untouched = page.context.new_page()
    untouched.goto(guarded)
    settle(untouched)
    page.get_by_role("button", name=words.SIGN_OUT, exact=True).click()
    for left in (page, untouched):
        expect(left).to_have_title(f"{words.SIGN_IN} · {screens.APP_TITLE}", timeout=60_000)


def test_a_viewer_has_no_way_to_internal_figures(guarded: str, page: Page, settle) -> None:
    enter(page, guarded, "xem", "/don-thu?profile=internal")
    settle(page)
    expect(page.get_by_text(words.REFUSED_INTERNAL.format(role=words.ROLES["viewer"]))).to_be_visible()
    page.get_by_role("button", name=words.SEE_PUBLIC).click()
    expect(page.get_by_role("heading", name=screens.MENU["complaints"].title)).to_be_visible()
    assert "profile" not in page.url
    assert screens.MENU["submit"].title not in menu(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_the_form_can_be_read_and_used_by_all(guarded: str, chromium: Browser, shot, scheme, width) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    page.add_init_script(path=AXE_FILE_PATH)
    page.goto(guarded + words.SIGN_IN_PATH)
    found = page.evaluate("axe.run(document)")["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, f"sign_in_{scheme}_{width}")
    context.close()
