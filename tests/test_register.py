"""The complaint registers: what is open, received, resolved, overdue – by cases whose days are counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.catalogue import Workday
from tests.facts import (
    AFTER_ALL,
    a_case,
    a_store,
    an_indicator,
    days_after,
    give,
    groups,
    indicators,
    register,
    share,
    snapshot,
    ward_catalogue,
)

IDENTITY = ("opening", "received", "resolved", "closed_otherwise", "closing")
CASES_INDICATORS = [
    an_indicator("on_time", "register", "complaints:KN+TC:resolved_on_time", "complaints:KN+TC:resolved_with_deadline",
                 scope="people_committee"),
    an_indicator("all", "register", "complaints:resolved", "complaints:under_competence", scope="people_committee"),
    an_indicator("of_received", "register", "complaints:KN:resolved", "complaints:KN:received",
                 scope="people_committee"),
    an_indicator("received", "register", "complaints:KN:received", scope="people_committee", target=None),
    an_indicator("overdue", "register", "complaints:KN+TC:open_overdue", scope="people_committee", target=0,
                 better="lower"),
    an_indicator("answered", "register", "feedback:resolved", "feedback:received"),
]  # fmt: skip


def a_committee(*cases, period="2026-Q1", **tables):
    """A ward whose People's Committee sent these cases on the day after the period."""
    store = a_store(**{"units": groups("G1"), "indicators": CASES_INDICATORS} | tables)
    ends_on = store.catalogue.period(period).ends_on
    give(store, "UB", period, days_after(ends_on.isoformat(), 1), complaints=cases)
    return store


def counts(line, names=IDENTITY):
    return tuple(line[name] for name in names)


def dues(document):
    return {case["code"]: case["due_on"] for case in document["complaints"]["cases"]}


def test_opening_and_received_are_resolved_closed_otherwise_and_closing_in_both_spans():
    table = {  # case: received, closed, status
        "1": ("2025-11-01", None, "in_progress"),  # carried over from last year
        "2": ("2025-12-14", "2025-12-15", "resolved"),  # the last day of the old year; closed on the first of the new
        "3": ("2025-12-15", "2026-03-14", "resolved"),  # first and last day of the quarter
        "4": ("2026-01-10", "2026-03-15", "withdrawn"),  # closed on the first day of the next quarter
        "5": ("2026-03-14", None, "in_progress"),
        "6": ("2026-03-15", None, "unresolved"),
        "7": ("2026-04-01", "2026-06-14", "transferred"),
        "8": ("2025-11-02", "2025-12-14", "resolved"),  # closed before the year
    }
    cases = {
        code: a_case(
            code, received, "KN", accepted_on=received, status=status, **({"closed_on": closed} if closed else {})
        )
        for code, (received, closed, status) in table.items()
    }
    store = a_store(units=groups())
    still_open = {code: replace_open(cases[code]) for code in ("4",)}
    give(
        store,
        "UB",
        "2025-Q4",
        "2025-12-16",
        complaints=[replace_open(cases["1"]), replace_open(cases["2"]), cases["8"]],
    )
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[cases[c] for c in "123"] + [still_open["4"], cases["5"]])
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=[cases[c] for c in "14567"])
    first, second = snapshot(store, "2026-Q1"), snapshot(store, "2026-Q2")
    assert counts(register(first, "KN")) == (2, 3, 2, 0, 3)
    assert counts(register(first, "KN", "year")) == (2, 3, 2, 0, 3)
    assert counts(register(second, "KN")) == (3, 2, 0, 2, 3)
    assert counts(register(second, "KN", "year")) == (2, 5, 2, 2, 3)
    for document in (first, second):
        for line in document["complaints"]["by_kind"]:
            opening, received, resolved, otherwise, closing = counts(line)
            assert opening + received == resolved + otherwise + closing


def replace_open(case):
    """The same case as it stood before it was closed."""
    return case | {"status": "in_progress", "is_closed": False, "closed_on": None}


