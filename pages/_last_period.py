"""That the periods of the catalogue run out, said on every page in good time."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from data.catalogue_acts import last_period
from pages import Page, _parts
from wording import catalogue_page as words
from wording.formats import HANOI

DAYS_OF_NOTICE = 60


def say_last_period(page: Page) -> None:
    """From two months before the last period ends, until there is another; nothing on a projector. One line: for two
    months the first page has to have room for it."""
    last, today = last_period(page.store.catalogue), datetime.now(HANOI).date()
    days = (last.ends_on - today).days
    if days <= DAYS_OF_NOTICE and not page.is_meeting and page.person.may("catalogue"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            said = words.ends_soon(last.label, last.ends_on, days)
            st.markdown(f":orange[:material/event_upcoming: {said}]", width="content")
            _parts.link("catalogue", words.GO_TO_CATALOGUE, **_parts.choices(page, part="acts", act="year"))
