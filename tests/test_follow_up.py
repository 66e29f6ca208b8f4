"""«Theo dõi»: what the sheet accepts, what holds between returns, the form, the snapshot and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from exports.report import report
from exports.tables import tables
from loaders.changes import kept_rows
from loaders.differences import difference
from loaders.matching import key
from loaders.mending import returned
from loaders.template.book import write_template
from pages import _differences, _follow_up
from tests.facts import a_matter, at, give, snapshot, ward_catalogue
from tests.returns import a_return, read, saved, sent
from wording import follow_up as words
from wording import report as report_words
from wording.group import BLANK

SHEET = "Theo dõi"
DAY_AFTER = {"on": date(2026, 9, 20)}


def said(*matters: Mapping[str, Any], unit: str = "HA-UB", **more: Any) -> list[tuple[str, str | None, str | None]]:
    found = read(a_return(unit, matters=matters, **more)).problems
    return [(problem.code, problem.sheet, problem.cell) for problem in found]


def at_cell(code: str, cell: str) -> list[tuple[str, str | None, str | None]]:
    return [(code, SHEET, cell)]


# --- one return -----------------------------------------------------------------------------------------------------


def test_a_matter_is_read_with_its_kind_by_label_or_code() -> None:
    rows = read(a_return("HA-MT", matters=[{}, {"Loại": "kb", "Nội dung": " Hoà giải ", "Hạn": "5/3/2026"}])).rows
    kept = [{name: row[name] for name in ("matter_kind", "content_key", "due_on")} for row in rows["follow_up"]]
    assert kept == [
        {"matter_kind": "CK", "content_key": key("thu chi quỹ"), "due_on": date(2026, 7, 30)},
        {"matter_kind": "KB", "content_key": "hòa giải", "due_on": date(2026, 3, 5)},
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "cell", "near"),
    [
        ({"Loại": None}, "REQUIRED_MISSING", "B2", {"Loại": "DA"}),
        ({"Nội dung": None}, "REQUIRED_MISSING", "C2", {"Nội dung": "1"}),
        ({"Hạn": None}, "REQUIRED_MISSING", "D2", {"Hạn": "2026-01-01"}),
        ({"Loại": "Khiếu nại"}, "NOT_IN_LIST", "B2", {"Loại": "CÔNG  KHAI"}),
        ({"Hạn": "05/03/26"}, "NOT_A_DATE", "D2", {"Hạn": "5.3.2026"}),
        ({"Hạn": "1/1/2101"}, "DATE_OUT_OF_RANGE", "D2", {"Hạn": "31/12/2100"}),
        ({"Ngày hoàn thành": "15/06/2026"}, "DATE_OUT_OF_RANGE", "E2", {"Ngày hoàn thành": "14/06/2026"}),
        ({"Nội dung": "x" * 201}, "TEXT_TOO_LONG", "C2", {"Nội dung": "x" * 200}),
        ({"Ghi chú": "x" * 201}, "TEXT_TOO_LONG", "F2", {"Ghi chú": "x" * 200}),
        ({"Nội dung": "gọi 0912345678"}, "PERSONAL_DATA", "C2", {"Nội dung": "gọi 091234567"}),
    ],
)
def test_each_rule_refuses_its_cell_and_lets_the_next_thing_pass(
    wrong: dict[str, Any], code: str, cell: str, near: dict[str, Any]
) -> None:
    assert said(wrong) == at_cell(code, cell)
    if code != "PERSONAL_DATA":
        assert said(near) == []


def test_a_deadline_may_lie_after_the_period_and_after_the_day_of_receipt() -> None:
    assert said({"Hạn": "31/12/2030"}) == []


def test_a_matter_stands_once_but_another_deadline_is_another_matter() -> None:
    assert said({}, {"Nội dung": "THU  CHI quỹ"}) == at_cell("DUPLICATE_ROW", "C3")
    assert said({}, {"Hạn": date(2026, 10, 30)}, {"Loại": "DA"}) == []


def test_without_the_sheet_nothing_is_said_with_an_empty_one_nothing_arose() -> None:
    assert "follow_up" not in read(a_return("HA-UB")).rows
    for rows in ([], [{"STT": 1, "Loại": None, "Nội dung": "Không phát sinh", "Hạn": None}]):
        empty = read(a_return("HA-UB", matters=rows))
        assert (empty.problems, empty.rows["follow_up"]) == ([], [])
    assert read(a_return("HA-UB")).content_hash != read(a_return("HA-UB", matters=[])).content_hash


def test_a_group_sends_no_matters_but_may_leave_the_empty_sheet() -> None:
    assert said({}, unit="HA-01") == at_cell("SHEET_NOT_YOURS", "A2")
    assert said(unit="HA-01") == []


def test_a_catalogue_without_kinds_refuses_matters_and_offers_no_sheet() -> None:
    bare = replace(ward_catalogue(), follow_up_kinds=())
    found = read(a_return("HA-UB", matters=[{}]), catalogue=bare).problems
    assert [(problem.code, problem.cell) for problem in found] == [("NOT_IN_LIST", "B2")]
    unit, period = bare.unit("HA-UB", date(2026, 9, 14)), bare.period("2026-Q3")
    assert unit
    assert period
    form = openpyxl.load_workbook(BytesIO(write_template(None, bare, unit, period, at("2026-09-01"))))
    assert SHEET not in form.sheetnames


KINDS = {spelled: row.code for row in ward_catalogue().follow_up_kinds for spelled in (row.code, row.label.upper())}
MATTERS = some.lists(
    some.tuples(
        some.sampled_from(sorted(KINDS)),
        some.text(some.characters(codec="ascii", categories=["Lu", "Ll"]), min_size=3, max_size=30),
        some.dates(date(2025, 1, 1), date(2030, 1, 1)),
        some.none() | some.dates(date(2025, 1, 1), date(2026, 6, 14)),
    ),
    max_size=6,
    unique_by=lambda matter: matter[1].casefold(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MATTERS)
def test_what_is_written_is_what_is_read(matters: list[tuple[str, str, date, date | None]]) -> None:
    written = [dict(zip(("Loại", "Nội dung", "Hạn", "Ngày hoàn thành"), row, strict=True)) for row in matters]
    found = read(a_return("HA-HD", matters=written))
    assert found.problems == []
    kept = [(row["matter_kind"], row["content"], row["due_on"], row["completed_on"]) for row in found.rows["follow_up"]]
    assert kept == [(KINDS[kind], *rest) for kind, *rest in matters]


# --- between returns ------------------------------------------------------------------------------------------------


def second(store: Store, *matters: Mapping[str, Any]) -> list[tuple[str, str | None, str | None]]:
    (outcome,) = sent(store, a_return("HA-UB", "2026-Q3", training=[], matters=matters), **DAY_AFTER)
    return [(problem.code, problem.sheet, problem.cell) for problem in outcome.problems]


@pytest.fixture
def store() -> Any:
    """The committee's second quarter: one disclosure open, one done."""
    with Store() as opened:
        done = {"Nội dung": "Dự toán", "Ngày hoàn thành": date(2026, 6, 1)}
        sent(opened, a_return("HA-UB", "2026-Q2", training=[], matters=[{}, done]), on=date(2026, 6, 20))
        yield opened


