"""«Nộp báo cáo» in a real browser: the messages reach the clipboard, the forms come as named. Nothing is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Locator, Page, expect

from tests.returns import a_return, answer_cell, saved
from wording import reminders as words
from wording import screens


def open_page(page: Page, server: str, settle: Any, **choices: str) -> None:
    address = "&".join(f"{name}={value}" for name, value in choices.items())
    page.goto(f"{server}/{screens.MENU['submit'].url_path}?{address}")
    settle(page)


def copied(page: Page, message: Locator) -> str:
    """What stands in the clipboard after the message's own button."""
    page.context.grant_permissions(["clipboard-write"])
    message.hover()
    message.get_by_role("button", name="Chép").click()
    elsewhere = page.context.new_page()  # as in Zalo: the app's own pages may write to the clipboard and not read it
    elsewhere.set_content("<textarea></textarea>")
    elsewhere.locator("textarea").press("ControlOrMeta+v")
    text = elsewhere.locator("textarea").input_value()
    elsewhere.close()
    return text.replace("\r\n", "\n")


def test_the_message_for_a_refused_file_is_copied_whole(
    server: str, page: Page, settle: Any, shot: Any, tmp_path: Path
) -> None:
    wrong = tmp_path / "thanh-chu.xlsx"
    wrong.write_bytes(saved(a_return("HA-01", "2026-Q1", measures={1: "chín mươi"})))
    open_page(page, server, settle)
    page.locator('input[type="file"]').set_input_files(wrong)
    page.get_by_role("button", name=words.COMPOSE).click()
    message = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    shot(page, "submit-message")
    text = copied(page, message)
    assert text.startswith("Kính gửi Tổ dân phố Thanh Chữ,\n\nChưa ghi nhận được tệp «thanh-chu.xlsx»")
    assert f"\n\n1. Sheet «Số liệu», ô {answer_cell(1)}: «chín mươi» không phải là số." in text
    assert text.endswith("\nPhường Hương An")


def test_the_text_for_all_and_for_each_is_copied_and_readable_on_a_phone(
    server: str, page: Page, settle: Any, shot: Any
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, server, settle, period="2026-Q1")
    page.get_by_role("radio", name=words.SECTIONS["remind"]).click()
    page.wait_for_url("**section=remind**")  # a link shows the same
    expect(page.locator('input[type="file"]')).to_be_attached()  # files can be dropped whatever is shown below
    messages = page.get_by_test_id("stCode")
    assert copied(page, messages.first).startswith("NHẮC NỘP BÁO CÁO QUÝ I NĂM 2026\n")
    page.get_by_text("Tổ dân phố Bồn Trì", exact=True).click()
    one = messages.filter(has_text="Kính gửi Tổ dân phố Bồn Trì")
    assert "Hạn nộp: 21/03/2026" in copied(page, one)
    shot(page, "submit-remind-390")
    assert one.evaluate("code => code.querySelector('pre').scrollWidth <= code.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_forms_of_a_period_to_come_are_one_workbook_or_one_zip(server: str, page: Page, settle: Any) -> None:
    open_page(page, server, settle, form_period="2027-Q1")
    page.get_by_role("radio", name=words.SECTIONS["forms"]).click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=words.download_forms(10)).click()
    assert taken.value.suggested_filename == "Mau-bao-cao_2027-Q1.zip"
    open_page(page, server, settle, section="forms", form_period="2027-Q1", form_unit="HA-03")
    with page.expect_download() as taken:
        page.get_by_role("button", name=words.DOWNLOAD_FORM).click()
    assert taken.value.suggested_filename == "2027-Q1_HA-03.xlsx"
    cover = openpyxl.load_workbook(taken.value.path().rename(taken.value.path().with_suffix(".xlsx")))["Thông tin"]
    values = [cell.value for row in cover.iter_rows() for cell in row]
    assert {"HA-03", "Bồn Phổ"} <= set(values)
