"""Nộp báo cáo: drop files, see which are fine, store those with one button; who has sent, whom to remind, the forms."""

import streamlit as st

from pages import _discipline, _forms, _intake, _parts, _received, _reminders, _versions, open_page
from wording import reminders as words
from wording import screens

SHOW = {
    "received": _discipline.show_received,
    "remind": _reminders.show_reminders,
    "forms": _forms.show_forms,
    "history": _versions.show_history,
}
ONLY_SENDERS = ("forms", "history")

page = open_page(needs_data=False, needs="see_internal")
st.title(screens.MENU["submit"].title)
if page.is_meeting:  # what the files say, messages and history stay in the office
    st.caption(_received.about(page))
    _received.show_matrix(page)
    st.stop()
sends = page.person.may("upload")
job = _intake.take_files(page) if sends else None
if job:
    _intake.follow(page, job.id)
offered = {name: said for name, said in words.SECTIONS.items() if sends or name not in ONLY_SENDERS}
section = _parts.segment("section", _received.about(page), offered)
SHOW[section](page)
