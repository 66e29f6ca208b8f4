"""«Lịch sử nộp» and what a batch would change, as a clerk sees and presses them on the page of returns."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from loaders import jobs
from tests.facts import AFTER_ALL, at
from tests.returns import a_return, saved, sent
from wording import screens
from wording import versions as words

PAGE = Path(pages.__file__).parent / "submit.py"
SECONDS = 60
UNIT, PERIOD = "HA-01", "2026-Q2"
FIRST, SECOND, BETWEEN = at("2026-06-20").date(), at("2026-07-01").date(), "2026-06-25"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with two versions and a refused file between them; the second closes a case and has more events."""
    path = tmp_path_factory.mktemp("versions") / "dccs.duckdb"
    closed = {"Tình trạng": "Đã giải quyết", "Ngày kết thúc": "20/05/2026"}
    with Store(path) as made:
        sent(made, a_return(UNIT, PERIOD, measures={25: 3}), on=FIRST, by="Lan")
        sent(made, a_return(UNIT, PERIOD, measures={25: "bí mật"}), on=FIRST, by="Lan")
        sent(made, a_return(UNIT, PERIOD, measures={25: 8, 2: 600}, complaints=[closed]), on=SECOND, by="Bình")
    return path


@pytest.fixture
def store(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The app on a copy of it."""
    monkeypatch.setenv("DCCS_DATABASE", str(shutil.copy(database, tmp_path)))
    opened = pages.open_database()
    yield opened
    opened.close()
    pages._store.cache_clear()


def history(**choices: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=SECONDS)
    for name, value in ({"unit": UNIT, "period": PERIOD, "section": "history"} | choices).items():
        page.query_params[name] = value
    return page.run()


def said(page: AppTest) -> str:
    """Everything that can be read on the page."""
    texts = [element.value for element in [*page.markdown, *page.caption, *page.error]]
    return " ".join([*texts, *(table.value.to_string() for table in [*page.table, *page.dataframe])]).replace("\\", "")


def above(store: Store) -> str:
    """The name of the unit above the one that the page is about."""
    units = {unit.code: unit for unit in store.catalogue.units}
    return units[units[UNIT].parent or ""].name


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def press(page: AppTest, label: str, place: int = -1) -> AppTest:
    return [button for button in page.button if button.label == label][place].click().run()


def opened(page: AppTest, key: str) -> AppTest:
    """The page with an expander open whose content is made only then."""
    page.session_state[key] = True
    return page.run()


def test_the_history_lists_every_version_with_who_and_when_and_every_refusal_without_contents(store: Store) -> None:
    page = history()
    assert not page.exception
    shown = said(page)
    for text in ("1 (lần đầu)", "2 (sửa)", "Lan", "Bình", "12:00 20/06/2026", words.CURRENT, words.REPLACED):
        assert text in shown
    assert words.REFUSED_FOR["NOT_A_NUMBER"] in shown
    assert "bí mật" not in shown
    assert [button.proto.label for button in page.get("download_button")] == [words.download(2)]


CONFIRM = """
import streamlit as st
from datetime import UTC, datetime
from pages import _versions, open_page
page = open_page(needs_data=False)
versions, _ = _versions._history(f"{page.look}", page, page.unit)
_versions._confirm(page, versions[-1], versions)
"""


def test_the_dialog_says_what_withdrawing_does_and_withdraws_for_a_reason_only(store: Store) -> None:
    assert words.current_again(1) in said(press(history(), words.withdraw(2)))
    # A press inside a dialog runs it alone in a browser, the whole page here: so what stands in it is run by itself.
    page = AppTest.from_string(CONFIRM, default_timeout=SECONDS)
    page.query_params["unit"], page.query_params["period"] = UNIT, PERIOD
    page = press(page.run(), words.withdraw(2))
    assert words.CANNOT["no_reason"] in said(page)
    page.text_input[0].input("Gõ nhầm số cuộc")
    assert not press(page, words.withdraw(2)).exception
    rows = store.ask("versions", unit=UNIT, period=PERIOD, as_of=AFTER_ALL)
    assert [(row["is_current"], row["reason"]) for row in rows] == [(True, None), (False, "Gõ nhầm số cuộc")]
    page = history()
    assert "Gõ nhầm số cuộc" in said(page)
    assert words.withdraw(2) not in buttons(page)


def test_what_a_past_moment_shows_can_not_be_withdrawn_and_holds_only_what_was_known(store: Store) -> None:
    page = history(as_of=BETWEEN)
    assert words.LOOKING_BACK in said(page)
    assert "1 (lần đầu)" in said(page)
    assert "2 (sửa)" not in said(page)
    assert words.withdraw(1) not in buttons(page)


def test_the_world_before_a_version_is_one_in_which_it_has_not_come_in(store: Store) -> None:
    (_, second) = store.ask("versions", unit=UNIT, period=PERIOD, as_of=AFTER_ALL)
    moment = (second["received_at"] - timedelta(microseconds=1)).isoformat()
    assert words.world_before(2) in said(history())
    page = history(as_of=moment)
    assert "2 (sửa)" not in said(page)
    assert "1 (lần đầu)" in said(page)


def test_two_versions_are_compared_where_the_reader_asks(store: Store) -> None:
    page = history()
    assert "600" not in said(page)
    (first, _) = store.ask("versions", unit=UNIT, period=PERIOD, as_of=AFTER_ALL)
    shown = said(opened(page, f"compare_{first['submission']}"))
    for text in ("MS 25", "Vụ việc V-01", "Tình trạng Đang giải quyết", "Tình trạng Đã giải quyết", "MS 02", "600"):
        assert text in shown


def test_a_unit_with_units_below_it_lets_one_be_chosen(store: Store) -> None:
    page = history(unit="HA", of="HA-02")
    assert words.none_received("Cổ Bưu", "Quý II năm 2026") in said(page)
    assert "2 (sửa)" in said(history(unit="HA", of=UNIT))


def test_made_up_returns_are_not_withdrawn_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "samples.duckdb"))
    with pages.open_database() as samples:
        sent(samples, a_return(UNIT, PERIOD), is_sample=True)
        page = history()
        assert words.SAMPLE in said(page)
        assert words.withdraw(1) not in buttons(page)
    pages._store.cache_clear()


# --- before a batch is accepted ---


def a_batch(store: Store, **books: bytes) -> jobs.Job:
    job = jobs.begin([(f"{name}.xlsx", content) for name, content in books.items()], store)
    give_up_at = time.monotonic() + SECONDS
    while job.phase == "reading" and time.monotonic() < give_up_at:
        time.sleep(0.05)
    assert job.phase == "read"
    return job


PREVIEW = """
import streamlit as st
from loaders import jobs
from pages import _changes, open_page
page = open_page(needs_data=False)
_changes.show(page, jobs.find(st.session_state["batch_job"]))
"""


def preview(job: jobs.Job, **choices: str) -> AppTest:
    page = AppTest.from_string(PREVIEW, default_timeout=SECONDS)
    page.session_state["batch_job"] = job.id
    for name, value in ({"unit": "HA", "period": PERIOD} | choices).items():
        page.query_params[name] = value
    return page.run()


def test_a_batch_says_what_it_would_change_before_it_is_accepted(store: Store) -> None:
    job = a_batch(
        store, corrected=saved(a_return(UNIT, PERIOD, measures={25: 9, 2: 600}, complaints=[])),
        first=saved(a_return("HA-02", PERIOD)),
    )  # fmt: skip
    page = preview(job)
    assert not page.exception
    shown = said(page)
    assert words.changed(1, 0, 1, 2) in shown
    for text in ("MS 25", "8", "9", "Vụ việc V-01", words.NOT_THERE):
        assert text in shown
    moved = said(opened(page, f"moves_{job.id}"))
    assert "2.2-c" in moved
    assert "Phường Hương An" in moved
    assert store.ask("info")[0]["submissions"] == 2  # nothing is stored by looking


def test_denunciations_that_differ_are_counted_and_not_listed(store: Store) -> None:
    case = {"Loại đơn": "TC", "Mã vụ việc": "MAT-01"}
    sent(store, a_return("HA-UB", PERIOD, complaints=[case]), on=SECOND)
    job = a_batch(store, ub=saved(a_return("HA-UB", PERIOD, complaints=[case | {"Thuộc thẩm quyền": "Không"}])))
    shown = said(preview(job))
    assert words.unlisted(1) in shown
    assert "MAT-01" not in shown


def test_in_a_meeting_nothing_of_this_is_shown(store: Store) -> None:
    job = a_batch(store, corrected=saved(a_return(UNIT, PERIOD, measures={25: 9})))
    assert said(preview(job, profile="public")) == ""
    page = history(profile="public")
    assert not page.exception
    assert "2 (sửa)" not in said(page)
    assert not page.get("download_button")
    assert buttons(page) == [above(store)]  # the way up the tree, and nothing that acts


def test_the_page_of_returns_shows_it_above_the_files_of_a_batch_that_has_been_read(store: Store) -> None:
    job = a_batch(store, corrected=saved(a_return(UNIT, PERIOD, measures={25: 9, 2: 600})))
    page = AppTest.from_file(str(PAGE), default_timeout=SECONDS)
    page.query_params["job"] = job.id
    page.run()
    assert not page.exception
    assert words.changed(0, 0, 1, 2) in said(page)
    assert screens.accept(1) in buttons(page)
