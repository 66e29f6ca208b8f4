"""Hướng dẫn lãnh đạo: the questions of a quarterly meeting, and where each is answered."""

import streamlit as st

from pages import _guide, open_page
from wording import guides as words
from wording import screens

page = open_page(needs_data=False)
st.title(screens.MENU["guide_leader"].title)
st.markdown(words.LEADER_INTRO)
_guide.show_tasks(page, "guide_leader")