def test_an_open_matter_goes_on_and_what_is_done_need_not_be_repeated(store: Store) -> None:
    assert second(store, {"Ngày hoàn thành": date(2026, 7, 20)}) == []


def test_an_open_matter_that_is_left_out_stays_open_with_a_warning(store: Store) -> None:
    assert second(store, {"Nội dung": "Việc khác"}) == at_cell("CASE_DISAPPEARED", "C1")
    rows = snapshot(store, "2026-Q3", "HA")["follow_up"]["items"]
    assert {row["content"]: row["state"] for row in rows if row["state"] not in ("done", "done_late")} == {
        "Thu chi quỹ": "overdue", "Việc khác": "overdue",
    }  # fmt: skip


def test_what_was_done_cannot_be_open_again(store: Store) -> None:
    reopened = {"Nội dung": "Dự toán"}
    assert second(store, {}, reopened) == at_cell("CASE_CONFLICT", "E3")


def test_a_correction_of_the_quarter_before_names_the_later_return(store: Store) -> None:
    assert second(store, {}) == []
    corrected = a_return("HA-UB", "2026-Q2", training=[], matters=[{"Ngày hoàn thành": date(2026, 6, 2)}])
    (outcome,) = sent(store, corrected, on=date(2026, 9, 21))
    assert [(p.code, p.sheet, p.cell) for p in outcome.problems] == at_cell("LATER_RETURN_AFFECTED", "C2")


