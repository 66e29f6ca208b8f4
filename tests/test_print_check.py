"""What would stand in papers printed now, and when their figures came about: read from snapshots of made returns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.catalogue_files import read_catalogue
from data.store import Store
from exports.moments import moments
from exports.print_check import print_check
from exports.snapshot import Snapshot, build
from tests.facts import a_case, a_store, a_unit, at, give

PERIOD = "2026-Q3"


def told(store: Store, unit: str = "HA", profile: str = "internal") -> Snapshot:
    return build(store, unit=unit, period=PERIOD, as_of=at("2026-10-01"), profile=profile)


def cell(snapshot: Snapshot, unit: str, part: str) -> dict[str, Any]:
    return next(row for row in print_check(snapshot) if (row["unit"], row["part"]) == (unit, part))


@pytest.fixture(scope="module")
def given() -> Store:
    """The ward as its catalogue begins: HA-01 in time, HA-02 late, all others silent."""
    store = Store(None, read_catalogue(), by="tests")
    case = a_case("PA-1", "2026-07-01", closed_on="2026-07-09", field="HT")
    give(store, "HA-01", PERIOD, "2026-09-16", {"households": 100}, complaints=[case])
    give(store, "HA-02", PERIOD, "2026-09-25", {"households": 100})
    return store


def test_every_unit_is_told_of_and_the_whole_first(given: Store) -> None:
    found = list(dict.fromkeys(row["unit"] for row in print_check(told(given))))
    assert found[0] == "HA"
    assert set(found[1:]) == {row["unit"] for row in told(given)["returns"]}


def test_who_sent_in_time_late_or_not_at_all(given: Store) -> None:
    states = {unit: cell(told(given), unit, "returns")["state"] for unit in ("HA-01", "HA-02", "HA-03")}
    assert states == {"HA-01": "complete", "HA-02": "late", "HA-03": "missing"}


def test_a_single_case_is_private_in_the_internal_papers_and_withheld_in_the_public_ones(given: Store) -> None:
    assert cell(told(given), "HA-01", "complaints")["private"] == 1
    public = cell(told(given, profile="public"), "HA-01", "complaints")
    assert (public["state"], public["private"]) == ("withheld", 0)


def test_the_public_papers_tell_of_no_matter_alone(given: Store) -> None:
    assert not any(row["private"] for row in print_check(told(given, profile="public")))


def test_a_unit_that_has_not_sent_has_no_register_and_no_roster(given: Store) -> None:
    assert cell(told(given), "HA-03", "complaints")["state"] == "missing"
    assert cell(told(given), "HA-03", "training")["state"] == "missing"


def test_of_a_city_the_wards_are_told_of_each_with_what_lies_below_it() -> None:
    wards = [a_unit("C", "province", None), a_unit("W1", "ward", "C"), a_unit("W2", "ward", "C")]
    store = a_store(units=[*wards, *(a_unit(f"{ward}-{n}", parent=ward) for ward in ("W1", "W2") for n in range(3))])
    for unit in ("W1-0", "W1-1", "W1-2", "W2-1"):
        give(store, unit, PERIOD, "2026-09-16", {"households": 10})
    found = told(store, "C")
    assert {row["unit"] for row in print_check(found)} == {"C", "W1", "W2"}
    assert (cell(found, "W1", "returns")["state"], cell(found, "W1", "returns")["complete"]) == ("complete", 3)
    assert (cell(found, "W2", "returns")["state"], cell(found, "W2", "returns")["missing"]) == ("partial", 2)


def test_a_correction_moves_the_moment_since_which_figures_hold_and_a_withdrawal_the_count() -> None:
    snapshot = {
        "period": {"code": PERIOD, "starts_on": "2026-06-15", "ends_on": "2026-09-14", "due_on": "2026-09-21"},
        "returns": [{"unit": "A"}, {"unit": "B"}], "as_of": "2026-10-01T00:00:00+00:00",
    }  # fmt: skip
    events = [
        _event("A", 1, "2026-09-16"), _event("B", 1, "2026-09-21", hour=16), _event("A", 2, "2026-09-25"),
        _event("B", 1, "2026-09-26", "withdrawn"), _event("A", 1, "2026-09-30") | {"period": "2026-Q2"},
    ]  # fmt: skip
    found = moments(snapshot, events, [])
    assert [(row["on"].day, row["reported"], row["is_late"]) for row in found["days"]] == [
        (16, 1, False), (21, 2, False), (25, 2, False), (26, 1, False),
    ]  # fmt: skip
    assert found["holds_since"] == events[3]["happened_at"]
    assert found["units"] == 2


def _event(unit: str, version: int, on: str, event: str = "received", hour: int = 5) -> dict[str, Any]:
    happened_at = datetime.combine(date.fromisoformat(on), datetime.min.time(), UTC).replace(hour=hour)
    return {
        "unit": unit,
        "name": unit,
        "period": PERIOD,
        "version": version,
        "event": event,
        "happened_at": happened_at,
    }
