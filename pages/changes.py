"""Thay đổi: what is different since the last meeting, new events apart from corrections of what was shown then."""

import streamlit as st

from pages import _since, _tree, open_page
from wording import screens

page = open_page()
st.title(screens.MENU["changes"].title)
before = _since.choose_before(page)
_tree.stop_unless_known(page, before.as_of)
_since.say_summary(page, before)
_since.show_indicators(page, before)
if not page.is_meeting:  # who has corrected what stays in the office
    _since.show_returns(page, before)
_since.show_cases(page, before)
st.caption(screens.SOURCE_NOTE)
