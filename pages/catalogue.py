"""Danh mục: every row that figures are made by, with basis and validity; new versions by Excel or by common acts."""

import streamlit as st

from pages import _catalogue, _catalogue_acts, _catalogue_book, _catalogue_change, _catalogue_notes, _parts, open_page
from wording import catalogue_page as words
from wording import screens

SHOW = {
    "rows": _catalogue.show_rows,
    "acts": _catalogue_acts.show_acts,
    "book": _catalogue_book.show_book,
    "versions": _catalogue.show_versions,
}

page = open_page(needs_data=False, needs="catalogue")
st.title(screens.MENU["catalogue"].title)
_catalogue_notes.say_old_groups(page)
if page.is_meeting:
    st.caption(words.READ_ONLY_MEETING)
    _catalogue.show_rows(page)
    st.stop()
if page.as_of:
    st.caption(words.READ_ONLY_PAST)
else:
    _catalogue_change.say_outcome()
    _catalogue_notes.say_files_changed(page)
offered = ("rows", "versions") if page.as_of else SHOW
section = _parts.segment("part", words.PART, {name: words.PARTS[name] for name in offered})
SHOW[section](page)
