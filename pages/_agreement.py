"""Whether the register agrees with the inspectorate's table and the city's system, on «Đơn thư»."""

from __future__ import annotations

import streamlit as st

from charts.pairs import pairs
from pages import Page, _cases, _complaints, _parts
from pages._once import still
from wording import agreement as words


@still
def show_agreement(page: Page, source: str) -> None:
    """Reported counts beside the register's own, differences named. In public nothing: all kinds less those told would
    tell how many denunciations there are in a quarter."""
    if page.is_meeting or _complaints.REGISTER_OF[source] != "complaints":
        return
    rows = _cases.ask(page, "agreement")
    if not rows:
        return
    st.subheader(words.HEADING, anchor="doi-chieu")
    drawn = [{"name": words.short(row), "first": words.comparable(row), "second": row["counted"]} for row in rows]
    table = [words.line(row) for row in rows]
    _parts.draw(page, words.HEADING, pairs, drawn, words.sentence(rows), table, labels=(words.REPORTED, words.COUNTED))
    st.caption(words.ABOUT)
