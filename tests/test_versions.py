"""Versions of a return: what a batch would change before it is stored, and taking a return back as an event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from data.store import Store
from exports.snapshot import build
from loaders import __main__ as command
from loaders.changes import changes, kept_rows
from loaders.differences import difference
from loaders.intake import Outcome, check_files, keep_rows
from loaders.withdrawals import CannotWithdraw, withdraw
from pages._changes import moves
from tests.facts import AFTER_ALL, ward_catalogue
from tests.returns import a_return, read, saved, sent
from wording import problems
from wording import versions as words
from wording.formats import HANOI

Row = dict[str, Any]
# Deadlines in working days do not matter here, and counting those days out takes time.
CATALOGUE = replace(
    ward_catalogue(), deadlines=tuple(row for row in ward_catalogue().deadlines if row.day_type == "calendar")
)
UNIT, PERIOD = "HA-01", "2026-Q2"
FIRST, SECOND, THIRD, LATER = (datetime.combine(date(2026, 12, day), time(12), HANOI) for day in (1, 2, 3, 20))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(catalogue=CATALOGUE) as opened:
        yield opened


def send(store: Store, moment: datetime, **more: Any) -> Outcome:
    """A return of the unit for the period, with 3 outreach events unless said otherwise."""
    (outcome,) = sent(store, a_return(UNIT, PERIOD, **({"measures": {25: 3}} | more)), on=moment.date())
    return outcome


def versions(store: Store, as_of: datetime = LATER) -> list[Row]:
    return store.ask("versions", unit=UNIT, period=PERIOD, as_of=as_of)


def current(store: Store, as_of: datetime = LATER) -> list[int]:
    return [row["version"] for row in versions(store, as_of) if row["is_current"]]


def events(store: Store, as_of: datetime = LATER) -> int | None:
    """The unit's outreach events."""
    rows = store.ask("history_answers", units=[UNIT], as_of=as_of)
    return next((row["quantity"] for row in rows if row["measure"] == "outreach_events"), None)


def audit(store: Store) -> list[tuple[str, str]]:
    with store._cursor() as cursor:
        return cursor.execute("select act, acted_by from audit order by id").fetchall()


# --- withdrawal ---


def test_withdrawing_the_current_version_makes_the_one_before_current_again(store: Store) -> None:
    send(store, FIRST)
    send(store, SECOND, measures={25: 8})
    assert (current(store), events(store)) == ([2], 8)
    moment = withdraw(store, versions(store)[1]["submission"], "Lan", THIRD, "Gõ nhầm số cuộc")
    assert (current(store), events(store)) == ([1], 3)
    row = versions(store)[1]
    assert (row["withdrawn_at"], row["withdrawn_by"], row["reason"]) == (moment, "Lan", "Gõ nhầm số cuộc")
    assert audit(store)[-1] == ("withdraw", "Lan")


def test_withdrawing_leaves_every_earlier_moment_as_it_was(store: Store) -> None:
    send(store, FIRST)
    send(store, SECOND, measures={25: 8})
    moments = [
        row["received_at"] + step for row in versions(store) for step in (-timedelta(microseconds=1), timedelta())
    ]
    before = [(current(store, moment), events(store, moment)) for moment in moments]
    moment = withdraw(store, versions(store)[1]["submission"], "Lan", THIRD, "Nhầm")
    assert [(current(store, moment), events(store, moment)) for moment in moments] == before
    just_before = moment - timedelta(microseconds=1)
    assert (current(store, just_before), versions(store, just_before)[1]["withdrawn_at"]) == ([2], None)


def test_a_unit_whose_only_return_is_withdrawn_has_not_reported(store: Store) -> None:
    send(store, FIRST)
    withdraw(store, versions(store)[0]["submission"], "Lan", THIRD, "Nhầm đơn vị")
    snapshot = build(store, unit=UNIT, period=PERIOD, as_of=LATER)
    assert [row["state"] for row in snapshot["returns"]] == ["missing"]
    assert {row["status"] for row in snapshot["indicators"]} == {"not_reported"}


def test_sending_again_what_was_withdrawn_is_a_new_version(store: Store) -> None:
    send(store, FIRST)
    withdraw(store, versions(store)[0]["submission"], "Lan", SECOND, "Nhầm")
    files = [("a.xlsx", saved(a_return(UNIT, PERIOD, measures={25: 3})))]
    assert [(o.outcome, o.version) for o in check_files(files, store, THIRD)] == [("accepted", 2)]
    outcome = send(store, THIRD)
    assert (outcome.outcome, outcome.version, current(store)) == ("accepted", 2, [2])


