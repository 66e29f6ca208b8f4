"""Facts for tests, straight into a database in memory: a small catalogue, and returns without workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from data.catalogue import Catalogue, Indicator, Measure, Unit
from data.catalogue_checks import check
from data.catalogue_files import read_catalogue
from data.store import Store
from data.writing import new_id
from exports.snapshot import build
from wording.formats import HANOI

Row = dict[str, Any]
NOTHING_AROSE = "KPS"
WITH_MATTERS = '{"Theo dõi": {"sheet": "Theo dõi", "header_row": 1, "columns": {"matter_kind": "B"}}}'
AFTER_ALL = datetime(2028, 1, 1, tzinfo=HANOI)


@cache
def ward_catalogue() -> Catalogue:
    """The catalogue that the ward starts with."""
    return read_catalogue()


def day(text: str | date | None) -> date | None:
    """`2026-03-14` as a date."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def at(text: str) -> datetime:
    """`2026-03-21 23:59` in Vietnam; a day alone is its noon."""
    return datetime.fromisoformat(text if " " in text else f"{text} 12:00").replace(tzinfo=HANOI)


def a_unit(code: str, kind: str = "group", parent: str | None = "W", **more: Any) -> Unit:
    """A unit in force from 2024 on; `valid_from`, `valid_to`, `successor`, `name` as given."""
    since, until = day(more.get("valid_from", "2024-01-01")), day(more.get("valid_to"))
    assert since is not None
    return Unit(code, kind, more.get("name", f"Unit {code}"), parent, since, until, more.get("successor"))


def groups(*codes: str) -> list[Unit]:
    """A ward W with its People's Committee and these groups."""
    offices = [a_unit("W", "ward", None), a_unit("UB", "people_committee")]
    return offices + [a_unit(code) for code in codes]


def a_measure(
    key: str, kind: str, value_type: str = "count", reporter: str = "group|people_committee|front"
) -> Measure:
    """A measure; its number is its place among MEASURES."""
    return Measure(0, key, "", key, kind, value_type, None, reporter, False, None, "")


def an_indicator(code: str, method: str, numerator: str, denominator: str | None = None, **more: Any) -> Indicator:
    """An indicator of groups with a target of 100, judged from the first quarter; anything else as given."""
    row = Indicator(
        code, "", code, "stated", Decimal(100), "higher", method, numerator, denominator, "group", 1, "",
        date(2024, 1, 1), None,
    )  # fmt: skip
    dated = {name: day(value) if name.startswith("valid_") else value for name, value in more.items()}
    return replace(row, **dated)


MEASURES = [
    a_measure("households", "stock"), a_measure("reached", "cumulative"), a_measure("events", "flow"),
    a_measure("due", "flow"), a_measure("done", "flow"), a_measure("sent", "cumulative"),
    a_measure("answered", "cumulative"), a_measure("online", "stock"), a_measure("has_channel", "stock", "flag"),
    a_measure("amended_on", "stock", "date"), a_measure("recognised_on", "stock", "date"),
    a_measure("c1_roster", "stock", reporter="people_committee"), a_measure("c2_roster", "stock", reporter="group"),
    a_measure("c3_roster", "stock", reporter="front"), a_measure("c4_roster", "stock", reporter="group"),
    a_measure("c5_roster", "stock", reporter="group"),
]  # fmt: skip
INDICATORS = [  # one of each method, named by it
    an_indicator("coverage", "coverage", "training:C4:B", "c4_roster"),
    an_indicator("reach", "reach", "reached", "households"),
    an_indicator("cumulative_ratio", "cumulative_ratio", "answered", "sent"),
    an_indicator("flow_ratio", "flow_ratio", "done", "due"),
    an_indicator("stock_ratio", "stock_ratio", "online", "households"),
    an_indicator("flow", "flow", "events", target=None),
    an_indicator("stock", "stock", "online", target=None),
    an_indicator("state", "state", "has_channel"),
    an_indicator("event_in_year", "event_in_year", "amended_on|recognised_on"),
    an_indicator("state_date", "state_date", "recognised_on"),
    an_indicator("register", "register", "feedback:resolved", "feedback:received"),
]


def a_catalogue(**tables: Iterable[Any]) -> Catalogue:
    """The ward's catalogue with some tables replaced: by default a ward W of three groups, MEASURES and INDICATORS."""
    given: dict[str, Iterable[Any]] = {
        "units": groups("G1", "G2", "G3"), "unit_aliases": (), "measures": MEASURES, "indicators": INDICATORS,
        "deadlines": [row for row in ward_catalogue().deadlines if row.day_type == "calendar"],
    }  # fmt: skip
    given |= tables
    given["measures"] = [replace(row, ms=place) for place, row in enumerate(given["measures"], start=1)]
    catalogue = replace(ward_catalogue(), **{name: tuple(rows) for name, rows in given.items()})
    check(catalogue, {})
    return catalogue


def a_store(**tables: Iterable[Any]) -> Store:
    """A database in memory with `a_catalogue` of these tables."""
    return Store(catalogue=a_catalogue(**tables))


