"""Giải trình: what a unit answers to the questions that its form carried, each by its code.

The sheet is there only when there are questions, and never required: an answer left blank leaves its question open.
Figure and question stand in it for people; what is read is the code and the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells import is_blank, read_text, typed
from loaders.form import Context, Reader, Rows, SheetForm
from loaders.matching import key
from loaders.sheet import Column, Table

COLUMNS = (
    Column("ordinal", "STT"),
    Column("question", "Mã câu hỏi", is_required=True),
    Column("about", "Số liệu được hỏi"),
    Column("text", "Đề nghị giải trình"),
    Column("answer", "Trả lời", is_required=True),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
EVERY_KIND = frozenset({"group", "people_committee", "front", "council"})


def columns(kind: str) -> Sequence[Column]:
    """The same columns for every kind of unit."""
    return COLUMNS


def read(table: Table, context: Context) -> Rows:
    """One row an answered question; whether the unit was asked it, `loaders.history` knows."""
    result = Rows()
    first: dict[str, str] = {}
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        said = typed(row.cells.get("question")).strip()
        answer = reader.read("answer", read_text)
        if is_blank(row.cells.get("answer")):
            continue
        if not said:
            reader.problem("REQUIRED_MISSING", "question", expected=HEADINGS["question"])
        elif key(said) in first:
            reader.problem("DUPLICATE_ROW", "question", said, first[key(said)])
        first.setdefault(key(said), row.at("question"))
        if reader.is_sound:
            result.rows.append({"row_number": row.number, "question": said.upper(), "answer": answer})
    return result


SHEET = SheetForm(
    name="Giải trình",
    table="explanation",
    columns=columns,
    ordinal="ordinal",
    read=read,
    required_of=frozenset(),
    may_come_from=EVERY_KIND,
    order=9,
)
