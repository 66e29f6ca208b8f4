"""Số liệu: one answer a measure, keyed by MS; a number, «Không phát sinh», a blank and no row are four states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from data.catalogue import Measure
from loaders.cells import BadCell, is_blank, read_count, read_date, read_flag, read_text, says_nothing_arose, typed
from loaders.form import Context, Reader, Rows, SheetForm
from loaders.matching import key
from loaders.problems import Problem
from loaders.sheet import Column, Table
from loaders.spreadsheets.workbook import CellValue, address
from wording import problems as words

COLUMNS = (
    Column("ms", "MS", is_required=True),
    Column("content", "Nội dung"),
    Column("basis", "Cách tính"),
    Column("count_unit", "Đơn vị tính"),
    Column("answer", "Số liệu", is_required=True),
    Column("note", "Ghi chú"),
)
BASIS = {"stock": "Có đến cuối kỳ", "flow": "Phát sinh trong kỳ", "cumulative": "Lũy kế từ đầu năm"}
LONGEST_ANSWER = 60
# A convention that is in force was recognised on a day (form, Số liệu: 43 is required when 41 is Có).
NEEDS_DATE = {"convention_in_force": "convention_recognised_on"}
Answers = dict[str, dict[str, Any]]
_MS = re.compile(r"0*(\d{1,8})(?:[.,]0)?")
_HAS_DIGIT = re.compile(r"\d")


def columns(kind: str) -> Sequence[Column]:
    """The same columns for every kind of unit."""
    return COLUMNS


def read(table: Table, context: Context) -> Rows:
    """One row a measure of the unit's kind, with every rule of form.md on measures applied."""
    result = Rows()
    by_number = {measure.ms: measure for measure in context.catalogue.measures}
    answers: Answers = {}
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        measure = _measure(reader, by_number, context)
        if measure is None:
            continue
        if measure.key in answers:
            first = address(answers[measure.key]["row_number"], table.columns["ms"])
            reader.problem("DUPLICATE_ROW", "ms", f"MS {measure.ms:02}", first)
            continue
        answers[measure.key] = _answer(reader, measure, context)
    result.rows = list(answers.values())
    _check_required(table, answers, context, result.problems)
    _check_wholes(table, answers, context, result.problems)
    return result


def _measure(reader: Reader, by_number: dict[int, Measure], context: Context) -> Measure | None:
    """The measure of a row by its MS; None for a section row and for a row that names none of this unit's measures.

    A section may stand in the column of MS («I», «Quy mô»): without a digit it is no MS, without a figure no answer.
    """
    number, answer = typed(reader.row.cells.get("ms")), reader.row.cells.get("answer")
    if not _HAS_DIGIT.search(number) and is_blank(answer):
        return None
    match = _MS.fullmatch(key(number))
    measure = by_number.get(int(match[1])) if match else None
    if measure is None:
        reader.problem("MEASURE_UNKNOWN", "ms", number or None, words.GIVE_THE_MS)
    elif context.unit.kind not in measure.reporter.split("|"):
        if not is_blank(answer):
            reader.problem("MEASURE_NOT_YOURS", "answer", f"{measure.ms:02}")
        return None
    return measure


def _answer(reader: Reader, measure: Measure, context: Context) -> dict[str, Any]:
    """The row that is kept. A blank answer is kept as blank: nobody has said anything, which is not 0."""
    raw = reader.row.cells.get("answer")
    answer: dict[str, Any] = {
        "row_number": reader.row.number, "measure": measure.key, "state": "blank", "quantity": None, "is_true": None,
        "happened_on": None, "text": None, "typed": typed(raw) or None, "note": reader.read("note", read_text),
    }  # fmt: skip
    if is_blank(raw):
        if measure.required:
            reader.problem("REQUIRED_MISSING", "answer", expected=words.measure_named(measure.ms, measure.label))
        return answer
    if says_nothing_arose(raw) and measure.value_type != "flag":
        is_number = measure.value_type == "count" and measure.kind != "cumulative"
        return answer | {"state": "nothing_arose", "quantity": 0 if is_number else None}
    column, value = _value(reader, measure, context)
    return answer if value is None else answer | {"state": "figure", column: value}


