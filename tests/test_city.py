"""A city of forty wards on the pages of a ward: its figures are sums of its wards, its words right, it is quick."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from data.catalogue_acts import begun
from data.store import Store
from data.tree import in_order, line_up
from exports.branches import by_branch
from exports.snapshot import build
from loaders.intake import load_files
from tests.city import CITY, GROUPS, LATER, PERIODS, SAMPLES, SILENT, WARDS, a_city, catalogue_of_city
from tests.facts import a_unit, give
from tests.shown import text
from tests.test_pages import PAGES
from wording import discipline, follow_up
from wording import units as words
from wording.template import unit_name

NOW, PERIOD = datetime(2026, 11, 28, tzinfo=UTC), PERIODS[-1]
FEW = 3  # wards, where every one of them is looked at
SECONDS = 6  # a page of the city for the first time, on a machine busy with other tests
FOLDER = Path(pages.__file__).parent


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The app on the whole city."""
    path = tmp_path_factory.mktemp("city") / "dccs.duckdb"
    a_city(path).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(path))
        store = pages.open_database()
        yield store
        store.close()
        pages._store.cache_clear()


def run(stem: str, **choices: str) -> AppTest:
    page = AppTest.from_file(str(FOLDER / f"{stem}.py"), default_timeout=60)
    for name, value in ({"unit": CITY, "period": PERIOD} | choices).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, stem
    return page


# --- figures -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def few() -> Iterator[tuple[dict, list[dict]]]:
    """The snapshots of a city of three wards, and of each of these."""
    with a_city(wards=FEW) as store:
        codes = list(WARDS)[-FEW:]
        yield (
            build(store, unit=CITY, period=PERIOD, as_of=NOW),
            [build(store, unit=code, period=PERIOD, as_of=NOW) for code in codes],
        )


def added(rows: list[dict], name: str) -> int | None:
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None


def test_every_indicator_of_the_city_is_the_sum_of_its_wards(few) -> None:
    whole, wards = few
    assert len(whole["indicators"]) > 40
    for row in whole["indicators"]:
        own = [next(one for one in ward["indicators"] if one["code"] == row["code"]) for ward in wards]
        for name in ("numerator", "denominator"):
            assert row[name] == added(own, name) == added(row["by_unit"], name), row["code"]
        by_ward = {unit["unit"]: (unit["numerator"], unit["denominator"], unit["status"]) for unit in row["by_unit"]}
        assert by_ward == {
            ward["unit"]: (one["numerator"], one["denominator"], one["status"])
            for ward, one in zip(wards, own, strict=True)
        }


def test_the_bounds_of_the_city_follow_from_those_of_its_wards_and_its_status_from_its_bounds(few) -> None:
    whole, wards = few
    row = next(row for row in whole["indicators"] if row["method"] == "state" and row["target"] is not None)
    own = [next(one for one in ward["indicators"] if one["code"] == row["code"]) for ward in wards]
    assert [one["low"] == one["high"] for one in own].count(False) == 1  # the ward whose groups are silent
    for name in ("low", "high"):
        counts = [Fraction(one[name]).limit_denominator(1000) * one["denominator"] / 100 for one in own]
        assert float(100 * sum(counts) / row["denominator"]) == pytest.approx(row[name])
    assert row["low"] < row["target"] <= row["high"]
    assert row["status"] == "incomplete"
    assert sorted(one["status"] for one in own) == ["incomplete", "met", "met"]


def test_the_registers_and_the_training_of_the_city_are_the_sums_of_its_wards(few) -> None:
    whole, wards = few
    counted = ("opening", "received", "under_competence", "resolved", "closed_otherwise", "closing", "open_overdue")
    for place, row in enumerate(whole["complaints"]["by_kind"]):
        own = [ward["complaints"]["by_kind"][place] for ward in wards]
        assert {name: row[name] for name in counted} == {name: added(own, name) for name in counted}
    assert sum(row["received"] for row in whole["complaints"]["by_kind"]) > 0
    for place, row in enumerate(whole["training"]["by_cohort"]):
        own = [ward["training"]["by_cohort"][place] for ward in wards]
        for name in ("invited", "attended", "first_time", "roster"):
            assert row[name] == added(own, name), (row["cohort"], name)
    assert len(whole["complaints"]["cases"]) == sum(len(ward["complaints"]["cases"]) for ward in wards)


def test_a_return_of_a_group_deep_in_the_tree_counts_above_it_and_nowhere_else() -> None:
    sent = (SAMPLES / "2026-Q2_HA-02.xlsx").read_bytes()
    with a_city(wards=FEW) as store:
        before = {unit: figure(store, unit) for unit in (CITY, "P40", "P39")}
        [outcome] = load_files([("a.xlsx", renamed(sent, "P40-02", "Tổ 2"))], store, "tests", NOW)
        assert outcome.outcome == "accepted", outcome.problems
        after = {unit: figure(store, unit) for unit in before}
    assert after["P39"] == before["P39"]
    assert after[CITY] - before[CITY] == after["P40"] - before["P40"] != 0


