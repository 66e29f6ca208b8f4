"""Units that are renamed, begin, end, merge and split: what the new ones inherit; no total is lost or doubled."""

from __future__ import annotations

import pytest

from tests.facts import (
    NOTHING_AROSE,
    a_case,
    a_course,
    a_store,
    a_unit,
    give,
    groups,
    indicators,
    of_unit,
    register,
    share,
    snapshot,
)

MAY, AUGUST = "2026-05-01", "2026-08-01"  # in the second and in the third quarter of 2026
FULL = {
    "households": 10, "reached": 4, "events": 1, "due": 2, "done": 1, "sent": 3, "answered": 1, "online": 5,
    "has_channel": True, "amended_on": "2026-01-05", "recognised_on": "2025-01-05", "c4_roster": 1,
}  # fmt: skip


def merged():
    """Groups A and B became N in May; C stays."""
    old = [a_unit(code, valid_to=MAY, successor="N") for code in ("A", "B")]
    return a_store(units=[*groups("C"), *old, a_unit("N", valid_from=MAY)])


def first_quarter(store, *units, answers=FULL, **more):
    for minute, unit in enumerate(units):
        give(store, unit, "2026-Q1", f"2026-03-20 08:{minute:02}", answers, **more)


def figures(rows, unit=None):
    """Numerator and denominator of every indicator, of one child if asked."""
    return {code: share(of_unit(row, unit) if unit else row) for code, row in rows.items()}


def units_shown(store, period):
    return [row["unit"] for row in indicators(store, period)["state"]["by_unit"]]


def test_a_rename_keeps_the_code_its_figures_and_the_name_of_the_period():
    old = a_unit("G", name="Old name", valid_to=MAY)
    store = a_store(units=[*groups(), old, a_unit("G", name="New name", valid_from=MAY)])
    first_quarter(store, "G")
    names = {
        period: [(row["name"], row["value"]) for row in indicators(store, period)["stock"]["by_unit"]]
        for period in ("2026-Q1", "2026-Q2", "2026-Q3")
    }
    assert names == {"2026-Q1": [("Old name", 5)], "2026-Q2": [("New name", 5)], "2026-Q3": [("New name", 5)]}
    assert snapshot(store, "2026-Q1", unit="G")["unit_name"] == "Old name"
    assert snapshot(store, "2026-Q2", unit="G")["unit_name"] == "New name"


def test_a_unit_counts_in_the_periods_on_whose_last_day_it_is_in_force():
    late, ended = a_unit("L", valid_from="2026-06-14"), a_unit("E", valid_to="2026-06-14")
    store = a_store(units=[*groups(), late, ended])
    assert units_shown(store, "2026-Q1") == ["E"]
    assert units_shown(store, "2026-Q2") == ["L"]  # valid_to is the first day not in force
    assert [row["unit"] for row in snapshot(store, "2026-Q2")["returns"]] == ["UB", "L"]


def test_a_report_on_an_earlier_period_uses_the_units_of_that_period():
    store = merged()
    first_quarter(store, "A", "B", "C")
    assert units_shown(store, "2026-Q1") == ["C", "A", "B"]
    assert units_shown(store, "2026-Q2") == ["C", "N"]
    assert figures(indicators(store, "2026-Q1"), "A")["reach"] == (4, 10)


def test_a_merged_unit_stands_for_its_predecessors_until_it_reports():
    store = merged()
    trained = [a_course("C4", "B", "2026-01-05", 1, 1)]
    heard = [a_case("1", "2026-01-05"), a_case("2", "2026-01-05", closed_on="2026-02-01")]
    first_quarter(store, "A", "B", training=trained, complaints=heard)
    give(store, "C", "2026-Q2", "2026-06-20", FULL)
    rows = indicators(store, "2026-Q2")
    assert figures(rows, "N") == {
        "coverage": (2, 2), "reach": (8, 20), "cumulative_ratio": (2, 6), "flow_ratio": (2, 4), "stock_ratio": (10, 20),
        "flow": (2, None), "stock": (10, None), "register": (2, 4),
        "state": (None, None), "event_in_year": (None, None), "state_date": (None, None),  # flags and dates: none
    }  # fmt: skip
    assert {of_unit(row, "N")["status"] for row in rows.values()} == {"not_reported"}
    total = figures(rows)
    assert (total["reach"], total["coverage"], total["state"], total["register"]) == ((12, 30), (2, 3), (1, 2), (2, 4))
    bounds = {code: (rows[code]["low"], rows[code]["high"]) for code in ("reach", "coverage", "state", "flow_ratio")}
    assert bounds["reach"] == (40, pytest.approx(80))  # N: from 8 to 20 of 20
    assert bounds["coverage"] == (pytest.approx(200 / 3), pytest.approx(200 / 3))
    assert (bounds["state"], bounds["flow_ratio"]) == ((50, 100), (None, None))


