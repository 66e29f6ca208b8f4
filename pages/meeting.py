"""Tài liệu họp: one snapshot to take to the meeting – which figures, what to know about them, the files."""

import streamlit as st

from pages import _meeting, _moments, _parts, _print_check, _seals, open_page
from wording import papers as words
from wording import screens, tables, terms

page = open_page(default_profile="public")
indicators = page.snapshot["indicators"]
st.title(screens.MENU["meeting"].title)

left, right = st.columns(2)
with left:
    st.subheader(words.WHICH)
    _meeting.show_which(page)
    _moments.show_moments(page)
with right:
    st.subheader(words.CHECK)
    _meeting.say_what_to_know(page)
    _print_check.show_check(page)
    st.subheader(words.DOWNLOADS)
    _meeting.offer_downloads(page)
    st.caption(words.DOWNLOAD_NOTE)

left, right = st.columns(2)
with left:
    _seals.offer_sealing(page)
with right:
    _seals.check(page)
_seals.show_seals(page)

st.subheader(words.PREVIEW)
st.markdown("  \n".join(filter(None, (_parts.headline(indicators, kind) for kind in screens.TARGETS_OF))))
stated = _meeting.preview(page, "indicators", "target_kind", terms.TARGET_KIND["stated"])
if stated:
    with st.container(key="codes"):  # which stand on one line each, however narrow the column
        _parts.show_table(stated, st.table, border="horizontal")
else:
    st.markdown(words.NO_TARGETS)
st.subheader(words.PREVIEW_COMPLAINTS)
_parts.show_table(_meeting.preview(page, "by_kind", "span", tables.SPAN["year"]), st.table, border="horizontal")
st.caption(screens.SOURCE_NOTE)
