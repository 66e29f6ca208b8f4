"""A test tries to compute withheld counts back: from one paper, from the papers of one pack, from two seals, from
quarter and year, from earlier values. Worlds that differ only in what is withheld must look alike in public.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from itertools import product

import pytest

from data.rules import suppressed
from exports.formats import PACK, formats
from exports.publications import Published
from exports.seal_check import verify_all
from exports.seal_comparison import compare_seals, paired
from exports.seals import document, seal, seals
from tests.facts import a_case, a_store, an_indicator, at, give, groups, snapshot
from tests.test_snapshot import REGISTER_INDICATORS

OF_THE_RECORD = {"seal": None, "day_code": None, "data_version": 0}
QUARTERS = {"2026-Q1": ("2026-01-05", "2026-03-20"), "2026-Q2": ("2026-04-05", "2026-06-20"),
            "2026-Q3": ("2026-07-05", "2026-09-20")}  # fmt: skip


def sums(size, most):
    """All counts of some units with a total up to `most`."""
    return [counts for counts in product(range(most + 1), repeat=size) if sum(counts) <= most]


def told(counts, hidden):
    return [
        {"seal": "first", "list": "unit", "counted": "received", "part": place, "cases": count,
         "is_withheld": place in hidden}
        for place, count in enumerate(counts)
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "first", "growth"), [(2, 8, 6), (3, 7, 5), (4, 5, 4)])
def test_two_papers_of_a_year_and_their_totals_give_no_small_count_away(size, first, growth):
    """Every ward of few units: among those whose two papers look alike no withheld small count is the same in all.

    Who tries knows the rule, both totals, and that counts grow through the year.
    """
    alike = defaultdict(list)
    for counts in sums(size, first):
        hidden = suppressed(dict(enumerate(counts)))
        paper = tuple(None if place in hidden else count for place, count in enumerate(counts)), sum(counts)
        earlier = Published(told(counts, hidden))
        for grown in sums(size, growth):
            later = tuple(map(sum, zip(counts, grown, strict=True)))
            hides = earlier.withheld("unit", "received", dict(enumerate(later)))
            assert hidden <= hides
            next_paper = tuple(None if place in hides else count for place, count in enumerate(later)), sum(later)
            alike[paper, next_paper].append((counts, later))
    found = [
        (papers, place)
        for papers, worlds in alike.items()
        for which in (0, 1)
        for place in range(size)
        if papers[which][0][place] is None
        if len({world[which][place] for world in worlds}) == 1 and worlds[0][which][place] in (1, 2)
    ]
    assert found == []


def test_a_paper_alone_would_give_away_what_an_earlier_one_withheld():
    """The reason for the rule: 1 and 3 are withheld, then 4 and 3 would both be shown."""
    assert suppressed({"a": 1, "b": 3, "c": 9}) == {"a", "b"}
    assert suppressed({"a": 4, "b": 3, "c": 9}) == set()
    before = [{"seal": "s", "list": "unit", "counted": "received", "part": part, "cases": count, "is_withheld": hidden}
              for part, count, hidden in (("a", 1, True), ("b", 3, True), ("c", 9, False))]  # fmt: skip
    assert Published(before).withheld("unit", "received", {"a": 4, "b": 3, "c": 9}) == {"a", "b"}
    assert Published(before).withheld("unit", "closing", {"a": 4, "b": 3, "c": 9}) == set()
    assert Published(before).withheld("unit", "received", {"d": 4, "e": 3}) == set(), "nothing was told of these"


def test_small_growth_since_an_earlier_paper_is_withheld_although_the_counts_are_large():
    before = [{"seal": "s", "list": "unit", "counted": "received", "part": part, "cases": count, "is_withheld": False}
              for part, count in (("a", 5), ("b", 9), ("c", 20))]  # fmt: skip
    assert Published(before).withheld("unit", "received", {"a": 6, "b": 14, "c": 30}) == {"a", "b"}
    assert Published(before).withheld("unit", "received", {"a": 4, "b": 14, "c": 30}) == {"a", "b"}, "a correction too"


# --- worlds ------------------------------------------------------------------------------------------------------


def world(*quarters):
    """A ward whose groups heard of these petitions in the quarters of a year; each was sealed for the public."""
    units = [f"G{place}" for place in range(1, len(quarters[0]) + 1)]
    store = a_store(units=groups(*units), indicators=REGISTER_INDICATORS)
    for (period, (received_on, sent_on)), counts in zip(QUARTERS.items(), quarters, strict=False):
        for place, (unit, count) in enumerate(zip(units, counts, strict=True)):
            cases = [a_case(f"{period}-{n}", received_on) for n in range(count)]
            give(store, unit, period, f"{sent_on} 08:{place:02}", complaints=cases)
        seal(store, name=period, unit="W", period=period, as_of=None, profile="public", by="test",
             now=at(f"{sent_on} 18:00"))  # fmt: skip
    return store


# Each pair differs only in counts of 1 and 2 and in what is withheld with them.
ALIKE = {
    "first": ([(9, 1, 5, 12), (4, 3, 4, 5), (5, 4, 3, 6)], [(9, 2, 4, 12), (4, 3, 4, 5), (5, 4, 3, 6)]),
    "later": ([(9, 8, 7, 12), (8, 1, 5, 6), (5, 4, 3, 6)], [(9, 8, 7, 12), (8, 2, 4, 6), (5, 4, 3, 6)]),
}


@cache
def pair(name):
    one, other = ALIKE[name]
    return world(*one), world(*other)


def seen(store):
    """All that is public of a ward: what was sealed, and what the screen shows of each quarter, unit by unit."""
    kept = [document(store, row["code"]) | OF_THE_RECORD for row in reversed(seals(store))]
    asked = [("2026-Q1", "W"), ("2026-Q2", "W"), ("2026-Q2", "G2"), ("2026-Q3", "G3")]
    return kept, [snapshot(store, period, unit, profile="public") | OF_THE_RECORD for period, unit in asked]


@pytest.mark.parametrize("name", ["first", "later"])
def test_worlds_that_differ_in_withheld_counts_look_alike_in_everything_public(name):
    one, other = pair(name)
    assert len(seals(one)) == len(seals(other)) == 3
    assert seen(one) == seen(other)
    internal = [snapshot(store, "2026-Q2")["complaints"]["by_unit"] for store in (one, other)]
    assert internal[0] != internal[1], "they do differ"


@pytest.mark.parametrize("stem", formats())
def test_no_paper_of_the_pack_tells_such_worlds_apart(stem):
    one, other = (document(store, seals(store)[0]["code"]) | OF_THE_RECORD for store in pair("first"))
    if stem != PACK:
        assert formats()[stem].render(one) == formats()[stem].render(other)
    else:
        assert json.dumps(one) == json.dumps(other), "papers are made of the document alone"


def test_nor_does_the_comparison_of_two_seals():
    told_of = []
    for store in pair("later"):
        newest, _, oldest = seals(store)
        found = compare_seals(store, paired(newest, oldest))
        told_of.append((found["indicators"], found["cases"], found["profile"]))
    assert told_of[0] == told_of[1]
    assert told_of[0][1] == []


def test_what_a_seal_withheld_stays_withheld_for_the_year():
    store, _ = pair("first")
    hidden = [
        {row["unit"] for row in document(store, row["code"])["complaints"]["by_unit"] if row["received"] is None}
        for row in reversed(seals(store))
    ]
    assert hidden[0] == {"G2", "G3"}
    assert hidden[0] <= hidden[1] <= hidden[2]


def test_the_figures_of_every_public_seal_are_worked_out_again_with_what_had_been_told_by_then():
    for store in pair("later"):
        assert [(verdict.fault, verdict.differences) for verdict in verify_all(store)] == [(None, [])] * 3


def test_another_year_begins_anew_and_another_unit_is_not_concerned():
    store = world((9, 1, 5, 12))
    give(store, "G2", "2027-Q1", "2027-03-20", complaints=[a_case(str(n), "2027-01-05") for n in range(4)])
    for place, unit in enumerate(("G1", "G3", "G4")):
        give(store, unit, "2027-Q1", f"2027-03-20 09:{place:02}",
             complaints=[a_case(str(n), "2027-01-05") for n in range(5 + place)])  # fmt: skip
    shown = snapshot(store, "2027-Q1", profile="public")["complaints"]["by_unit"]
    assert {row["unit"]: row["received"] for row in shown} == {"G1": 5, "G2": 4, "G3": 6, "G4": 7}


def test_an_internal_seal_tells_nothing_that_later_papers_must_withhold():
    store = a_store(units=groups("G1", "G2"), indicators=REGISTER_INDICATORS)
    give(store, "G1", "2026-Q1", "2026-03-20", complaints=[a_case("1", "2026-01-05")])
    seal(store, name="a", unit="W", period="2026-Q1", as_of=None, profile="internal", by="", now=at("2026-03-21"))
    asked = {"unit": "W", "year": 2026, "published": at("2026-12-31")}
    assert store.ask("counts_published", **asked) == []


def test_earlier_values_beside_a_figure_are_those_of_the_whole_unit():
    """`previous` and `last_year` of a group alone would be its own counts: they are withheld with them."""
    store, _ = pair("first")
    for unit in ("G1", "G2"):
        for row in snapshot(store, "2026-Q2", unit, profile="public")["indicators"]:
            assert (row["previous"], row["last_year"]) == (None, None), row["code"]
    for row in snapshot(store, "2026-Q2", profile="public")["indicators"]:
        assert not [unit for unit in row["by_unit"] if "previous" in unit or "last_year" in unit]


# --- denunciations -----------------------------------------------------------------------------------------------

SUMS = [
    an_indicator("left", "register", "complaints:closing", target=None, scope="people_committee"),
    an_indicator("brought", "register", "complaints:KN+TC:opening", target=None, scope="people_committee"),
    an_indicator("ended", "register", "complaints:closed_otherwise", target=None, scope="people_committee"),
    an_indicator("share", "register", "complaints:resolved", "complaints:received", scope="people_committee"),
]  # fmt: skip


def committee(open_before):
    """A committee with complaints, petitions and denunciations, of which so many are left from the year before."""
    store = a_store(units=groups("G1"), indicators=[*REGISTER_INDICATORS, *SUMS])
    given = {"accepted_on": "2026-01-02", "field": "DD"}
    cases = [a_case(f"KN{n}", "2026-01-01", "KN", **given) for n in range(5)]
    cases += [a_case(f"KNPA{n}", "2026-01-01", field="DD") for n in range(4)]
    cases += [a_case(f"TC{n}", "2026-01-01", "TC", **given) for n in range(3)]
    cases += [a_case(f"OLD{n}", "2025-12-01", "TC", accepted_on="2025-12-02") for n in range(open_before)]
    for period, sent_on in (("2026-Q1", "2026-03-20"), ("2026-Q2", "2026-06-20")):
        give(store, "UB", period, sent_on, complaints=cases)
    return store


@pytest.mark.parametrize("period", ["2026-Q1", "2026-Q2"])
def test_no_sum_of_the_catalogue_tells_more_of_denunciations_than_received_and_resolved(period):
    """Quarter and year, earlier values, and sums that the ward might add to its catalogue: opening + received =
    resolved + closed otherwise + closing would give the rest away."""
    few, many = (snapshot(committee(left), period, profile="public") for left in (3, 8))
    mixed = {"all", "overdue", "on_time"}  # sums of which the other parts are withheld instead
    for one, other in zip(few["indicators"], many["indicators"], strict=True):
        if one["code"] not in mixed:
            assert one == other, one["code"]
    assert few["complaints"] == many["complaints"]
    assert [row["code"] for row in few["indicators"] if row.get("is_suppressed")][-4:] == [row.code for row in SUMS]
