"""How units report: in time by the first receipt, missing until a return stands, answered never above what is asked."""

from __future__ import annotations

import pytest

from data.writing import new_id
from exports.discipline import discipline
from pages._discipline import of_branches
from tests.facts import NOTHING_AROSE, a_store, at, give, withdraw
from wording import discipline as words

PERIODS = ["2026-Q1", "2026-Q2"]  # due 21/3 and 21/6


def refuse(store, unit, period, moment):
    row = {"id": new_id(at(moment)), "refused_at": at(moment), "refused_by": "test", "sha256": "", "unit": unit,
           "period": period, "code": "REQUIRED_MISSING", "sheet": None, "cell": None}  # fmt: skip
    with store.keep("refuse", "test", at(moment)) as writing:
        writing.add("refusal", [row, row | {"cell": "B2"}])


@pytest.fixture(scope="module")
def store():
    made = a_store()
    give(made, "G1", "2026-Q1", "2026-03-21 23:59", {"households": 5, "events": NOTHING_AROSE, "reached": None})
    give(made, "G1", "2026-Q1", "2026-04-30", {"households": 6, "events": NOTHING_AROSE, "reached": 1})
    give(made, "G1", "2026-Q2", "2026-06-22", {"households": 6})
    refuse(made, "G2", "2026-Q1", "2026-03-20")
    taken_back = give(made, "G2", "2026-Q2", "2026-06-20", {"households": 6})
    withdraw(made, taken_back, "2026-06-21")
    return made


def rows(store, as_of="2026-07-01", periods=PERIODS):
    return {row["unit"]: row for row in discipline(store, unit="W", periods=periods, as_of=at(as_of))}


@pytest.mark.parametrize(
    ("unit", "due", "on_time", "late", "missing", "refusals", "answered"),
    [
        ("G1", 2, 1, 1, 0, 0, 4),  # corrected after the due day, yet in time; blank is no answer, «không phát sinh» is
        ("G2", 2, 0, 0, 2, 1, 0),  # one file refused, for two cells; what was taken back does not stand
        ("G3", 2, 0, 0, 2, 0, 0),
    ],
)
def test_each_unit_stands_with_what_it_sent(store, unit, due, on_time, late, missing, refusals, answered):
    row = rows(store)[unit]
    found = tuple(row[name] for name in ("due", "on_time", "late", "missing", "refusals", "answered"))
    assert found == (due, on_time, late, missing, refusals, answered)
    assert row["answered"] <= row["asked"]
    assert row["asked"] % 2 == 0  # the same measures in both periods


def test_a_period_that_is_not_yet_due_counts_only_for_those_who_sent(store):
    assert "G3" not in rows(store, as_of="2026-03-20 08:00")
    assert rows(store, as_of="2026-03-20 08:00", periods=["2026-Q2"]) == {}


def test_the_units_of_a_ward_are_one_bar_of_its_city():
    sums = dict.fromkeys(("due", "on_time", "late", "missing", "asked", "answered", "refusals"), 1)
    deep = [{"unit": str(place), "name": f"Tổ {place} (Phường A)", "branch": "Phường A"} | sums for place in (1, 2)]
    alone = {"unit": "B", "name": "Phường B", "branch": None} | sums | {"asked": 5}
    bars = of_branches([*deep, alone])
    assert [(bar["name"], bar["due"], bar["asked"]) for bar in bars] == [("Phường A", 2, 2), ("Phường B", 1, 5)]
    assert words.in_time(bars[0])["said"] == "100%"


def test_the_sentence_names_those_who_never_sent(store):
    said = words.sentence(rows(store).values())
    assert said.endswith("chưa nộp kỳ nào: Unit G2, Unit G3, Unit UB; tệp bị từ chối: 1 lần (Unit G2).")