def test_a_merged_units_own_stock_and_cumulative_figures_replace_those_before_and_its_flows_add_up():
    store = merged()
    first_quarter(store, "A", "B", training=[a_course("C4", "B", "2026-01-05", 1, 1)])
    own = FULL | {"households": 19, "reached": 12, "sent": 7, "answered": 6, "online": 11, "c4_roster": 1, "events": 5}
    give(store, "N", "2026-Q2", "2026-06-20", own)
    found = figures(indicators(store, "2026-Q2"), "N")
    assert found == {
        "coverage": (1, 1),  # two were trained; there is one head now
        "reach": (12, 19), "cumulative_ratio": (6, 7), "flow_ratio": (3, 6), "stock_ratio": (11, 19), "flow": (7, None),
        "stock": (11, None), "state": (1, 1), "event_in_year": (1, 1), "state_date": (1, 1), "register": (0, 0),
    }  # fmt: skip


def test_what_a_merged_unit_left_blank_or_unchanged_is_still_the_sum_of_those_before():
    store = merged()
    first_quarter(store, "A", "B")
    own = {"households": 19, "reached": NOTHING_AROSE, "sent": None, "answered": 5, "online": NOTHING_AROSE}
    give(store, "N", "2026-Q2", "2026-06-20", own)
    found = indicators(store, "2026-Q2")
    assert {code: share(of_unit(found[code], "N")) for code in ("reach", "cumulative_ratio", "stock")} == {
        "reach": (8, 19),  # no change
        "cumulative_ratio": (5, 6),
        "stock": (0, None),  # in a stock, nothing is 0
    }
    assert of_unit(found["reach"], "N")["high"] == pytest.approx(800 / 19)  # nothing arose is an answer


def test_in_the_new_year_only_stock_is_inherited():
    store = merged()
    first_quarter(store, "A", "B")
    found = figures(indicators(store, "2027-Q1"), "N")
    assert {code for code, (part, _) in found.items() if part is not None} == {
        "stock",
        "stock_ratio",
        "coverage",
        "register",
    }
    assert (found["stock"], found["coverage"], found["register"]) == ((10, None), (0, 2), (0, 0))


def test_a_merge_of_units_that_never_reported_a_flag_is_not_reported():
    old = [a_unit(code, valid_to=MAY, successor="N") for code in ("A", "B")]
    store = a_store(units=[*groups(), *old, a_unit("N", valid_from=MAY)])
    first_quarter(store, "A", "B")
    rows = indicators(store, "2026-Q2")
    assert (share(rows["state"]), rows["state"]["status"]) == ((None, None), "not_reported")
    assert (share(rows["flow"]), rows["flow"]["status"]) == ((2, None), "no_target")


def test_totals_are_the_same_before_and_after_a_merge():
    store = merged()
    first_quarter(
        store, "A", "B", "C", training=[a_course("C4", "B", "2026-01-05", 1, 1)], complaints=[a_case("1", "2026-01-05")]
    )
    before, after = snapshot(store, "2026-Q1"), snapshot(store, "2026-Q2")
    inherited = ("coverage", "reach", "cumulative_ratio", "flow_ratio", "stock_ratio", "flow", "stock", "register")
    then, now = ({row["code"]: share(row) for row in document["indicators"]} for document in (before, after))
    assert {code: then[code] for code in inherited} == {code: now[code] for code in inherited}
    assert register(before, "KNPA", "year", "feedback") == register(after, "KNPA", "year", "feedback")
    assert before["training"]["by_cohort"] == after["training"]["by_cohort"]
    assert [row["attended"] for row in after["training"]["by_unit"] if row["cohort"] == "C4"] == [1, 2]


