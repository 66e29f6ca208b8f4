"""Tổng quan: what is met, what is not, who has not reported, what needs attention now."""

import streamlit as st

from pages import _attention, _overview, open_page
from wording import screens

page = open_page()
with st.container(gap="xsmall"):
    _overview.say_headline(page)
    _attention.say_attention(page)
    _overview.show_cards(page)
_overview.say_others(page)
_overview.show_heat_map(page)
st.caption(screens.SOURCE_NOTE)
