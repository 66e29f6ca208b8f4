"""Two groups merge and one is divided in the middle of a year: totals are kept, and pages say and link what became."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import pages
from charts.trends import trend
from data.catalogue import Catalogue
from data.catalogue_acts import begun, divided, ended, merged, renamed
from data.catalogue_files import read_catalogue
from data.store import Store
from data.unit_changes import predecessors, successors, unit_changes
from exports.snapshot import build
from loaders.samples import load_samples
from loaders.template.book import templates
from pages import Page, _over_time, _received, _unit_changes
from tests.facts import a_unit, day
from tests.shown import shown, text
from wording import charts as chart_words
from wording import unit_changes as words

APRIL = "2026-04-01"  # in the second quarter of 2026
NOW = datetime(2026, 11, 28, tzinfo=UTC)
BEFORE_ALL_VERSIONS = datetime(2026, 10, 1, tzinfo=UTC)  # when the first counts; all made-up returns had come
FOLDER = Path(pages.__file__).parent


def changed() -> Catalogue:
    """The ward, of which HA-01 and HA-02 became HA-08, and HA-03 became HA-09 and HA-10, in April."""
    known = merged(read_catalogue(), ["HA-01", "HA-02"], a_unit("HA-08", parent="HA", name="Tổ 8", valid_from=APRIL))
    parts = [a_unit(code, parent="HA", name=f"Tổ {code[3:]}", valid_from=APRIL) for code in ("HA-09", "HA-10")]
    return divided(known, "HA-03", parts)


def only_merged() -> Catalogue:
    """The ward, of which HA-01 and HA-02 became HA-08 in the fourth quarter, of which nobody has reported."""
    last = a_unit("HA-08", parent="HA", name="Tổ 8", valid_from="2026-09-20")
    return merged(read_catalogue(), ["HA-01", "HA-02"], last)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The app with the made-up returns, and two more versions of its catalogue: `only_merged`, then `changed`."""
    path = tmp_path_factory.mktemp("changed") / "dccs.duckdb"
    with Store(path) as first:
        load_samples(first, "tests", NOW)
        for version in (only_merged(), changed()):
            with first.keep("catalogue", "tests", datetime.now(UTC)) as writing:
                writing.add_catalogue(version, first.files.digest, "tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DCCS_DATABASE", str(path))
        opened = pages.open_database()
        yield opened
        opened.close()
        pages._store.cache_clear()


def snapshots(store: Store, period: str, version: Catalogue) -> tuple[dict, dict]:
    """The ward by the first version of its catalogue, and by another: what was current at a moment counts."""
    [recorded_at] = [row["recorded_at"] for row in store.ask("catalogue_versions") if row["digest"] == version.digest]
    moments = (BEFORE_ALL_VERSIONS, recorded_at)
    first, other = (build(store, unit="HA", period=period, as_of=as_of) for as_of in moments)
    return first, other


# --- totals ------------------------------------------------------------------------------------------------------


def test_the_year_of_a_merge_and_a_split_loses_no_event_no_course_and_no_case(store: Store) -> None:
    """Flows, training and registers of the ward; what the old groups have sent for the quarter counts on."""
    documents = snapshots(store, "2026-Q2", changed())
    kept = ("flow", "flow_ratio", "register")
    then, now = (
        {row["code"]: (row["numerator"], row["denominator"]) for row in document["indicators"] if row["method"] in kept}
        for document in documents
    )
    assert len(then) > 20
    assert now == then
    counts = ("source", "kind", "span", "opening", "received", "resolved", "closed_otherwise", "closing")
    registers = [
        [{name: row[name] for name in counts} for row in document["complaints"]["by_kind"]] for document in documents
    ]
    assert registers[0] == registers[1]
    people = [
        [(row["cohort"], row["invited"], row["attended"], row["women"]) for row in document["training"]["by_cohort"]]
        for document in documents
    ]
    assert people[0] == people[1]
    assert {row["unit"] for row in documents[1]["returns"]} >= {"HA-08", "HA-09", "HA-10"}
    assert not {row["unit"] for row in documents[1]["returns"]} & {"HA-01", "HA-02", "HA-03"}


def test_a_merge_alone_keeps_every_count_until_the_new_group_reports(store: Store) -> None:
    not_kept = {"state", "event_in_year", "state_date"}  # flags and dates: none until it reports
    then, now = (
        {row["code"]: row["numerator"] for row in document["indicators"] if row["method"] not in not_kept}
        for document in snapshots(store, "2026-Q4", only_merged())
    )
    assert then == now
    assert any(then.values())


# --- what changed ------------------------------------------------------------------------------------------------


def told(catalogue: Catalogue, top: str = "HA") -> list[tuple[str, list[str], list[str]]]:
    found = unit_changes(catalogue, top, date(2026, 3, 14), date(2026, 6, 14))
    return [(one.what, [unit.code for unit in one.before], [unit.code for unit in one.after]) for one in found]


