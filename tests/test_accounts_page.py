"""«Tài khoản»: what an admin does there, what is shown once, and what is never done for somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

import pages
from data import accounts, passwords, sessions
from data.people import Person
from data.store import Store
from pages._who import know_people_by
from tests.accounts import add, now
from wording import access as words
from wording import records, screens

PAGE = str(Path(pages.__file__).parent / "accounts.py")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    opened = pages.open_database()
    add(opened, "quantri", "admin")
    know_people_by("accounts", lambda: Person("quantri", "admin"), lambda everywhere: None)
    yield opened
    opened.close()
    pages._store.cache_clear()
    know_people_by()


def opened(part: str, **choices: str) -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in {"part": part, **choices}.items():
        page.query_params[name] = value
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def test_a_new_account_gets_a_password_that_is_shown_once_and_must_be_changed(store: Store) -> None:
    page = opened("add")
    page.text_input(key="new_name").set_value("Nguyen.Lan")
    page.text_input(key="new_called").set_value("Nguyễn *Thị* Lan")
    page.selectbox(key="new_role").set_value("clerk").run()
    page.selectbox(key="new_unit").set_value("HA-01").run()
    page = press(page, words.CREATE)
    given = re.search(r"`([a-z0-9-]{19})`", page.success[0].value)
    assert given
    assert sessions.check(store, "nguyen.lan", given[1])
    row = store.ask("accounts", account="nguyen.lan")[0]
    assert (row["role"], row["unit"], row["must_change"], row["changed_by"]) == ("clerk", "HA-01", True, "quantri")
    assert not page.run().success
    said = str(store.ask("acts", by=None, act=None, since=None, until=None, rows=50, skipped=0))
    assert given[1] not in said
    assert "Thị" not in said


def test_what_cannot_be_kept_is_a_sentence(store: Store) -> None:
    page = opened("add")
    page.text_input(key="new_name").set_value("có dấu").run()
    assert press(page, words.CREATE).error[0].value == words.CANNOT["name"]
    page = opened("add")
    page.text_input(key="new_name").set_value("quantri").run()
    assert press(page, words.CREATE).error[0].value == words.CANNOT["known"]
    page = opened("edit", account="quantri")
    assert press(page, words.DISABLE).error[0].value == words.CANNOT["last_admin"]


def test_one_account_is_changed_reset_ended_disabled_and_enabled(store: Store) -> None:
    add(store, "lan", "viewer")
    page = opened("edit", account="lan")
    page.selectbox(key="role_lan_2").set_value("leader").run()
    page = press(page, words.SAVE_CHANGES)
    assert store.ask("accounts", account="lan")[0]["role"] == "leader"
    for label, expected in (
        (words.RESET, words.one_time("lan", "x").split("`")[0]),
        (words.SIGN_OUT_EVERYWHERE, words.ENDED.format(name="lan")),
        (words.DISABLE, words.DISABLED.format(name="lan")),
        (words.ENABLE, words.ENABLED.format(name="lan")),
    ):
        token = sessions.digest_of(sessions.begin(store, "lan", "", now())) if label != words.ENABLE else ""
        page = press(page, label)
        assert page.success[0].value.startswith(expected)
        assert sessions.find(store, token, now()) is None
    assert store.ask("accounts", account="lan")[0]["is_enabled"]


def test_whoever_may_no_longer_does_nothing_by_a_button_still_on_screen(store: Store) -> None:
    add(store, "lan", "viewer")
    page = opened("edit", account="lan")
    know_people_by("accounts", lambda: Person("quantri", "leader"), lambda everywhere: None)
    page = press(page, words.DISABLE)
    assert page.error[0].value == words.REFUSED.format(role=words.ROLES["leader"])
    assert store.ask("accounts", account="lan")[0]["is_enabled"]


ACT = """
import streamlit as st
import pages
from pages import _catalogue_change
store = pages.open_database()
st.button("do", on_click=_catalogue_change.keep, args=(store, store.catalogue, "why", store.catalogue.digest))
"""


def test_the_act_of_a_button_comes_before_the_page_and_asks_for_itself(store: Store) -> None:
    page = AppTest.from_string(ACT, default_timeout=60).run()
    know_people_by("accounts", lambda: Person("a", "leader"), lambda everywhere: None)
    before = store.acts
    page = press(page, "do")
    assert page.error[0].value == words.REFUSED.format(role=words.ROLES["leader"])
    assert store.acts == before


def test_the_record_says_it_in_words(store: Store) -> None:
    add(store, "lan", "clerk", "HA-01")
    sessions.begin(store, "lan", "192.168.1.20", now())
    sessions.refuse(store, "ai đó", "192.168.1.21", now())
    accounts.sign_out_everywhere(store, "lan", "quantri", now())
    rows = store.ask("acts", by=None, act=None, since=None, until=None, rows=5, skipped=0)
    told = [records.act_line(row, {"HA-01": "Thanh Chữ"}, {}) for row in rows]
    assert [(line[records.WHO], line[records.WHAT], line[records.ABOUT]) for line in told] == [
        ("quantri", "Đăng xuất", "đăng xuất mọi nơi lan (Cán bộ nhập liệu, Thanh Chữ)"),
        ("–", "Đăng nhập không được", "từ máy 192.168.1.21"),
        ("lan", "Đăng nhập", "từ máy 192.168.1.20"),
        ("lan", "Đặt mật khẩu", "đổi mật khẩu của lan (Cán bộ nhập liệu, Thanh Chữ)"),
        ("tests", "Ghi tài khoản", "lập lan (Cán bộ nhập liệu, Thanh Chữ)"),
    ]


def test_on_the_projector_no_names_are_shown(store: Store) -> None:
    page = opened("list", profile="public")
    assert page.info[0].value == words.NOT_IN_MEETING
    assert not page.dataframe


def test_the_foot_of_the_sidebar_says_who_it_is_and_the_ways_out(store: Store) -> None:
    pressed: list[bool] = []
    know_people_by("accounts", lambda: Person("lan", "clerk", "HA-01", "Chị *Lan*"), pressed.append)
    page = AppTest.from_file(str(Path(PAGE).with_name("overview.py")), default_timeout=60).run()
    assert any(r"Chị \*Lan\*" in element.value and "Thanh Chữ" in element.value for element in page.sidebar.markdown)
    page.button(key="sign_out").click().run()
    page.button(key="sign_out_everywhere").click().run()
    assert pressed == [False, True]
    know_people_by()
    assert "sign_out" not in [b.key for b in AppTest.from_file(PAGE, default_timeout=60).run().button]
    assert screens.MENU["accounts"].title
