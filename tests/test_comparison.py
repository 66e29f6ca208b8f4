"""What changed since the last meeting: new events apart from corrections of what had already been shown."""

from __future__ import annotations

import pytest

from exports.comparison import Moment, compare, moved
from tests.facts import a_case, a_store, at, give, withdraw

# Shown at the meeting of 20/7: quarter II of G1 and G2. Since then G1 corrected it, G2's was withdrawn, G3 sent its own
# late, and quarter III came in from G1.
MEETING, NOW = at("2026-07-20"), at("2026-10-20")
Q2, Q3 = "2026-Q2", "2026-Q3"


@pytest.fixture(scope="module")
def store():
    made = a_store()
    give(made, "G1", Q2, "2026-07-05", {"events": 4, "households": 100, "reached": 50},
         complaints=[a_case("A1", "2026-05-02"), a_case("A2", "2026-05-03", field="KH")])  # fmt: skip
    taken_back = give(made, "G2", Q2, "2026-07-06", {"events": 1, "households": 10, "reached": 1})
    give(made, "G1", Q2, "2026-08-01", {"events": 6, "households": 100, "reached": 50},
         complaints=[a_case("A1", "2026-05-02"), a_case("A2", "2026-05-04", field="KH")])  # fmt: skip
    give(made, "G3", Q2, "2026-08-02", {"events": 2, "households": 50, "reached": 10})
    withdraw(made, taken_back, "2026-08-03")
    give(made, "G1", Q3, "2026-10-05", {"events": 1, "households": 100, "reached": 80},
         complaints=[a_case("A1", "2026-05-02", closed_on="2026-08-15"), a_case("A2", "2026-05-04"),
                a_case("A3", "2026-09-01")])  # fmt: skip
    return made


def between(store, before=(Q2, MEETING), after=(Q3, NOW)):
    return compare(store, "W", Moment(*before), Moment(*after))


def test_every_return_is_new_late_a_correction_or_taken_back(store):
    found = [(row["unit"], row["period"], row["version"], row["what"]) for row in between(store)["returns"]]
    assert found == [
        ("G1", Q2, 2, "correction"),
        ("G3", Q2, 1, "late"),
        ("G2", Q2, 1, "withdrawal"),
        ("G1", Q3, 1, "new"),
    ]


@pytest.mark.parametrize(
    ("code", "shown", "corrected", "now"),
    [
        ("flow", 5, 8, 9),  # 4+1 were shown; 6+2 after the correction, the late return and the withdrawal; +1 since
        ("reach", (51, 110), (60, 150), (90, 150)),
    ],
)
def test_an_indicator_has_three_readings(store, code, shown, corrected, now):
    row = next(row for row in between(store)["indicators"] if row["code"] == code)
    for reading, figures in (("shown", shown), ("corrected", corrected), ("now", now)):
        numerator, denominator = figures if isinstance(figures, tuple) else (figures, None)
        assert (row[reading]["numerator"], row[reading]["denominator"]) == (numerator, denominator), reading
    assert moved(row)


def test_cases_that_came_or_closed_stand_apart_from_what_is_now_stated_otherwise(store):
    found = [(row["code"], row["what"], row["changed"]) for row in between(store)["cases"]]
    assert found == [
        ("A1", "closed", []),
        ("A2", "corrected", [("received_on", "2026-05-03", "2026-05-04")]),
        ("A3", "received", []),
    ]


def test_one_period_at_two_moments_shows_the_corrections_alone(store):
    found = between(store, after=(Q2, NOW))
    assert [row["what"] for row in found["returns"]] == ["correction", "late", "withdrawal", "new"]
    row = next(row for row in found["indicators"] if row["code"] == "flow")
    assert row["corrected"] == row["now"]
    assert [(case["code"], case["what"]) for case in found["cases"]] == [("A2", "corrected")]


def test_nothing_changed_between_a_moment_and_itself(store):
    found = between(store, after=(Q2, MEETING))
    assert not found["returns"]
    assert not found["cases"]
    assert not [row for row in found["indicators"] if moved(row)]


def test_in_public_no_case_is_told(store):
    assert compare(store, "W", Moment(Q2, MEETING), Moment(Q3, NOW), "public")["cases"] == []
