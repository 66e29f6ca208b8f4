"""The deadline of each open case and how long acceptance took, on «Đơn thư»; for the internal profile alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from charts.countdown import countdown
from charts.pairs import pairs
from exports.complaints import LISTED_KINDS
from pages import Page, _cases, _complaints, _parts
from pages._once import still
from wording import countdown as chart_words
from wording import deadlines as words
from wording.complaints import TO_CHECK, case_of
from wording.countdown import DRAWN_AT_MOST

Row = dict[str, Any]


def _asked(page: Page, question: str, source: str) -> list[Row]:
    register = _complaints.REGISTER_OF[source]
    return [row for row in _cases.ask(page, question) if row["register"] == register]


@still
def show_deadlines(page: Page, source: str) -> None:
    """Every open case that may be listed: its day, what the day is made of, the law behind it."""
    rows, labels = _asked(page, "open_deadlines", source), _complaints.kind_labels(page)
    listed = [row for row in rows if row["kind"] in LISTED_KINDS]
    st.subheader(words.HEADING, anchor="thoi-han")
    st.markdown(words.open_cases(listed, [row for row in rows if row["kind"] not in LISTED_KINDS]))
    dated = [row for row in listed if row["due_on"] and not words.waits_for(row)]
    names = _cases.keepers(page)
    table = [_cases.kept_by(row, names) | words.open_line(row, labels[row["kind"]]) for row in listed]
    if dated:
        within = _cases.within(page)
        drawn = [
            {"name": case_of(row, within), "days": (row["due_on"] - row["cut_off"]).days}
            for row in dated[:DRAWN_AT_MOST]
        ]
        said = words.nearest(dated, within) + chart_words.drawn(len(drawn), len(dated))
        _parts.draw(page, f"{words.HEADING} {source}", countdown, drawn, said, table)
    elif table:
        _parts.show_table(table)


@still
def show_acceptance(page: Page, source: str) -> None:
    """Working days from receipt to acceptance, by how many, and each case that may be listed."""
    rows, labels = _asked(page, "acceptance_days", source), _complaints.kind_labels(page)
    st.subheader(words.ACCEPTED)
    if not rows:
        st.markdown(words.NONE_ACCEPTED)
        return
    drawn = [_in_bucket(rows, first, last) for first, last in words.BUCKETS]
    kept = _cases.keepers(page)
    listed = [
        _cases.kept_by(row, kept) | words.accepted_line(row, labels[row["kind"]])
        for row in rows
        if row["kind"] in LISTED_KINDS
    ]
    names = (words.CASES, words.LATE_CASES)
    _parts.draw(page, words.ACCEPTED, pairs, drawn, words.accepted(rows), listed, labels=names)
    st.caption(words.ABOUT_ACCEPTED)
    unconfirmed = _unconfirmed(page)
    if unconfirmed:
        st.caption(f":material/warning: {words.to_confirm(unconfirmed)}")


def _unconfirmed(page: Page) -> list[tuple[date, str]]:
    """Days of the period's year whose row in the catalogue says that it is still to be checked, in order of time."""
    period = page.snapshot["period"]
    first, last = (date.fromisoformat(period[name]) for name in ("year_starts_on", "ends_on"))
    catalogue = page.store.catalogue_at(datetime.fromisoformat(page.snapshot["as_of"]))
    rows = [row for row in catalogue.workdays if TO_CHECK in row.basis and first <= row.day <= last]
    return sorted((row.day, row.kind) for row in rows)


def _in_bucket(rows: list[Row], first: int, last: int | None) -> Row:
    known = [row for row in rows if row["working_days"] is not None]
    own = [row for row in known if first <= row["working_days"] and (last is None or row["working_days"] <= last)]
    return {"name": words.bucket(first, last), "first": len(own), "second": sum(row["is_late"] for row in own)}
