"""Theo dõi: which disclosure is due, which project lacks a board, which recommendation is unanswered."""

import streamlit as st

from pages import _follow_up, open_page
from wording import follow_up as words
from wording import screens

page = open_page()
st.title(screens.MENU["follow_up"].title)
st.caption(words.ABOUT)
if _follow_up.show_answers(page):
    _follow_up.show_items(page)
_follow_up.show_units(page)
st.caption(screens.SOURCE_NOTE)
