"""Thay đổi: what is different since the last meeting, new events apart from corrections of what was shown then."""

import streamlit as st

from pages import _seal_pair, _since, open_page
from wording import screens

page = open_page()
st.title(screens.MENU["changes"].title)
before = _seal_pair.choose(page)
_seal_pair.say_summary(page, before)
_since.show_indicators(page, before)
if not page.is_meeting:  # who has corrected what stays in the office
    _since.show_returns(page, before)
_since.show_cases(page, before)
st.caption(screens.SOURCE_NOTE)
