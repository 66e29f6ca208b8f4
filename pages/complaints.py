"""Đơn thư: what came and went in each of the two registers, how soon it is resolved, what is overdue."""

import streamlit as st

from pages import _cases, _complaints, _parts, open_page
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
_complaints.cards(page, source, rows)

left, right = st.columns(2)
with left:
    st.subheader(words.FLOW)
    _complaints.draw_flow(page, source, rows)
    if not page.is_meeting:
        _cases.say_carried(page, source, span)
with right:
    st.subheader(words.AGEING)
    _complaints.draw_ageing(page, source)

st.subheader(words.BY_KIND)
st.dataframe(_complaints.kind_table(page, rows), hide_index=True)

if page.is_meeting:
    st.caption(words.NO_CASES_SHOWN)
else:
    st.subheader(words.DUE)
    _cases.show_due(page, source, rows)
    st.subheader(words.ACCEPTANCE)
    _cases.show_unaccepted(page, source)

left, right = st.columns(2)
with left:
    st.subheader(words.BY_FIELD)
    _complaints.draw_fields(page, source)
if source in _complaints.WITH_UNITS:
    with right:
        st.subheader(words.BY_UNIT)
        _complaints.draw_units(page)

if not page.is_meeting:
    with st.expander(words.OPEN_CASES):
        st.dataframe(_cases.open_table(page, source), hide_index=True)
with st.expander(words.DEADLINES):
    st.dataframe(_cases.deadline_table(page), hide_index=True)
st.caption(screens.SOURCE_NOTE)
