"""From a figure back to its cells: they add up to it, they hold what is listed, and no case shows that may not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.store import Store
from exports.provenance import Trace, trace, traces
from exports.snapshot import build
from loaders.cells import typed
from loaders.returns import sheet_forms
from loaders.samples import load_samples
from loaders.spreadsheets.files import open_workbook
from tests.facts import NOTHING_AROSE, a_case, a_course, a_store, a_unit, at, give, groups, snapshot
from tests.shown import app_on, made_up, run
from wording import papers
from wording import sources as words

LATER = datetime(2027, 1, 1, tzinfo=UTC)
PAGE = Path(pages.__file__).parent / "sources.py"
SECONDS = 60


@pytest.fixture(scope="module")
def ward() -> Iterator[Store]:
    """The made-up returns."""
    with Store() as store:
        load_samples(store, "tests", LATER)
        yield store


def mismatched(found: Trace) -> list[str]:
    """The sides whose cells do not add up to the figure."""
    return [
        f"{found.unit} {found.indicator['code']} {side.operand}: {side.total}, not {side.figure}"
        for side in found.sides
        if side.figure is not None and side.total != side.figure
    ]


@pytest.mark.parametrize("period", ["2025-Q4", "2026-Q2"])
def test_the_cells_of_every_figure_of_every_unit_add_up_to_it(ward: Store, period: str) -> None:
    units = [unit.code for unit in ward.catalogue.units]
    found = [one for unit in units for one in traces(ward, build(ward, unit=unit, period=period, as_of=LATER))]
    assert [line for one in found for line in mismatched(one)] == []
    assert {side.figure is None for one in found for side in one.sides} == {False, True}
    assert len(found) > 150


def test_every_listed_cell_holds_what_is_listed(ward: Store) -> None:
    names = {form.table: form.name for form in sheet_forms().values()}
    books = {}
    for found in traces(ward, build(ward, unit="HA", period="2026-Q2", as_of=LATER)):
        for piece in found.cells:
            if piece.submission not in books:
                content = bytes(ward.ask("original", submission=piece.submission)[0]["content"])
                book, _ = open_workbook(piece.file_name, content)
                assert book
                books[piece.submission] = {sheet.name: sheet for sheet in book.sheets}
            place = json.loads(piece.places)[names[piece.table]]
            column = ord(place["columns"][piece.column]) - ord("A") + 1
            assert piece.row_number
            cell = books[piece.submission][place["sheet"]].value(piece.row_number, column)
            assert typed(cell) == (piece.typed or str(piece.value))


def test_the_sentence_counts_cells_and_returns_once(ward: Store) -> None:
    found = trace(ward, build(ward, unit="HA", period="2026-Q3", as_of=LATER), "2.2-b")
    assert found
    said = words.origin(found.indicator, len(found.cells), found.returns)
    assert said == "Số **1.117/1.560 (71,6%)** của chỉ tiêu **2.2-b** lấy từ **14 ô** trong **7 báo cáo**."


def test_what_people_count_once_is_taken_up_to_the_whole() -> None:
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"households": 10, "reached": 12, "c4_roster": 1})
    give(store, "G2", "2026-Q1", "2026-03-20", {"reached": 5})
    courses = [a_course("C4", "B", day, 1, 1) for day in ("2026-04-01", "2026-05-01")]
    give(store, "G1", "2026-Q2", "2026-06-20", training=courses)
    document = snapshot(store, "2026-Q2")
    reach, coverage = (trace(store, document, code) for code in ("reach", "coverage"))
    assert reach
    assert coverage
    assert [(p.unit, p.taken, p.limit) for p in reach.sides[0].pieces] == [("G1", 10, "capped"), ("G2", 0, "no_whole")]
    assert [(p.taken, p.limit) for p in coverage.sides[0].pieces] == [(1, None), (0, "capped")]
    assert mismatched(reach) + mismatched(coverage) == []


def test_each_rule_takes_the_cells_that_the_figure_takes() -> None:
    store = a_store()
    give(store, "G1", "2025-Q4", "2025-12-20", {"online": 7, "sent": 9, "events": 9, "has_channel": True})
    first = {"events": 2, "sent": 4, "answered": 1, "households": 20, "recognised_on": "2024-05-10"}
    give(store, "G1", "2026-Q1", "2026-03-20", first)
    second = {"events": 3, "sent": None, "answered": NOTHING_AROSE, "online": None, "amended_on": "2026-05-05"}
    give(store, "G1", "2026-Q2", "2026-06-20", second)
    give(store, "G2", "2026-Q2", "2026-06-20", {"answered": NOTHING_AROSE, "sent": 1})
    found = {one.indicator["code"]: one for one in traces(store, snapshot(store, "2026-Q2"))}
    taken = {code: [(p.unit, p.period, p.taken) for p in one.sides[0].pieces] for code, one in found.items()}
    assert taken["flow"] == [("G1", "2026-Q1", 2), ("G1", "2026-Q2", 3)]
    assert taken["stock"] == [("G1", "2025-Q4", 7)]
    assert taken["cumulative_ratio"] == [("G1", "2026-Q1", 1), ("G2", "2026-Q2", 0)]
    assert taken["state"] == [("G1", "2025-Q4", 1)]
    assert taken["event_in_year"] == [("G1", "2026-Q1", 0), ("G1", "2026-Q2", 1)]
    assert found["flow"].sides[0].silent == ["Unit G2", "Unit G3"]
    assert [line for one in found.values() for line in mismatched(one)] == []


def test_a_corrected_return_and_a_past_moment_give_their_own_cells() -> None:
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 2})
    give(store, "G1", "2026-Q1", "2026-04-20", {"events": 5})
    before, now = (
        trace(store, snapshot(store, "2026-Q1", as_of=moment), "flow") for moment in ("2026-04-01", "2026-05-01")
    )
    assert before
    assert now
    assert [(p.taken, p.version) for p in before.cells + now.cells] == [(2, 1), (5, 2)]
    assert now.cells[0].received_at == at("2026-04-20")


def test_cells_of_merged_units_count_for_their_successor() -> None:
    ended = {"valid_to": "2026-04-01", "successor": "G9"}
    units = [*groups("G3"), a_unit("G1", **ended), a_unit("G2", **ended), a_unit("G9", valid_from="2026-04-01")]
    store = a_store(units=units)
    for unit in ("G1", "G2"):
        answers = {"events": 2, "households": 10, "reached": 4, "has_channel": True}
        give(store, unit, "2026-Q1", "2026-03-20", answers, [a_course("C4", "B", "2026-02-01", 1, 1)])
    for answers in ({"events": 3}, {"events": 3, "reached": 9, "households": 21, "has_channel": True}):
        give(store, "G9", "2026-Q2", f"2026-06-2{len(answers)}", answers)
        found = {one.indicator["code"]: one for one in traces(store, snapshot(store, "2026-Q2", unit="G9"))}
        assert [line for one in found.values() for line in mismatched(one)] == []
        assert [p.source_name for p in found["flow"].cells] == ["Unit G9", "Unit G1", "Unit G2"]
    assert [p.source_name for p in found["reach"].cells] == ["Unit G9", "Unit G9"]


def test_denunciations_are_a_number_only_and_in_the_public_profile_all_cases(ward: Store) -> None:
    document = build(ward, unit="HA", period="2026-Q3", as_of=LATER)
    for found in traces(ward, document):
        for piece in (piece for side in found.sides for piece in side.pieces if piece.measure == "TC"):
            assert (piece.typed, piece.row_number, piece.submission, piece.file_name) == (None, None, None, "")
    shown = traces(ward, build(ward, unit="HA", period="2026-Q3", as_of=LATER, profile="public"))
    assert {found.is_told for found in shown if found.indicator["method"] == "register"} == {False}
    assert not any(piece.table == "complaint" for found in shown for piece in found.cells)


def test_a_case_counts_once_on_both_sides() -> None:
    store = a_store()
    cases = [a_case("KN-1", "2026-01-05", closed_on="2026-02-01"), a_case("KN-2", "2026-01-06")]
    give(store, "G1", "2026-Q1", "2026-03-20", complaints=cases)
    found = trace(store, snapshot(store, "2026-Q1"), "register")
    assert found
    assert ([side.total for side in found.sides], len(found.cells), found.returns) == ([1, 2], 2, 1)
    assert mismatched(replace(found)) == []


# --- the pages ---------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Store]:
    with app_on(made_up(tmp_path)) as store:
        yield store


def tables(page: AppTest) -> str:
    return " ".join(table.value.to_string() for table in [*page.table, *page.dataframe])


def test_a_cell_that_is_not_known_is_not_named() -> None:
    known = words.where("a.xlsx", "Số liệu", "E6", 1, "09:00 17/09/2026", "an")
    assert known == "Ô **E6**, trang tính **Số liệu**, tệp a\\.xlsx · bản 1, nhận lúc 09:00 17/09/2026, người nhận an"
    unknown = words.where("a.xlsx", "", "", 1, "09:00 17/09/2026", "an")
    assert unknown == "Tệp a\\.xlsx · bản 1, nhận lúc 09:00 17/09/2026, người nhận an"
    assert words.cell_option(1, "An Vân", "Quý I", "", "") == "1 · An Vân · Quý I"
    assert words.cell_option(1, "An Vân", "Quý I", "Số liệu", "E6") == "1 · An Vân · Quý I · Số liệu · ô E6"


def test_the_page_leads_from_a_figure_to_its_cell_and_the_file(app: Store) -> None:
    page = run(PAGE, indicator="2.2-b", of="HA-03", period="2026-Q3")
    assert not page.exception
    said = " ".join(element.value for element in page.markdown)
    assert "133/140" in said
    assert "E16" in said
    assert said.count("khớp với số trên màn hình") == 2
    assert "▶ 133" in tables(page)
    assert len(page.get("download_button")) == 1


def test_the_page_hides_rows_of_denunciations_in_the_original(app: Store) -> None:
    secret = {row["code"] for row in cases_of(app) if row["kind"] == "TC"}
    assert secret
    page = run(PAGE, indicator="3.3-b", period="2026-Q3")
    for place in range(len(page.selectbox(key="cell_3.3-b_HA").options)):
        page.selectbox(key="cell_3.3-b_HA").set_value(place).run()
        assert not page.exception
        assert not [code for code in secret if code in tables(page).replace("\\", "")]
    assert words.ROW_HIDDEN.replace("(", "").replace(")", "") in tables(page).replace("\\", "")


def cases_of(store: Store) -> list[dict[str, object]]:
    return [row for sent in store.ask("submissions") for row in store.rows_of("complaint", sent["id"])]


def test_the_page_in_a_meeting_lists_no_case_and_gives_no_file(app: Store) -> None:
    codes = {str(row["code"]) for row in cases_of(app)}
    for code in ("3.3-b", "3.3-e", "2.2-b"):
        page = run(PAGE, indicator=code, period="2026-Q3", profile="public")
        assert not page.exception
        shown = tables(page).replace("\\", "") + " ".join(element.value for element in page.markdown)
        assert not [case for case in codes if case in shown]
        assert len(page.get("download_button")) == 0


def test_the_meeting_page_is_public_unless_its_address_says_otherwise(app: Store) -> None:
    path = PAGE.with_name("meeting.py")
    for choices, said in (({}, "public"), ({"profile": "internal"}, "internal")):
        page = run(path, period="2026-Q3", **choices)
        assert not page.exception
        assert page.query_params["profile"] == [said] or page.query_params["profile"] == said
        assert papers.PROFILES[said] in " ".join(element.value for element in page.markdown)
        assert len(page.get("download_button")) >= 2
