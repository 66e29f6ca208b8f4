"""The frame of every page: the menu, the tab's title, the wide layout."""

from copy import copy
from pathlib import Path

import streamlit as st

from pages import _entries, _who
from wording import screens

SIDEBAR = 224  # px: the menu and the choices fit; Streamlit takes 300

# Before the menu, or Streamlit takes the icon of the page for the tab and fetches it from another server.
st.set_page_config(page_icon=_entries.icon(), layout="wide", initial_sidebar_state=SIDEBAR)
known = _entries.entries(Path(__file__).parent, _who.hidden())
shown = st.navigation([copy(page) for page in known], expanded=True)  # the menu marks the one that this run may show
st.set_page_config(page_title=screens.page_title(shown.title))
shown.run()