def test_the_preview_names_a_matter_that_is_new_and_one_that_was_done(store: Store) -> None:
    asked = {"units": ["HA-UB"], "as_of": at("2026-06-21")}
    known = store.ask("history_returns", **asked)[0]["submission"]
    now = read(a_return("HA-UB", matters=[{"Ngày hoàn thành": date(2026, 6, 3)}, {"Nội dung": "Mới", "Loại": "DA"}]))
    found = difference(kept_rows(store, known), now.rows)
    lines = [tuple(line.values()) for line in _differences.lines(store.catalogue, found)]
    assert ("Theo dõi, Công khai: Thu chi quỹ", f"Ngày hoàn thành {BLANK}", "Ngày hoàn thành 03/06/2026") in lines
    assert ("Theo dõi, Dự án có giám sát cộng đồng: Mới", "Không có", "Hạn 30/07/2026") in lines
    assert any(line[0] == "Theo dõi, Công khai: Dự toán" and line[2] == "Không có" for line in lines)


def test_the_returned_workbook_marks_the_wrong_cell_and_the_next_check_passes_once_it_is_mended() -> None:
    sent_in = read(a_return("HA-UB", matters=[{"Hạn": "05/03/26"}]))
    book = openpyxl.load_workbook(BytesIO(returned(sent_in, sent_in.problems)))
    assert "05/03/26" in book[SHEET]["D2"].comment.text
    assert (SHEET, "D2") in {(row[2], row[3]) for row in book["Cần sửa"].iter_rows(values_only=True) if len(row) > 3}
    book[SHEET]["D2"] = date(2026, 3, 5)
    assert read(saved(book)).problems == []


# --- the form -------------------------------------------------------------------------------------------------------


