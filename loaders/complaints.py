"""Đơn thư: one row a case that was open at the period's start or received in it, as it stands at the period's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from loaders.cells import BadCell, read_choice, read_count, read_date, read_flag, read_text, typed
from loaders.form import Context, Reader, Rows, SheetForm, names
from loaders.hygiene import personal_data
from loaders.matching import clean, key
from loaders.sheet import Column, Table
from loaders.spreadsheets.workbook import CellValue, address
from wording import problems as words
from wording.terms import CASE_STATUS

COLUMNS = (
    Column("ordinal", "STT"),
    Column("code", "Mã vụ việc", is_required=True),
    Column("kind", "Loại đơn"),
    Column("field", "Lĩnh vực"),
    Column("received_on", "Ngày tiếp nhận", is_required=True),
    Column("accepted_on", "Ngày thụ lý"),
    Column("is_complex", "Vụ việc phức tạp"),
    Column("extension_days", "Số ngày gia hạn"),
    Column("suspension_days", "Số ngày tạm đình chỉ"),
    Column("is_under_competence", "Thuộc thẩm quyền"),
    Column("status", "Tình trạng", is_required=True),
    Column("closed_on", "Ngày kết thúc", is_required=True),
    Column("note", "Ghi chú"),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
COMMITTEE_ALSO_NEEDS = frozenset({"kind", "accepted_on", "is_under_competence"})
SHORT_FORM = ("ordinal", "code", "field", "received_on", "status", "closed_on", "note")
OPEN = frozenset({"unresolved", "in_progress", "suspended"})
NEEDS_ACCEPTANCE = frozenset({"in_progress", "suspended", "resolved"})
NO_NOTE_OF = "TC"  # whoever denounces is protected: not a word beside the case
STATUTORY = frozenset({"KN", "TC"})  # kinds with a statutory procedure; the third, KNPA, has none
KINDS_OF = {"people_committee": frozenset({"KN", "TC", "KNPA"}), "group": frozenset({"KNPA"})}
DEFAULT_FIELD = "KH"
EXTENDED = "TC"
LONGEST_EXTENSION = {False: 30, True: 60}  # days, of a denunciation that is not complex | complex
_CODE = re.compile(r"[./\-]*[^\W_](?:[^\W_]|[./\-])*")
LONGEST_CODE = 30


def columns(kind: str) -> Sequence[Column]:
    """All columns may stand in any unit's sheet; the People's Committee's must have three more."""
    extra = COMMITTEE_ALSO_NEEDS if kind == "people_committee" else frozenset()
    return [Column(c.name, c.heading, c.is_required or c.name in extra) for c in COLUMNS]


def read(table: Table, context: Context) -> Rows:
    """One row a case, with every rule of form.md on complaints applied."""
    result = Rows()
    seen: dict[str, int] = {}
    for row in table.rows:
        reader = Reader(row, table.sheet, result.problems)
        values = _values(reader, context)
        _check_kind(reader, values, context)
        _check_days(reader, values)
        _check_status(reader, values)
        _check_order(reader, values, context)
        if (code := values["code_key"]) and code in seen:
            reader.problem("DUPLICATE_ROW", "code", values["code"], address(seen[code], table.columns["code"]))
        elif code:
            seen[code] = row.number
        if reader.is_sound:
            result.rows.append({"row_number": row.number, **values})
    return result


def _values(reader: Reader, context: Context) -> dict[str, Any]:
    catalogue = context.catalogue
    kinds = {row.kind: [row.label, row.kind] for row in catalogue.deadlines}
    fields, statuses = names(catalogue.fields), {code: [label] for code, label in CASE_STATUS.items()}
    is_committee, yours = context.unit.kind == "people_committee", KINDS_OF.get(context.unit.kind)
    code = reader.read("code", _read_code, HEADINGS["code"])
    kind = reader.read("kind", lambda value: read_choice(value, kinds, yours), HEADINGS["kind"] if is_committee else "")
    status = reader.read("status", lambda value: read_choice(value, statuses), HEADINGS["status"])
    competence = reader.read("is_under_competence", read_flag)
    return {
        "code": code,
        "code_key": key(code) if code else None,
        "kind": kind if is_committee or "kind" in reader.row.filled() else "KNPA",
        "field": reader.read("field", lambda value: read_choice(value, fields)) or DEFAULT_FIELD,
        "received_on": reader.read("received_on", read_date, HEADINGS["received_on"]),
        "accepted_on": reader.read("accepted_on", read_date),
        "is_complex": bool(reader.read("is_complex", read_flag)),
        "extension_days": reader.read("extension_days", _read_days) or 0,
        "suspension_days": reader.read("suspension_days", _read_days) or 0,
        "is_under_competence": True if competence is None else competence,
        "status": status,
        "is_closed": status is not None and status not in OPEN,
        "closed_on": reader.read("closed_on", read_date),
        "note": reader.read("note", read_text) if kind != NO_NOTE_OF else None,
    }