def test_what_is_current_again_is_unchanged_and_the_next_version_counts_the_withdrawn(store: Store) -> None:
    send(store, FIRST)
    send(store, SECOND, measures={25: 8})
    withdraw(store, versions(store)[1]["submission"], "Lan", THIRD, "Nhầm")
    assert send(store, LATER).outcome == "unchanged"
    files = [("a.xlsx", saved(a_return(UNIT, PERIOD, measures={25: 9})))]
    assert [o.version for o in check_files(files, store, LATER)] == [3]
    assert send(store, LATER, measures={25: 9}).version == 3


def test_a_withdrawal_counts_even_if_the_clock_was_set_back_after_it(store: Store) -> None:
    send(store, FIRST)
    withdraw(store, versions(store)[0]["submission"], "Lan", LATER, "Nhầm")
    assert send(store, SECOND).outcome == "accepted"
    second, first = versions(store, LATER + timedelta(days=1))[1], versions(store, LATER + timedelta(days=1))[0]
    assert second["received_at"] > first["withdrawn_at"] > first["received_at"]


def test_a_version_is_withdrawn_once_also_by_two_people_at_the_same_moment(store: Store) -> None:
    send(store, FIRST)
    submission, start = versions(store)[0]["submission"], Barrier(2)

    def attempt(by: str) -> str:
        start.wait()
        try:
            withdraw(store, submission, by, THIRD, "Nhầm")
        except CannotWithdraw as refused:
            return refused.why
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, ("Lan", "Bình"))) == ["done", "withdrawn"]
    assert len(versions(store)) == 1
    assert [act for act, _ in audit(store)].count("withdraw") == 1


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("  ", "no_reason"),
        ("x" * 201, "too_long"),
        ("Bà Hoa gọi 0905 123 456 báo nhầm", "personal_data"),
        ("Căn cước 046085001234", "personal_data"),
        ("Tæ d©n phè", "legacy_encoding"),
    ],
)
def test_a_withdrawal_needs_a_reason_that_may_be_kept(store: Store, reason: str, why: str) -> None:
    send(store, FIRST)
    before = audit(store)
    with pytest.raises(CannotWithdraw) as refused:
        withdraw(store, versions(store)[0]["submission"], "Lan", THIRD, reason)
    assert (refused.value.why, current(store), audit(store)) == (why, [1], before)
    assert words.CANNOT[refused.value.why]


def test_what_is_not_there_and_what_is_made_up_cannot_be_withdrawn(store: Store) -> None:
    sent(store, a_return(UNIT, PERIOD), is_sample=True)
    sample = versions(store, AFTER_ALL)[0]["submission"]
    for submission, why in (("nothing", "unknown"), (sample, "sample")):
        with pytest.raises(CannotWithdraw) as refused:
            withdraw(store, submission, "Lan", LATER, "Nhầm")
        assert refused.value.why == why
    assert current(store, AFTER_ALL) == [1]


def test_refusals_of_a_unit_and_period_are_codes_and_cells(store: Store) -> None:
    send(store, FIRST, measures={25: "chừng ba"})
    send(store, SECOND, measures={25: -1})
    found = store.ask("refusals", unit=UNIT, period=PERIOD, as_of=LATER)
    assert [row["code"] for row in found] == ["NEGATIVE", "NOT_A_NUMBER"]
    assert [row["sheet"] for row in found] == ["Số liệu"] * 2
    assert "chừng ba" not in str(found)
    assert store.ask("refusals", unit="HA-02", period=PERIOD, as_of=LATER) == []


def test_every_problem_has_a_name_without_contents() -> None:
    assert set(words.REFUSED_FOR) == set(problems.SENTENCES)
    assert not any("{" in name for name in words.REFUSED_FOR.values())


# --- before a batch is accepted ---


def checked(store: Store, *books: Any) -> list[Outcome]:
    return check_files([(f"{place}.xlsx", saved(book)) for place, book in enumerate(books)], store, THIRD)


def test_a_stored_return_differs_in_nothing_from_the_same_file_read_again(store: Store) -> None:
    book = a_return(UNIT, PERIOD, complaints=[{}, {"Mã vụ việc": "V-02"}])
    sent(store, book, on=FIRST.date())
    kept = kept_rows(store, versions(store)[0]["submission"])
    assert difference(kept, read(book).rows).places == 0


def test_each_accepted_return_is_set_beside_the_one_that_stands_or_that_comes_before_it_in_the_batch(
    store: Store,
) -> None:
    send(store, FIRST)
    first = a_return("HA-02", PERIOD)
    corrected, again = (a_return(UNIT, PERIOD, measures={25: events}) for events in (4, 5))
    found = changes(checked(store, first, corrected, again), store, THIRD)
    said = {
        change.result.file_name: change.difference
        and [(figure.before.value, figure.after.value) for figure in change.difference.figures]
        for change in found
    }
    assert said == {"0.xlsx": None, "1.xlsx": [(3, 4)], "2.xlsx": [(4, 5)]}
    assert sorted(change.version for change in found) == [1, 2, 3]


