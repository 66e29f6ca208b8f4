"""The catalogue as a workbook: it comes back as it went out, and every cell that cannot be used is named with what is
accepted; a version is recorded with who and why, never silently, and never away from under returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from data import catalogue_acts as acts
from data.catalogue import Catalogue, Unit
from data.catalogue_changes import InUse, Overtaken, changes, have_files_changed, orphans, record
from data.catalogue_checks import CHOICES, flaws
from data.store import Store
from exports.snapshot import build
from loaders.catalogue import Book, read_book
from loaders.catalogue_book import column_types, write_book
from tests.facts import AFTER_ALL, a_case, a_catalogue, a_course, a_unit, give, indicators, ward_catalogue
from wording import catalogue_book as words

FIRST_ROW = 4  # below title, note and headings
NOW = AFTER_ALL


@cache
def downloaded() -> bytes:
    return write_book(ward_catalogue())


def a_book() -> Workbook:
    """The ward's catalogue as it is downloaded, to be edited."""
    return openpyxl.load_workbook(BytesIO(downloaded()))


def read(book: Workbook) -> Book:
    written = BytesIO()
    book.save(written)
    return read_book("danh-muc.xlsx", written.getvalue())


def cell_of(book: Workbook, table: str, key: str, column: str) -> Any:
    """The cell of the first row that says `key`, under a column's heading."""
    sheet = book[words.SHEETS[table].name]
    row = next(row for row in sheet.iter_rows(min_row=FIRST_ROW) if key in [cell.value for cell in row])
    return row[list(words.SHEETS[table].headings).index(column)]


def append(book: Workbook, table: str, like: str, **values: Any) -> None:
    """A row below the last like another one."""
    sheet = book[words.SHEETS[table].name]
    rows = list(sheet.iter_rows(min_row=FIRST_ROW, values_only=True))
    found = dict(zip(words.SHEETS[table].headings, next(row for row in rows if like in row), strict=True))
    for column, value in enumerate((found | values).values(), start=1):
        sheet.cell(FIRST_ROW + len(rows), column, value)


# --- out and back ------------------------------------------------------------------------------------------------


def test_a_workbook_that_nobody_edited_is_the_same_version():
    book = read(a_book())
    assert book.problems == []
    assert book.catalogue == ward_catalogue()
    assert book.catalogue.digest == book.made_from == ward_catalogue().digest


def test_every_column_has_a_heading_and_every_coded_value_a_word():
    for table, said in words.SHEETS.items():
        assert list(said.headings) == list(column_types(table))
        assert len(set(said.headings.values())) == len(said.headings)
    listed = {(table, column): accepted for table, columns in CHOICES.items() for column, accepted in columns.items()}
    assert {place: set(offered) for place, offered in words.CHOICES.items()} == listed


def test_codes_of_the_files_are_read_as_well_as_words():
    book = a_book()
    cell_of(book, "units", "HA-01", "kind").value = "group"
    cell_of(book, "measures", "outreach_events", "reporter").value = "group|Ủy ban nhân dân; front"
    cell_of(book, "measures", "households", "required").value = "x"
    assert read(book).catalogue == ward_catalogue()


def test_an_edited_row_an_added_one_and_a_removed_one_are_changes():
    book = a_book()
    cell_of(book, "indicators", "2.4-a", "target").value = 99.5
    append(book, "unit_aliases", "HA-01", alias="Thanh Chữ cũ")
    book[words.SHEETS["unit_aliases"].name].delete_rows(FIRST_ROW)
    edited = read(book).catalogue
    assert edited is not None
    found = [(c.table, c.before is None, c.after is None, c.columns) for c in changes(ward_catalogue(), edited)]
    assert found == [
        ("unit_aliases", True, False, ()), ("unit_aliases", False, True, ()), ("indicators", False, False, ("target",)),
    ]  # fmt: skip


# --- what is wrong -----------------------------------------------------------------------------------------------

Edit = Callable[[Workbook], object]


