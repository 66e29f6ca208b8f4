"""Questions that travel: asked beside a figure, carried by the unit's next form, answered in its return."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data.asking import Row
from data.store import Store
from loaders import inquiries
from loaders.inquiries import CannotAsk, ask_question, end_question
from loaders.intake import Outcome, load_files
from loaders.matching import key
from loaders.mending import returned
from loaders.questions import SHEET
from loaders.returns import read_return
from loaders.samples import remove_samples
from loaders.template.book import write_template
from loaders.verify import verify
from loaders.withdrawals import withdraw
from tests.test_template import (
    BEFORE,
    catalogue,
    empty,
    filled,
    first_row,
    measure_rows,
    opened,
    period_of,
    type_in,
    unit_of,
)
from tests.workbooks import lent, saved
from wording import questions as words

ASKED = datetime(2026, 12, 16, 3, tzinfo=UTC)
FIGURE = {"unit": "HA-01", "period": "2026-Q3", "measure": "households"}
TEXT = "Vì sao số hộ tăng so với kỳ trước?"
WHY = "Nhập cụm dân cư số 3 về tổ từ tháng 8."


@cache
def return_before() -> bytes:
    """What the group sent for 2026-Q3."""
    return filled(empty("group", "2026-Q3"), "group", figures={1: 206})


def asked_once() -> Store:
    """One return of a group for 2026-Q3, and one question about it."""
    made = Store(catalogue=catalogue())
    (outcome,) = load_files([("2026-Q3_HA-01.xlsx", return_before())], made, "thư ký", BEFORE)
    assert outcome.outcome == "accepted"
    ask_question(made, "lãnh đạo", ASKED, text=TEXT, **FIGURE)
    return made


@pytest.fixture
def store() -> Store:
    return asked_once()


@cache
def first_form() -> bytes:
    """The group's form for 2026-Q4 a minute after the question."""
    return form(asked_once(), minutes(1))


def minutes(count: int) -> datetime:
    """So long after the question."""
    return ASKED + timedelta(minutes=count)


def form(store: Store, at: datetime, period: str = "2026-Q4", unit: Any = None) -> bytes:
    return write_template(store, store.catalogue, unit or unit_of("group"), period_of(period), at)


def answered(
    content: bytes, *answers: Any, codes: tuple[str, ...] = (), figures: dict[int, Any] | None = None
) -> bytes:
    """The form filled in, with answers to its questions in their order; `codes` are typed over theirs."""
    with lent(_filled(content, tuple((figures or {}).items()))) as workbook:
        sheet = workbook[SHEET.name]
        for row, answer in enumerate(answers, start=first_row(sheet)):
            type_in(sheet.cell(row, 5), answer)
        for row, code in enumerate(codes, start=first_row(sheet)):
            type_in(sheet.cell(row, 2), code)
        return saved(workbook)


@cache
def _filled(content: bytes, figures: tuple[tuple[int, Any], ...]) -> bytes:
    return filled(content, "group", figures=dict(figures))


def send(store: Store, content: bytes, at: datetime) -> Outcome:
    return load_files([("bao-cao.xlsx", content)], store, "thư ký", at)[0]


def known(store: Store, at: datetime, period: str = "2026-Q4", unit: str = "HA") -> dict[str, Row]:
    """What stands of the questions that concern a unit, by code."""
    with store.asking(unit=unit, period=period, periods=[period], as_of=at) as ask:
        return {row["id"]: row for row in ask("questions")}