def test_a_late_correction_of_an_earlier_quarter_does_not_override_a_later_one():
    store = a_store(units=groups())
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[a_case("1", "2026-01-05", "KN", accepted_on="2026-01-06")])
    done = a_case("1", "2026-01-05", "KN", accepted_on="2026-01-06", closed_on="2026-04-01")
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=[done])
    corrected = a_case("1", "2026-01-05", "KN", accepted_on="2026-01-07", status="suspended")
    give(store, "UB", "2026-Q1", "2026-06-20", complaints=[corrected])
    assert counts(register(snapshot(store, "2026-Q2"), "KN", "year")) == (0, 1, 1, 0, 0)
    listed = snapshot(store, "2026-Q1")["complaints"]["cases"]
    assert [(case["status"], case["accepted_on"], case["closed_on"]) for case in listed] == [
        ("suspended", "2026-01-07", None)
    ]


def test_a_case_missing_from_a_later_return_stays_open():
    store = a_store(units=groups())
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[a_case("1", "2026-01-05", "KN", accepted_on="2026-01-06")])
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=[])
    assert counts(register(snapshot(store, "2026-Q2"), "KN")) == (1, 0, 0, 0, 1)
    assert counts(register(snapshot(store, "2026-Q3"), "KN")) == (1, 0, 0, 0, 1)


def test_a_case_is_its_unit_and_its_code_however_it_is_written():
    store = a_store(units=groups("G1", "G2"))
    give(store, "G1", "2026-Q1", "2026-03-16", complaints=[a_case("PA-01", "2026-01-05")])
    give(store, "G2", "2026-Q1", "2026-03-16", complaints=[a_case("PA-01", "2026-01-05")])
    give(store, "G1", "2026-Q2", "2026-06-16", complaints=[a_case("pa-01", "2026-01-05", closed_on="2026-04-01")])
    assert counts(register(snapshot(store, "2026-Q2"), "KNPA", source="feedback")) == (2, 0, 1, 0, 1)


def test_the_due_day_itself_is_on_time():
    cases = [  # accepted 2/1/2026: due in 30 days, on 1/2/2026
        a_case(str(place), "2026-01-01", "KN", accepted_on="2026-01-02", closed_on=closed_on)
        for place, closed_on in enumerate(("2026-01-31", "2026-02-01", "2026-02-02"))
    ]
    document = snapshot(a_committee(*cases), "2026-Q1")
    assert dues(document) == {"0": "2026-02-01", "1": "2026-02-01", "2": "2026-02-01"}
    line = register(document, "KN")
    assert counts(line, ("resolved", "resolved_with_deadline", "resolved_on_time")) == (3, 3, 2)
    assert line["timely_share"] == pytest.approx(200 / 3)


def test_due_soon_from_a_week_ahead_to_the_due_day_and_overdue_from_the_day_after():
    store = a_store(units=groups())
    case = a_case("1", "2026-01-01", "KN", accepted_on="2026-01-02")
    give(store, "UB", "2026-Q1", "2026-01-20", complaints=[case])
    table = {  # cut-off: overdue, due soon
        "2026-01-24": (0, 0),  # 8 days ahead
        "2026-01-25": (0, 1),  # a week ahead
        "2026-02-01": (0, 1),  # on the due day
        "2026-02-02": (1, 0),
    }
    for cut_off, (open_overdue, due_soon) in table.items():
        document = snapshot(store, "2026-Q1", as_of=cut_off)
        assert counts(register(document, "KN"), ("open_overdue", "due_soon")) == (open_overdue, due_soon)
        assert document["complaints"]["cases"][0]["is_open_overdue"] == bool(open_overdue)