def a_case(code: str, received_on: str, kind: str = "KNPA", **more: Any) -> Row:
    """A case under competence, in progress unless a status is given; dates as ISO text, closed by its closing day."""
    status = more.get("status", "resolved" if "closed_on" in more else "in_progress")
    return {
        "code": code, "code_key": code.casefold(), "kind": kind, "field": more.get("field", "KH"),
        "received_on": day(received_on), "accepted_on": day(more.get("accepted_on")),
        "is_complex": more.get("is_complex", False), "extension_days": more.get("extension_days", 0),
        "suspension_days": more.get("suspension_days", 0), "is_under_competence": more.get("is_under_competence", True),
        "status": status, "is_closed": "closed_on" in more, "closed_on": day(more.get("closed_on")), "note": None,
    }  # fmt: skip


def a_matter(content: str, due_on: str, kind: str = "CK", completed_on: str | None = None) -> Row:
    """A row of the sheet of matters to follow, open unless it is done."""
    return {
        "matter_kind": kind, "content": content, "content_key": content.casefold(), "due_on": day(due_on),
        "completed_on": day(completed_on), "note": None,
    }  # fmt: skip


def a_course(cohort: str, topic: str, held_on: str, attended: int, first_time: int, **more: Any) -> Row:
    """A row of the training sheet; as many invited as attended unless given."""
    return {
        "held_on": day(held_on), "topic": topic, "title": more.get("title"), "cohort": cohort,
        "invited": more.get("invited", attended), "attended": attended, "women": more.get("women"),
        "first_time": first_time, "note": None,
    }  # fmt: skip


def give(
    store: Store,
    unit: str,
    period: str,
    received_at: str | datetime,
    answers: Mapping[str, Any] | None = None,
    training: Iterable[Row] = (),
    complaints: Iterable[Row] = (),
    matters: Iterable[Row] | None = None,
) -> str:
    """A return as accepted at a moment; the id of its submission. Answers: a value, None for blank, NOTHING_AROSE."""
    moment = at(received_at) if isinstance(received_at, str) else received_at
    submission = new_id(moment)
    kept = {
        "id": submission, "unit": unit, "period": period, "received_at": moment, "received_by": "test",
        "file_name": f"{period}_{unit}.xlsx", "sha256": "", "content_hash": submission, "form_version": 1,
        "is_sample": False, "places": "{}" if matters is None else WITH_MATTERS,
    }  # fmt: skip
    tables = {
        "answer": [_answer(store.catalogue.measure_by_key[key], value) for key, value in (answers or {}).items()],
        "training": training,
        "complaint": complaints,
        "follow_up": matters or (),
    }
    with store.keep("accept", "test", moment) as writing:
        writing.add("submission", [kept])
        for table, rows in tables.items():
            placed = [{"submission": submission, "row_number": place, **row} for place, row in enumerate(rows, start=2)]
            writing.add(table, placed)
    return submission


def _answer(measure: Measure, value: Any) -> Row:
    """The row that the loader keeps of an answer."""
    row: Row = {"measure": measure.key, "state": "figure", "quantity": None, "is_true": None, "happened_on": None}
    row |= {"text": None, "typed": None, "note": None}
    if value is None:
        return row | {"state": "blank"}
    if value == NOTHING_AROSE:
        is_zero = measure.value_type == "count" and measure.kind != "cumulative"
        return row | {"state": "nothing_arose", "quantity": 0 if is_zero else None}
    columns = {"count": "quantity", "flag": "is_true", "date": "happened_on", "text": "text"}
    return row | {columns[measure.value_type]: day(value) if measure.value_type == "date" else value}


def withdraw(store: Store, submission: str, withdrawn_at: str) -> None:
    """Takes a return back, as an event of its own."""
    moment = at(withdrawn_at)
    row = {"submission": submission, "withdrawn_at": moment, "withdrawn_by": "test", "reason": "test"}
    with store.keep("withdraw", "test", moment) as writing:
        writing.add("withdrawal", [row])


def snapshot(store: Store, period: str, unit: str = "W", as_of: str | datetime = AFTER_ALL, **more: Any) -> Row:
    """The document, as known at a moment (by default long after everything)."""
    return build(store, unit=unit, period=period, as_of=at(as_of) if isinstance(as_of, str) else as_of, **more)


def indicators(store: Store, period: str, unit: str = "W", as_of: str | datetime = AFTER_ALL) -> dict[str, Row]:
    """Every indicator's row by its code."""
    return {row["code"]: row for row in snapshot(store, period, unit, as_of)["indicators"]}


def share(row: Row) -> tuple[Any, Any]:
    """Numerator and denominator."""
    return row["numerator"], row["denominator"]


def of_unit(row: Row, unit: str) -> Row:
    """An indicator's row for one direct child."""
    found: Row = next(child for child in row["by_unit"] if child["unit"] == unit)
    return found


def register(document: Row, kind: str, span: str = "quarter", source: str = "register") -> Row:
    """The line of a register for one kind and span."""
    rows = document["complaints"]["by_kind"]
    found: Row = next(row for row in rows if (row["source"], row["kind"], row["span"]) == (source, kind, span))
    return found


def days_after(text: str, days: int) -> str:
    """ISO text of a day some days later."""
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
