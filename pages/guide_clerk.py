"""Hướng dẫn cán bộ: what whoever gathers the returns does in a quarter, task by task."""

import streamlit as st

from pages import _guide, open_page
from wording import guides as words
from wording import screens

page = open_page(needs_data=False)
st.title(screens.MENU["guide_clerk"].title)
st.markdown(words.CLERK_INTRO)
_guide.show_tasks(page, "guide_clerk")