def test_a_deadline_is_the_one_in_force_on_the_day_of_acceptance_by_kind_and_complexity():
    law = [row for row in ward_catalogue().deadlines if row.day_type == "calendar"]
    law = [
        replace(row, days=60) if row.valid_from == date(2026, 7, 1) and row.step == "resolution" else row for row in law
    ]
    table = {  # accepted, kind, how, due on
        "normal": ("2026-06-30", "KN", {}, "2026-07-30"),
        "complex": ("2026-06-30", "KN", {"is_complex": True}, "2026-08-14"),
        "new law": ("2026-07-01", "KN", {}, "2026-08-30"),
        "suspended for a while": ("2026-06-30", "KN", {"suspension_days": 10}, "2026-08-09"),
        "extended": ("2026-06-30", "KN", {"extension_days": 5, "suspension_days": 10}, "2026-08-14"),
        "not accepted": (None, "KN", {"status": "unresolved"}, None),
        "petition": ("2026-06-30", "KNPA", {}, None),
    }
    cases = [
        a_case(name, "2026-06-20", kind, accepted_on=accepted, **more)
        for name, (accepted, kind, more, _) in table.items()
    ]
    document = snapshot(a_committee(*cases, period="2026-Q3", deadlines=law), "2026-Q3")
    assert dues(document) == {name: due_on for name, (*_, due_on) in table.items()}


def test_a_denunciation_extended_and_suspended_counts_those_days():
    case = a_case(
        "1", "2026-01-01", "TC", accepted_on="2026-01-05", is_complex=True, extension_days=30, suspension_days=2
    )
    given = [
        case | {"code": code, "code_key": code, "status": "resolved", "is_closed": True, "closed_on": closed_on}
        for code, closed_on in (("on time", date(2026, 3, 8)), ("late", date(2026, 3, 9)))
    ]
    line = register(snapshot(a_committee(*given), "2026-Q1"), "TC")
    assert counts(line, ("resolved", "resolved_on_time")) == (2, 1)


def test_suspended_and_foreign_cases_are_neither_overdue_nor_due_soon():
    late = {"accepted_on": "2026-01-01"}
    cases = [
        a_case("running", "2026-01-01", "KN", **late),
        a_case("suspended", "2026-01-01", "KN", status="suspended", **late),
        a_case("foreign", "2026-01-01", "KN", is_under_competence=False, **late),
        a_case("closed late", "2026-01-01", "KN", closed_on="2026-03-01", **late),
    ]
    line = register(snapshot(a_committee(*cases), "2026-Q1"), "KN")
    names = ("under_competence", "open_overdue", "due_soon", "closing", "resolved_on_time")
    assert counts(line, names) == (3, 1, 0, 3, 0)
    assert line["timely_share"] == 0


def accept_by(*received, workdays=()):
    """The last day for acceptance of a denunciation (7 working days) and a complaint (10 days) received then."""
    cases = [a_case(f"{kind} {on}", on, kind, status="unresolved") for on in received for kind in ("TC", "KN")]
    store = a_committee(*cases, deadlines=ward_catalogue().deadlines, workdays=workdays)
    with store.asking(unit="W", period="2026-Q1", periods=["2026-Q1"], as_of=AFTER_ALL) as ask:
        found = {row["code"]: row["accept_by"].isoformat() for row in ask("register_cases")}
    return {on: (found[f"TC {on}"], found[f"KN {on}"]) for on in received}


def test_acceptance_counts_from_the_day_after_receipt_in_calendar_or_in_working_days():
    table = {
        "2026-01-05": ("2026-01-14", "2026-01-15"),  # Monday: 6 7 8 9 · 12 13 14
        "2026-01-10": ("2026-01-20", "2026-01-20"),  # Saturday: 12 … 16 · 19 20
        "2025-12-26": ("2026-01-07", "2026-01-05"),  # New Year's Day is off: 29 30 31 2 · 5 6 7
        "2026-02-11": ("2026-02-27", "2026-02-21"),  # Tết, 16 to 20 February, is off: 12 13 · 23 … 27
    }
    assert accept_by(*table) == table