def test_the_form_carries_open_matters_over_marked_and_comes_back_sound(store: Store) -> None:
    unit, period = store.catalogue.unit("HA-UB", date(2026, 9, 14)), store.catalogue.period("2026-Q3")
    assert unit
    assert period
    book = openpyxl.load_workbook(BytesIO(write_template(store, store.catalogue, unit, period, at("2026-09-01"))))
    sheet = book[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=7)]
    assert rows[0][:4] == ["1*", "Công khai", "Thu chi quỹ", at("2026-07-30 00:00").replace(tzinfo=None)]
    assert rows[0][5] == "kỳ trước chuyển sang"
    assert rows[1][1:] == [None] * 5
    assert sheet.protection.sheet
    offered = {check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"}
    assert len(offered) == 1
    found = read(saved(book), received_on=date(2026, 9, 20)).rows["follow_up"]
    assert [row["content"] for row in found] == ["Thu chi quỹ"]


# --- the snapshot, the papers, the page -----------------------------------------------------------------------------


@pytest.fixture
def ward() -> Any:
    """Third quarter: the committee with four disclosures, the front without the sheet, the council with none."""
    with Store() as opened:
        give(opened, "HA-MT", "2026-Q2", "2026-06-17", matters=[a_matter("Đường liên tổ", "2026-08-31", "DA")])
        give(opened, "HA-MT", "2026-Q3", "2026-09-17")
        give(opened, "HA-HD", "2026-Q3", "2026-09-17", matters=[])
        matters = [
            a_matter("Hôm qua", "2026-09-13"), a_matter("Đúng ngày", "2026-09-14"), a_matter("Xa", "2026-10-15"),
            a_matter("Xong", "2026-08-01", completed_on="2026-08-01"),
            a_matter("Trễ", "2026-08-01", completed_on="2026-08-02"),
            a_matter("Năm trước", "2025-08-01", completed_on="2025-08-02"),
        ]  # fmt: skip
        give(opened, "HA-UB", "2026-Q3", "2026-09-17", matters=matters)
        yield opened


def test_the_due_day_is_still_on_time_and_last_years_matters_are_left_out(ward: Store) -> None:
    part = snapshot(ward, "2026-Q3", "HA")["follow_up"]
    states = {row["content"]: (row["state"], row["days_left"]) for row in part["items"]}
    assert states == {
        "Hôm qua": ("overdue", -1), "Đúng ngày": ("due_soon", 0), "Xa": ("open", 31), "Xong": ("done", 0),
        "Trễ": ("done_late", -1), "Đường liên tổ": ("overdue", -14),
    }  # fmt: skip
    disclosed = part["by_kind"][0]
    assert [disclosed[name] for name in ("items", "left", "overdue", "due_soon", "open")] == [5, 3, 1, 1, 1]


def test_not_reported_is_not_nothing(ward: Store) -> None:
    states = {row["unit"]: row["state"] for row in snapshot(ward, "2026-Q3", "HA")["follow_up"]["by_unit"]}
    assert states == {"HA-UB": "reported", "HA-MT": "earlier", "HA-HD": "nothing"}
    before = snapshot(ward, "2026-Q1", "HA")["follow_up"]
    assert {row["state"] for row in before["by_unit"]} == {"never"}
    assert {row["items"] for row in before["by_kind"]} == {None}
    assert words.answers(before) == [words.NO_SHEET]


def test_a_matter_counts_from_the_moment_its_return_came_in(ward: Store) -> None:
    earlier = snapshot(ward, "2026-Q3", "HA", as_of="2026-09-16")["follow_up"]
    assert [row["content"] for row in earlier["items"]] == ["Đường liên tổ"]


def test_in_public_matters_are_counted_and_not_told(ward: Store) -> None:
    public = snapshot(ward, "2026-Q3", "HA", profile="public")
    assert public["follow_up"]["items"] == []
    assert public["follow_up"]["by_kind"] == snapshot(ward, "2026-Q3", "HA")["follow_up"]["by_kind"]
    assert "Đúng ngày" not in str(public)
    assert {"follow_up_kinds", "follow_up_units"} <= {table.key for table in tables(public)}
    assert "follow_up" not in {table.key for table in tables(public)}


def test_a_return_of_matters_changes_the_content_hash(ward: Store) -> None:
    was = snapshot(ward, "2026-Q3", "HA")["content_hash"]
    give(ward, "HA-UB", "2026-Q3", "2026-09-18", matters=[])
    assert snapshot(ward, "2026-Q3", "HA")["content_hash"] != was


def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **choices: str) -> tuple[str, list[Any]]:
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    pages._store.cache_clear()
    with pages.open_database() as opened:
        give(opened, "HA-UB", "2026-Q3", "2026-09-17", matters=[a_matter("Đúng ngày", "2026-09-14")])
        page = AppTest.from_file(str(Path(pages.__file__).parent / "follow_up.py"), default_timeout=60)
        for name, value in {"period": "2026-Q3", **choices}.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        text = " ".join(element.value for kind in (page.markdown, page.caption) for element in kind)
        tables_shown = [element.value for element in [*page.dataframe, *page.table]]
    pages._store.cache_clear()
    return text, tables_shown