def put(table: str, key: str, column: str, value: Any) -> tuple[str, str, str, Any]:
    return table, key, column, value


WRONG = {  # what is wrong: the cell, what is put there, what the sentence says was read and what it accepts
    "a day that is none": (put("units", "HA-01", "valid_from", "hôm qua"), "hôm qua", "05/03/2026"),
    "an unknown kind of unit": (put("units", "HA-01", "kind", "Thôn"), "Thôn", "Tổ dân phố"),
    "a unit below an unknown one": (put("units", "HA-01", "parent", "HB"), "HB", "«Đơn vị»"),
    "an unknown successor": (put("units", "HA-01", "successor", "HA-02; HA-99"), "HA-99", "«Đơn vị»"),
    "a unit that ends at once": (put("units", "HA-01", "valid_to", date(2024, 6, 28)), "28/06/2024", "để trống"),
    "a unit above itself": (put("units", "HA", "parent", "HA-01"), "HA", "cấp trên"),
    "no name": (put("units", "HA-01", "name", None), "trống", "Tên đơn vị"),
    "periods that overlap": (put("periods", "2026-Q2", "starts_on", date(2026, 3, 14)), "14/03/2026", "15/12/2025"),
    "dates in a wrong order": (put("periods", "2026-Q2", "ends_on", date(2026, 3, 14)), "15/03/2026", "thứ tự"),
    "a quarter twice": (put("periods", "2026-Q2", "quarter", 1), "2026 / 1", "hai lần"),
    "a number that is none": (put("measures", "households", "ms", "một"), "một", "số nguyên"),
    "neither yes nor no": (put("measures", "households", "required", "thỉnh thoảng"), "thỉnh thoảng", "Có hoặc Không"),
    "a reporter of no kind": (put("measures", "households", "reporter", "Tổ dân phố; Thôn"), "Thôn", "Mặt trận"),
    "an unknown whole": (put("measures", "households_reached", "not_more_than", "homes"), "homes", "«Số liệu»"),
    "a cohort of an unknown topic": (put("cohorts", "C1", "topic", "Z"), "Z", "«Chuyên đề»"),
    "a due day in working days": (put("deadlines", "Giải quyết", "day_type", "Ngày làm việc"), "làm việc", "theo lịch"),
    "a target below 0": (put("indicators", "2.4-a", "target", -5), "-5", "0 trở lên"),
    "an unknown method": (put("indicators", "2.4-a", "method", "Trung bình"), "Trung bình", "Đếm vụ việc"),
    "a ratio without a whole": (put("indicators", "2.2-b", "denominator", None), "Tỷ lệ đã đến", "Mẫu số"),
    "a flag where a count is wanted": (put("indicators", "2.2-b", "numerator", "digital_channel"), "digital", "Lũy kế"),
    "a number of a person": (put("deadlines", "KN", "basis", "hỏi 0905 123 456"), "", "số điện thoại"),
    "an old encoding": (put("units", "HA-02", "name", "Tæ d©n phè"), "Tæ", "Unicode"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_cell_is_named_with_what_was_read_and_what_is_accepted(wrong):
    (table, key, column, value), read_there, accepted = WRONG[wrong]
    book = a_book()
    cell = cell_of(book, table, key, column)
    cell.value = value
    result = read(book)
    assert result.catalogue is None
    at_cell = [m for m in result.problems if m.sheet == words.SHEETS[table].name and m.cell]
    named = [m.sentence for m in at_cell if m.cell == cell.coordinate]
    if not named:  # where two cells contradict each other, the one of the later row or of the first day is named
        assert wrong in ("dates in a wrong order", "a unit above itself")
        named = [m.sentence for m in at_cell]
    assert any(read_there in sentence and accepted in sentence for sentence in named), named


def test_all_that_is_wrong_is_said_at_once_and_nothing_that_only_follows_from_it():
    book = a_book()
    cell_of(book, "measures", "households", "ms").value = "một"  # indicators and measures name households
    cell_of(book, "units", "HA-01", "kind").value = "Thôn"
    cell_of(book, "periods", "2026-Q2", "quarter").value = 1
    said = [(mistake.sheet, mistake.sentence.split(" ")[0]) for mistake in read(book).problems]
    assert sorted(said) == [("Kỳ báo cáo", "«2026"), ("Số liệu", "«một»"), ("Đơn vị", "«Thôn»")]


def missing_sheet(book: Workbook) -> None:
    del book["Thời hạn"]


def missing_heading(book: Workbook) -> None:
    book["Đơn vị"]["C3"].value = "Tên gọi"


def emptied(book: Workbook) -> None:
    book["Kỳ báo cáo"].delete_rows(FIRST_ROW, 50)


def hidden_row(book: Workbook) -> None:
    book["Đơn vị"].row_dimensions[FIRST_ROW + 1].hidden = True


@pytest.mark.parametrize(
    ("edit", "said"),
    [(missing_sheet, "«Thời hạn»"), (missing_heading, "«Tên đơn vị»"), (emptied, "không có dòng"), (hidden_row, "ẩn")],
)
def test_a_missing_sheet_a_missing_heading_an_emptied_and_a_hidden_row_are_said(edit: Edit, said: str):
    book = a_book()
    edit(book)
    result = read(book)
    assert result.catalogue is None
    assert any(said in mistake.sentence for mistake in result.problems)


def test_a_file_that_is_no_workbook_is_a_sentence():
    [mistake] = read_book("danh-muc.xlsx", b"no workbook").problems
    assert "Excel" in mistake.sentence


# --- the common acts ---------------------------------------------------------------------------------------------


def test_a_year_is_four_quarters_by_the_rule_of_those_that_stand():
    catalogue = ward_catalogue()
    assert acts.periods_of(2026) == tuple(period for period in catalogue.periods if period.year == 2026)
    longer = acts.year_added(catalogue)
    assert [period.code for period in longer.periods[-4:]] == ["2028-Q1", "2028-Q2", "2028-Q3", "2028-Q4"]
    assert not list(flaws(longer))


DAY = date(2026, 6, 15)


def test_a_unit_is_renamed_merged_and_divided_with_its_day():
    catalogue = ward_catalogue()
    assert acts.free_codes(catalogue, "HA-07", 2) == ["HA-08", "HA-09"]
    assert acts.free_codes(catalogue, "HA-UB") == ["HA-UB-01"]
    new = [Unit(code, "group", code, "HA", DAY, None, None) for code in ("HA-08", "HA-09")]
    renamed = acts.renamed(catalogue, "HA-01", "Thanh Chữ 1", DAY)
    merged = acts.merged(catalogue, ["HA-01", "HA-02"], new[0])
    divided = acts.divided(catalogue, "HA-03", new)
    ended = acts.ended(catalogue, ["HA-04"], DAY)
    for draft in (renamed, merged, divided, ended):
        assert not list(flaws(draft))
    before = DAY - timedelta(days=1)
    assert [renamed.unit("HA-01", day).name for day in (before, DAY)] == ["Thanh Chữ", "Thanh Chữ 1"]
    assert [merged.unit(code, before).successor for code in ("HA-01", "HA-02")] == ["HA-08", "HA-08"]
    assert [merged.unit(code, DAY) for code in ("HA-01", "HA-02")] == [None, None]
    assert divided.unit("HA-03", before).successor == "HA-08|HA-09"
    assert ended.unit("HA-04", DAY) is None
    assert ended.unit("HA-04", before) is not None


# --- recording ---------------------------------------------------------------------------------------------------


def with_target(target: int) -> Catalogue:
    catalogue = a_catalogue()
    rows = [replace(row, target=Decimal(target)) if row.code == "flow" else row for row in catalogue.indicators]
    return replace(catalogue, indicators=tuple(rows))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dccs.duckdb"


def keep(store: Store, catalogue: Catalogue, why: str = "vì thế") -> None:
    record(store, catalogue, "Lan", NOW, why, store.catalogue.digest)


def test_a_recorded_version_counts_at_once_and_says_who_and_why(path):
    with Store(path, a_catalogue()) as store:
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
        asked = indicators(store, "2026-Q1")["flow"]
        keep(store, with_target(2), "nghị quyết mới")
        later = NOW + timedelta(seconds=1)
        now = build(store, unit="W", period="2026-Q1", as_of=later)
        shown = {row["code"]: row for row in now["indicators"]}["flow"]
        assert (asked["target"], shown["target"], shown["status"]) == (None, 2, "incomplete")
        assert now["catalogue"] == store.catalogue.digest == with_target(2).digest
        latest, first = store.ask("catalogue_versions")
        assert (latest["recorded_by"], latest["why"], latest["is_page"]) == ("Lan", "nghị quyết mới", True)
        assert (first["why"], first["is_page"]) == (None, False)


def test_a_recorded_version_outlives_the_program_and_files_that_change_only_ask(path):
    with Store(path, a_catalogue()) as store:
        keep(store, with_target(2))
        assert not have_files_changed(store)
    with Store(path, a_catalogue()) as store:
        assert store.catalogue == with_target(2)
        assert not have_files_changed(store)
    with Store(path, with_target(7)) as store:
        assert store.catalogue == with_target(2)
        assert have_files_changed(store)
        keep(store, store.catalogue, "giữ")
        assert not have_files_changed(store)
    with Store(path, with_target(7)) as store:
        assert (store.catalogue, have_files_changed(store)) == (with_target(2), False)


def test_files_that_are_chosen_are_followed_again(path):
    with Store(path, a_catalogue()) as store:
        keep(store, with_target(2))
    with Store(path, with_target(7)) as store:
        keep(store, store.files, "dùng tệp")
        assert (store.catalogue, have_files_changed(store)) == (with_target(7), False)
    with Store(path, with_target(8)) as store:
        assert store.catalogue == with_target(8)


def test_another_edition_of_the_holidays_is_a_new_version_of_the_same_rows(path, monkeypatch):
    with Store(path, a_catalogue()) as store:
        keep(store, with_target(2), "vì thế")
    monkeypatch.setattr("data.catalogue.version", lambda package: "another edition")
    again = with_target(2)
    with Store(path, a_catalogue()) as store:
        assert store.catalogue == again
        assert not have_files_changed(store)
        latest = store.ask("catalogue_versions")[0]
        assert (latest["digest"], latest["why"], latest["is_page"]) == (again.digest, "vì thế", True)


def test_of_two_who_edit_the_same_version_the_second_is_told(path):
    with Store(path, a_catalogue()) as store:
        based_on = store.catalogue.digest
        keep(store, with_target(2))
        with pytest.raises(Overtaken):
            record(store, with_target(3), "Bình", NOW, "cũng vậy", based_on)
        assert store.catalogue == with_target(2)
        assert len(store.ask("catalogue_versions")) == 2


def without(table: str, code: str) -> Catalogue:
    catalogue = a_catalogue()
    names = {"measures": "key", "deadlines": "kind"}
    rows = tuple(row for row in catalogue.rows(table) if getattr(row, names.get(table, "code")) != code)
    return replace(catalogue, **{table: rows})


def changed(table: str, code: str, **values: Any) -> Catalogue:
    catalogue = a_catalogue()
    rows = (
        replace(row, **values) if code in (getattr(row, "code", ""), getattr(row, "key", "")) else row
        for row in catalogue.rows(table)
    )
    return replace(catalogue, **{table: tuple(rows)})


@pytest.fixture
def reported() -> Store:
    """A unit that has reported figures, a course and a case for 2026-Q1."""
    store = Store(catalogue=a_catalogue())
    courses, cases = [a_course("C4", "B", "2026-01-20", 1, 1)], [a_case("1", "2026-01-05")]
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3, "due": None}, courses, cases)
    return store


