"""A register over the quarters, on «Đơn thư»: the shares, the fields that recur. For the internal profile alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from charts.stacks import stacks
from charts.trends import trend
from exports.register_history import recurring, register_history, shares
from pages import Page, _complaints, _counting, _parts
from pages._once import still
from wording import charts as chart_words
from wording import register_history as words

Row = dict[str, Any]
QUARTERS = 8  # on the line
QUARTERS_BACK = 4  # in which fields recur


@still
def show_shares(page: Page, source: str) -> None:
    """The share resolved, and where the law gives days the timely share, each quarter alone."""
    if page.is_meeting:
        return
    periods = _periods(page)[-QUARTERS:]
    found = shares(_rows(page, source, periods), periods)
    drawn = ["resolved", *(["timely"] if _complaints.has_deadline(page, source) else [])]
    st.subheader(words.HEADING)
    for column, name in zip(st.columns(len(drawn)), drawn, strict=True):
        with column:
            points = found[name]
            said = words.shares(name, chart_words.trend_sentence(points, restarts=False))
            table = [words.point_line(point) for point in points]
            _parts.draw(page, f"{words.NAMES[name]} {source}", trend, points, said, table, restarts=False)


@still
def show_recurring(page: Page, source: str) -> None:
    """Fields in which something was received in most of the last quarters."""
    if page.is_meeting:
        return
    periods = _periods(page)[-QUARTERS_BACK:]
    found = recurring(_rows(page, source, periods), periods)
    said = f"**{words.RECURRING}.** {words.recurring(found, len(periods))}"
    if found:
        drawn = [words.quarters_of(row, len(periods)) for row in found]
        table = [words.field_line(row) for row in found]
        _parts.draw(page, f"{words.RECURRING} {source}", stacks, drawn, said, table, parts=words.PARTS)
    else:
        st.markdown(said)


def _rows(page: Page, source: str, periods: list[str]) -> list[Row]:
    as_of = datetime.fromisoformat(page.snapshot["as_of"])
    found = register_history(page.store, unit=page.unit, periods=periods, as_of=as_of)
    return [row for row in found if row["source"] == source]


def _periods(page: Page) -> list[str]:
    """The quarters up to the page's for which someone had reported by its moment, in order of time."""
    ends_on = date.fromisoformat(page.snapshot["period"]["ends_on"])
    reported = {row["period"] for row in page.store.ask("periods_reported")} | {page.period}
    known = [p for p in _counting.catalogue(page).periods if p.ends_on <= ends_on and p.code in reported]
    return [period.code for period in sorted(known, key=lambda period: period.ends_on)]
