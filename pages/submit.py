"""Nộp báo cáo: drop files, see which are fine, store those with one button."""

import streamlit as st

from pages import _intake, _parts, open_page
from wording import screens

page = open_page(needs_data=False)
st.title(screens.MENU["submit"].title)
job = _intake.take_files(page)
if job:
    _intake.follow(page, job.id)
st.subheader(screens.TEMPLATES)
with st.container(horizontal=True):
    _parts.download_templates(page.store, page.period)
    _parts.download_templates(page.store, page.period, page.unit)