def test_every_way_in_which_units_change_is_told_once() -> None:
    known, april = read_catalogue(), day(APRIL)
    assert told(known) == []
    assert sorted(told(changed())) == [
        ("divided", ["HA-03"], ["HA-09", "HA-10"]),
        ("merged", ["HA-01", "HA-02"], ["HA-08"]),
    ]
    assert told(renamed(known, "HA-04", "Tên mới", april)) == [("renamed", ["HA-04"], ["HA-04"])]
    assert told(ended(known, ["HA-05"], april)) == [("ended", ["HA-05"], [])]
    assert told(begun(known, a_unit("HA-11", parent="HA", valid_from=APRIL))) == [("begun", [], ["HA-11"])]
    alone = merged(known, ["HA-06"], a_unit("HA-12", parent="HA", valid_from=APRIL))
    assert told(alone) == [("replaced", ["HA-06"], ["HA-12"])]
    assert told(changed(), top="HA-07") == []
    assert told(changed(), top="HA-08") == [("merged", ["HA-01", "HA-02"], ["HA-08"])]


def test_a_unit_knows_what_it_came_from_and_what_took_its_place() -> None:
    known = changed()
    assert [unit.code for unit in successors(known, "HA-03")] == ["HA-09", "HA-10"]
    assert [unit.code for unit in predecessors(known, "HA-08")] == ["HA-01", "HA-02"]
    assert successors(known, "HA-04") == predecessors(known, "HA-04") == ()


# --- pages -------------------------------------------------------------------------------------------------------


def test_the_trend_bears_a_mark_where_the_units_changed_and_the_page_says_how(store: Store) -> None:
    page = Page(store, "HA", "2026-Q3", None, "internal")
    points = _over_time.points_of(page, "2.2-c")
    changes = _unit_changes.by_period(page, [point["period"] for point in points])
    assert list(changes) == ["2026-Q2"]
    drawn = trend(_unit_changes.marked(points, changes))
    [mark] = [trace for trace in drawn.data if trace.name == chart_words.UNITS_CHANGED]
    assert list(mark.x) == [[point["period"] for point in points].index("2026-Q2")]
    assert "Cổ Bưu, Thanh Chữ sáp nhập thành Tổ 8" in mark.hovertext[0].replace("<br>", " ")
    said = text(shown("indicators", unit="HA", period="2026-Q3", indicator="2.2-c"))
    assert "**Quý II/2026**: " in said
    assert "Bồn Phổ chia thành Tổ 09, Tổ 10 (từ 01/04/2026)" in said
    assert words.HEADING not in text(shown("indicators", unit="HA", period="2026-Q1", indicator="2.2-c"))


def test_a_unit_that_ended_is_shown_with_what_it_became_and_each_links_to_the_other(store: Store) -> None:
    old = text(shown("group", unit="HA", period="2026-Q3", of="HA-01"))
    assert "sáp nhập vào: Tổ 8" in old
    assert "Tổ 8" in old.split("sáp nhập vào: Tổ 8")[1]  # its link: plain words where a page stands alone
    new = text(shown("group", unit="HA", period="2026-Q3", of="HA-08"))
    assert all(name in new for name in ("Thanh Chữ", "Cổ Bưu"))
    table = shown("submit", unit="HA", period="2026-Q3", section="received").dataframe[0].value
    assert {"Thanh Chữ → Tổ 8", "Bồn Phổ → Tổ 09, Tổ 10", "Tổ 8"} <= set(table.iloc[:, 0])


def test_an_earlier_period_has_its_own_units_in_lists_matrix_reminders_and_forms(store: Store) -> None:
    names = {
        period: {line.strip() for line in shown("training", period=period).sidebar.selectbox[1].options}
        for period in ("2026-Q1", "2026-Q3")
    }
    assert {"Thanh Chữ", "Bồn Phổ"} <= names["2026-Q1"]
    assert not {"Tổ 8", "Tổ 09"} & names["2026-Q1"]
    assert {"Tổ 8", "Tổ 09", "Tổ 10"} <= names["2026-Q3"]
    assert not {"Thanh Chữ", "Bồn Phổ"} & names["2026-Q3"]
    early, late = (Page(store, "HA", period, None, "internal") for period in ("2026-Q1", "2026-Q3"))
    assert "HA-01" in {row["unit"] for row in _received.of_period(early)}
    assert {row["unit"] for row in _received.of_period(late)} >= {"HA-08", "HA-09", "HA-10"}
    states = {(row["unit"], row["period"]): row["state"] for row in _received.returns(late)}
    assert states["HA-01", "2026-Q3"] == states["HA-08", "2026-Q1"] == "not_in_force"
    reminders = shown("submit", unit="HA", period="2026-Q3", section="remind").code[0].value
    assert "Tổ 8" in reminders
    assert "Thanh Chữ" not in reminders
    known = store.catalogue
    forms = {
        code: {name for name, _ in templates(store, known, "all", known.period(code), NOW)}
        for code in ("2026-Q1", "2026-Q3")
    }
    assert any("HA-01" in name for name in forms["2026-Q1"])
    assert not any("HA-08" in name for name in forms["2026-Q1"])
    assert any("HA-08" in name for name in forms["2026-Q3"])
    assert not any("HA-01" in name for name in forms["2026-Q3"])
