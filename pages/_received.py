"""Who has sent and who has not: units × periods, and the way to what a unit has sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.grids import matrix_of_returns
from data.catalogue import Period
from exports.branches import by_branch, has_branches
from exports.snapshot import return_state
from pages import Page, _parts, _unit_changes
from pages._once import still
from wording import charts as chart_words
from wording import reminders as words
from wording import screens
from wording.formats import HANOI, day

Row = dict[str, Any]
PERIODS = 8  # two years


def periods(page: Page) -> list[Period]:
    """The last periods that have begun, or those from the page's own on if that is earlier; none before the first that
    anyone has reported."""
    known = {period.code: period for period in sorted(page.store.catalogue.periods, key=lambda p: p.ends_on)}
    own = known[page.period]
    today = (page.as_of or datetime.now(UTC)).astimezone(HANOI).date()
    reported = [known[row["period"]].ends_on for row in page.store.ask("periods_reported") if row["period"] in known]
    first, last = min([*reported, own.ends_on]), max(today, own.starts_on)
    held = [period for period in known.values() if period.ends_on >= first and period.starts_on <= last]
    start = min(held.index(own), max(len(held) - PERIODS, 0))
    return held[start : start + PERIODS]


def about(page: Page) -> str:
    """The unit and the period that the page is about."""
    period = page.store.catalogue.period(page.period)
    unit = period and page.store.catalogue.unit(page.unit, period.ends_on)
    return words.about(unit.name, period.label) if unit and period else ""


def returns(page: Page) -> list[Row]:
    """Each unit's return of each of `periods`: the columns of returns_by_period, and its state; read-only."""
    return returns_of(page, *(period.code for period in periods(page)))


def returns_of(page: Page, *codes: str) -> list[Row]:
    """The same for periods by their codes; units in force in none of them are left out."""
    return _returns(page.look, codes, _page=page)


@st.cache_resource(show_spinner=False, max_entries=100)
def _returns(look: str, codes: tuple[str, ...], _page: Page) -> list[Row]:
    as_of = _page.as_of or datetime.now(UTC)
    rows = _page.store.ask("returns_by_period", unit=_page.unit, periods=list(codes), as_of=as_of)
    latest = {row["unit"]: row["name"] for row in rows}  # in the order of time; a renamed unit stays one line
    held = {row["unit"] for row in rows if row["is_in_force"]}
    return [
        row | {"name": latest[row["unit"]], "state": return_state(row, row) if row["is_in_force"] else "not_in_force"}
        for row in rows
        if row["unit"] in held
    ]


def of_period(page: Page) -> list[Row]:
    """What the units in force on the last day of the page's period have sent for it."""
    return [row for row in returns(page) if row["period"] == page.period and row["is_in_force"]]


@still
def show_matrix(page: Page) -> None:
    """Units × periods; outside a meeting, links to what each unit has sent for the page's period."""
    if not page.store.ask("periods_reported"):
        st.markdown(words.NOTHING_RECEIVED)
        return
    cells, own = _unit_changes.names_of_ended(page, returns(page)), of_period(page)
    if has_branches(cells):
        _show_branches(page, by_branch(cells), own)
        return
    _parts.draw(page, words.RECEIVED, matrix_of_returns, cells, chart_words.returns_sentence(own), _table(cells))
    if not page.is_meeting and own:
        links = [
            (words.opened(row["name"], row["state"]), {"section": "history", "of": row["unit"]}) for row in own
        ]  # fmt: skip
        _parts.link_each(page, "submit", words.open_returns(own[0]["label"]), links)


def _show_branches(page: Page, cells: list[Row], own: list[Row]) -> None:
    """Direct children × periods, how many below each have sent; links to the same page of each."""
    said = chart_words.returns_sentence(own)
    _parts.draw(page, words.RECEIVED, matrix_of_returns, cells, said, _table(cells))
    links = [
        (words.sent_of(cell["name"], cell["state"], cell["received"], cell["of"]), {"unit": cell["unit"]})
        for cell in cells
        if cell["period"] == page.period and cell["of"]
    ]
    _parts.link_each(page, "submit", words.OPEN_BRANCHES, links)


def _table(cells: list[Row]) -> list[dict[str, str]]:
    """Units down, periods across: mark and word, and the day of receipt."""
    lines: dict[str, dict[str, str]] = {}
    for cell in cells:
        line = lines.setdefault(cell["unit"], {screens.UNIT_COLUMN: cell["name"]})
        state, received = chart_words.marked(chart_words.RETURN_WORDS[cell["state"]]), cell["received_at"]
        shown = chart_words.partly(cell) or (day(received.astimezone(HANOI)) if received else None)
        line[chart_words.period_name(cell["period"])] = words.with_day(state, shown)
    return list(lines.values())