def states(store: Store, at: datetime, period: str = "2026-Q4") -> dict[str, str]:
    return {code: row["state"] for code, row in known(store, at, period).items()}


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_question_gets_a_code_of_its_unit_and_is_an_act_of_its_own(store: Store) -> None:
    assert ask_question(store, "lãnh đạo", ASKED, text="Còn gì nữa?", **FIGURE) == "HA-01-GT02"
    assert ask_question(store, "lãnh đạo", ASKED, text=TEXT, **FIGURE | {"unit": "HA-02"}) == "HA-02-GT01"
    acts = store.ask("acts", by=None, act="question", since=None, until=None, rows=10, skipped=0)
    assert len(acts) == 3
    assert {act["acted_by"] for act in acts} == {"lãnh đạo"}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text": "  "}, "no_text"),
        ({"text": "x" * 201}, "too_long"),
        ({"text": "Gọi 0905 123 456 để hỏi"}, "personal_data"),
        ({"text": "Cho biết họ tên người được tập huấn"}, "personal_data"),
        ({"text": "Tæ d©n phè nµo chËm?"}, "legacy_encoding"),
        ({"unit": "HA"}, "no_unit"),
        ({"unit": "HA-99"}, "no_unit"),
        ({"period": "1999-Q1"}, "no_unit"),
        ({"measure": "nothing_like_it"}, "no_figure"),
        ({"indicator": "2.1-a"}, "no_figure"),
    ],
)
def test_a_question_that_may_not_travel_is_not_kept(changed: dict[str, str], why: str) -> None:
    store = Store(catalogue=catalogue())
    with pytest.raises(CannotAsk) as refused:
        ask_question(store, "lãnh đạo", ASKED, **{"text": TEXT, **FIGURE, **changed})
    assert refused.value.why == why
    assert words.CANNOT[refused.value.why]
    assert store.ask("questions_open") == []
    assert words.CANNOT.keys() == set(inquiries.Why.__args__)


def test_a_question_of_two_hundred_characters_is_kept() -> None:
    store = Store(catalogue=catalogue())
    ask_question(store, "lãnh đạo", ASKED, **FIGURE, text="x" * 200)
    assert len(store.ask("questions_open")) == 1


# --- the form carries it ----------------------------------------------------------------------------------------------


def test_the_next_form_carries_the_question_with_an_empty_answer_and_a_note_beside_the_figure(store: Store) -> None:
    workbook = opened(first_form())
    sheet = workbook[SHEET.name]
    row = first_row(sheet)
    shown = [sheet.cell(row, column).value for column in range(1, 6)]
    assert shown == [1, "HA-01-GT01", "MS 01 Tổng số hộ – Quý III năm 2026", TEXT, None]
    assert not sheet.cell(row, 5).protection.locked
    assert all(sheet.cell(row, column).protection.locked for column in range(1, 5))
    figures = workbook["Số liệu"]
    notes = {cell.coordinate: cell.comment.text for line in figures.iter_rows() for cell in line if cell.comment}
    (where,) = notes
    assert figures[where].row == measure_rows(figures)[1]
    assert TEXT in notes[where]
    assert SHEET.name in " ".join(str(line[1].value) for line in workbook["Hướng dẫn"].iter_rows(min_row=3))


def test_a_question_about_an_indicator_stands_beside_what_the_indicator_counts(store: Store) -> None:
    ask_question(store, "lãnh đạo", minutes(1), unit="HA-01", period="2026-Q3", indicator="2.1-d", text="Vì sao?")
    figures = opened(form(store, minutes(2)))["Số liệu"]
    noted = {cell.row for line in figures.iter_rows() for cell in line if cell.comment}
    rows = {row: ms for ms, row in measure_rows(figures).items()}
    indicator = next(row for row in catalogue().indicators if row.code == "2.1-d")
    by_ms = {measure.ms: measure.key for measure in catalogue().measures}
    assert {by_ms[rows[row]] for row in noted} <= {"households", indicator.numerator, indicator.denominator}
    assert len(noted) >= 2


def test_only_open_questions_of_the_unit_asked_by_then_about_then_or_earlier_are_carried(store: Store) -> None:
    ask_question(store, "lãnh đạo", minutes(1), unit="HA-02", period="2026-Q3", indicator="2.1-d", text="Vì sao?")
    ask_question(store, "lãnh đạo", minutes(2), **FIGURE, text="Rút ngay")
    end_question(store, "lãnh đạo", minutes(3), "HA-01-GT02", "taken_back")
    assert carried(form(store, minutes(4))) == ["HA-01-GT01"]
    assert carried(form(store, minutes(2))) == ["HA-01-GT01", "HA-01-GT02"]
    assert not asks(form(store, ASKED - timedelta(minutes=1)))
    assert not asks(form(store, minutes(4), "2026-Q2"))
    assert not asks(empty("group"))


