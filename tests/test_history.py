"""What a return may not contradict, what a correction does to later ones, what is kept of it all (form, One return)."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from threading import Barrier
from zipfile import ZipFile

import pytest

from data.store import Store
from loaders.intake import check_files, judge, load_files, read_files
from tests.facts import ward_catalogue
from tests.returns import OMITTED, a_return, answer_cell, saved, sent
from wording.formats import HANOI

CLOSED = {"Tình trạng": "Đã giải quyết", "Ngày kết thúc": "20/05/2026"}
OLD = {"Ngày tiếp nhận": "20/01/2026"}
SECOND_QUARTER, YEAR_END = date(2026, 6, 20), date(2026, 12, 28)


# Deadlines in working days do not matter here, and counting those days out takes time.
CATALOGUE = replace(
    ward_catalogue(), deadlines=tuple(row for row in ward_catalogue().deadlines if row.day_type == "calendar")
)


@pytest.fixture
def store():
    with Store(catalogue=CATALOGUE) as opened:
        yield opened


def q1(unit: str = "HA-01", **more):
    return a_return(unit, "2026-Q1", **more)


def q2(unit: str = "HA-01", **more):
    return a_return(unit, "2026-Q2", **more)


def verdicts(outcomes) -> list[str]:
    return [outcome.outcome for outcome in outcomes]


def found(outcomes) -> list[tuple[str, str | None, str | None]]:
    return [(problem.code, problem.sheet, problem.cell) for problem in outcomes[-1].problems]


def rows(store: Store, table: str) -> list[dict]:
    """Everything that stands in a table of the database."""
    with store._cursor() as cursor:
        result = cursor.execute(f'select * from "{table}"')
        names = [column[0] for column in result.description]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


# --- versions ---


def test_an_accepted_return_is_stored_whole(store):
    book = q2(complaints=[{}, {"Mã vụ việc": "V-02"}])
    (outcome,) = sent(store, book)
    (submission,) = rows(store, "submission")
    assert (outcome.outcome, outcome.version, outcome.problems) == ("accepted", 1, [])
    assert (submission["unit"], submission["period"], submission["received_by"]) == ("HA-01", "2026-Q2", "thư ký")
    assert (submission["form_version"], submission["is_sample"]) == (1, False)
    assert json.loads(submission["places"])["Số liệu"]["columns"]["answer"] == "E"
    assert rows(store, "original") == [{"submission": submission["id"], "content": outcome.result.content}]
    counts = {table: len(rows(store, table)) for table in ("answer", "training", "complaint", "cover")}
    assert counts == {"answer": len(ward_catalogue().measures_of("group")), "training": 1, "complaint": 2, "cover": 6}


def test_sending_the_same_quarter_again_changes_nothing(store):
    sent(store, q2())
    before = {table: rows(store, table) for table in ("submission", "answer", "audit", "refusal")}
    (outcome,) = sent(store, q2())
    assert (outcome.outcome, outcome.version) == ("unchanged", 1)
    assert {table: rows(store, table) for table in before} == before


def test_the_same_content_typed_otherwise_is_unchanged(store):
    sent(store, q2(measures={1: 1234}))
    assert verdicts(sent(store, q2(measures={1: "1.234"}, cover={"Kỳ báo cáo": "Quý II/2026"}))) == ["unchanged"]


def test_a_b_a_is_three_versions(store):
    a, b = q2(), q2(measures={25: 3})
    assert [sent(store, book)[0].version for book in (a, b, a)] == [1, 2, 3]
    assert len(rows(store, "submission")) == 3


def test_a_new_version_replaces_the_earlier_one_which_stays_on_record(store):
    for number in (3, 4):
        sent(store, q2(measures={25: number}))
    first, second = sorted(row["received_at"] for row in rows(store, "submission"))
    events = {
        moment: [
            row["quantity"]
            for row in store.ask("history_answers", units=["HA-01"], as_of=moment)
            if row["measure"] == "outreach_events"
        ]
        for moment in (first - timedelta(seconds=1), first, second)
    }
    assert list(events.values()) == [[], [3], [4]]


def test_a_refused_return_changes_nothing(store):
    sent(store, q2())
    before = {
        table: rows(store, table) for table in ("submission", "original", "answer", "training", "complaint", "cover")
    }
    assert verdicts(sent(store, q2(measures={1: "1,234"}))) == ["refused"]
    assert {table: rows(store, table) for table in before} == before


def test_a_refusal_is_logged_as_codes_and_cells_and_never_as_contents(store):
    secret = "0905 123 456"
    book = q2(measures={1: "chừng một nghìn"}, complaints=[{"Ghi chú": secret}], sheets={"Sheet4": []})
    (outcome,) = sent(store, book)
    logged = rows(store, "refusal")
    assert [(row["code"], row["sheet"], row["cell"]) for row in logged] == [
        ("NOT_A_NUMBER", "Số liệu", "E2"), ("PERSONAL_DATA", "Đơn thư", "G2"), ("SHEET_UNKNOWN", "Sheet4", None),
    ]  # fmt: skip
    assert {(row["unit"], row["period"], row["refused_by"]) for row in logged} == {("HA-01", "2026-Q2", "thư ký")}
    assert {row["sha256"] for row in logged} == {outcome.result.sha256}
    everything = [
        row for table in ("refusal", "audit", "submission", "original", "cover") for row in rows(store, table)
    ]
    assert not any(text in str(everything) for text in (secret, "chừng một nghìn", "bao-cao"))


def test_checking_stores_nothing(store):
    now = datetime(2026, 12, 28, tzinfo=HANOI)
    assert verdicts(check_files([("a.xlsx", saved(q2()))], store, now)) == ["accepted"]
    assert rows(store, "submission") == []


def test_without_a_database_the_rules_between_returns_are_left_out():
    files = [("a.xlsx", saved(q1(measures={24: 9}))), ("b.xlsx", saved(q2(measures={24: 5})))]
    assert verdicts(judge(read_files(files, ward_catalogue(), YEAR_END), None)) == ["accepted", "accepted"]


# --- the moment of receipt ---


def test_receipt_strictly_increases_even_if_the_clock_is_set_back(store):
    sent(store, q2(measures={25: 1}), on=YEAR_END)
    sent(store, q2(measures={25: 2}), on=YEAR_END)
    sent(store, q2(measures={25: 3}), on=SECOND_QUARTER)
    moments = [row["received_at"] for row in rows(store, "submission")]
    assert moments == sorted(set(moments))
    assert len(moments) == 3


def test_a_clock_that_was_set_back_does_not_hide_what_came_before(store):
    sent(store, q2(), on=YEAR_END)
    assert verdicts(sent(store, q2(), on=SECOND_QUARTER)) == ["unchanged"]


def test_a_clock_that_runs_ahead_of_this_machine_does_not_either():
    with Store(catalogue=CATALOGUE) as store:
        book, later = saved(q2()), datetime(2039, 1, 1, tzinfo=UTC)
        assert [load_files([("a.xlsx", book)], store, "x", later)[0].outcome for _ in range(2)] == [
            "accepted",
            "unchanged",
        ]


def test_the_day_of_receipt_is_the_day_in_vietnam(store):
    """Half past six in the evening of the 14th in London is the 15th in Hà Nội, when the third quarter begins."""
    book = saved(a_return(period="2026-Q3", training=[], complaints=[], cover={"Ngày lập": None}))
    for hour, outcome in ((16, "refused"), (17, "accepted")):
        now = datetime(2026, 6, 14, hour, tzinfo=UTC)
        assert load_files([("a.xlsx", book)], store, "x", now)[0].outcome == outcome


# --- batches ---


def test_a_batch_is_stored_by_period_unit_and_file_name(store):
    files = {"1.xlsx": q2("HA-02"), "2.xlsx": q2(), "3.xlsx": q1("HA-02"), "b.xlsx": q1(), "a.xlsx": q1()}
    files["b.xlsx"] = q1(measures={25: 3})
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        for name, book in files.items():
            archive.writestr(name, saved(book))
    outcomes = load_files([("lo.zip", zipped.getvalue())], store, "x", datetime(2026, 12, 28, tzinfo=HANOI))
    names = ["a.xlsx", "b.xlsx", "3.xlsx", "2.xlsx", "1.xlsx"]
    assert [outcome.result.file_name for outcome in outcomes] == [f"lo.zip/{name}" for name in names]
    stored = sorted(rows(store, "submission"), key=lambda row: row["received_at"])
    assert [(row["period"], row["unit"]) for row in stored] == [
        ("2026-Q1", "HA-01"), ("2026-Q1", "HA-01"), ("2026-Q1", "HA-02"), ("2026-Q2", "HA-01"), ("2026-Q2", "HA-02"),
    ]  # fmt: skip


def test_of_two_files_for_one_unit_and_period_the_last_counts_with_a_warning(store):
    first, last = sent(store, q2(measures={25: 3}), q2(measures={25: 4}))
    assert [(problem.code, problem.found, problem.severity) for problem in first.problems] == [
        ("SAME_RETURN_TWICE", "bao-cao-2.xlsx", "warning")
    ]
    assert (first.version, last.version, last.problems) == (1, 2, [])
    current = store.ask("history_returns", units=["HA-01"], as_of=datetime(2027, 1, 1, tzinfo=UTC))
    assert [row["version"] for row in current] == [2]


def test_the_same_file_twice_in_a_batch_is_one_version(store):
    assert verdicts(sent(store, q2(), q2())) == ["accepted", "unchanged"]


def test_two_units_or_two_periods_are_not_one_return_twice(store):
    outcomes = sent(store, q1(), q2(), q2("HA-02"))
    assert [problem.code for outcome in outcomes for problem in outcome.problems] == []


def test_a_refused_file_does_not_count_against_the_sound_one(store):
    outcomes = sent(store, q2(), q2(measures={1: -1}))
    assert verdicts(outcomes) == ["accepted", "refused"]
    assert outcomes[0].problems == []


def test_a_return_is_judged_knowing_those_before_it_in_its_batch(store):
    outcomes = sent(store, q2(measures={24: 4}), q1(measures={24: 5}))
    assert verdicts(outcomes) == ["accepted", "refused"]
    assert found(outcomes) == [("CUMULATIVE_DECREASED", "Số liệu", answer_cell(24))]


def test_one_bad_file_does_not_hold_up_the_others(store):
    files = [("a.xlsx", b"x"), ("b.xlsx", saved(q2()))]
    outcomes = load_files(files, store, "x", datetime(2026, 12, 28, tzinfo=HANOI))
    assert sorted(verdicts(outcomes)) == ["accepted", "refused"]


def test_a_sender_may_be_held_to_some_units(store):
    outcomes = sent(store, q2(), q2("HA-02"), allowed={"HA-02"})
    assert verdicts(outcomes) == ["refused", "accepted"]
    assert found(outcomes[:1]) == [("NOT_ALLOWED", "Thông tin", "B3")]


# --- cumulative measures ---


@pytest.mark.parametrize(
    ("now", "codes"),
    [(5, []), (6, []), (4, ["CUMULATIVE_DECREASED"]), (0, ["CUMULATIVE_DECREASED"]), ("KPS", [])],
)
def test_a_cumulative_figure_never_falls_within_a_year(store, now, codes):
    sent(store, q1(measures={24: 5}))
    outcomes = sent(store, q2(measures={24: now}))
    assert found(outcomes) == [(code, "Số liệu", answer_cell(24)) for code in codes]
    assert verdicts(outcomes) == ["refused" if codes else "accepted"]


def test_a_blank_is_no_fall(store):
    sent(store, q1(measures={23: 5}))
    assert verdicts(sent(store, q2(measures={23: None}))) == ["accepted"]
    assert verdicts(sent(store, q2(measures={23: OMITTED, 25: 1}))) == ["accepted"]


def test_nothing_arose_in_between_does_not_lower_the_bar(store):
    sent(store, q1(measures={24: 5}))
    sent(store, q2(measures={24: "KPS"}))
    outcomes = sent(store, a_return(period="2026-Q3", measures={24: 4}))
    assert found(outcomes) == [("CUMULATIVE_DECREASED", "Số liệu", answer_cell(24))]
    assert "Quý I năm 2026" in outcomes[0].problems[0].message


@pytest.mark.parametrize("ms", [1, 25])
def test_other_figures_may_fall(store, ms):
    sent(store, q1())
    assert verdicts(sent(store, q2(measures={ms: 6}))) == ["accepted"]


def test_a_year_starts_again(store):
    sent(store, a_return(period="2025-Q4", measures={24: 9}))
    assert verdicts(sent(store, q1(measures={24: 0}))) == ["accepted"]


def test_another_units_figure_is_no_bar(store):
    sent(store, q1("HA-02", measures={24: 9}))
    assert verdicts(sent(store, q2(measures={24: 0}))) == ["accepted"]


def test_only_the_current_version_is_a_bar(store):
    sent(store, q1(measures={24: 9}))
    sent(store, q1(measures={24: 3}))
    assert verdicts(sent(store, q2(measures={24: 3}))) == ["accepted"]


@pytest.mark.parametrize(("now", "codes"), [(5, []), (6, ["LATER_RETURN_AFFECTED"])])
def test_a_correction_that_makes_a_later_return_lower_is_accepted_with_a_warning_that_names_it(store, now, codes):
    sent(store, q1(measures={24: 4}), q2(measures={24: 5}))
    outcomes = sent(store, q1(measures={24: now}))
    assert verdicts(outcomes) == ["accepted"]
    assert found(outcomes) == [(code, "Số liệu", answer_cell(24)) for code in codes]
    assert all("Quý II năm 2026" in problem.message for problem in outcomes[0].problems)


def test_the_later_return_sent_again_as_it_stands_is_still_unchanged(store):
    sent(store, q1(measures={24: 4}), q2(measures={24: 5}))
    sent(store, q1(measures={24: 6}))
    assert verdicts(sent(store, q2(measures={24: 5}))) == ["unchanged"]
    assert verdicts(sent(store, q2(measures={24: 5, 25: 1}))) == ["refused"]


# --- cases ---


@pytest.mark.parametrize(
    ("now", "cell"),
    [
        (OLD, None),
        ({"Ngày tiếp nhận": "21/01/2026"}, "D2"),
        ({"Mã vụ việc": "v-01", "Ngày tiếp nhận": "20/03/2026"}, "D2"),
        (OLD | CLOSED, None),
    ],
)
def test_a_known_code_is_the_case_it_was(store, now, cell):
    sent(store, q1(complaints=[OLD]))
    assert found(sent(store, q2(complaints=[now]))) == ([("CASE_CONFLICT", "Đơn thư", cell)] if cell else [])


def test_a_case_does_not_change_its_kind(store):
    case = {"Ngày tiếp nhận": "20/01/2026", "Ngày thụ lý": "25/01/2026"}
    sent(store, q1("HA-UB", complaints=[case | {"Loại đơn": "KN"}]))
    outcomes = sent(store, q2("HA-UB", complaints=[case | {"Loại đơn": "TC"}]))
    assert found(outcomes) == [("CASE_CONFLICT", "Đơn thư", "C2")]
    assert verdicts(outcomes) == ["refused"]


def test_a_case_that_was_closed_does_not_come_back_open(store):
    sent(store, q1(complaints=[OLD | {"Tình trạng": "Rút đơn", "Ngày kết thúc": "20/02/2026"}]))
    assert found(sent(store, q2(complaints=[OLD]))) == [("CASE_CONFLICT", "Đơn thư", "E2")]
    assert found(sent(store, q2(complaints=[{"Mã vụ việc": "V-02"}]))) == []


def test_a_code_is_one_case_for_all_time(store):
    closed = {"Ngày tiếp nhận": "20/12/2024", "Tình trạng": "Lưu đơn", "Ngày kết thúc": "20/01/2025"}
    sent(store, a_return(period="2025-Q1", complaints=[closed]))
    sent(store, a_return(period="2025-Q2", complaints=[]))
    assert found(sent(store, q2())) == [("CASE_CONFLICT", "Đơn thư", cell) for cell in ("D2", "E2")]


def test_the_same_code_of_another_unit_is_another_case(store):
    sent(store, q1("HA-02", complaints=[OLD]))
    assert found(sent(store, q2())) == []


@pytest.mark.parametrize("missing", [[], [{"Mã vụ việc": "V-02"}]])
def test_an_open_case_that_is_missing_stays_open_with_a_warning(store, missing):
    sent(store, q1(complaints=[OLD]))
    outcomes = sent(store, q2(complaints=missing))
    assert found(outcomes) == [("CASE_DISAPPEARED", "Đơn thư", "B1")]
    assert verdicts(outcomes) == ["accepted"]
    assert "V-01" in outcomes[0].problems[0].message


def test_a_closed_case_may_be_missing(store):
    sent(store, q1(complaints=[OLD | {"Tình trạng": "Hướng dẫn", "Ngày kết thúc": "20/02/2026"}]))
    assert found(sent(store, q2(complaints=[]))) == []


def test_a_missing_case_is_missed_in_every_later_return_until_it_is_closed(store):
    third = {"complaints": [], "period": "2026-Q3"}
    sent(store, q1(complaints=[OLD]), q2(complaints=[]))
    assert [code for code, *_ in found(sent(store, a_return(**third)))] == ["CASE_DISAPPEARED"]
    sent(store, q2(complaints=[OLD | CLOSED]))
    assert found(sent(store, a_return(**third, measures={25: 1}))) == []


def test_a_correction_that_a_later_return_contradicts_is_accepted_with_a_warning(store):
    sent(store, q1(complaints=[OLD]), q2(complaints=[OLD]))
    outcomes = sent(store, q1(complaints=[OLD | {"Tình trạng": "Rút đơn", "Ngày kết thúc": "20/02/2026"}]))
    assert verdicts(outcomes) == ["accepted"]
    assert found(outcomes) == [("LATER_RETURN_AFFECTED", "Đơn thư", "B2")]
    assert "Quý II năm 2026" in outcomes[0].problems[0].message


def test_a_correction_with_an_open_case_that_the_next_return_lacks_names_that_return(store):
    sent(store, q1(complaints=[]), q2(complaints=[]))
    outcomes = sent(store, q1(complaints=[OLD]))
    assert verdicts(outcomes) == ["accepted"]
    assert found(outcomes) == [("LATER_RETURN_AFFECTED", "Đơn thư", "B2")]
    assert "Quý II năm 2026" in outcomes[0].problems[0].message


def test_a_correction_with_a_case_that_is_closed_by_then_says_nothing(store):
    sent(store, q1(complaints=[]), q2(complaints=[]))
    closed = OLD | {"Tình trạng": "Rút đơn", "Ngày kết thúc": "20/02/2026"}
    assert found(sent(store, q1(complaints=[closed]))) == []


def test_a_correction_that_fits_the_later_return_says_nothing(store):
    sent(store, q1(complaints=[]), q2(complaints=[OLD]))
    assert found(sent(store, q1(complaints=[OLD]))) == []


# --- rosters ---


def two_people(**more) -> list[dict]:
    return [{"Đối tượng": "C2", "Chuyên đề": "A", "Triệu tập": 2, "Tham dự": 2, "Dự lần đầu trong năm": 2, **more}]


def test_more_people_trained_for_the_first_time_than_there_are_is_a_warning(store):
    sent(store, q1(measures={12: 3}, training=two_people()))
    outcomes = sent(store, q2(measures={12: 3}, training=[{}, *two_people()]))
    assert verdicts(outcomes) == ["accepted"]
    assert found(outcomes) == [("ROSTER_EXCEEDED", "Tập huấn", "I3")]
    assert "4 người, hiện có 3 người" in outcomes[0].problems[0].message


@pytest.mark.parametrize(
    ("roster", "course", "is_exceeded"),
    [(4, {}, False), (3, {}, True), (3, {"Chuyên đề": "K"}, False), (0, {}, True), ("KPS", {}, True)],
)
def test_people_are_counted_by_cohort_and_topic_against_the_latest_roster(store, roster, course, is_exceeded):
    sent(store, q1(measures={12: 9}, training=two_people()))
    outcomes = sent(store, q2(measures={12: roster}, training=two_people(**course)))
    assert found(outcomes) == ([("ROSTER_EXCEEDED", "Tập huấn", "I2")] if is_exceeded else [])


def test_two_classes_add_up(store):
    outcomes = sent(store, q2(measures={12: 3}, training=[*two_people(), *two_people()]))
    assert found(outcomes) == [("ROSTER_EXCEEDED", "Tập huấn", "I3")]


def test_a_new_year_counts_people_anew(store):
    sent(store, a_return(period="2025-Q4", measures={12: 2}, training=two_people()))
    assert found(sent(store, q1(measures={12: 2}, training=two_people()))) == []


def test_a_roster_that_shrank_below_those_already_trained_is_noted_at_the_heading(store):
    sent(store, q1(measures={12: 2}, training=two_people()))
    assert found(sent(store, q2(measures={12: 1}, training=[]))) == [("ROSTER_EXCEEDED", "Tập huấn", "I1")]


# --- units ---


def test_a_unit_that_is_not_in_force_is_refused_and_logged():
    units = tuple(replace(u, valid_to=date(2026, 6, 1)) if u.code == "HA-01" else u for u in ward_catalogue().units)
    with Store(catalogue=replace(CATALOGUE, units=units)) as store:
        assert verdicts(sent(store, q1(), q2())) == ["accepted", "refused"]
        assert [(row["unit"], row["code"]) for row in rows(store, "refusal")] == [(None, "UNIT_NOT_IN_FORCE")]


def test_two_people_who_send_the_same_unit_at_once_both_come_in_whole(store):
    """The later is current, the earlier is in the history, and neither is mixed with the other."""
    files = [saved(q2(measures={1: 200 + number})) for number in range(6)]
    start = Barrier(len(files))

    def send(number: int) -> None:
        start.wait()
        load_files([(f"{number}.xlsx", files[number])], store, f"clerk {number}", datetime(2026, 6, 20, tzinfo=UTC))

    with ThreadPoolExecutor(len(files)) as pool:
        list(pool.map(send, range(len(files))))
    kept = store.ask("submissions")
    assert sorted(row["file_name"] for row in kept) == [f"{number}.xlsx" for number in range(6)]
    assert len({row["received_at"] for row in kept}) == 6
    for row in kept:
        households = next(a for a in store.rows_of("answer", row["id"]) if a["measure"] == "households")
        assert households["quantity"] == 200 + int(row["file_name"][0])
    current = store.ask("history_returns", units=["HA-01"], as_of=datetime(2027, 1, 1, tzinfo=UTC))
    assert [row["submission"] for row in current] == [kept[-1]["id"]]