def test_a_chain_of_merges_adds_up_every_flow_once_and_takes_the_nearest_stock():
    units = [a_unit(code, valid_to=MAY, successor="N") for code in ("A", "B")]
    units += [a_unit("N", valid_from=MAY, valid_to=AUGUST, successor="M"), a_unit("D", valid_to=AUGUST, successor="M")]
    store = a_store(units=[*groups(), *units, a_unit("M", valid_from=AUGUST)])
    first_quarter(store, "A", "B", "D")
    give(store, "N", "2026-Q2", "2026-06-20", {"households": 25, "events": 10, "due": 1, "done": 1})
    give(store, "D", "2026-Q2", "2026-06-21", FULL)
    third = figures(indicators(store, "2026-Q3"))
    assert third["flow"] == (1 + 1 + 10 + 1 + 1, None)
    assert third["reach"] == (4 + 4 + 4, 25 + 10)  # N never said how many were reached: A's and B's stand
    give(store, "M", "2026-Q3", "2026-09-20", {"events": 100, "households": 40, "reached": 20, "due": 0, "done": 0})
    third = figures(indicators(store, "2026-Q3"))
    assert (third["flow"], third["flow_ratio"], third["reach"]) == ((114, None), (5, 9), (20, 40))
    assert units_shown(store, "2026-Q3") == ["M"]


def test_a_case_that_the_merged_unit_goes_on_reporting_is_counted_once():
    store = merged()
    heard = [a_case("1", "2026-01-05"), a_case("2", "2026-01-06")]
    give(store, "A", "2026-Q1", "2026-03-20", complaints=heard)
    give(store, "B", "2026-Q1", "2026-03-21", complaints=[a_case("1", "2026-02-02")])  # another case of the same code
    goes_on = [a_case("1", "2026-01-05", closed_on="2026-05-05"), a_case("9", "2026-06-01")]
    give(store, "N", "2026-Q2", "2026-06-20", complaints=goes_on)
    document = snapshot(store, "2026-Q2")
    line = register(document, "KNPA", "year", "feedback")
    assert (line["received"], line["resolved"], line["closing"]) == (4, 1, 3)
    rows = {
        row["unit"]: (row["received"], row["resolved"], row["closing"]) for row in document["complaints"]["by_unit"]
    }
    assert rows == {"C": (0, 0, 0), "N": (4, 1, 3)}
    assert {case["unit"] for case in document["complaints"]["cases"]} == {"N"}


def split():
    """Group S became X and Y in May."""
    parts = [a_unit("X", valid_from=MAY), a_unit("Y", valid_from=MAY)]
    return a_store(units=[*groups(), a_unit("S", valid_to=MAY, successor="X|Y"), *parts])


def test_after_a_split_flows_and_cases_stay_in_the_parents_totals_only():
    store = split()
    trained = [a_course("C4", "B", "2026-01-05", 1, 1)]
    first_quarter(store, "S", training=trained, complaints=[a_case("1", "2026-01-05")])
    give(store, "X", "2026-Q2", "2026-06-20", FULL)
    give(store, "Y", "2026-Q2", "2026-06-21", FULL)
    document = snapshot(store, "2026-Q2")
    rows = {row["code"]: row for row in document["indicators"]}
    found = figures(rows)
    assert (found["flow"], found["flow_ratio"], found["register"]) == ((3, None), (3, 6), (0, 1))
    assert (found["reach"], found["stock"], found["coverage"], found["state"]) == ((8, 20), (10, None), (0, 2), (2, 2))
    assert {unit: share(of_unit(rows["flow"], unit)) for unit in ("X", "Y")} == {"X": (1, None), "Y": (1, None)}
    assert {row["unit"] for row in rows["flow"]["by_unit"]} == {"X", "Y"}
    assert rows["flow"]["low"] == 3  # S is not missing: it is no more
    assert {row["unit"] for row in document["complaints"]["by_unit"]} == {"X", "Y"}
    assert {row["unit"] for row in document["training"]["by_unit"] if row["cohort"] == "C4"} == {"X", "Y"}
    assert [row["attended"] for row in document["training"]["by_cohort"] if row["cohort"] == "C4"] == [1]
    assert register(document, "KNPA", source="feedback")["closing"] == 1