def _read_code(value: CellValue) -> str | BadCell:
    """A code as typed; 1-2 that Excel has turned into a date is no code, and a number is looked at as text is."""
    code = clean(typed(value))
    if isinstance(value, date):
        return BadCell("BAD_CODE", code, words.CODE_BECAME_A_DATE)
    if not isinstance(value, str) and (kind := personal_data(code, is_case_code=True)):
        return BadCell("PERSONAL_DATA", "", kind)
    if isinstance(value, bool) or len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        return BadCell("BAD_CODE", code, words.A_CASE_CODE)
    return code


def _read_days(value: CellValue) -> int | BadCell:
    return read_count(value, words.A_NUMBER_OF_DAYS)


def _check_kind(reader: Reader, values: dict[str, Any], context: Context) -> None:
    """Groups report petitions only: anything else would count a case of the People's Committee twice."""
    if values["kind"] == NO_NOTE_OF and "note" in reader.row.filled():
        reader.problem("NOTE_NOT_ALLOWED", "note")
    yours = KINDS_OF.get(context.unit.kind, frozenset())
    if values["kind"] and values["kind"] not in yours:
        labels = dict.fromkeys(row.label for row in context.catalogue.deadlines if row.kind in yours)
        reader.problem("KIND_NOT_YOURS", "kind", typed(reader.row.cells["kind"]), words.one_of(list(labels)))
        values["kind"] = None  # what else a kind asks for does not matter of a case that is not this unit's


def _check_days(reader: Reader, values: dict[str, Any]) -> None:
    """Extension is a denunciation's (Luật Tố cáo Đ.30), suspension of the two statutory kinds only."""
    most_extension = LONGEST_EXTENSION[values["is_complex"]] if values["kind"] == EXTENDED else 0
    most_suspension = None if values["kind"] in STATUTORY else 0
    for column, most in (("extension_days", most_extension), ("suspension_days", most_suspension)):
        if values["kind"] and most is not None and values[column] > most:
            accepted = words.between_counts(0, most) if most else words.NO_SUCH_DAYS
            reader.problem("EXTENSION_TOO_LONG", column, str(values[column]), accepted)


def _check_status(reader: Reader, values: dict[str, Any]) -> None:
    """Closed needs its day and open has none; resolved is under competence; a statutory kind in hand was accepted."""
    status = values["status"]
    if status is None:
        return
    shown = CASE_STATUS[status]
    has_day = "closed_on" in reader.row.filled()
    if values["is_closed"] and not has_day:
        reader.problem("STATUS_INCONSISTENT", "closed_on", shown, words.CLOSED_NEEDS_DAY)
    if not values["is_closed"] and has_day:
        reader.problem("STATUS_INCONSISTENT", "closed_on", shown, words.OPEN_HAS_NO_DAY)
    if status == "resolved" and not values["is_under_competence"]:
        reader.problem("STATUS_INCONSISTENT", "is_under_competence", shown, words.RESOLVED_IS_COMPETENT)
    if status in NEEDS_ACCEPTANCE and values["kind"] in STATUTORY and "accepted_on" not in reader.row.filled():
        reader.problem("STATUS_INCONSISTENT", "accepted_on", shown, words.NEEDS_ACCEPTANCE_DAY)


def _check_order(reader: Reader, values: dict[str, Any], context: Context) -> None:
    """received ≤ accepted ≤ closed ≤ the last day; closed not before the period's first day.

    A date that is wrong is no measure of those after it.
    """
    previous: tuple[str, date] | None = None
    for column in ("received_on", "accepted_on", "closed_on"):
        day: date | None = values[column]
        if day is None:
            continue
        if day > context.last_day:
            said = words.dated(HEADINGS[column], day)
            reader.problem("DATE_ORDER", column, said, words.between_days(None, context.last_day))
        elif previous and day < previous[1]:
            said = words.before(HEADINGS[column], day, HEADINGS[previous[0]], previous[1])
            reader.problem("DATE_ORDER", column, said, words.CHECK_BOTH)
        elif column == "closed_on" and day < context.period.starts_on:
            said = words.dated(HEADINGS[column], day)
            reader.problem("DATE_ORDER", column, said, words.correct_earlier_return(context.period.starts_on))
        else:
            previous = (column, day)


SHEET = SheetForm(
    name="Đơn thư",
    table="complaint",
    columns=columns,
    ordinal="ordinal",
    read=read,
    required_of=frozenset({"group", "people_committee"}),
    may_come_from=frozenset({"group", "people_committee"}),
    order=3,
)
