"""Đơn thư: what came and went in each of the two registers, how soon it is resolved, what is overdue."""

import streamlit as st

from pages import (
    _agreement,
    _cases,
    _complaints,
    _deadlines,
    _durations,
    _group,
    _parts,
    _quarters,
    _registers,
    open_page,
)
from wording import complaints as words
from wording import screens

page = open_page()
st.title(screens.MENU["complaints"].title)
sources = _complaints.sources(page)
if not sources:
    st.markdown(f"{words.NO_TARGET} {words.NO_REGISTER}")
    st.caption(screens.SOURCE_NOTE)
    st.stop()

with st.container(horizontal=True):
    source = _parts.segment("register", words.PICK_REGISTER, sources)
    span = _parts.segment("span", words.PICK_SPAN, words.SPAN)
rows = _complaints.by_kind(page, source, span)
st.caption(_complaints.bases(page, source))
_registers.cards(page, source, rows)

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

if page.is_meeting:
    st.caption(words.NO_CASES_SHOWN)
elif _complaints.has_deadline(page, source):
    st.subheader(words.DUE)
    _cases.show_due(page, source, rows)
    st.subheader(words.ACCEPTANCE)
    _cases.show_unaccepted(page, source)
    _deadlines.show_acceptance(page, source)
    _deadlines.show_deadlines(page, source)

if _complaints.has_deadline(page, source):
    _durations.show_durations(page, source)
_quarters.show_shares(page, source)

fields, *units = st.columns(2 if source in _complaints.WITH_UNITS else 1)
with fields:
    st.subheader(words.BY_FIELD)
    _registers.draw_fields(page, source)
    _quarters.show_recurring(page, source)
for column in units:
    with column:
        st.subheader(words.BY_UNIT)
        _registers.draw_units(page)

_agreement.show_agreement(page, source)
st.subheader(words.INDICATORS)
_parts.show_table(_group.indicator_table(_complaints.indicators(page, source)), st.table, border="horizontal")
if not page.is_meeting:
    with st.expander(words.OPEN_CASES):
        _parts.show_table(_cases.open_table(page, source))
with st.expander(words.DEADLINES):
    _parts.show_table(_cases.deadline_table(page))
st.caption(screens.SOURCE_NOTE)
