"""Sổ ghi: who did what and when, whether the record is whole, and the backups of the database."""

import streamlit as st

from pages import _backup, _purge, _records, open_page
from wording import records as words
from wording import screens

page = open_page(needs_data=False, needs="records")
st.title(screens.MENU["records"].title)
if page.is_meeting:  # names of clerks and copies of their files stay in the office
    st.info(words.NOT_IN_MEETING)
else:
    _records.say_chain(page)
    _records.show_acts(page)
    _records.show_day_codes(page)
    _backup.show_backups(page)
    _purge.show_purges(page)
