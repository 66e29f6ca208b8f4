"""The frame as a reader meets it: Vietnamese, from this machine only, and never a traceback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.english import english
from wording import screens

Settle = Callable[[Page], None]
Shot = Callable[[Page, str], None]
StartServer = Callable[..., str]

ROOT = Path(__file__).parents[2]
FIRST, SECOND = list(screens.MENU.values())[:2]
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("entry", [FIRST, SECOND])
def test_a_page_speaks_vietnamese_only(server: str, page: Page, settle: Settle, shot: Shot, entry: screens.MenuEntry):
    page.goto(f"{server}/{'' if entry is FIRST else entry.url_path}")
    settle(page)
    shot(page, f"shell-{entry.url_path}")
    assert page.locator("html").get_attribute("lang") == "vi"
    expect(page).to_have_title(screens.page_title(entry.title))
    assert english(page) == []


def test_numbers_and_calendars_are_vietnamese_in_an_english_browser(server: str, page: Page):
    page.goto(server)
    assert page.evaluate("[navigator.language, (1234.5).toLocaleString()]") == ["vi-VN", "1.234,5"]


def test_a_page_fits_a_phone(server: str, page: Page, settle: Settle, shot: Shot):
    page.set_viewport_size(PHONE)
    page.goto(server)
    settle(page)
    shot(page, "shell-phone")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def test_the_dark_theme_is_there_for_a_dark_machine(server: str, page: Page, settle: Settle, shot: Shot):
    page.emulate_media(color_scheme="dark")
    page.goto(server)
    settle(page)
    shot(page, "shell-dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 31)")


def test_a_deep_link_to_a_fresh_server_shows_the_same_frame(start_server: StartServer, page: Page, settle: Settle):
    page.goto(f"{start_server()}/{SECOND.url_path}")
    settle(page)
    links = page.get_by_test_id("stSidebarNavLink")
    expect(links).to_contain_text([entry.title for entry in screens.MENU.values()])
    expect(page).to_have_title(screens.page_title(SECOND.title))


def test_the_first_page_is_found_by_its_own_name_too(server: str, page: Page, settle: Settle):
    page.goto(f"{server}/{FIRST.url_path}?profile=public")
    settle(page)
    assert page.url == f"{server}/?profile=public"
    expect(page).to_have_title(screens.page_title(FIRST.title))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_unknown_address_says_so_and_shows_the_first_page(server: str, page: Page, settle: Settle):
    page.goto(f"{server}/khong-co-trang-nay")
    settle(page)
    expect(page.get_by_role("dialog")).to_contain_text("Không có trang")
    assert english(page) == []


def test_bound_to_the_network_it_shows_a_sentence_and_no_data(start_server: StartServer, page: Page, shot: Shot):
    answer = page.goto(start_server("--server.address", "0.0.0.0"))
    shot(page, "shell-network")
    assert answer is not None
    assert answer.status == 403
    assert page.locator("body").inner_text().split("\n\n") == [screens.APP_TITLE, screens.LOOPBACK_ONLY]


def test_the_page_runs_no_text_as_code_and_opens_no_other_site(server: str, chromium: Browser):
    page = chromium.new_context().new_page()  # the policy has something to refuse here
    page.goto(server)
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'window.hasRun = 1'}))")
    assert page.evaluate("window.hasRun") is None
    assert page.evaluate("window.open('https://example.org')") is None
    page.context.close()


WIDGETS = """
import plotly.graph_objects as go
import streamlit as st

from wording.browser import PLOTLY_LOCALES

st.file_uploader("Tệp", type=["xlsx"], accept_multiple_files=True)
st.selectbox("Một mục", ["Search", "Upload"], index=None)
st.multiselect("Nhiều mục", ["Search", "Upload"], default=["Search"])
st.date_input("Ngày", value=None, format="DD/MM/YYYY")
st.text_input("Chữ")
st.number_input("Số")
st.dataframe([{"Search": "Upload"}])
st.plotly_chart(go.Figure(go.Bar(x=[1], y=[1234.5])), config={"displayModeBar": True, "displaylogo": False,
    "showSendToCloud": False, "locale": "vi", "locales": PLOTLY_LOCALES})
st.markdown("Upload")
if st.button("Làm hỏng"):
    raise RuntimeError("secret of the database")
"""


@pytest.fixture(scope="module")
def widgets(tmp_path_factory: pytest.TempPathFactory, start_server: StartServer) -> str:
    """Address of the app in a copy that has one more file in pages/, with Streamlit's usual widgets."""
    folder = tmp_path_factory.mktemp("copy") / "app"
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", "tests", "local", ".*_cache", "__pycache__")
    )
    (folder / "pages" / "widgets.py").write_text(WIDGETS, encoding="utf-8")
    return start_server(folder=folder)


def test_a_new_page_is_one_file(widgets: str, page: Page, settle: Settle):
    page.goto(f"{widgets}/widgets")
    settle(page)
    expect(page.get_by_test_id("stSidebarNavLink").last).to_contain_text("widgets")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()


def test_streamlits_own_words_are_vietnamese_and_the_words_of_the_data_stay(
    widgets: str, page: Page, settle: Settle, shot: Shot
):
    page.goto(f"{widgets}/widgets")
    settle(page)
    page.locator(".modebar-btn").first.wait_for()
    shot(page, "shell-widgets")
    uploader = page.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("Chọn tệp")
    expect(uploader).to_contain_text("Mỗi tệp tối đa 110 MB • XLSX")
    assert page.get_by_test_id("stSelectbox").get_by_role("combobox").get_attribute("placeholder") == "Chọn một mục"
    expect(page.get_by_test_id("stMarkdown").filter(has_text="Upload")).to_be_visible()
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text("Search")
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    assert page.get_by_role("option").all_inner_texts() == ["Search", "Upload"]
    page.keyboard.type("zzz")
    assert page.get_by_role("option").all_inner_texts() == ["Không có kết quả"]


def test_a_failing_page_shows_a_sentence_and_no_traceback(widgets: str, page: Page, settle: Settle, shot: Shot):
    page.goto(f"{widgets}/widgets")
    settle(page)
    page.get_by_role("button", name="Làm hỏng").click()
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text(re.compile(r"mã lỗi [0-9A-F]{6}\."))
    settle(page)
    shot(page, "shell-failed")
    text = page.locator("body").inner_text()
    assert "secret" not in text
    assert "Traceback" not in text
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible()


def test_a_server_that_went_away_is_told_in_vietnamese(server: str, page: Page, shot: Shot):
    page.route("**/_stcore/**", lambda route: route.abort())
    page.goto(server)
    expect(page.get_by_role("dialog")).to_contain_text("Mất kết nối", timeout=60_000)
    shot(page, "shell-lost")
    assert english(page) == []