def test_the_page_answers_in_a_sentence_a_chart_and_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, found = shown(tmp_path, monkeypatch)
    assert "**Công khai**: **1** trong 1 việc chưa công khai – **1** đến hạn trong 30 ngày tới." in text
    assert "Kỳ này chưa gửi mục Theo dõi: Ủy ban Mặt trận Tổ quốc Việt Nam phường" in text
    listed = next(table for table in found if words.CONTENT in table.columns)
    assert dict(listed.iloc[0])[words.DAYS] == "còn\u00a00\u00a0ngày"
    assert dict(listed.iloc[0])[words.CONTENT] == "Đúng ngày"


def test_the_projector_shows_counts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, found = shown(tmp_path, monkeypatch, profile="public")
    assert words.NOT_LISTED in text
    assert not [table for table in found if words.CONTENT in table.columns]


def test_a_snapshot_sealed_before_there_were_matters_still_prints(ward: Store) -> None:
    old = snapshot(ward, "2026-Q3", "HA")
    del old["follow_up"]
    assert not [table.rows for table in tables(old) if table.key.startswith("follow_up") and table.rows]
    assert report_words.FOLLOW_UP not in {section.heading for section in report(old).sections}
    now = {section.heading: section.parts for section in report(snapshot(ward, "2026-Q3", "HA")).sections}
    points, left = now[report_words.FOLLOW_UP]
    assert "Công khai: 3 trong 5 việc chưa công khai – 1 quá hạn, 1 đến hạn trong 30 ngày tới." in points.lines
    assert [row[1] for row in left.rows] == ["Đường liên tổ", "Hôm qua", "Đúng ngày", "Xa"]


def test_what_nobody_has_said_is_unknown_and_not_withheld(ward: Store) -> None:
    silent = {table.key: table for table in tables(snapshot(ward, "2026-Q1", "HA"))}["follow_up_kinds"]
    assert {cell.form for row in silent.rows for cell in row[1:]} == {"count"}
    assert {cell.text() for row in silent.rows for cell in row[1:]} == {"–"}


def test_each_matter_leads_to_its_cell(store: Store) -> None:
    asked = {"unit": "HA", "period": "2026-Q2", "periods": ["2026-Q2"], "as_of": at("2026-07-01")}
    rows = store.ask("follow_up_cells", **asked)
    assert {row["content"]: _follow_up._cell(row) for row in rows} == {
        "Thu chi quỹ": (SHEET, "C2"), "Dự toán": (SHEET, "C3"),
    }  # fmt: skip


# --- a database made before -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_own", [False, True])
def test_a_database_without_the_sheets_tables_opens_and_learns_them(tmp_path: Path, is_own: bool) -> None:
    path, old = tmp_path / "old.duckdb", replace(ward_catalogue(), follow_up_kinds=())
    with Store(path, catalogue=old) as store:
        give(store, "HA-UB", "2026-Q3", "2026-09-17", {"disclosure_due": 5})
        if is_own:
            with store.keep("catalogue", "test", at("2026-09-18")) as writing:
                writing.add_catalogue(old, old.rows_digest, "test")
        with store._cursor() as cursor:
            for table in ("follow_up", "follow_up_kinds"):
                cursor.execute(f"drop table {table}")
            cursor.execute("delete from house where name = 'definitions'")
    with Store(path) as store:
        kinds = [row.code for row in store.catalogue.follow_up_kinds]
        assert kinds == ([] if is_own else ["CK", "DA", "KB", "KG"])
        assert store.catalogue_at(at("2026-09-17 13:00")).follow_up_kinds == ()
        part = snapshot(store, "2026-Q3", "HA")["follow_up"]
        assert {row["state"] for row in part["by_unit"]} == {"never"}
