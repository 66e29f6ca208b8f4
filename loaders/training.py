"""Tập huấn: one row a course and cohort, reported by the unit that the people belong to. Counts are people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from loaders.cells import BadCell, read_choice, read_count, read_date, read_text, typed
from loaders.form import Context, Reader, Rows, SheetForm, names
from loaders.problems import Problem
from loaders.sheet import Column, Table
from loaders.spreadsheets.workbook import CellValue
from wording import problems as words

COLUMNS = (
    Column("ordinal", "STT"),
    Column("held_on", "Ngày", is_required=True),
    Column("topic", "Chuyên đề", is_required=True),
    Column("title", "Nội dung"),
    Column("cohort", "Đối tượng", is_required=True),
    Column("invited", "Triệu tập", is_required=True),
    Column("attended", "Tham dự", is_required=True),
    Column("women", "Trong đó nữ"),
    Column("first_time", "Dự lần đầu trong năm", is_required=True),
    Column("note", "Ghi chú"),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
PARENT_OF_COUNTS = "Số người"
COUNTS = ("invited", "attended", "women", "first_time")
PARTS = (("attended", "invited"), ("women", "attended"), ("first_time", "attended"))
RUNNING_TOTAL = "cộng"
# Row number and counts; None where a count could not be read, so that no sum can be checked against it.
Summands = list[tuple[int, dict[str, int | None]]]


def columns(kind: str) -> Sequence[Column]:
    """The same columns for every kind of unit."""
    return COLUMNS


def cohorts_of(context: Context) -> dict[str, str]:
    """Code → label of the cohorts that a unit reports: those whose roster it counts."""
    counted = {measure.key for measure in context.catalogue.measures_of(context.unit.kind)}
    return {cohort.code: cohort.label for cohort in context.catalogue.cohorts if cohort.roster_measure in counted}


def read(table: Table, context: Context) -> Rows:
    """One row a course and cohort, with every rule of form.md on training applied."""
    result = Rows()
    summands: Summands = []
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        values = _values(reader, context)
        counts = {name: None if name in reader.wrong else values[name] or 0 for name in COUNTS}
        summands.append((row.number, counts))
        _check(reader, values, context)
        if reader.is_sound:
            result.rows.append({"row_number": row.number, **values})
    _check_totals(table, summands, result.problems)
    return result


def _values(reader: Reader, context: Context) -> dict[str, Any]:
    topics, cohorts = names(context.catalogue.topics), names(context.catalogue.cohorts)
    yours = cohorts_of(context)
    days = context.period.starts_on, context.last_day
    return {
        "held_on": reader.read("held_on", lambda value: _read_day(value, *days), HEADINGS["held_on"]),
        "topic": reader.read("topic", lambda value: read_choice(value, topics), HEADINGS["topic"]),
        "title": reader.read("title", read_text),
        "cohort": reader.read("cohort", lambda value: read_choice(value, cohorts, yours), HEADINGS["cohort"]),
        **{name: reader.read(name, _read_people, HEADINGS[name] if name != "women" else "") for name in COUNTS},
        "note": reader.read("note", read_text),
    }


def _read_people(value: CellValue) -> int | BadCell:
    """A number of people; «Không phát sinh» is said of the whole sheet, not of a cell."""
    return read_count(value, words.A_NUMBER_OF_PEOPLE)


def _read_day(value: CellValue, first: date, last: date) -> date | BadCell:
    """A day of the period that has come."""
    day = read_date(value)
    if isinstance(day, date) and not first <= day <= last:
        return BadCell("DATE_OUT_OF_RANGE", typed(value), words.between_days(first, last))
    return day


def _check(reader: Reader, values: dict[str, Any], context: Context) -> None:
    yours = cohorts_of(context)
    if values["cohort"] is not None and values["cohort"] not in yours:
        found, accepted = typed(reader.row.cells["cohort"]), words.one_of(list(yours.values()))
        reader.problem("COHORT_NOT_YOURS", "cohort", found, accepted)
    for part, whole in PARTS:
        if values[part] is not None and values[whole] is not None and values[part] > values[whole]:
            found = words.counts_named(HEADINGS[part], values[part], HEADINGS[whole], values[whole])
            reader.problem("PART_EXCEEDS_WHOLE", part, found, words.CHECK_BOTH)


def _check_totals(table: Table, summands: Summands, problems: list[Problem]) -> None:
    """Cộng sums the rows since the last check sum, Tổng cộng and Tổng số all rows, wherever they stand."""
    since = 0
    for label, total in table.totals:
        if label == RUNNING_TOTAL:
            summed = [counts for number, counts in summands if since < number < total.number]
        else:
            summed = [counts for _, counts in summands]
        since = total.number
        reader = Reader(total, table.sheet, problems)
        for name in COUNTS:
            stated = reader.read(name, _read_people)
            people = [counts[name] for counts in summed]
            real = sum(count for count in people if count is not None)
            if stated is not None and stated != real and None not in people:
                reader.problem("TOTAL_MISMATCH", name, words.total_and_sum(stated, real), words.CHECK_BOTH)


SHEET = SheetForm(
    name="Tập huấn",
    table="training",
    columns=columns,
    ordinal="ordinal",
    read=read,
    required_of=frozenset({"group", "people_committee", "front"}),
    may_come_from=frozenset({"group", "people_committee", "front"}),
    order=2,
)