def renamed(workbook: bytes, code: str, name: str) -> bytes:
    from tests.wards import _replaced

    return _replaced(_replaced(workbook, b">HA-02<", f">{code}<".encode()), ">Cổ Bưu<".encode(), f">{name}<".encode())


def figure(store: Store, unit: str) -> int:
    rows = build(store, unit=unit, period=PERIOD, as_of=datetime(2027, 1, 1, tzinfo=UTC))["indicators"]
    found: int = next(row["numerator"] or 0 for row in rows if row["operands"][0] == "households_reached")
    return found


# --- lists -------------------------------------------------------------------------------------------------------


def test_the_list_of_units_follows_the_tree_and_the_alphabet_and_says_to_which_ward_a_group_belongs(city) -> None:
    shown = run("indicators").sidebar.selectbox[1].options
    assert shown[0] == "Thành phố Huế"
    names = [line.strip() for line in shown]
    assert [name for name in names if name.startswith("Phường A Lưới")] == [
        f"Phường A Lưới {number}" for number in (1, 2, 3, 4, 10)
    ]
    start = names.index("Phường Phong Điền")
    assert names[start + 4 : start + 4 + GROUPS] == [f"Tổ {number} (Phường Phong Điền)" for number in range(4, 11)]
    assert len(set(names)) == len(names) == len(catalogue_of_city().units)
    assert shown[start].startswith("\u2003")
    assert shown[start + 4].startswith("\u2003\u2003")


def test_brothers_stand_by_kind_and_name_and_every_unit_stands_once() -> None:
    known = catalogue_of_city().units
    ordered = [unit.code for unit, _ in in_order(known)]
    assert sorted(ordered) == sorted(unit.code for unit in known)
    assert ordered[1] == "P36"  # A Lưới 1
    assert [unit.code for unit in line_up("P36-02", known)] == ["P36-02", "P36", CITY]


def test_missing_units_are_named_while_few_and_told_by_ward_when_many() -> None:
    few = [{"name": "Tổ 1 (Phường B)", "branch": "Phường B"}, {"name": "Tổ 1 (Phường A)", "branch": "Phường A"}]
    assert words.shortened(few, 4) == "Tổ 1 (Phường A), Tổ 1 (Phường B)"
    many = [{"name": f"Tổ {n} (Phường {ward})", "branch": f"Phường {ward}"} for ward in "ABCDEF" for n in range(7)]
    assert words.shortened(many[1:], 4) == "Phường B (7), Phường C (7), Phường D (7), Phường E (7) và 2 nơi khác"
    assert words.shortened([{"name": name} for name in "cba"], 2) == "a, b và 1 đơn vị khác"


def test_a_branch_is_judged_by_all_of_its_units() -> None:
    def branch(*states: str) -> tuple[str, int, int]:
        rows = [
            {"unit": f"U{place}", "name": "", "child": "A", "branch": "Phường A", "period": "2026-Q1", "state": state}
            for place, state in enumerate(states)
        ]
        [cell] = by_branch(rows)
        assert cell["name"] == "Phường A"
        return cell["state"], cell["received"], cell["of"]

    assert branch("on_time", "on_time") == ("on_time", 2, 2)
    assert branch("on_time", "late", "not_in_force") == ("late", 2, 2)
    assert branch("on_time", "missing") == ("partial", 1, 2)
    assert branch("missing", "missing") == ("missing", 0, 2)
    assert branch("not_yet_due") == ("not_yet_due", 0, 1)
    assert branch("not_in_force") == ("not_in_force", 0, 0)


def test_a_group_named_by_a_number_is_not_called_a_group_twice() -> None:
    assert unit_name("group", "Tổ 2") == "Tổ dân phố 2"
    assert unit_name("group", "Thanh Chữ") == "Tổ dân phố Thanh Chữ"
    assert unit_name("group", "Tổ dân phố số 3") == "Tổ dân phố số 3"


# --- pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", [path.stem for path in PAGES])
def test_a_page_of_the_city_opens_within_a_few_seconds(city, stem: str) -> None:
    started = time.process_time()
    run(stem)
    assert time.process_time() - started < SECONDS


def test_wards_are_called_wards_and_what_is_counted_in_groups_is_counted_in_groups(city) -> None:
    said = text(run("indicators", indicator="2.4-a"))
    assert "37/40 phường đạt; chưa đủ báo cáo: Phường A Lưới 10, Phường Kim Long, Phường Phong Thái (3 phường)." in said
    assert "Mỗi tổ trong 280 là 0,4 điểm" in said
    assert "có đủ 40 phường" in said
    assert "125 tổ" in text(run("indicators", indicator="2.4-b"))
    assert "Cả 7 tổ dân phố đều đạt." in text(run("indicators", unit="P01", indicator="2.4-a"))


