"""The catalogue: a wrong row is refused with file and line, a version keeps the earlier one, a row is an indicator."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.catalogue import CatalogueError
from data.catalogue_checks import METHODS
from data.catalogue_files import FOLDER, read_catalogue
from data.store import Store
from tests.facts import (
    AFTER_ALL,
    INDICATORS,
    a_catalogue,
    an_indicator,
    give,
    groups,
    indicators,
    snapshot,
    ward_catalogue,
)


def a_copy(tmp_path: Path) -> Path:
    """The ward's own files, to be changed."""
    return shutil.copytree(FOLDER, tmp_path / "catalogue")


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def change(folder: Path, table: str, key: str, **values: str) -> int:
    """Changes the first row of a key; gives its line."""
    rows = rows_of(folder, table)
    place = next(place for place, row in enumerate(rows) if key in row.values())
    rows[place] |= values
    write(folder, table, rows)
    return place + 2


def add(folder: Path, table: str, like: str, **values: str) -> int:
    """Adds a row like another one; gives its line."""
    rows = rows_of(folder, table)
    rows.append(next(row for row in rows if like in row.values()) | values)
    write(folder, table, rows)
    return len(rows) + 1


WRONG = {  # what is wrong: file, change or add, the row, what it says then, what the message says
    "an unknown unit kind": ("units", change, "HA-01", {"kind": "hamlet"}, "hamlet"),
    "a unit below an unknown one": ("units", change, "HA-01", {"parent": "HB"}, "HB"),
    "an unknown successor": ("units", change, "HA-01", {"successor": "HA-02|HA-99"}, "HA-99"),
    "a unit above itself": ("units", change, "HA", {"parent": "HA-01"}, "HA"),
    "a unit that is twice in force": ("units", add, "HA-01", {"valid_from": "2026-01-01"}, "28/06/2024"),
    "a unit that ends before it begins": ("units", change, "HA-01", {"valid_to": "2024-06-28"}, "valid_to"),
    "a bad date": ("units", change, "HA-01", {"valid_from": "28/06/2024"}, "28/06/2024"),
    "no name": ("units", change, "HA-01", {"name": ""}, "name"),
    "an alias of no unit": ("unit_aliases", add, "HA-01", {"unit": "HA-99"}, "HA-99"),
    "an alias twice": ("unit_aliases", add, "HA-01", {}, "HA-01"),
    "periods that overlap": ("periods", change, "2026-Q2", {"starts_on": "2026-03-14"}, "15/12/2025"),
    "a period that ends before it begins": ("periods", change, "2026-Q2", {"ends_on": "2026-03-14"}, "starts_on"),
    "a period twice": ("periods", add, "2027-Q4", {"starts_on": "2027-12-15", "ends_on": "2028-03-14"}, "2027-Q4"),
    "a quarter twice": ("periods", change, "2026-Q2", {"quarter": "1"}, "2026 / 1"),
    "two beginnings of a year": ("periods", change, "2026-Q2", {"year_starts_on": "2026-01-01"}, "2025-12-15"),
    "a measure twice": ("measures", add, "households", {"ms": "99"}, "households"),
    "a number twice": ("measures", add, "households", {"key": "homes"}, "MS 1"),
    "a number that is none": ("measures", change, "households", {"ms": "một"}, "một"),
    "an unknown kind of measure": ("measures", change, "households", {"kind": "level"}, "level"),
    "an unknown type of measure": ("measures", change, "households", {"value_type": "number"}, "number"),
    "neither yes nor no": ("measures", change, "households", {"required": "có"}, "có"),
    "a part of an unknown whole": ("measures", change, "households_reached", {"not_more_than": "homes"}, "homes"),
    "a reporter of an unknown kind": ("measures", change, "households", {"reporter": "group|hamlet"}, "group|hamlet"),
    "a topic twice": ("topics", add, "K", {}, "K"),
    "a cohort of an unknown topic": ("cohorts", change, "C1", {"topic": "Z"}, "Z"),
    "a cohort of an unknown roster": ("cohorts", change, "C1", {"roster_measure": "heads"}, "heads"),
    "a field twice": ("fields", add, "DD", {}, "DD"),
    "an unknown step": ("deadlines", change, "KN", {"step": "answer"}, "answer"),
    "an unknown complexity": ("deadlines", change, "KN", {"complexity": "hard"}, "hard"),
    "an unknown kind of day": ("deadlines", change, "KN", {"day_type": "business"}, "business"),
    "two deadlines at once": ("deadlines", add, "KNPA", {"valid_from": "2026-07-01"}, "01/07/2012"),
    "a deadline for any case beside one for complex cases": (
        "deadlines", add, "normal", {"complexity": "any", "valid_from": "2026-07-01", "valid_to": ""}, "01/07/2026",
    ),
    "a due day in working days": ("deadlines", change, "normal", {"day_type": "working"}, "working"),
    "a target that is no number": ("indicators", change, "2.4-a", {"target": "tất cả"}, "tất cả"),
    "an unknown kind of target": ("indicators", change, "2.4-a", {"target_kind": "wished"}, "wished"),
    "neither higher nor lower": ("indicators", change, "2.4-a", {"better": "same"}, "same"),
    "an unknown method": ("indicators", change, "2.4-a", {"method": "average"}, "average"),
    "a scope of no kind": ("indicators", change, "2.4-a", {"scope": "groups"}, "groups"),
    "an unknown measure": ("indicators", change, "2.4-a", {"numerator": "convention"}, "convention"),
    "an unknown whole": ("indicators", change, "2.2-b", {"denominator": "homes"}, "homes"),
    "a ratio without a whole": ("indicators", change, "2.2-b", {"denominator": ""}, "reach"),
    "a whole without a ratio": ("indicators", change, "2.4-a", {"denominator": "households"}, "state"),
    "a flag where a count is wanted": ("indicators", change, "2.2-b", {"numerator": "digital_channel"}, "cumulative"),
    "a flow where a stock is wanted": ("indicators", change, "2.2-b", {"denominator": "disclosure_due"}, "stock count"),
    "a sum of two measures": ("indicators", change, "2.2-c", {"numerator": "news_portal|news_broadcast"}, "news"),
    "training of no cohort": ("indicators", change, "2.1-a", {"numerator": "training:C9:A"}, "training:C9:A"),
    "a count that no register has": ("indicators", change, "3.3-d", {"numerator": "complaints:lost"}, "lost"),
    "a kind that no register has": ("indicators", change, "3.3-d", {"numerator": "complaints:XX:resolved"}, "XX"),
    "an indicator twice in force": ("indicators", add, "2.4-a", {"valid_from": "2026-01-01"}, "28/06/2024"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_row_is_refused_with_its_file_its_line_and_what_it_says(tmp_path, wrong):
    table, make, key, values, said = WRONG[wrong]
    folder = a_copy(tmp_path)
    line = make(folder, table, key, **values)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    assert f"Danh mục {table}.csv, dòng {line}" in str(refused.value)
    assert said in str(refused.value)


def test_a_day_twice_among_the_workdays_is_refused(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "workdays.csv").write_text("day,kind,basis\n2026-01-02,off,x\n2026-01-02,worked,x\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"workdays\.csv, dòng 3"):
        read_catalogue(folder)
    (folder / "workdays.csv").write_text("day,kind,basis\n2026-01-02,half,x\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"workdays\.csv, dòng 2.*half"):
        read_catalogue(folder)


def test_a_circle_that_stood_only_for_a_while_is_a_circle(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "units", "HA-02", parent="HA-01", valid_to="2025-01-01")
    add(folder, "units", "HA-02", parent="HA", valid_from="2025-01-01", valid_to="")
    read_catalogue(folder)
    line = change(folder, "units", "HA-01", parent="HA-02", valid_to="2025-01-01")
    add(folder, "units", "HA-01", parent="HA", valid_from="2025-01-01", valid_to="")
    with pytest.raises(CatalogueError, match=rf"units\.csv, dòng ({line}|{line + 1}): .*HA-0[12].*cấp trên"):
        read_catalogue(folder)


def test_a_missing_file_a_missing_column_and_a_wrong_encoding_are_said(tmp_path):
    folder = a_copy(tmp_path)
    change_header = (folder / "topics.csv").read_text(encoding="utf-8").replace("label", "name", 1)
    (folder / "topics.csv").write_text(change_header, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"topics\.csv.*label"):
        read_catalogue(folder)
    (folder / "topics.csv").write_bytes("code,label,clause\nA,Đào tạo,II\n".encode("utf-16"))
    with pytest.raises(CatalogueError, match=r"topics\.csv"):
        read_catalogue(folder)
    (folder / "topics.csv").unlink()
    with pytest.raises(CatalogueError, match=r"topics\.csv"):
        read_catalogue(folder)


def test_a_file_saved_by_excel_with_a_byte_order_mark_is_read(tmp_path):
    folder = a_copy(tmp_path)
    text = (folder / "units.csv").read_text(encoding="utf-8")
    (folder / "units.csv").write_text(text, encoding="utf-8-sig")
    assert read_catalogue(folder).digest == ward_catalogue().digest


def test_every_method_of_the_design_is_known_and_no_other():
    assert set(METHODS) == {row.method for row in INDICATORS}
    assert {row.method for row in ward_catalogue().indicators} <= set(METHODS)


def test_any_change_of_a_row_is_another_version(tmp_path):
    folder = a_copy(tmp_path)
    assert read_catalogue(folder).digest == ward_catalogue().digest
    change(folder, "indicators", "2.4-a", target="95")
    assert read_catalogue(folder).digest != ward_catalogue().digest


def test_a_new_indicator_is_one_catalogue_row(tmp_path):
    folder = a_copy(tmp_path)
    add(
        folder, "indicators", "2.2-c", code="2.2-z", label="Cuộc tuyên truyền tại tổ", method="flow",
        numerator="outreach_events", scope="group", target="3", target_kind="tracked",
    )  # fmt: skip
    store = Store(catalogue=read_catalogue(folder))
    give(store, "HA-01", "2026-Q1", "2026-03-20", {"outreach_events": 2})
    found = indicators(store, "2026-Q1", unit="HA")["2.2-z"]
    assert (found["label"], found["value"], found["still_needed"]) == ("Cuộc tuyên truyền tại tổ", 2, 1)
    assert [row["value"] for row in found["by_unit"] if row["unit"] == "HA-01"] == [2]


def with_target(target: int):
    return a_catalogue(units=groups("G1"), indicators=[an_indicator("flow", "flow", "events", target=Decimal(target))])


def test_a_question_uses_the_version_current_at_its_moment_and_names_it(tmp_path):
    """Versions A, B, A again: three moments, two versions."""
    path = tmp_path / "dccs.duckdb"
    asked = []
    for target in (1, 2, 1):
        with Store(path, with_target(target)) as store:
            asked.append(datetime.now(UTC))
            if target == 2:
                give(store, "G1", "2026-Q1", "2026-03-20", {"events": 1})
    with Store(path, with_target(1)) as store:
        first = asked[0] - timedelta(days=400)  # before any version was recorded: the first
        documents = [snapshot(store, "2026-Q1", as_of=moment) for moment in [first, *asked, AFTER_ALL]]
        versions = store.ask("info")
    a, b = with_target(1).digest, with_target(2).digest
    assert [document["catalogue"] for document in documents] == [a, a, b, a, a]
    assert [document["indicators"][0]["target"] for document in documents] == [1, 1, 2, 1, 1]
    assert [document["indicators"][0]["status"] for document in documents][2:] == ["not_met", "met", "met"]
    assert len(versions) == 1


def test_the_same_catalogue_again_is_no_new_version_and_a_new_one_keeps_every_row_once(tmp_path):
    path = tmp_path / "dccs.duckdb"
    acts = []
    for target in (1, 1, 2, 1, 2):
        with Store(path, with_target(target)) as store:
            acts.append(store.data_version)
            once = store.catalogue_at(AFTER_ALL)
            assert once.indicators == with_target(target).indicators
    assert acts == [1, 1, 2, 3, 4]


def test_a_clock_set_back_does_not_hide_the_newer_version(tmp_path):
    path = tmp_path / "dccs.duckdb"
    with Store(path, with_target(1)) as store, store.keep("catalogue", "", AFTER_ALL) as writing:
        ahead = {"digest": with_target(1).digest, "recorded_at": AFTER_ALL, "recorded_by": "clock ahead"}
        writing.add("catalogue_version", [ahead])
    with Store(path, with_target(2)) as store:
        assert snapshot(store, "2026-Q1", as_of=AFTER_ALL + timedelta(seconds=1))["indicators"][0]["target"] == 2


def test_a_period_or_unit_of_another_version_is_unknown_then(tmp_path):
    path = tmp_path / "dccs.duckdb"
    small = a_catalogue(units=groups("G1"))
    with Store(path, small):
        before = datetime.now(UTC)
    larger = replace(small, units=tuple(groups("G1", "G2")))
    with Store(path, larger) as store:
        assert [row["unit"] for row in snapshot(store, "2026-Q1", as_of=before)["returns"]] == ["UB", "G1"]
        assert [row["unit"] for row in snapshot(store, "2026-Q1")["returns"]] == ["UB", "G1", "G2"]
        with pytest.raises(ValueError, match="unit: G2"):
            snapshot(store, "2026-Q1", unit="G2", as_of=before)
        with pytest.raises(ValueError, match="period: 2031-Q1"):
            snapshot(store, "2031-Q1")
