"""Tổng quan: what is met, what is not, who has not reported, what needs attention now."""

import streamlit as st

from pages import _attention, _drill, _overview, open_page
from wording import screens

page = open_page()
_drill.say_fault(page)
with st.container(gap="xsmall"):
    _overview.say_headline(page)
    _overview.say_others(page)
    _overview.show_cards(page)
    grid, beside = _overview.places(page)
    with beside, st.container(gap="xxsmall"):
        _attention.say_attention(page)
    with grid, st.container(gap="xxsmall"):
        _overview.show_heat_map(page)
_overview.offer_openings(page)
st.caption(screens.SOURCE_NOTE)
_drill.say_proven(page)