def test_the_silent_are_told_by_ward_and_the_matrix_has_a_line_a_ward(city) -> None:
    first = text(run("overview"))
    assert f"{len(SILENT)} đơn vị chưa nộp báo cáo" in first
    assert "Phường A Lưới 10 (7), Phường Kim Long (1), Phường Phong Thái (1)" in first
    later = text(run("overview", period=LATER))
    assert f"{40 * GROUPS} đơn vị chưa nộp báo cáo" in later
    assert "Phường A Lưới 1 (7), Phường A Lưới 2 (7)" in later
    matrix = run("submit", section="received").dataframe[0].value
    assert len(matrix) == len(WARDS)
    assert "◐ Chưa nộp đủ, 3/10" in set(matrix.iloc[0])
    assert discipline.BY_BRANCH in text(run("submit", section="received"))
    reminders = run("submit", section="remind", period=LATER)
    assert "- Phường An Cựu: 7 đơn vị" in reminders.code[0].value
    assert len(reminders.code[0].value) < 2000
    assert len(reminders.code) == 1 + len(WARDS)
    assert "Tổ 1, Tổ 2, Tổ 3" in reminders.code[1].value


def test_the_way_up_is_a_button_for_every_unit_above(city) -> None:
    page = run("training", unit="P01-02")
    up = {button.label: button for button in page.button if button.key and button.key.startswith("up_")}
    assert list(up) == ["Thành phố Huế", "Phường Phong Điền"]
    up["Phường Phong Điền"].click().run()
    assert page.query_params["unit"] in ("P01", ["P01"])
    assert not [button for button in run("training").button if button.key and button.key.startswith("up_")]


def test_a_case_of_the_city_names_its_keeper(city) -> None:
    tables = run("complaints").dataframe
    kept = [table.value for table in tables if "Mã vụ việc" in table.value and "Đơn vị" in table.value]
    assert any("Ủy ban nhân dân phường (Phường An Cựu)" in set(table["Đơn vị"]) for table in kept)
    assert "KN-2025-007 Phường\u00a0Phong\u00a0Điền (hạn 16/07/2025)" in text(run("complaints"))
    alone = [table.value for table in run("complaints", unit="P01").dataframe if "Hạn" in table.value]
    assert alone
    assert not any("Đơn vị" in table for table in alone[:1])


def test_the_offices_of_the_city_are_told_apart_where_they_follow_matters(city) -> None:
    offices = run("follow_up").dataframe[0].value["Đơn vị"]
    assert len(set(offices)) == 3 * len(WARDS)
    silent = [{"name": name, "state": "never", "branch": name[-1]} for name in offices[:12]]
    assert follow_up.silent(silent).count(",") < 12
    assert run("follow_up", unit="P01").table


def test_the_history_of_a_group_and_the_cells_of_a_figure_say_of_which_ward_they_are(city) -> None:
    assert "Tổ 1 (Phường An Cựu)**" in text(run("submit", section="history", of="P18-01"))
    shown = set(run("sources", indicator="2.1-a").dataframe[0].value["Đơn vị"])
    assert "UBND phường (Phường An Cựu)" in shown or "Ủy ban nhân dân phường (Phường An Cựu)" in shown
    assert max(map(len, shown)) <= 40


def test_a_moment_before_the_catalogue_knew_a_unit_is_a_sentence(few_groups) -> None:
    page = run("changes", unit="HA-09", period="2026-Q2", since="2026-01-01")
    assert "danh mục chưa có đơn vị này" in page.info[0].value
    past = run("overview", unit="HA-09", period="2026-Q2", as_of="2026-01-01")
    assert "danh mục chưa có đơn vị này" in past.info[0].value


@pytest.fixture
def few_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The ward, to whose catalogue a group was added in the middle of 2026."""
    monkeypatch.setenv("DCCS_DATABASE", str(tmp_path / "dccs.duckdb"))
    store = pages.open_database()
    pages._store.cache_clear()
    first = store.catalogue
    group = a_unit("HA-09", parent="HA", name="Tổ 9", valid_from="2026-04-01")
    with store.keep("catalogue", "tests", datetime.now(UTC)) as writing:
        writing.add_catalogue(begun(first, group), store.files.digest, "tests")
    give(store, "HA-09", "2026-Q2", datetime.now(UTC), {"households": 10})
    store.close()
    yield pages.open_database()
    pages.open_database().close()
    pages._store.cache_clear()


def test_a_catalogue_of_other_groups_is_not_told_that_they_are_the_former_wards(city) -> None:
    assert "Nghị quyết 1675" not in " ".join(warning.value for warning in run("catalogue").warning)
