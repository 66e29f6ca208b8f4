"""Two sealed meetings: what came since apart from corrections, read off the kept documents."""

from __future__ import annotations

import pytest

from exports.comparison import Moment, compare, moved
from exports.seal_comparison import Pair, comparable, compare_seals, paired
from exports.seals import SealError, seal, seals
from tests.facts import a_case, at, give
from tests.shown import empty, text  # noqa: F401 – a fixture
from tests.test_changes_page import PAGE
from tests.test_comparison import MEETING, NOW, Q2, Q3, store  # noqa: F401 – a fixture
from tests.test_seals_page import run, ward  # noqa: F401 – a fixture
from wording import comparison as comparison_words
from wording import seals as words


def sealed(store, period, as_of, profile="internal", unit="W"):  # noqa: F811
    given = {"name": f"{period} {profile}", "by": "test", "now": as_of, "as_of": as_of}
    seal(store, unit=unit, period=period, profile=profile, **given)
    return seals(store)[0]


@pytest.fixture(scope="module")
def pair(store):  # noqa: F811
    return paired(sealed(store, Q3, NOW), sealed(store, Q2, MEETING))


def test_two_seals_tell_what_two_moments_do(store, pair):  # noqa: F811
    assert compare_seals(store, pair) == compare(store, "W", Moment(Q2, MEETING), Moment(Q3, NOW))
    assert [row["what"] for row in compare_seals(store, pair)["returns"]] == ["correction", "late", "withdrawal", "new"]


def test_what_was_sealed_stays_what_it_was_whatever_has_come_in(store, pair):  # noqa: F811
    before = compare_seals(store, pair)
    give(store, "G2", Q3, "2026-12-01", {"events": 77}, [], [a_case("A9", "2026-09-01")])
    give(store, "G1", Q2, "2026-12-02", {"events": 55, "households": 1, "reached": 1})
    assert compare_seals(store, pair) == before
    assert compare(store, "W", Moment(Q2, MEETING), Moment(Q3, at("2026-12-31"))) != before


def test_one_period_sealed_twice_shows_the_corrections_alone(store):  # noqa: F811
    found = compare_seals(store, paired(sealed(store, Q2, MEETING), sealed(store, Q2, NOW)))
    row = next(row for row in found["indicators"] if row["code"] == "flow")
    assert (row["shown"]["numerator"], row["corrected"]["numerator"], row["now"]["numerator"]) == (5, 8, 8)
    assert [case["what"] for case in found["cases"]] == ["corrected"]


def test_beside_a_public_seal_an_internal_one_tells_no_more(store):  # noqa: F811
    one, other = sealed(store, Q2, MEETING), sealed(store, Q3, NOW, "public")
    found = compare_seals(store, paired(one, other))
    assert (found["profile"], found["cases"]) == ("public", [])
    assert [row["code"] for row in found["indicators"] if moved(row)]


def test_only_seals_of_one_unit_are_compared(store):  # noqa: F811
    one, other = sealed(store, Q2, MEETING), sealed(store, Q2, MEETING, unit="G1")
    with pytest.raises(SealError) as raised:
        compare_seals(store, paired(one, other))
    assert raised.value.reason == "units"
    assert words.failed("units", raised.value.detail)
    with pytest.raises(SealError):
        compare_seals(store, Pair(one["code"], "222-222-222"))
    assert comparable([one, other]) == []
    assert comparable([one, other, one]) == [one, one]


def test_the_page_compares_two_seals_and_falls_back_where_there_are_none(ward):  # noqa: F811
    assert words.EARLIER not in [box.label for box in run(PAGE, period="2026-Q3").selectbox]
    first = sealed(ward, "2026-Q3", at("2026-09-10 18:00"), unit="HA")
    give(ward, "HA-02", "2026-Q3", "2026-09-12", {"households": 50})
    second = sealed(ward, "2026-Q3", at("2026-09-13"), "public", unit="HA")
    page = run(PAGE, period="2026-Q3", unit="HA", profile="internal", compare="seals")
    assert not page.exception
    assert words.compared(first, second) in text(page)
    assert "**1** báo cáo kỳ cũ nộp sau" in text(page)
    assert comparison_words.NO_CASES_SHOWN in text(page), "one of the two is public"
    assert words.EARLIER not in [box.label for box in run(PAGE, period="2026-Q3", profile="public").selectbox]
