"""Tài khoản: who may sign in, as what, for which part of the tree."""

import streamlit as st

from pages import _accounts, _parts, open_page
from wording import access as words
from wording import screens

SHOW = {"list": _accounts.show_list, "add": _accounts.show_new, "edit": _accounts.show_one}

page = open_page(needs_data=False, needs="accounts")
st.title(screens.MENU["accounts"].title)
if page.is_meeting:  # who works here is nothing for the projector
    st.info(words.NOT_IN_MEETING)
    st.stop()
_accounts.say_mode()
_accounts.say_outcome()
SHOW[_parts.segment("part", words.PART, words.PARTS)](page)
