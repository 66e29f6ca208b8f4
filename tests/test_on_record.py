"""What leaves the office is an act: downloads, papers, print views; and the code that papers print of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import pages
from data.audit import NOTED
from data.store import Store, StoreError
from exports.tables import cover
from loaders.intake import load_files
from pages import _on_record
from tests.facts import a_store, at, give, snapshot
from wording import day_codes as codes
from wording import leaving as words
from wording import records

HOUSE = Path(__file__).parent.parent


def acts(store: Store, *names: str) -> list[tuple[str, str]]:
    rows = store.ask("acts", by=None, act=None, since=None, until=None, rows=99, skipped=0)
    return [(row["act"], row["detail"]) for row in reversed(rows) if row["act"] in names]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(tmp_path_factory.mktemp("app") / "dccs.duckdb"))
        store = pages.open_database()
        sent = [HOUSE / "data" / "samples" / f"2026-Q3_{unit}.xlsx" for unit in ("HA-01", "HA-UB")]
        load_files([(path.name, path.read_bytes()) for path in sent], store, "test", at("2026-10-02"))
        yield store
        store.close()
        pages._store.cache_clear()


Taken = list[tuple[str, Any]]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Taken:
    """What the download buttons of a page were given."""
    given: Taken = []

    def note(label: str, data: Any, *_: object, **__: object) -> bool:
        given.append((label, data))
        return False

    monkeypatch.setattr(st, "download_button", note)
    return given


def run(page: str, **choices: str) -> AppTest:
    test = AppTest.from_file(str(HOUSE / "pages" / f"{page}.py"), default_timeout=120)
    for name, value in choices.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


DOWNLOADS = [
    ("meeting", {"period": "2026-Q3"}, r"paper \w+ HA 2026-Q3 public [0-9a-f]{64}"),
    ("sources", {"period": "2026-Q3"}, r"original [0-9a-f-]{36}"),
    ("submit", {"section": "history", "period": "2026-Q3", "of": "HA-01"}, r"original [0-9a-f-]{36}"),
    ("submit", {"section": "forms", "form_unit": "HA-01"}, r"form HA-01 \d{4}-Q\d"),
    ("catalogue", {}, r"catalogue [0-9a-f]{64}"),
]


@pytest.mark.parametrize(("page", "choices", "said"), DOWNLOADS)
def test_every_download_of_a_page_is_an_act_once_its_bytes_are_made(
    app: Store, taken: Taken, page: str, choices: dict[str, str], said: str
) -> None:
    before, version = len(acts(app, "export")), app.data_version
    run(page, **choices)
    assert taken
    assert len(acts(app, "export")) == before, "looking at a page is no download"
    for label, make in taken[:2] if page == "meeting" else taken:
        assert callable(make), label
        assert make()
        act, detail = acts(app, "export")[-1]
        assert re.fullmatch(said, detail), (act, detail)
    assert len(acts(app, "export")) > before
    assert app.data_version == version, "a download changes no figure, so no page works its own out again"


def test_no_page_gives_a_file_away_past_the_record() -> None:
    """Every download button is given what `downloading` or `rescuing` makes, under whatever name."""
    for path in (HOUSE / "pages").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "st.download_button(" in text:
            assert re.search(r"import (downloading|rescuing|original)\b", text), path.name


def test_nothing_is_given_away_that_the_record_cannot_hold_but_a_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_store()
    paper = _on_record.downloading(store, "paper", lambda: b"figures")
    backup = _on_record.rescuing(store, "backup", lambda: b"all")

    def full(*_: object) -> None:
        raise StoreError("full", "dccs.duckdb")

    assert (paper(), backup()) == (b"figures", b"all")
    assert acts(store, "export") == [("export", "paper"), ("export", "backup")]
    monkeypatch.setattr(store, "keep", full)
    with pytest.raises(StoreError, match="full"):
        paper()
    assert backup() == b"all"


def test_a_print_view_is_an_act_once_a_session(app: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(_on_record, "st", SimpleNamespace(session_state=seen))
    page = pages.Page(app, "HA", "2026-Q3", None, "internal")
    for what in ("group HA-01 2026-Q3 internal", "group HA-01 2026-Q3 internal", "group HA-02 2026-Q3 internal"):
        _on_record.printing(page, what)
    assert acts(app, "print") == [
        ("print", "group HA-01 2026-Q3 internal"), ("print", "group HA-02 2026-Q3 internal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        (
            f"paper pdf HA 2026-Q3 public {'ab' * 32}",
            "tài liệu: pdf, Hương An, Quý III, được mang ra ngoài, abababababab",
        ),
        ("forms all 2026-Q3", "các mẫu báo cáo: all, Quý III"),
        ("group HA 2026-Q3 internal", "trang của đơn vị: Hương An, Quý III, nội bộ"),
    ],
)
def test_what_left_is_said_in_names(detail: str, said: str) -> None:
    assert words.said(detail, {"HA": "Hương An"}, {"2026-Q3": "Quý III"}) == said
    assert records.about("export", detail, {"HA": "Hương An"}, {"2026-Q3": "Quý III"}) == said


# --- the short code of a day -------------------------------------------------------------------------------------


def test_papers_carry_the_code_of_the_last_act_before_their_moment() -> None:
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 1})
    first = snapshot(store, "2026-Q1", as_of="2026-03-25")
    give(store, "G2", "2026-Q1", "2026-04-20", {"events": 1})
    later = snapshot(store, "2026-Q1", as_of="2026-04-25")
    [seal] = [row["seal"] for row in store.ask("day_code", as_of=at("2026-03-25"))]
    assert first["day_code"] == f"{seal[:4]}-{seal[4:8]}".upper()
    assert first["day_code"] != later["day_code"]
    assert (codes.DAY_CODE, first["day_code"]) in cover(first)
    assert snapshot(store, "2026-Q1", as_of="2026-03-25") == first | {"data_version": later["data_version"]}


def test_the_code_is_no_part_of_the_figures_and_no_download_changes_it() -> None:
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 1})
    before = snapshot(store, "2026-Q1")
    for act in sorted(NOTED):
        with store.keep(act, "Lan", at("2026-03-21")):
            pass
    assert snapshot(store, "2026-Q1") == before
    with store.keep("catalogue", "Lan", at("2026-03-22")):
        pass
    after = snapshot(store, "2026-Q1")
    assert after["content_hash"] == before["content_hash"]
    assert after["day_code"] != before["day_code"]


def test_acts_that_change_nothing_are_left_out_of_the_data_version_here_and_in_sql(tmp_path: Path) -> None:
    path = tmp_path / "dccs.duckdb"
    with Store(path) as store:
        for act in ("accept", *sorted(NOTED)):
            with store.keep(act, "Lan", at("2026-03-21")):
                pass
        standing = store.data_version, store.acts
    assert standing == (2, 2 + len(NOTED))
    with Store(path) as store:
        assert (store.data_version, store.acts) == standing


def test_every_question_leaves_out_the_same_acts() -> None:
    lists = [
        set(re.findall(r"'(\w+)'", found))
        for path in (HOUSE / "data" / "queries").glob("*.sql")
        for found in re.findall(r"act not in \(([^)]*)\)", path.read_text(encoding="utf-8"))
    ]
    assert len(lists) >= 4
    assert all(found == NOTED for found in lists)


def test_a_return_of_a_later_quarter_leaves_the_snapshots_of_earlier_ones(app: Store) -> None:
    def shown(period: str) -> Any:
        return pages.Page(app, "HA", period, None, "internal").snapshot

    before = {period: shown(period) for period in ("2026-Q2", "2026-Q3")}
    sent = HOUSE / "data" / "samples" / "2026-Q3_HA-02.xlsx"
    [outcome] = load_files([(sent.name, sent.read_bytes())], app, "test", at("2026-10-03"))
    assert outcome.outcome == "accepted"
    assert shown("2026-Q2") is before["2026-Q2"]
    assert len([row for row in shown("2026-Q3")["returns"] if row["received_at"]]) == 3
    assert shown("2026-Q3") is shown("2026-Q3")
    with app.keep("catalogue", "test", datetime.now(UTC)):  # any other act may concern any quarter
        pass
    assert shown("2026-Q2") is not before["2026-Q2"]


def test_the_record_is_asked_anew_after_every_act_and_figures_are_not() -> None:
    store = a_store()
    chosen = {"by": None, "act": None, "since": None, "until": None}
    counted = store.ask("acts_counted", **chosen)[0]["acts"]
    store.ask("info")
    remembered = store._answers[store.data_version, "info", "[]"]
    with store.keep("export", "Lan", at("2026-03-21")):
        pass
    assert store.ask("acts_counted", **chosen)[0]["acts"] == counted + 1
    assert store._answers[store.data_version, "info", "[]"] is remembered


@pytest.mark.parametrize(
    ("typed", "read"),
    [("7F3A-91C2", "7f3a91c2"), (" 7f3a 91c2 ", "7f3a91c2"), ("7f3a", ""), ("xyz1-2345", ""), ("", "")],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert codes.code_typed(typed) == read


def test_the_page_lists_the_codes_of_days_and_finds_the_act_of_a_code(app: Store) -> None:
    page = run("records")
    [newest, *_] = app.ask("day_codes", rows=1)
    assert codes.day_code(newest["seal"]) in page.table[0].value[codes.CODE].tolist()
    page.text_input(key="day_code").set_value(codes.day_code(newest["seal"])).run()
    assert page.dataframe[1].value[records.WHAT].tolist() == [records.ACTS["catalogue"]]
    page.text_input(key="day_code").set_value("0000-0000").run()
    assert [warning.value for warning in page.warning] == [codes.NOT_FOUND]


def test_days_are_vietnam_s() -> None:
    store = a_store()
    late = datetime(2031, 3, 20, 23, 30, tzinfo=UTC) - timedelta(hours=5)  # 01:30 of the next day in Vietnam
    with store.keep("accept", "Lan", late):
        pass
    [newest, *_] = store.ask("day_codes", rows=1)
    assert (newest["acted_on"].isoformat(), newest["place"]) == ("2031-03-21", store.acts)