def test_the_wards_own_days_off_and_days_worked_override_the_public_calendar():
    own = [("2026-01-07", "off"), ("2026-02-14", "worked"), ("2026-02-16", "worked")]
    workdays = [Workday(date.fromisoformat(day), kind, "") for day, kind in own]
    table = {
        "2026-01-05": ("2026-01-15", "2026-01-15"),  # 6 8 9 · 12 … 15
        "2026-02-11": ("2026-02-25", "2026-02-21"),  # 12 13 14 · 16 · 23 24 25
    }
    assert accept_by(*table, workdays=workdays) == table


def test_acceptance_is_overdue_from_the_day_after_its_last_day_and_only_under_competence():
    cases = [
        a_case("waiting", "2026-01-05", "KN", status="unresolved"),
        a_case("accepted", "2026-01-05", "KN", accepted_on="2026-01-20"),
        a_case("foreign", "2026-01-05", "KN", status="unresolved", is_under_competence=False),
        a_case("refused", "2026-01-05", "KN", status="not_accepted", closed_on="2026-01-06"),
        a_case("petition", "2026-01-05", status="unresolved"),
    ]
    store = a_store(units=groups())
    give(store, "UB", "2026-Q1", "2026-01-06", complaints=cases)
    found = [
        [register(snapshot(store, "2026-Q1", as_of=day), kind)["acceptance_overdue"] for kind in ("KN", "KNPA")]
        for day in ("2026-01-15", "2026-01-16")
    ]
    assert found == [[0, 0], [1, 0]]


def test_the_median_is_over_cases_accepted_in_the_quarter_or_the_three_before_in_both_spans():
    table = {  # accepted, closed, status
        "too old": ("2025-06-14", "2026-04-01", "resolved"),
        "1": ("2025-06-15", "2025-06-25", "resolved"),  # 10 days
        "2": ("2026-03-20", "2026-04-09", "resolved"),  # 20 days
        "3": ("2026-03-20", "2026-04-04", "withdrawn"),  # censored at 15
        "4": ("2026-05-05", None, "in_progress"),  # censored at 40, the cut-off
    }
    cases = [
        a_case(code, accepted, "KN", accepted_on=accepted, status=status, **({"closed_on": closed} if closed else {}))
        for code, (accepted, closed, status) in table.items()
    ]
    elsewhere = {"status": "transferred", "is_under_competence": False}
    foreign = a_case("foreign", "2026-04-01", "KN", accepted_on="2026-04-01", closed_on="2026-04-02", **elsewhere)
    document = snapshot(a_committee(*cases, foreign, period="2026-Q2"), "2026-Q2")
    # S(10) = 3/4, S(20) = 3/4 · 1/2 = 3/8
    assert [register(document, "KN", span)["median_days"] for span in ("quarter", "year")] == [20, 20]
    assert register(document, "TC")["median_days"] is None


def test_groups_feedback_and_the_committees_register_are_never_mixed():
    store = a_store(units=groups("G1"), indicators=CASES_INDICATORS)
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[a_case("1", "2026-01-05", closed_on="2026-01-06")])
    heard = [a_case("1", "2026-01-05"), a_case("2", "2026-01-05", field="DD", closed_on="2026-01-06")]
    give(store, "G1", "2026-Q1", "2026-03-16", complaints=heard)
    document = snapshot(store, "2026-Q1")
    assert counts(register(document, "KNPA")) == (0, 1, 1, 0, 0)
    assert counts(register(document, "KNPA", source="feedback")) == (0, 2, 1, 0, 1)
    found = {row["code"]: share(row) for row in document["indicators"]}
    assert (found["all"], found["answered"]) == ((1, 1), (1, 2))
    assert [(row["unit"], row["received"]) for row in document["complaints"]["by_unit"]] == [("G1", 2)]
    fields = {(row["source"], row["field"]): row["received"] for row in document["complaints"]["by_field"]}
    assert (fields["register", "KH"], fields["feedback", "KH"], fields["feedback", "DD"]) == (1, 1, 1)