def _value(reader: Reader, measure: Measure, context: Context) -> tuple[str, Any]:
    """The column of the answer's type, and its value; None where the cell is bad."""
    match measure.value_type:
        case "count":
            return "quantity", reader.read("answer", read_count)
        case "flag":
            return "is_true", reader.read("answer", read_flag)
        case "date":
            return "happened_on", reader.read("answer", lambda value: _read_day(value, context.last_day))
        case _:
            return "text", reader.read("answer", lambda value: read_text(value, LONGEST_ANSWER))


def _read_day(value: CellValue, last_day: date) -> date | BadCell:
    """A date not after the period's end and not after the day of receipt."""
    day = read_date(value)
    if isinstance(day, date) and day > last_day:
        return BadCell("DATE_OUT_OF_RANGE", typed(value), words.between_days(None, last_day))
    return day


def _check_required(table: Table, answers: Answers, context: Context, problems: list[Problem]) -> None:
    """A missing row of a required measure stands at the heading of the answers; so does a date that a flag asks for."""
    heading = address(table.header_row, table.columns["answer"])
    for measure in context.catalogue.measures_of(context.unit.kind):
        name = words.measure_named(measure.ms, measure.label)
        if measure.required and measure.key not in answers:
            problems.append(Problem("REQUIRED_MISSING", table.sheet, heading, expected=name))
        if measure.key in NEEDS_DATE and answers.get(measure.key, {}).get("is_true"):
            needed = context.catalogue.measure_by_key[NEEDS_DATE[measure.key]]
            _check_needed(table, heading, needed, answers.get(needed.key), problems)


def _check_needed(
    table: Table, heading: str, needed: Measure, answer: dict[str, Any] | None, problems: list[Problem]
) -> None:
    """The date that a flag asks for: neither missing nor «Không phát sinh», which would say «not yet» of what is."""
    cell = address(answer["row_number"], table.columns["answer"]) if answer else heading
    if answer is None or answer["typed"] is None:
        expected = words.measure_named(needed.ms, needed.label)
        problems.append(Problem("REQUIRED_MISSING", table.sheet, cell, expected=expected))
    elif answer["state"] == "nothing_arose":
        problems.append(Problem("NOT_A_DATE", table.sheet, cell, answer["typed"], words.A_DATE))


def _check_wholes(table: Table, answers: Answers, context: Context, problems: list[Problem]) -> None:
    """A part is at most its whole; households may leave after they were reached, so that case only warns."""
    for measure in context.catalogue.measures_of(context.unit.kind):
        whole = context.catalogue.measure_by_key.get(measure.not_more_than or "")
        part, limit = answers.get(measure.key), answers.get(whole.key) if whole else None
        if not whole or not part or not limit or part["quantity"] is None or limit["quantity"] is None:
            continue
        if part["quantity"] > limit["quantity"]:
            may_leave = measure.kind == "cumulative" and whole.kind == "stock"
            cell = address(part["row_number"], table.columns["answer"])
            found = words.part_and_whole(measure.ms, part["quantity"], whole.ms, limit["quantity"])
            expected = words.COUNTED_AT_MOST if may_leave else words.CHECK_BOTH
            problems.append(
                Problem("PART_EXCEEDS_WHOLE", table.sheet, cell, found, expected, is_warning=may_leave or None)
            )


SHEET = SheetForm(
    name="Số liệu",
    table="answer",
    columns=columns,
    ordinal="ms",
    read=read,
    required_of=frozenset({"group", "people_committee", "front", "council"}),
    may_come_from=frozenset({"group", "people_committee", "front", "council"}),
    order=1,
)
