"""From returns to figures: what is carried, summed, unknown, missing, due – each by a small table worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.facts import (
    INDICATORS,
    NOTHING_AROSE,
    a_course,
    a_store,
    a_unit,
    an_indicator,
    give,
    groups,
    indicators,
    of_unit,
    share,
    snapshot,
    ward_catalogue,
    withdraw,
)


def each_in_its_own_group(indicator, period, table):
    """What an indicator says of each line of a table when a group of its own sent its (period, answers), in turn."""
    store = a_store(units=groups(*(f"G{place}" for place in range(len(table)))))
    for place, given in enumerate(table):
        for minute, (of_period, answers) in enumerate(given):
            give(store, f"G{place}", of_period, f"2026-03-20 08:{minute:02}", answers)
    return [share(row) for row in indicators(store, period)[indicator]["by_unit"]]


def test_a_stock_is_the_latest_reported_in_any_period_so_far():
    table = {
        "carried across the year": (7, [("2025-Q2", {"online": 7})]),
        "reported again": (5, [("2025-Q2", {"online": 7}), ("2026-Q1", {"online": 5})]),
        "blank is not 0": (7, [("2025-Q2", {"online": 7}), ("2026-Q1", {"online": None})]),
        "no row": (7, [("2025-Q2", {"online": 7}), ("2026-Q1", {})]),
        "nothing arose is 0": (0, [("2025-Q2", {"online": 7}), ("2026-Q1", {"online": NOTHING_AROSE})]),
        "not yet": (None, [("2026-Q3", {"online": 7})]),
        "by period, not by receipt": (7, [("2026-Q2", {"online": 7}), ("2026-Q1", {"online": 5})]),
    }
    found = each_in_its_own_group("stock", "2026-Q2", [given for _, given in table.values()])
    assert dict(zip(table, found, strict=True)) == {name: (figure, None) for name, (figure, _) in table.items()}


def test_a_cumulative_figure_is_the_latest_of_the_year_and_nothing_arose_means_no_change():
    first, none = ("2026-Q1", {"sent": 4, "answered": 1}), NOTHING_AROSE
    table = {
        "within the year only": ((None, None), [("2025-Q4", {"sent": 9, "answered": 9})]),
        "the latest": ((3, 6), [first, ("2026-Q2", {"sent": 6, "answered": 3})]),
        "carried within the year": ((1, 4), [first]),
        "blank": ((2, 4), [first, ("2026-Q2", {"sent": None, "answered": 2})]),
        "no change": ((1, 5), [first, ("2026-Q2", {"sent": 5, "answered": none})]),
        "no change from nothing": ((0, 0), [("2026-Q2", {"sent": none, "answered": none})]),
        "no change from last year": (
            (0, 2),
            [("2025-Q4", {"answered": 9}), ("2026-Q1", {"sent": 2, "answered": none})],
        ),
        "unknown part": ((None, 3), [("2026-Q1", {"sent": 3, "answered": None})]),
    }
    found = each_in_its_own_group("cumulative_ratio", "2026-Q2", [given for _, given in table.values()])
    expected = {name: figures for name, (figures, _) in table.items()} | {"unknown part": (None, None)}
    assert dict(zip(table, found, strict=True)) == expected


def test_a_flow_is_summed_over_the_year_to_date_and_unknown_if_no_return_has_it():
    q1, q2, none = "2026-Q1", "2026-Q2", NOTHING_AROSE
    table = {
        "the year to date": (5, [("2025-Q4", {"events": 9}), (q1, {"events": 2}), (q2, {"events": 3})]),
        "blank adds nothing": (2, [(q1, {"events": 2}), (q2, {"events": None})]),
        "blank and no row": (None, [(q1, {"events": None}), (q2, {})]),
        "nothing arose is 0": (0, [(q1, {"events": none})]),
        "not the future": (3, [(q1, {"events": none}), (q2, {"events": 3}), ("2026-Q3", {"events": 4})]),
        "not last year": (None, [("2025-Q4", {"events": 9})]),
    }
    found = each_in_its_own_group("flow", q2, [given for _, given in table.values()])
    assert dict(zip(table, found, strict=True)) == {name: (figure, None) for name, (figure, _) in table.items()}


def test_flags_and_dates_are_never_erased_but_a_flag_may_turn_false():
    first = ("2026-Q1", {"has_channel": True, "recognised_on": "2026-01-05"})
    table = [
        [first, ("2026-Q2", {"has_channel": None, "recognised_on": None})],
        [first, ("2026-Q2", {"recognised_on": NOTHING_AROSE})],
        [first, ("2026-Q2", {})],
        [first, ("2026-Q2", {"has_channel": False})],
    ]
    assert each_in_its_own_group("state", "2026-Q2", table) == [(1, 1), (1, 1), (1, 1), (0, 1)]
    assert each_in_its_own_group("event_in_year", "2026-Q2", table) == [(1, 1)] * 4
    assert each_in_its_own_group("state_date", "2026-Q2", table) == [(1, 1)] * 4


def test_the_year_of_a_date_is_the_administrative_one():
    days = {  # in 2025, in 2026
        "2024-12-14": (0, 0),
        "2024-12-15": (1, 0),  # the first day of the year 2025
        "2025-12-14": (1, 0),  # its last
        "2025-12-15": (0, 1),  # the 15th of December belongs to the new year
        "2026-12-14": (0, 1),
        "2026-12-15": (0, 0),
    }
    given = [[("2025-Q4", {"amended_on": day})] for day in days]
    found = zip(
        *(each_in_its_own_group("event_in_year", period, given) for period in ("2025-Q4", "2026-Q4")), strict=True
    )
    assert dict(zip(days, [(a[0], b[0]) for a, b in found], strict=True)) == days


def test_any_of_the_dates_named_counts_and_a_state_date_is_kept_for_ever():
    store = a_store()
    give(store, "G1", "2025-Q1", "2025-03-20", {"amended_on": "2025-01-10", "recognised_on": "2020-05-05"})
    give(store, "G2", "2025-Q1", "2025-03-20", {"recognised_on": "2025-02-02"})
    give(store, "G3", "2025-Q1", "2025-03-20", {"amended_on": None})
    found = indicators(store, "2025-Q1")
    assert (share(found["event_in_year"]), share(found["state_date"])) == ((2, 3), (2, 3))
    a_year_later = indicators(store, "2026-Q1")
    assert (share(a_year_later["event_in_year"]), share(a_year_later["state_date"])) == ((0, 3), (2, 3))


def test_training_counts_at_most_the_roster_unit_by_unit_and_only_this_year():
    store = a_store()
    give(store, "G1", "2025-Q4", "2025-12-20", {"c4_roster": 1}, [a_course("C4", "B", "2025-11-01", 1, 1)])
    give(store, "G2", "2026-Q1", "2026-03-20", {"c4_roster": 1}, [a_course("C4", "B", "2026-01-05", 2, 2)])
    give(store, "G3", "2026-Q1", "2026-03-20", {"c4_roster": 1}, [a_course("C4", "A", "2026-01-05", 1, 1)])
    found = indicators(store, "2026-Q2")["coverage"]
    assert (share(found), found["low"], found["high"]) == ((1, 3), pytest.approx(100 / 3), 100)


def test_training_of_a_unit_without_a_roster_adds_nothing_and_no_training_at_all_is_0():
    store = a_store()
    give(store, "G1", "2026-Q1", "2026-03-20", {"c4_roster": None}, [a_course("C4", "B", "2026-01-05", 1, 1)])
    assert share(indicators(store, "2026-Q1")["coverage"]) == (None, None)
    give(store, "G2", "2026-Q1", "2026-03-21", {"c4_roster": 1})
    assert share(indicators(store, "2026-Q1")["coverage"]) == (0, 1)


def test_every_method_over_three_groups_of_which_one_is_late_and_one_never_reported():
    store = a_store()
    full = {"households": 40, "reached": 30, "events": 2, "due": 4, "done": 3, "sent": 5, "answered": 4, "online": 10}
    full |= {"has_channel": True, "amended_on": "2026-02-01", "recognised_on": "2020-01-01", "c4_roster": 1}
    earlier = {
        "households": 60,
        "reached": 60,
        "events": 1,
        "due": 1,
        "done": 1,
        "sent": 1,
        "answered": 1,
        "online": 20,
    }
    earlier |= {"has_channel": True, "amended_on": "2026-01-01", "recognised_on": "2026-01-01", "c4_roster": 1}
    give(store, "G1", "2026-Q2", "2026-06-20", full, [a_course("C4", "B", "2026-05-05", 1, 1)])
    give(store, "G2", "2026-Q1", "2026-03-20", earlier)
    rows = indicators(store, "2026-Q2")
    found = {code: (*share(row), row["low"], row["high"], row["status"]) for code, row in rows.items()}
    third = pytest.approx(100 / 3)
    assert found == {  # G3's households and roster are unknown: no bounds where they are the whole
        "coverage": (1, 2, None, None, "incomplete"),
        "reach": (90, 100, None, None, "incomplete"),
        "cumulative_ratio": (5, 6, None, None, "incomplete"),
        "flow_ratio": (4, 5, None, None, "incomplete"),
        "stock_ratio": (30, 100, None, None, "incomplete"),
        "flow": (3, None, None, None, "no_target"),
        "stock": (30, None, None, None, "no_target"),
        "state": (2, 3, third, 100, "incomplete"),
        "event_in_year": (2, 3, pytest.approx(200 / 3), 100, "incomplete"),
        "state_date": (2, 3, pytest.approx(200 / 3), 100, "incomplete"),
        "register": (0, 0, None, None, "incomplete"),
    }
    late = of_unit(rows["state_date"], "G2")
    assert (share(late), late["value"], late["status"]) == ((1, 1), 100, "not_reported")
    never = of_unit(rows["state_date"], "G3")
    assert (share(never), never["value"], never["status"]) == ((None, None), None, "not_reported")


def test_a_reach_left_blank_is_missing_but_nothing_arose_is_an_answer():
    store = a_store(units=groups("G1", "G2"))
    give(store, "G1", "2026-Q1", "2026-03-20", {"households": 40, "reached": 30})
    give(store, "G1", "2026-Q2", "2026-06-20", {"households": 40, "reached": None})
    give(store, "G2", "2026-Q2", "2026-06-20", {"households": 60, "reached": NOTHING_AROSE})
    found = indicators(store, "2026-Q2")["reach"]
    assert (share(found), found["low"], found["high"]) == ((30, 100), 30, 40)
    blank, nothing = of_unit(found, "G1"), of_unit(found, "G2")
    assert (blank["value"], blank["low"], blank["high"], blank["status"]) == (75, 75, 100, "incomplete")
    assert (nothing["value"], nothing["low"], nothing["high"], nothing["status"]) == (0, 0, 0, "not_met")


def test_nothing_to_disclose_is_nothing_arose_unless_a_unit_is_missing():
    store = a_store(units=groups("G1", "G2"))
    give(store, "G1", "2026-Q1", "2026-03-20", {"due": NOTHING_AROSE, "done": NOTHING_AROSE})
    found = indicators(store, "2026-Q1")["flow_ratio"]
    assert (share(found), found["value"], found["status"]) == ((0, 0), None, "incomplete")
    assert of_unit(found, "G1")["status"] == "nothing_arose"
    give(store, "G2", "2026-Q1", "2026-03-21", {"due": 0, "done": 0})
    assert indicators(store, "2026-Q1")["flow_ratio"]["status"] == "nothing_arose"


@pytest.mark.parametrize(("period", "status"), [("2026-Q3", "not_due"), ("2026-Q4", "not_met")])
def test_a_target_of_the_year_is_not_judged_before_its_quarter(period, status):
    store = a_store(indicators=[replace(row, judged_from_quarter=4) for row in INDICATORS], units=groups("G1"))
    give(store, "G1", period, "2027-01-05", {"households": 10, "reached": 9})
    found = indicators(store, period)["reach"]
    assert (found["status"], found["still_needed"]) == (status, 1)


def test_fewer_is_better_where_the_catalogue_says_so():
    fewer = an_indicator("events", "flow", "events", target=2, better="lower")
    store = a_store(indicators=[fewer], units=groups("G1", "G2"))
    give(store, "G1", "2026-Q1", "2026-03-20", {"events": 2})
    give(store, "G2", "2026-Q1", "2026-03-20", {"events": 3})
    found = indicators(store, "2026-Q1")["events"]
    assert (found["value"], found["status"], found["still_needed"]) == (5, "not_met", 3)
    assert [row["status"] for row in found["by_unit"]] == ["met", "not_met"]


def test_an_indicator_without_a_unit_in_its_scope_is_left_out():
    store = a_store(indicators=[*INDICATORS, an_indicator("front", "flow", "events", scope="front")])
    assert "front" not in indicators(store, "2026-Q1")
    assert set(indicators(store, "2026-Q1", unit="UB")) == set()
    assert "flow" in indicators(store, "2026-Q1", unit="G1")


def test_a_question_before_a_correction_between_and_after_a_withdrawal():
    store = a_store(units=groups("G1"))
    give(store, "G1", "2026-Q1", "2026-03-10", {"events": 1})
    second = give(store, "G1", "2026-Q1", "2026-03-12", {"events": 2})
    withdraw(store, second, "2026-03-14")
    third = give(store, "G1", "2026-Q1", "2026-03-16", {"events": 3})
    withdraw(store, third, "2026-03-18 09:00")
    days = [
        "2026-03-09",
        "2026-03-11",
        "2026-03-13",
        "2026-03-15",
        "2026-03-17",
        "2026-03-18 08:59",
        "2026-03-18 09:00",
    ]
    figures = [indicators(store, "2026-Q1", as_of=day)["flow"]["value"] for day in days]
    assert figures == [None, 1, 2, 1, 3, 3, 1]


def test_a_return_counts_from_the_very_moment_of_its_receipt():
    store = a_store(units=groups("G1"))
    give(store, "G1", "2026-Q1", "2026-03-10 10:00", {"events": 1})
    moments = ["2026-03-10 09:59:59.999999", "2026-03-10 10:00"]
    assert [indicators(store, "2026-Q1", as_of=moment)["flow"]["value"] for moment in moments] == [None, 1]


def test_a_row_that_changes_is_judged_by_the_one_in_force_on_the_last_day():
    old = an_indicator("flow", "flow", "events", target=5, valid_to="2026-06-14")
    new = an_indicator("flow", "flow", "events", target=9, valid_from="2026-06-14")
    store = a_store(indicators=[old, new])
    targets = {period: indicators(store, period)["flow"]["target"] for period in ("2026-Q1", "2026-Q2")}
    assert targets == {"2026-Q1": 5, "2026-Q2": 9}


def test_the_wards_own_rows_change_with_the_law():
    ward = ward_catalogue()
    rows = [row for row in ward.indicators if row.code in ("3.3-a", "3.3-f")]
    store = a_store(units=groups(), measures=ward.measures, indicators=rows)
    law = {
        ("3.3-f", "2024-Q4"): "2015 Điều 125",
        ("3.3-f", "2025-Q1"): "01/3/2025",  # the quarter ends on 14/3/2025
        ("3.3-f", "2025-Q2"): "01/3/2025",
        ("3.3-f", "2025-Q3"): "01/7/2025",
        ("3.3-a", "2026-Q2"): "Luật Tiếp công dân 2013",
        ("3.3-a", "2026-Q3"): "01/7/2026",
    }
    for (code, period), basis in law.items():
        codes = [(row["code"], basis in row["basis"]) for row in snapshot(store, period)["indicators"]]
        assert (code, True) in codes
        assert len(codes) == 2


def test_previous_and_last_year_stand_beside_and_the_year_starts_again_in_the_first_quarter():
    store = a_store(units=groups("G1"))
    for place, period in enumerate(("2025-Q1", "2025-Q4", "2026-Q1", "2026-Q2")):
        answers = {"households": 10, "reached": place + 1, "events": place, "online": place, "has_channel": True}
        answers |= {"due": 1, "done": 1, "sent": 1, "answered": 1, "c4_roster": 1, "amended_on": "2025-01-01"}
        give(store, "G1", period, f"2026-07-0{place + 1}", answers | {"recognised_on": "2025-01-01"})
    first = {code: row["previous"] and row["previous"]["period"] for code, row in indicators(store, "2026-Q1").items()}
    assert {code for code, period in first.items() if period is None} == {
        "coverage", "reach", "cumulative_ratio", "flow", "flow_ratio", "register",
    }  # fmt: skip
    assert set(first.values()) == {None, "2025-Q4"}
    assert indicators(store, "2026-Q1")["reach"]["last_year"] == {"period": "2025-Q1", "value": 10, "status": "not_met"}
    assert indicators(store, "2026-Q2")["reach"]["previous"] == {"period": "2026-Q1", "value": 30, "status": "not_met"}
    not_then = indicators(store, "2026-Q2")["reach"]["last_year"]
    assert not_then == {"period": "2025-Q2", "value": 10, "status": "incomplete"}


def test_before_the_first_period_and_before_an_indicator_there_is_nothing_to_stand_beside():
    store = a_store(units=groups("G1"), indicators=[an_indicator("stock", "stock", "online", valid_from="2026-06-14")])
    found = indicators(store, "2026-Q2")["stock"]
    assert (found["previous"], found["last_year"]) == (None, None)


def test_a_deeper_tree_is_answered_by_direct_child_and_a_ward_with_a_missing_group_has_bounds():
    units = [a_unit("T", "province", None), a_unit("W", "ward", "T"), a_unit("V", "ward", "T")]
    units += [a_unit("G1"), a_unit("G2"), a_unit("H1", parent="V"), a_unit("UB", "people_committee", "V")]
    store = a_store(units=units)
    give(store, "G1", "2026-Q1", "2026-03-20", {"has_channel": True, "households": 10, "reached": 5})
    give(store, "H1", "2026-Q1", "2026-03-20", {"has_channel": True, "households": 30, "reached": 30})
    city = indicators(store, "2026-Q1", unit="T")
    assert [(row["unit"], *share(row), row["low"], row["high"], row["status"]) for row in city["state"]["by_unit"]] == [
        ("W", 1, 2, 50, 100, "incomplete"),
        ("V", 1, 1, 100, 100, "met"),
    ]
    assert (share(city["reach"]), city["reach"]["value"], city["reach"]["high"]) == ((35, 40), 87.5, None)
    assert share(indicators(store, "2026-Q1", unit="W")["reach"]) == (5, 10)
    assert [row["unit"] for row in snapshot(store, "2026-Q1", "T")["returns"]] == ["G1", "G2", "H1", "UB"]


def test_a_return_is_on_time_until_the_end_of_its_due_day_in_hanoi():
    store = a_store(units=groups("G1", "G2", "G3"))
    give(store, "G1", "2026-Q1", "2026-03-21 23:59")  # the due day counts
    give(store, "G2", "2026-Q1", "2026-03-22 00:01")
    table = {
        "2026-03-21 23:59": ("on_time", "not_yet_due", "not_yet_due"),
        "2026-03-22 00:00": ("on_time", "missing", "missing"),
        "2026-04-01 00:00": ("on_time", "late", "missing"),
    }
    for moment, states in table.items():
        rows = {row["unit"]: row["state"] for row in snapshot(store, "2026-Q1", as_of=moment)["returns"]}
        assert (moment, rows["G1"], rows["G2"], rows["G3"]) == (moment, *states)


def test_a_correction_after_the_due_day_leaves_a_return_on_time():
    store = a_store(units=groups("G1"))
    give(store, "G1", "2026-Q1", "2026-03-20")
    second = give(store, "G1", "2026-Q1", "2026-04-02")
    row = next(row for row in snapshot(store, "2026-Q1")["returns"] if row["unit"] == "G1")
    assert (row["state"], row["version"], row["received_at"]) == ("on_time", 2, "2026-04-02T05:00:00+00:00")
    withdraw(store, second, "2026-04-03")
    row = next(row for row in snapshot(store, "2026-Q1")["returns"] if row["unit"] == "G1")
    assert (row["state"], row["version"]) == ("on_time", 1)


def test_the_cut_off_is_the_last_day_or_the_moments_date_in_hanoi():
    store = a_store()
    cut_offs = {
        "2026-03-01 00:00": "2026-03-01",
        "2026-03-14 23:59": "2026-03-14",
        "2026-03-15 00:00": "2026-03-14",  # never after the period
    }
    assert {moment: snapshot(store, "2026-Q1", as_of=moment)["cut_off"] for moment in cut_offs} == cut_offs


def test_six_in_the_evening_in_greenwich_is_already_tomorrow():
    evening = datetime(2026, 3, 1, 18, tzinfo=UTC)
    store = a_store()
    assert snapshot(store, "2026-Q1", as_of=evening - timedelta(seconds=3601))["cut_off"] == "2026-03-01"
    assert snapshot(store, "2026-Q1", as_of=evening)["cut_off"] == "2026-03-02"
