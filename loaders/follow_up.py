"""Theo dõi: one row a matter that an office follows until it is done: a disclosure, a board, a recommendation.

The sheet is optional: without it nothing is said, with an empty one nothing arose. A matter is the same in every
quarter as long as kind, content and deadline are; a deadline that was moved stands in the note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from loaders.cells import BadCell, read_choice, read_date, read_text, typed
from loaders.form import Context, Reader, Rows, SheetForm, names
from loaders.matching import clean, key
from loaders.sheet import Column, Table
from loaders.spreadsheets.workbook import CellValue, address
from wording import problems as words

COLUMNS = (
    Column("ordinal", "STT"),
    Column("matter_kind", "Loại", is_required=True),
    Column("content", "Nội dung", is_required=True),
    Column("due_on", "Hạn", is_required=True),
    Column("completed_on", "Ngày hoàn thành", is_required=True),
    Column("note", "Ghi chú"),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
REQUIRED = ("matter_kind", "content", "due_on")
OFFICES = frozenset({"people_committee", "front", "council"})
Matter = tuple[str, str, date]  # matter_kind, content_key, due_on


def columns(kind: str) -> Sequence[Column]:
    """The same columns for every kind of unit."""
    return COLUMNS


def matter_of(row: Mapping[str, Any]) -> Matter:
    """By what a matter is known again in another quarter."""
    return row["matter_kind"], row["content_key"], row["due_on"]


def read(table: Table, context: Context) -> Rows:
    """One row a matter. A deadline may lie in the future; what is done was done by the period's last day."""
    result = Rows()
    seen: dict[Matter, int] = {}
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        values = _values(reader, context)
        if not any(values[name] is None for name in REQUIRED):
            matter = matter_of(values)
            if matter in seen:
                first = address(seen[matter], table.columns["content"])
                reader.problem("DUPLICATE_ROW", "content", values["content"], first)
            seen.setdefault(matter, row.number)
        if reader.is_sound:
            result.rows.append({"row_number": row.number, **values})
    return result


def _values(reader: Reader, context: Context) -> dict[str, Any]:
    kinds = names(context.catalogue.follow_up_kinds)
    content = reader.read("content", read_text, HEADINGS["content"])
    return {
        "matter_kind": reader.read("matter_kind", lambda value: read_choice(value, kinds), HEADINGS["matter_kind"]),
        "content": content,
        "content_key": key(clean(content)) if content else None,
        "due_on": reader.read("due_on", read_date, HEADINGS["due_on"]),
        "completed_on": reader.read("completed_on", lambda value: _read_past_day(value, context.last_day)),
        "note": reader.read("note", read_text),
    }


def _read_past_day(value: CellValue, last: date) -> date | BadCell:
    """A day that has come by the end of the period."""
    day = read_date(value)
    if isinstance(day, date) and day > last:
        return BadCell("DATE_OUT_OF_RANGE", typed(value), words.between_days(None, last))
    return day


SHEET = SheetForm(
    name="Theo dõi",
    table="follow_up",
    columns=columns,
    ordinal="ordinal",
    read=read,
    required_of=frozenset(),
    may_come_from=OFFICES,
    order=4,
    is_offered=lambda context: context.unit.kind in OFFICES and bool(context.catalogue.follow_up_kinds),
)
