"""Đơn thư: what came and went in each of the two registers, how soon it is resolved, what is overdue."""

import streamlit as st

from pages import _complaints, _docket, _parts, _registers, open_page
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
_registers.cards(page, source, span)
_docket.list_sections(page, source)

_docket.show_balance(page, source, span, rows)
_docket.show_timeliness(page, source, rows)
_docket.show_origin(page, source)
_docket.show_basis(page, source)
st.caption(screens.SOURCE_NOTE)
