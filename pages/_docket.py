"""The sections of «Đơn thư» in the order of reading: what came and went, what is late, what it is about, its basis."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import Page, _agreement, _cases, _complaints, _deadlines, _durations, _group, _parts, _quarters, _registers
from wording import agreement as agreement_words
from wording import complaints as words
from wording import deadlines as deadline_words
from wording import durations as duration_words

Row = dict[str, Any]


def list_sections(page: Page, source: str) -> None:
    """The way down a long page; on a projector it is short."""
    if page.is_meeting:
        return
    has_deadline, has_units = _complaints.has_deadline(page, source), source in _complaints.WITH_UNITS
    late = {"qua-han": words.DUE, "thoi-han": deadline_words.HEADING, "thoi-gian": duration_words.HEADING}
    sections = (late if has_deadline else {}) | {"linh-vuc": words.BY_FIELD}
    sections |= {"don-vi": words.BY_UNIT} if has_units else {"doi-chieu": agreement_words.HEADING}
    st.markdown(words.contents(sections))


def show_balance(page: Page, source: str, span: str, rows: list[Row]) -> None:
    """The flow with its identity beside the age of what is left, then both by kind."""
    left, right = st.columns(2)
    with left:
        st.subheader(words.FLOW)
        _registers.draw_flow(page, source, rows)
        if not page.is_meeting:
            _cases.say_carried(page, source, span)
    with right:
        st.subheader(words.AGEING)
        _registers.draw_ageing(page, source)
    st.subheader(words.BY_KIND)
    _parts.show_table(_registers.kind_table(page, rows))


def show_timeliness(page: Page, source: str, rows: list[Row]) -> None:
    """What is overdue or soon will be, how long it takes, and how that has been over the quarters."""
    has_deadline = _complaints.has_deadline(page, source)
    if page.is_meeting:
        st.caption(f"{words.NO_CASES_SHOWN} {words.NOR_SECTIONS}" if has_deadline else words.NO_CASES_SHOWN)
    elif has_deadline:
        st.subheader(words.DUE, anchor="qua-han")
        _cases.show_due(page, source, rows)
        st.subheader(words.ACCEPTANCE)
        _cases.show_unaccepted(page, source)
        _deadlines.show_acceptance(page, source)
        _deadlines.show_deadlines(page, source)
    if has_deadline:
        _durations.show_durations(page, source)
    _quarters.show_shares(page, source)


def show_origin(page: Page, source: str) -> None:
    """What the cases are about and, of petitions, where they come from."""
    fields, *units = st.columns(2 if source in _complaints.WITH_UNITS else 1)
    with fields:
        st.subheader(words.BY_FIELD, anchor="linh-vuc")
        _registers.draw_fields(page, source)
        _quarters.show_recurring(page, source)
    for column in units:
        with column:
            st.subheader(words.BY_UNIT, anchor="don-vi")
            _registers.draw_units(page)


def show_basis(page: Page, source: str) -> None:
    """Whether it agrees with other tables, the indicators drawn from it, the cases and deadlines behind it."""
    _agreement.show_agreement(page, source)
    st.subheader(words.INDICATORS)
    _parts.show_table(_group.indicator_table(_complaints.indicators(page, source)), st.table, border="horizontal")
    if not page.is_meeting:
        with st.expander(words.OPEN_CASES):
            _parts.show_table(_cases.open_table(page, source))
    with st.expander(words.DEADLINES):
        _parts.show_table(_cases.deadline_table(page))