def test_indicators_count_the_year_to_date_and_received_as_a_whole_means_all_at_hand():
    store = a_store(units=groups(), indicators=CASES_INDICATORS)
    carried = a_case("old", "2025-12-01", "KN", accepted_on="2025-12-02")
    give(store, "UB", "2025-Q4", "2025-12-15", complaints=[carried])
    first = [
        carried | {"status": "resolved", "is_closed": True, "closed_on": date(2026, 1, 2)},
        a_case("new", "2026-01-05", "KN", accepted_on="2026-01-06", closed_on="2026-02-01"),
        a_case("accused", "2026-01-05", "TC", accepted_on="2026-01-06"),
        a_case("foreign", "2026-01-05", "KN", status="guided", closed_on="2026-01-06", is_under_competence=False),
        a_case("asked", "2026-01-05", closed_on="2026-02-01"),
    ]
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=first)
    give(
        store, "UB", "2026-Q2", "2026-06-16", complaints=[a_case("late", "2026-04-01", "KN", accepted_on="2026-04-02")]
    )
    found = {code: share(row) for code, row in indicators(store, "2026-Q2").items()}
    assert {code: found[code] for code in ("on_time", "all", "of_received", "received", "overdue")} == {
        "on_time": (1, 2),  # the old one took 31 days
        "all": (3, 5),
        "of_received": (2, 4),
        "received": (3, None),  # as a numerator, those of the year
        "overdue": (2, None),
    }
    assert indicators(store, "2026-Q1")["on_time"]["status"] == "not_met"


def test_a_register_is_known_once_any_return_is_in_and_unknown_before():
    store = a_store(units=groups("G1"), indicators=CASES_INDICATORS)
    assert share(indicators(store, "2026-Q2")["overdue"]) == (None, None)
    give(store, "UB", "2026-Q1", "2026-03-16")
    found = indicators(store, "2026-Q2")
    assert (share(found["overdue"]), found["overdue"]["status"]) == ((0, None), "incomplete")
    assert (share(found["all"]), share(found["answered"])) == ((0, 0), (None, None))


def test_the_list_has_open_cases_and_those_closed_in_the_quarter_but_no_denunciation():
    cases = [
        a_case("open", "2025-12-20", "KN", accepted_on="2025-12-21"),
        a_case("closed now", "2025-12-20", closed_on="2026-04-01"),
        a_case("accused", "2026-04-01", "TC", accepted_on="2026-04-02"),
    ]
    store = a_store(units=groups())
    give(store, "UB", "2026-Q1", "2026-03-16", complaints=[a_case("closed then", "2025-12-20", closed_on="2026-01-05")])
    give(store, "UB", "2026-Q2", "2026-06-16", complaints=cases)
    listed = snapshot(store, "2026-Q2")["complaints"]["cases"]
    assert [(case["code"], case["days"]) for case in listed] == [("closed now", 102), ("open", 176)]


def test_open_cases_age_from_their_receipt():
    received = {"2026-06-14": 0, "2026-06-04": 10, "2026-06-03": 11, "2026-05-15": 30, "2026-05-14": 31}
    received |= {"2026-04-30": 45, "2026-04-29": 46, "2026-03-16": 90, "2026-03-15": 91}
    cases = [a_case(str(days), day) for day, days in received.items()]
    rows = snapshot(a_committee(*cases, period="2026-Q2"), "2026-Q2")["complaints"]["ageing"]
    aged = {row["bucket"]: row["cases"] for row in rows if (row["source"], row["kind"]) == ("register", "KNPA")}
    assert aged == {"0-10": 2, "11-30": 2, "31-45": 2, "46-90": 2, "91+": 1}


def test_every_source_kind_and_span_has_its_line_zeros_included():
    lines = snapshot(a_store(), "2026-Q1")["complaints"]["by_kind"]
    expected = [("register", kind, span) for kind in ("KN", "TC", "KNPA") for span in ("quarter", "year")]
    expected += [("feedback", "KNPA", "quarter"), ("feedback", "KNPA", "year")]
    assert [(line["source"], line["kind"], line["span"]) for line in lines] == expected
    assert {counts(line) for line in lines} == {(0,) * 5}
