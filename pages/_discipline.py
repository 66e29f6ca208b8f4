"""How units report over the periods on screen: a sentence and a line for each."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from charts.stacks import stacks
from exports.discipline import discipline
from pages import Page, _parts, _received
from pages._once import still
from wording import discipline as words


def show_received(page: Page) -> None:
    """What has come in, period by period, and below it what that says of each unit."""
    _received.show_matrix(page)
    show_discipline(page)


@still
def show_discipline(page: Page) -> None:
    """In the order of the units: a register, not a ranking."""
    codes = [period.code for period in _received.periods(page)]
    rows = discipline(page.store, unit=page.unit, periods=codes, as_of=page.as_of or datetime.now(UTC))
    st.subheader(words.HEADING)
    if not rows:
        st.markdown(words.NOTHING_DUE)
        return
    table = [words.line(row) for row in rows]
    left, right = st.columns(2)
    with left:
        drawn = [words.in_time(row) for row in rows]
        _parts.draw(page, words.HEADING, stacks, drawn, words.sentence(rows), table, parts=words.STATES)
    with right:
        drawn = [words.completeness(row) for row in rows]
        table = [{words.UNIT: line[words.UNIT], words.ANSWERED: line[words.ANSWERED]} | line for line in table]
        _parts.draw(
            page, words.ANSWERED, stacks, drawn, words.answered(rows), table, parts=words.MEASURES, is_share=True
        )
    st.caption(words.ABOUT)