def test_a_case_that_a_part_of_a_split_unit_goes_on_reporting_is_counted_once():
    store = split()
    first_quarter(store, "S", answers={}, complaints=[a_case("1", "2026-01-05"), a_case("2", "2026-01-05")])
    give(store, "Y", "2026-Q2", "2026-06-20", complaints=[a_case("1", "2026-01-05", closed_on="2026-05-05")])
    line = register(snapshot(store, "2026-Q2"), "KNPA", "year", "feedback")
    assert (line["received"], line["resolved"], line["closing"]) == (2, 1, 1)


def test_a_merged_unit_that_is_split_later_leaves_every_flow_once_in_the_parents_totals():
    units = [a_unit(code, valid_to=MAY, successor="N") for code in ("A", "B")]
    units += [a_unit("N", valid_from=MAY, valid_to=AUGUST, successor="X|Y")]
    units += [a_unit(code, valid_from=AUGUST) for code in ("X", "Y")]
    store = a_store(units=[*groups(), *units])
    trained = [a_course("C4", "B", "2026-01-05", 1, 1)]
    first_quarter(store, "A", "B", training=trained, complaints=[a_case("1", "2026-01-05")])
    give(store, "N", "2026-Q2", "2026-06-20", {"events": 10})
    document = snapshot(store, "2026-Q3")
    rows = {row["code"]: share(row) for row in document["indicators"]}
    assert (rows["flow"], rows["register"]) == ((12, None), (0, 2))
    assert [row["attended"] for row in document["training"]["by_cohort"] if row["cohort"] == "C4"] == [2]
    assert register(document, "KNPA", source="feedback")["opening"] == 2


def test_between_the_end_of_a_unit_and_the_beginning_of_its_successor_nothing_is_lost_or_doubled():
    units = [a_unit("A", valid_to=MAY, successor="N"), a_unit("N", valid_from=AUGUST)]
    store = a_store(units=[*groups("C"), *units])
    first_quarter(store, "A", complaints=[a_case("1", "2026-01-05")])
    document = snapshot(store, "2026-Q2")
    rows = {row["code"]: row for row in document["indicators"]}
    assert (share(rows["flow"]), [row["unit"] for row in rows["flow"]["by_unit"]]) == ((1, None), ["C"])
    assert register(document, "KNPA", source="feedback")["closing"] == 1
    assert figures(indicators(store, "2026-Q3"), "N")["flow"] == (1, None)


def test_a_unit_that_pauses_keeps_its_flows_in_the_parents_totals():
    store = a_store(units=[*groups("C"), a_unit("P", valid_to=MAY), a_unit("P", name="Again", valid_from=AUGUST)])
    first_quarter(store, "P")
    assert share(indicators(store, "2026-Q2")["flow"]) == (1, None)
    assert figures(indicators(store, "2026-Q3"), "P")["flow"] == (1, None)


def test_groups_that_change_their_ward_take_their_figures_along():
    old = [a_unit("T", "province", None), a_unit("V", "ward", "T", valid_to=MAY, successor="W")]
    moved = [a_unit("H", parent="V", valid_to=MAY), a_unit("H", parent="W", valid_from=MAY)]
    units = [unit for unit in groups("G1") if unit.code != "W"] + [a_unit("W", "ward", "T"), *old, *moved]
    store = a_store(units=units)
    first_quarter(store, "G1", "H")
    by_ward = {
        period: {row["unit"]: row["value"] for row in indicators(store, period, unit="T")["flow"]["by_unit"]}
        for period in ("2026-Q1", "2026-Q2")
    }
    assert by_ward == {"2026-Q1": {"W": 1, "V": 1}, "2026-Q2": {"W": 2}}
    assert share(indicators(store, "2026-Q2", unit="W")["reach"]) == (8, 20)


def test_a_merge_into_the_neighbouring_ward_moves_the_figures_there():
    units = [a_unit("T", "province", None), a_unit("W", "ward", "T"), a_unit("V", "ward", "T"), a_unit("G", parent="V")]
    units += [
        a_unit("A", parent="W", valid_to=MAY, successor="N"),
        a_unit("N", parent="V", valid_from=MAY),
        a_unit("B"),
    ]
    store = a_store(units=units)
    first_quarter(store, "A")
    found = indicators(store, "2026-Q2", unit="T")["flow"]
    assert (found["value"], of_unit(found, "V")["value"], of_unit(found, "W")["value"]) == (1, 1, None)