def asks(content: bytes) -> bool:
    """Whether a form has the sheet."""
    with ZipFile(BytesIO(content)) as parts:
        return f'name="{SHEET.name}"' in parts.read("xl/workbook.xml").decode()


def carried(content: bytes) -> list[str]:
    sheet = opened(content)[SHEET.name]
    rows = range(first_row(sheet), sheet.max_row + 1)
    return [str(sheet.cell(row, 2).value) for row in rows if sheet.cell(row, 2).value]


def test_a_group_is_told_on_paper_where_its_questions_are_and_still_prints_on_two_pages(store: Store) -> None:
    printed = opened(first_form())["Bản in"]
    said = [str(cell.value) for row in printed.iter_rows() for cell in row if cell.value]
    assert any(f"xem sheet {SHEET.name}" in formula for formula in said)
    assert len(printed.row_breaks.brk) == 1


# --- the answer comes back --------------------------------------------------------------------------------------------


def test_the_answer_comes_back_with_the_return_and_ends_the_waiting(store: Store) -> None:
    assert states(store, minutes(1)) == {"HA-01-GT01": "open"}
    outcome = send(store, answered(first_form(), WHY), minutes(5))
    assert (outcome.outcome, outcome.problems) == ("accepted", [])
    row = known(store, minutes(6))["HA-01-GT01"]
    assert (row["state"], row["answer"], row["answered_in"]) == ("answered", WHY, "2026-Q4")
    assert not asks(form(store, minutes(6), "2027-Q1"))
    assert list(verify(store)) == []


def test_an_answer_left_blank_leaves_the_question_open_and_is_no_problem(store: Store) -> None:
    outcome = send(store, answered(first_form(), None), minutes(5))
    assert (outcome.outcome, outcome.problems) == ("accepted", [])
    assert states(store, minutes(6)) == {"HA-01-GT01": "open"}
    assert carried(form(store, minutes(6), "2027-Q1")) == ["HA-01-GT01"]


def test_versions_withdrawal_and_moments_hold_for_answers_as_for_every_row(store: Store) -> None:
    send(store, answered(first_form(), WHY), minutes(5))
    again = send(store, answered(first_form(), "Đã rà soát: ghi nhầm."), minutes(10))
    assert again.version == 2
    assert known(store, minutes(7))["HA-01-GT01"]["answer"] == WHY
    row = known(store, minutes(11))["HA-01-GT01"]
    assert row["answer"] == "Đã rà soát: ghi nhầm."
    withdraw(store, row["submission"], "thư ký", minutes(15), "Gửi nhầm tệp")
    assert known(store, minutes(16))["HA-01-GT01"]["answer"] == WHY
    withdraw(store, known(store, minutes(16))["HA-01-GT01"]["submission"], "thư ký", minutes(17), "Gửi nhầm tệp")
    assert states(store, minutes(18)) == {"HA-01-GT01": "open"}
    assert states(store, minutes(12)) == {"HA-01-GT01": "answered"}
    assert states(store, ASKED - timedelta(minutes=1)) == {}


def test_closing_and_taking_back_are_rows_of_their_own_and_happen_once(store: Store) -> None:
    end_question(store, "lãnh đạo", minutes(3), "HA-01-GT01", "closed")
    assert states(store, minutes(2)) == {"HA-01-GT01": "open"}
    assert states(store, minutes(4), "2026-Q3") == {"HA-01-GT01": "closed"}
    assert not asks(form(store, minutes(4)))
    for code, why in (("HA-01-GT01", "ended"), ("HA-01-GT99", "unknown")):
        with pytest.raises(CannotAsk) as refused:
            end_question(store, "lãnh đạo", minutes(5), code, "taken_back")
        assert refused.value.why == why


