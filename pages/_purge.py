"""Purging on the page, for admins: what is overdue, one return with a reason, what is gone and which copies hold it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data.store import StoreError
from loaders import jobs
from loaders.cells import LONGEST_TEXT
from loaders.purges import CannotPurge, copies_holding, proposed, purge, retention_years, seals_holding
from pages import Page, _parts
from wording import commands
from wording import purges as words
from wording.formats import instant

Row = dict[str, Any]


def show_purges(page: Page) -> None:
    """Nothing for those who may not; nothing is ever purged without a person and a reason."""
    if not page.person.may("purge"):
        return
    st.subheader(words.HEADING)
    st.markdown(words.ABOUT)
    _show_overdue(page)
    with st.expander(words.DO, icon=":material/delete_forever:"):
        _ask(page)
    _show_gone(page)


def _show_overdue(page: Page) -> None:
    years = retention_years(os.environ)
    if not years:
        st.caption(words.NO_RETENTION)
        return
    overdue = proposed(page.store, datetime.now(UTC), years)
    if not overdue:
        st.caption(words.NOTHING_PROPOSED.format(years=years))
        return
    st.markdown(f"**{words.PROPOSED_HEADING}**: {words.overdue(len(overdue), years)}")
    _parts.show_table([_line(page, row) for row in overdue])


def _line(page: Page, row: Row) -> Row:
    names = {unit.code: unit.name for unit in page.store.catalogue.units}
    period = page.store.catalogue.period(row["period"])
    return {
        words.UNIT: names.get(row["unit"], row["unit"]),
        words.PERIOD: period.label if period else row["period"],
        words.RECEIVED: instant(row["received_at"]),
    }


def _ask(page: Page) -> None:
    """Which return, why, and whether it is meant."""
    kept = [row for row in page.store.ask("purgeable_all") if not row["is_purged"]]
    if not kept:
        st.markdown(words.NONE_TO_PURGE)
        return
    units = {unit.code: unit.name for unit in page.store.catalogue.units}
    left, middle, right = st.columns(3)
    with left:
        reported = {code: name for code, name in units.items() if any(row["unit"] == code for row in kept)}
        unit = st.selectbox(words.UNIT, list(reported), format_func=lambda code: reported[code], key="purge_unit")
    own = [row for row in kept if row["unit"] == unit]
    labels = {period.code: period.label for period in page.store.catalogue.periods}
    with middle:
        periods = sorted({row["period"] for row in own}, reverse=True)
        period = st.selectbox(
            words.PERIOD, periods, format_func=lambda code: labels.get(code, code), key="purge_period"
        )
    rows = {row["id"]: row for row in own if row["period"] == period}
    with right:
        chosen = st.selectbox(words.VERSION, list(rows), format_func=lambda id: words.choice(rows[id]), key="purge_id")
    assert chosen
    reason = st.text_input(words.REASON, max_chars=LONGEST_TEXT, key=f"purge_reason_{chosen}")
    titles = st.checkbox(words.TITLES, help=words.TITLES_HELP, key=f"purge_titles_{chosen}")
    is_meant = st.checkbox(words.MEANT, key=f"purge_meant_{chosen}")
    if st.button(words.DO, disabled=not (reason.strip() and is_meant), icon=":material/delete_forever:"):
        _do(page, chosen, reason, has_titles=not titles)


def _do(page: Page, submission: str, reason: str, *, has_titles: bool) -> None:
    try:
        with st.spinner(words.DOING):
            done = purge(page.store, submission, page.person.name, datetime.now(UTC), reason, has_titles=has_titles)
    except CannotPurge as refused:
        st.error(words.CANNOT[refused.why])
    except StoreError as error:
        st.error(commands.store_failed(error.reason, error.path))
    else:
        st.cache_resource.clear()  # what was made of the text for the screen
        jobs.forget_file(done.sha256)
        names = {unit.code: unit.name for unit in page.store.catalogue.units}
        period = page.store.catalogue.period(done.period)
        st.success(
            words.purged(names[done.unit], period.label if period else done.period, done.version, done.purged_at)
        )


def _show_gone(page: Page) -> None:
    gone = page.store.ask("purges")
    if not gone:
        return
    st.markdown(f"**{words.PURGED_HEADING}**")
    lines = []
    for row in gone:
        copies = copies_holding(page.store.path, row) if page.store.path else []
        named = [*((moment, path.name) for moment, path in copies), *seals_holding(page.store, row)]
        lines.append(
            {
                words.PURGED_AT: instant(row["purged_at"]),
                words.BY: row["purged_by"],
                **_line(page, row),
                words.WHY: row["reason"],
                words.STILL_IN: words.holding(named),
            }
        )
    _parts.show_table(lines)
    st.caption(words.STILL_IN_NOTE)
