"""On «Tài liệu họp»: from when to when the figures count, what came in when, since when they hold, what was sealed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.moments import moments as draw_moments
from exports.moments import moments
from exports.seals import seals
from pages import Page, _parts
from pages._once import still
from pages._seal_scope import may_see
from wording import moments as words

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


@still
def show_moments(page: Page) -> None:
    """The sentence, the figure and every moment of it in a table."""
    row = _moments(look=page.look, _page=page)
    _parts.draw(page, words.HEADING, draw_moments, [row], words.sentence(row), words.table(row))


@st.cache_resource(show_spinner=False, max_entries=20)
def _moments(look: str, _page: Page) -> dict[str, Any]:
    as_of = datetime.fromisoformat(_page.snapshot["as_of"])
    with _page.store.asking(unit=_page.unit, period=_page.period, periods=[_page.period], as_of=as_of) as ask:
        arrivals = ask("returns_between", since=BEFORE_ALL)
    own = [row for row in seals(_page.store) if (row["unit"], row["period"]) == (_page.unit, _page.period)]
    known = [row for row in own if may_see(_page, row) and row["sealed_at"] <= as_of]
    return moments(_page.snapshot, arrivals, known)