def test_the_questions_of_a_unit_are_not_those_of_its_neighbour(store: Store) -> None:
    assert [*known(store, minutes(1), unit="HA-01")] == ["HA-01-GT01"]
    assert [*known(store, minutes(1), unit="HA-02")] == []


# --- what may be wrong with it ----------------------------------------------------------------------------------------


def problems(store: Store, content: bytes) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in send(store, content, minutes(5)).problems]


@pytest.mark.parametrize(
    ("answers", "codes", "said"),
    [
        (("x" * 201,), (), ("TEXT_TOO_LONG", "E6")),
        (("Hỏi anh Tư, 0905 123 456",), (), ("PERSONAL_DATA", "E6")),
        (("Tæ d©n phè",), (), ("LEGACY_ENCODING", "E6")),
        ((WHY,), ("HA-01-GT77",), ("QUESTION_UNKNOWN", "B6")),
        ((WHY,), ("HA-02-GT01",), ("QUESTION_UNKNOWN", "B6")),
        ((WHY,), (" ",), ("REQUIRED_MISSING", "B6")),
        ((WHY, WHY), ("HA-01-GT01", "ha-01-gt01 "), ("DUPLICATE_ROW", "B7")),
    ],
)
def test_what_is_wrong_with_an_answer_is_named_at_its_cell(
    store: Store, answers: tuple[str, ...], codes: tuple[str, ...], said: tuple[str, str]
) -> None:
    content = answered(first_form(), *answers, codes=codes)
    outcome = send(store, content, minutes(5))
    assert [(problem.code, problem.cell) for problem in outcome.problems] == [said]
    assert outcome.outcome == "refused"
    assert states(store, minutes(6)) == {"HA-01-GT01": "open"}


def test_the_returned_workbook_marks_the_code_that_nobody_asked(store: Store) -> None:
    outcome = send(store, answered(first_form(), WHY, codes=("HA-01-GT77",)), minutes(5))
    book = load_workbook(BytesIO(returned(outcome.result, outcome.problems)))
    assert "HA-01-GT77" in book[SHEET.name]["B6"].comment.text
    assert TEXT in next(cell.comment.text for row in book["Số liệu"].iter_rows() for cell in row if cell.comment)


def test_an_answer_of_two_hundred_characters_and_a_moved_column_are_fine(store: Store) -> None:
    workbook = load_workbook(BytesIO(answered(first_form(), "x" * 200)))
    sheet = workbook[SHEET.name]
    for row in range(4, 8):
        first, second = sheet.cell(row, 2).value, sheet.cell(row, 5).value
        sheet.cell(row, 2).value, sheet.cell(row, 5).value = second, first
    assert problems(store, saved(workbook)) == []
    assert known(store, minutes(6))["HA-01-GT01"]["answer"] == "x" * 200


def test_without_a_database_the_code_of_a_question_is_taken_as_it_is(store: Store) -> None:
    content = answered(first_form(), WHY, codes=("HA-01-GT77",))
    read = read_return("a.xlsx", content, catalogue(), ASKED.date())
    assert read.problems == []
    assert read.rows[SHEET.table] == [{"row_number": 6, "question": "HA-01-GT77", "answer": WHY}]


def test_a_return_without_the_sheet_says_what_it_always_said() -> None:
    read = read_return("a.xlsx", filled(empty("group"), "group"), catalogue(), ASKED.date())
    assert SHEET.table not in read.rows
    assert key(SHEET.name) not in map(key, read.sheets)


def test_questions_about_made_up_returns_go_with_them() -> None:
    store = Store(catalogue=catalogue())
    load_files([("2026-Q3_HA-01.xlsx", return_before())], store, "ai đó", ASKED, is_sample=True)
    ask_question(store, "lãnh đạo", minutes(1), text=TEXT, **FIGURE)
    remove_samples(store, "ai đó", minutes(2))
    assert states(store, minutes(3)) == {}
    assert states(store, minutes(1) + timedelta(seconds=1)) == {"HA-01-GT01": "open"}