REFUSED = {
    "the unit is gone": (lambda: without("units", "G1"), "units", "G1"),
    "the unit ended before": (lambda: changed("units", "G1", valid_to=date(2026, 3, 14)), "units", "G1"),
    "the unit began after": (lambda: changed("units", "G1", valid_from=date(2026, 3, 15)), "units", "G1"),
    "the unit is of another kind": (lambda: changed("units", "G1", kind="front"), "units", "G1"),
    "the period is gone": (lambda: without("periods", "2026-Q1"), "periods", "2026-Q1"),
    "the period ends later": (lambda: changed("periods", "2026-Q1", ends_on=date(2026, 3, 13)), "periods", "2026-Q1"),
    "the measure is gone": (lambda: without("measures", "events"), "measures", "events"),
    "the measure is a date": (lambda: changed("measures", "events", value_type="date"), "measures", "events"),
    "the cohort is gone": (lambda: without("cohorts", "C4"), "cohorts", "C4"),
    "the topic is gone": (lambda: without("topics", "B"), "topics", "B"),
    "the field is gone": (lambda: without("fields", "KH"), "fields", "KH"),
    "the kind is gone": (lambda: without("deadlines", "KNPA"), "deadlines", "KNPA"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_what_returns_name_is_not_taken_away_from_them(reported: Store, why: str):
    make, table, code = REFUSED[why]
    before = reported.data_version
    with pytest.raises(InUse) as refused:
        keep(reported, make())
    assert (table, code) in {(orphan.table, orphan.code) for orphan in refused.value.orphans}
    assert (reported.data_version, reported.catalogue) == (before, a_catalogue())


ALLOWED = {
    "a unit without returns is gone": lambda: without("units", "G2"),
    "a unit ends after its returns": lambda: changed("units", "G1", valid_to=date(2026, 3, 15)),
    "a period without returns moves": lambda: changed("periods", "2027-Q4", ends_on=date(2027, 12, 13)),
    "a return is due later": lambda: changed("periods", "2026-Q1", due_on=date(2026, 3, 31)),
    "a measure that was left blank is gone": lambda: without("measures", "due"),
    "a unit is renamed": lambda: acts.renamed(a_catalogue(), "G1", "G1 mới", date(2026, 1, 1)),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_no_return_names_may_go(reported: Store, what: str):
    assert orphans(reported.catalogue, ALLOWED[what](), reported.ask("catalogue_in_use")) == []


def test_a_unit_that_never_was_in_the_catalogue_forbids_nothing(reported: Store):
    give(reported, "G9", "2031-Q1", "2026-03-20", {})
    assert orphans(reported.catalogue, with_target(2), reported.ask("catalogue_in_use")) == []


def test_a_merger_counts_for_the_periods_that_follow(path):
    """As by the form of the page: two groups become one; the quarters before stay theirs."""
    with Store(path, a_catalogue()) as store:
        give(store, "G1", "2026-Q1", "2026-03-20", {"events": 3})
        give(store, "G2", "2026-Q1", "2026-03-20", {"events": 4})
        keep(store, acts.merged(store.catalogue, ["G1", "G2"], a_unit("G4", valid_from="2026-04-01")))
        as_of = NOW + timedelta(seconds=1)
        units = [
            {row["unit"]: row["value"] for row in indicators(store, period, as_of=as_of)["flow"]["by_unit"]}
            for period in ("2026-Q1", "2026-Q2")
        ]
    assert units == [{"G1": 3, "G2": 4, "G3": None}, {"G3": None, "G4": 7}]


def test_a_database_of_before_gets_its_columns(path, monkeypatch):
    with Store(path, a_catalogue()) as store, store._cursor() as cursor:
        for column in ("files", "why"):
            cursor.execute(f"alter table catalogue_version drop column {column}")
        cursor.execute("update house set value = '2' where name = 'schema_version'")
    with Store(path, a_catalogue()) as store:
        assert [row["is_page"] for row in store.ask("catalogue_versions")] == [False]
        keep(store, with_target(2))