def test_a_return_sent_again_after_its_withdrawal_is_beside_nothing(store: Store) -> None:
    send(store, FIRST)
    withdraw(store, versions(store)[0]["submission"], "Lan", SECOND, "Nhầm")
    (change,) = changes(checked(store, a_return(UNIT, PERIOD)), store, THIRD)
    assert (change.version, change.difference) == (2, None)


def test_figures_far_from_the_units_own_are_pointed_out_and_refuse_nothing(store: Store) -> None:
    quarters = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
    sent(store, *(a_return(UNIT, quarter, measures={25: 10, 24: 5}) for quarter in quarters))
    outcomes = checked(store, a_return(UNIT, "2026-Q1", measures={25: 100, 24: 5}), a_return("HA-02", "2026-Q1"))
    assert {outcome.outcome for outcome in outcomes} == {"accepted"}
    found = {change.result.file_name: change.jumps for change in changes(outcomes, store, THIRD)}
    assert [(measure.ms, jump.value, jump.earlier) for measure, jump in found["0.xlsx"]] == [(25, 100, (10,) * 4)]
    assert found["1.xlsx"] == ()


def test_which_indicators_move_is_what_they_are_once_the_batch_is_stored(store: Store) -> None:
    send(store, FIRST)
    books = [a_return(UNIT, PERIOD, measures={25: 8}), a_return("HA-02", PERIOD)]
    before = build(store, unit="HA", period=PERIOD, as_of=THIRD)
    foretold = moves(store, checked(store, *books), "HA", PERIOD, THIRD)
    assert build(store, unit="HA", period=PERIOD, as_of=THIRD) == before  # and nothing is stored
    sent(store, *books, on=THIRD.date())
    after = {row["code"]: row for row in build(store, unit="HA", period=PERIOD, as_of=LATER)["indicators"]}
    was = {row["code"]: row for row in before["indicators"]}
    names = ("numerator", "denominator", "status")
    moved = [code for code, row in after.items() if any(row[name] != was[code][name] for name in names)]
    assert [row["code"] for row, _ in foretold] == moved
    assert "2.2-c" in moved
    assert [(row, now) for row, now in foretold] == [(was[code], after[code]) for code in moved]


def test_what_is_supposed_is_seen_by_nobody_else_and_is_gone_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "dccs.duckdb"
    with Store(path, CATALOGUE) as store:
        version = store.data_version
        with store.supposing("Lan", THIRD) as world:
            keep_rows(read(a_return(UNIT, PERIOD)), world)
            assert world.ask("info")[0]["submissions"] == 1
            assert store.ask("info")[0]["submissions"] == 0
            assert send(store, THIRD, measures={25: 9}).version == 1  # others go on writing meanwhile
        assert [row["version"] for row in versions(store)] == [1]
        assert store.data_version == version + 1
    with Store(path, CATALOGUE) as store:
        assert store.ask("info")[0]["submissions"] == 1
        assert events(store) == 9


# --- the command ---


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = command.main(["withdraw", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_the_command_withdraws_the_current_version_another_or_one_by_its_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dccs.duckdb"
    monkeypatch.setenv("DCCS_DATABASE", str(path))
    with Store(path) as store:
        for moment, count in ((FIRST, 3), (SECOND, 4), (THIRD, 5)):
            send(store, moment, measures={25: count})
        ids = [row["submission"] for row in versions(store)]
    place = ("--unit", UNIT, "--period", PERIOD, "--reason", "Nhầm")
    code, said = run(capsys, *place, "--json", "--by", "Lan")
    assert (code, json.loads(said)["version"], json.loads(said)["submission"]) == (0, 3, ids[2])
    assert run(capsys, *place, "--version", "1")[0] == 0
    assert run(capsys, *place, "--version", "1") == (1, words.CANNOT["withdrawn"] + "\n")
    assert run(capsys, ids[1], "--reason", "Gọi 0905 123 456") == (1, words.CANNOT["personal_data"] + "\n")
    assert run(capsys, ids[1], "--reason", "Nhầm")[0] == 0
    assert run(capsys, *place) == (2, words.NO_SUCH_VERSION + "\n")
    assert run(capsys, "nothing", "--reason", "Nhầm")[0] == 2
    with Store(path) as store:
        rows = store.ask("versions", unit=UNIT, period=PERIOD, as_of=datetime(2100, 1, 1, tzinfo=HANOI))
        assert [row["withdrawn_at"] is not None for row in rows] == [True] * 3
        assert rows[2]["withdrawn_by"] == "Lan"
