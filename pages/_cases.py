"""The cases of «Đơn thư», for the internal profile alone: what makes the opening differ, what is overdue, what is open.

Complaints and petitions stand by their code; denunciations are numbers of the ward.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import streamlit as st

from data.catalogue import Period, in_force
from data.registers import REGISTERS
from exports.complaints import LISTED_KINDS
from pages import Page, _complaints, _lines, _parts
from wording import complaints as words
from wording import terms
from wording.formats import day

Row = dict[str, Any]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _cut_off(page: Page) -> date:
    return date.fromisoformat(page.snapshot["cut_off"])


def ask(page: Page, name: str, *others: str, **more: str) -> list[Row]:
    """A question about the page's unit and period, and other periods, at the moment of its snapshot."""
    as_of = datetime.fromisoformat(page.snapshot["as_of"])
    periods = [page.period, *others]
    return page.store.ask(name, unit=page.unit, period=page.period, periods=periods, as_of=as_of, **more)


def say_carried(page: Page, source: str, span: str) -> None:
    """The opening beside what was left at the end of the span before, and the cases that make a difference."""
    starts_on = date.fromisoformat(page.snapshot["period"]["starts_on" if span == "quarter" else "year_starts_on"])
    earlier = [period for period in page.store.catalogue.periods if period.ends_on < starts_on]
    if not earlier:
        st.caption(words.NO_PERIOD_BEFORE)
        return
    before = max(earlier, key=lambda period: period.ends_on)
    past = replace(page, period=before.code)
    if not any(row["received_at"] for row in past.snapshot["returns"]):
        st.caption(words.nothing_before(before.label))
        return
    for line in differences(page, past, before, source, span):
        st.caption(line)


def differences(page: Page, past: Page, before: Period, source: str, span: str) -> list[str]:
    """The sentence that compares, and one for each case (of denunciations for their number)."""
    opening = _complaints.total(_complaints.by_kind(page, source, span))["opening"]
    closing = _complaints.total(_complaints.by_kind(past, source, "quarter"))["closing"]
    found = ask(page, "opening_differences", before.code, before=before.code, span=span)
    found = [row for row in found if row["register"] == _complaints.REGISTER_OF[source]]
    labels, names = _complaints.kind_labels(page), _parts.unit_names(page)
    named = [
        words.difference(row["counted"], row["reason"], labels[row["kind"]], row["code"], names[row["unit"]])
        for row in found if row["code"]
    ]  # fmt: skip
    unnamed = Counter((row["counted"], row["kind"]) for row in found if not row["code"])
    rest = [words.differences_unnamed(counted, labels[kind], cases) for (counted, kind), cases in unnamed.items()]
    return [words.carried(opening, closing, before.label, len(found)), *named, *rest]


def show_due(page: Page, source: str, rows: list[Row]) -> None:
    """Overdue and soon due, the oldest day first; denunciations as numbers."""
    listed = _complaints.of_source(page, "cases", source)
    cases = [row for row in listed if row["is_open_overdue"] or row["is_due_soon"]]
    over = sum(row["is_open_overdue"] for row in cases)
    st.markdown(words.due(over, len(cases) - over, _cut_off(page)))
    waiting = [
        row for row in listed if row["status"] == "suspended" and (_date(row["due_on"]) or date.max) < _cut_off(page)
    ]
    if waiting:
        st.markdown(words.suspended(waiting, within(page)))
    for row in rows:
        if row["kind"] not in LISTED_KINDS:
            st.markdown(words.denunciations(row))
    if cases:
        cases.sort(key=lambda row: str(row["due_on"]))
        names = keepers(page)
        _lines.show([_due_line(page, row, names) for row in cases])


def _due_line(page: Page, row: Row, names: dict[str, str]) -> Row:
    due_on = date.fromisoformat(row["due_on"])
    return {
        words.CODE: row["code"],
        **kept_by(row, names),
        words.KIND: _complaints.kind_labels(page)[row["kind"]],
        words.FIELD: row["field_label"],
        words.STATUS: terms.CASE_STATUS[row["status"]],
        words.RECEIVED_ON: day(_date(row["received_on"])),
        words.ACCEPTED_ON: day(_date(row["accepted_on"])),
        words.DUE_ON: day(due_on),
        words.FROM_DUE: words.from_due((_cut_off(page) - due_on).days),
        words.NOTE: words.note(row["due_basis"]),
        words.BASIS: row["due_basis"],
    }


def keepers(page: Page) -> dict[str, str]:
    """Code → name of the units, where several keep the register of complaints: a code is unique within one of them
    only. Empty where one unit keeps it."""
    kinds = [returned["kind"] for returned in page.snapshot["returns"]]
    return _parts.unit_names(page) if kinds.count(REGISTERS["complaints"]) > 1 else {}


def within(page: Page) -> dict[str, str]:
    """Code → the direct child of the page's unit that a unit deeper down belongs to."""
    return {row["unit"]: row["branch"] for row in page.snapshot["returns"] if row.get("branch")}


def kept_by(row: Row, names: dict[str, str]) -> Row:
    """The column that says whose case it is; none where `keepers` is empty."""
    return {words.UNIT: names.get(row["unit"], row["unit"])} if names else {}


def show_unaccepted(page: Page, source: str) -> None:
    """Cases past the last day for acceptance."""
    rows = [row for row in ask(page, "acceptance_overdue") if row["register"] == _complaints.REGISTER_OF[source]]
    st.markdown(words.unaccepted(len(rows)))
    labels, names = _complaints.kind_labels(page), keepers(page)
    table = [
        {words.CODE: row["code"], **kept_by(row, names), words.KIND: labels[row["kind"]],
         words.RECEIVED_ON: day(row["received_on"]), words.DUE_ON: day(row["accept_by"]),
         words.FROM_DUE: words.from_due(row["days_over"]),
         words.NOTE: words.note(row["basis"]), words.BASIS: row["basis"]}
        for row in rows
    ]  # fmt: skip
    if table:
        _lines.show(table)


def open_table(page: Page, source: str) -> list[Row]:
    """Every listed case that is open, or was closed in the quarter."""
    labels, names = _complaints.kind_labels(page), _parts.unit_names(page)
    return [
        {
            words.CODE: row["code"],
            words.KIND: labels[row["kind"]],
            words.UNIT: names.get(row["unit"], row["unit"]),
            words.FIELD: row["field_label"],
            words.STATUS: terms.CASE_STATUS[row["status"]],
            words.RECEIVED_ON: day(_date(row["received_on"])),
            words.DAYS: row["days"],
            words.CLOSED_ON: day(_date(row["closed_on"])),
            words.DUE_ON: day(_date(row["due_on"])),
        }
        for row in _complaints.of_source(page, "cases", source)
    ]


def deadline_table(page: Page) -> list[Row]:
    """The days that the law gives, in force at the cut-off; what the ward still has to confirm is marked."""
    catalogue = page.store.catalogue_at(datetime.fromisoformat(page.snapshot["as_of"]))
    return [
        {words.KIND: row.label, words.STEP: words.STEPS[row.step], words.COMPLEXITY: words.COMPLEXITIES[row.complexity],
         words.LIMIT: words.limit(row.days, row.day_type), words.NOTE: words.note(row.basis), words.BASIS: row.basis}
        for row in catalogue.deadlines if in_force(row, _cut_off(page))
    ]  # fmt: skip
