"""Tài liệu họp: one snapshot to take to the meeting – which figures, what to know about them, the files."""

import streamlit as st

from pages import _meeting, _moments, _print_check, _seals, open_page
from wording import papers as words
from wording import screens

page = open_page(default_profile="public")
st.title(screens.MENU["meeting"].title)

left, right = st.columns(2)
with left:
    _meeting.show_which(page)
with right:
    _meeting.say_what_to_know(page)

st.subheader(words.DOWNLOADS)
_meeting.offer_downloads(page)
st.caption(words.DOWNLOAD_NOTE)

left, right = st.columns(2)
with left:
    _moments.show_moments(page)
with right:
    _print_check.show_check(page)

left, right = st.columns(2)
with left:
    _seals.offer_sealing(page)
with right:
    _seals.check(page)
_seals.show_seals(page)

_meeting.show_preview(page)
