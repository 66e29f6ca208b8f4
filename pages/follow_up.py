"""Theo dõi: which disclosure is due, which project lacks a board, which recommendation is unanswered."""

from datetime import date

import streamlit as st

from pages import _follow_up, open_page
from wording import follow_up as words
from wording import screens

page = open_page()
st.title(screens.MENU["follow_up"].title)
st.caption(f"{words.ABOUT} {words.counted_to(date.fromisoformat(page.snapshot['cut_off']))}")
st.caption(words.TWO_COUNTS)
if _follow_up.show_answers(page):
    _follow_up.show_items(page)
_follow_up.show_units(page)
_follow_up.show_figures(page)
st.caption(screens.SOURCE_NOTE)
