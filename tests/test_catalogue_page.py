"""«Danh mục» as people see and press it: every row, an edited workbook, common acts; nothing to edit in a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pages
from data.catalogue_changes import record
from data.catalogue_files import read_catalogue
from data.store import Store
from loaders import jobs
from loaders.catalogue_book import write_book
from pages import Page, _last_period
from tests.facts import give
from wording import catalogue_book as book_words
from wording import catalogue_page as words
from wording.formats import HANOI

PAGE = Path(pages.__file__).parent / "catalogue.py"
SECONDS = 60


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The app on a database of its own, as the ward begins with it."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    st.cache_resource.clear()
    opened = pages.open_database()
    yield opened
    opened.close()
    pages._store.cache_clear()


def run(**choices: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=SECONDS)
    for name, value in choices.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.warning, page.error, page.success, page.info)
    texts = [element.value for kind in kinds for element in kind]
    return " ".join([*texts, *(table.value.to_string() for table in [*page.table, *page.dataframe])]).replace("\\", "")


def press(page: AppTest, label: str = words.RECORD) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def write_reason(page: AppTest, text: str = "theo nghị quyết mới") -> AppTest:
    next(box for box in page.text_input if box.label == words.REASON).set_value(text).run()
    return page


def labels(page: AppTest) -> set[str]:
    return {button.label for button in page.button}


# --- what stands there -------------------------------------------------------------------------------------------


def test_every_table_shows_every_row_with_basis_and_validity(store: Store):
    for table in ("periods", "workdays", "indicators", "deadlines"):
        page, about = run(table=table), book_words.SHEETS[table]
        shown = page.dataframe[0].value
        assert len(shown) == len(store.catalogue.rows(table))
        if len(shown):
            assert set(about.headings.values()) <= set(shown.columns)
            assert (words.VALIDITY in shown.columns) == ("valid_from" in about.headings)
    assert {words.IN_FORCE, words.ENDED} == set(shown[words.VALIDITY])
    tables = next(box for box in page.selectbox if box.label == words.TABLE)
    assert tables.options == [about.name for about in book_words.SHEETS.values()]


def test_the_groups_of_the_former_ward_are_said_to_be_so_until_the_units_follow(store: Store):
    assert "trước ngày 01/07/2025" in said(run())
    assert "7 tổ dân phố" in said(run(profile="public"))
    units = [replace(u, valid_to=date(2025, 7, 1)) if u.code == "HA-07" else u for u in store.catalogue.units]
    record(
        store, replace(store.catalogue, units=tuple(units)), "Lan", datetime.now(UTC), "vì thế", store.catalogue.digest
    )
    assert "trước ngày 01/07/2025" not in said(run())


def test_in_a_meeting_and_in_the_past_nothing_can_be_edited(store: Store):
    yesterday = (datetime.now(HANOI) - timedelta(days=1)).date().isoformat()
    for choices in ({"profile": "public"}, {"as_of": yesterday}):
        for part in words.PARTS:
            page = run(part=part, act="year", **choices)
            assert not page.get("file_uploader")
            assert not labels(page) & {words.RECORD, words.USE_FILES, words.KEEP_OWN}


# --- the common acts ---------------------------------------------------------------------------------------------


def test_adding_a_year_asks_for_a_reason_and_is_used_at_once(store: Store):
    page = press(run(part="acts", act="year"))
    assert words.NEEDS_REASON in said(page)
    assert len(store.ask("catalogue_versions")) == 1
    page = press(write_reason(page, "gọi 0905 123 456"))
    assert words.REASON_PERSONAL in said(page)
    page = press(write_reason(page))
    assert words.RECORDED in said(page)
    assert store.catalogue.period("2028-Q4") is not None
    latest = store.ask("catalogue_versions")[0]
    assert latest["why"] == "theo nghị quyết mới"
    assert "năm 2029" in said(page)
    page = press(page)
    assert words.NEEDS_REASON in said(page)  # a second press by mistake adds nothing
    assert len(store.ask("catalogue_versions")) == 2
    shown = said(run(part="versions"))
    assert "theo nghị quyết mới" in shown
    assert words.CURRENT in shown


def fill(page: AppTest, label: str, value: object) -> AppTest:
    widgets = [*page.date_input, *page.text_input, *page.selectbox, *page.multiselect, *page.text_area]
    next(widget for widget in widgets if widget.label == label).set_value(value).run()
    assert not page.exception
    return page


ON = date(2026, 12, 15)


def test_a_unit_begins_ends_is_renamed_merged_and_divided_on_its_day(store: Store):
    page = run(part="acts", act="begin")
    assert words.FILL_IN in said(page)
    fill(fill(page, words.ON_DAY, ON), words.NAME, "Tổ mới")
    page = press(write_reason(page))
    assert store.catalogue.unit("HA-08", ON).name == "Tổ mới"
    days = [field for field in page.date_input if field.label == words.ON_DAY]
    assert [field.key for field in days] == ["act_day_1"]  # another field, so that the browser shows it empty

    page = fill(fill(run(part="acts", act="end"), words.ON_DAY, ON), words.WHICH_UNIT, "HA-01")
    press(write_reason(page))
    assert store.catalogue.unit("HA-01", ON) is None

    page = fill(fill(run(part="acts", act="rename"), words.ON_DAY, ON), words.WHICH_UNIT, "HA-02")
    press(write_reason(fill(page, words.NEW_NAME, "Cổ Bưu 2")))
    assert store.catalogue.unit("HA-02", ON).name == "Cổ Bưu 2"

    page = fill(fill(run(part="acts", act="merge"), words.ON_DAY, ON), words.WHICH_UNITS, ["HA-03", "HA-04"])
    press(write_reason(fill(page, words.NEW_NAME, "Bồn Lưu")))
    assert store.catalogue.unit("HA-09", ON).name == "Bồn Lưu"
    assert store.catalogue.unit("HA-03", ON - timedelta(days=1)).successor == "HA-09"

    page = fill(fill(run(part="acts", act="divide"), words.ON_DAY, ON), words.WHICH_UNIT, "HA-05")
    press(write_reason(fill(page, words.NAMES, "Bồn Trì 1\n\nBồn Trì 2\n")))
    assert [store.catalogue.unit(code, ON).name for code in ("HA-10", "HA-11")] == ["Bồn Trì 1", "Bồn Trì 2"]
    assert len(store.ask("catalogue_versions")) == 6


def test_an_act_that_contradicts_itself_or_returns_is_refused_with_a_sentence(store: Store):
    give(store, "HA-01", "2026-Q3", "2026-09-20", {})
    page = fill(run(part="acts", act="end"), words.ON_DAY, date(2026, 9, 14))
    page = fill(page, words.WHICH_UNIT, "HA-01")
    assert "Đơn vị **HA-01** đã có báo cáo 2026-Q3" in said(page)
    assert words.RECORD not in labels(page)
    page = fill(fill(page, words.ON_DAY, date(2024, 6, 28)), words.WHICH_UNIT, "HA-02")
    assert "28/06/2024" in page.error[0].value
    assert words.RECORD not in labels(page)


# --- Excel -------------------------------------------------------------------------------------------------------


def edited(store: Store, sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(BytesIO(write_book(store.catalogue)))
    book[sheet][cell] = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def drop(content: bytes) -> AppTest:
    page = run(part="book")
    page.get("file_uploader")[0].upload("danh-muc.xlsx", content).run()
    assert not page.exception
    return page


def test_a_wrong_workbook_names_each_cell_and_offers_nothing(store: Store):
    page = drop(edited(store, "Đơn vị", "B9", "Thôn"))
    assert "Sheet «Đơn vị», ô B9" in said(page)
    assert "«Thôn»" in said(page)
    assert words.RECORD not in labels(page)


def test_an_edited_workbook_shows_its_difference_and_is_recorded_with_its_reason(store: Store):
    page = drop(edited(store, "Đơn vị", "C8", "Thanh Chữ (mới)"))
    assert "sửa **1**" in said(page)
    assert words.CHANGES_THE_PAST in said(page)
    assert "Thanh Chữ (mới)" in said(page)
    press(write_reason(page))
    assert store.catalogue.unit("HA-01", ON).name == "Thanh Chữ (mới)"
    assert words.RECORDED in said(page)


def test_a_workbook_of_an_older_version_says_so_and_the_same_one_changes_nothing(store: Store):
    old = edited(store, "Đơn vị", "C8", "Thanh Chữ (mới)")
    assert words.NOTHING_CHANGED in said(drop(write_book(store.catalogue)))
    press(write_reason(run(part="acts", act="year")))
    page = drop(old)
    assert words.made_from_older() in said(page)
    assert "bỏ **4**" in said(page)


def test_a_batch_that_was_read_by_the_version_before_is_dropped(store: Store):
    job = jobs.begin([("a.xlsx", b"no workbook")], store)
    while job.phase == "reading":
        pass
    page = press(write_reason(run(part="acts", act="year")))
    assert words.BATCHES_DROPPED in said(page)
    assert jobs.find(job.id) is None


# --- files that changed, periods that run out --------------------------------------------------------------------


def test_files_that_changed_after_a_version_of_the_page_ask(store: Store, monkeypatch: pytest.MonkeyPatch):
    press(write_reason(run(part="acts", act="year")))
    assert words.FILES_CHANGED not in said(run())
    own = store.catalogue
    store.files = replace(read_catalogue(), workdays=(), unit_aliases=())
    page = run()
    assert words.FILES_CHANGED in said(page)
    assert store.catalogue == own
    page = press(page, words.KEEP_OWN)
    assert words.FILES_CHANGED not in said(page)
    assert store.catalogue == own
    store.files = replace(store.files, topics=read_catalogue().topics[::-1])
    page = press(run(), words.USE_FILES)
    assert store.catalogue == store.files
    assert words.FILES_CHANGED not in said(page)


@pytest.mark.parametrize(
    ("days", "profile", "warns"),
    [
        (61, "internal", False),
        (60, "internal", True),
        (0, "internal", True),
        (-1, "internal", True),
        (1, "public", False),
    ],
)
def test_two_months_before_the_last_period_ends_pages_say_so(store: Store, days: int, profile: str, warns: bool):
    last = datetime.now(HANOI).date() + timedelta(days=days)
    catalogue = store.catalogue
    first = catalogue.periods[0]
    ending = replace(first, code="2100-Q1", year=2100, starts_on=last, ends_on=last, due_on=last)
    store.catalogue = replace(catalogue, periods=(ending,))
    page = AppTest.from_function(_say_last_period, default_timeout=SECONDS)
    page.session_state["page"] = Page(store, "HA", "2100-Q1", None, profile)
    page.run()
    assert not page.exception
    notices = [f":orange[:material/event_upcoming: {words.ends_soon(first.label, last, days)}]"] * warns
    assert notices == [element.value for element in page.markdown if "event_upcoming" in element.value]


def _say_last_period() -> None:
    import streamlit as st

    from pages import _last_period

    _last_period.say_last_period(st.session_state["page"])


def test_notice_is_given_sixty_days_ahead():
    assert _last_period.DAYS_OF_NOTICE == 60
