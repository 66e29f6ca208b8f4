"""The acts kept in the audit: chosen by person, act and day, a page at a time, and whether their chain is whole."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st

from data.backup_folder import cut_since, folder_beside
from pages import Page, _lines, _parts
from wording import day_codes as codes
from wording import records as words
from wording.formats import HANOI

ROWS, DAYS = 50, 7  # of a page of the table; whose codes are listed
FIELD = 320  # px of a choice that stands alone


def say_chain(page: Page) -> None:
    """Whether every act still follows the one before it, and the newest backup knows no other."""
    assert page.store.path
    faults = [words.chain_broken(row) for row in page.store.ask("audit_broken")]
    if as_of := cut_since(page.store, folder_beside(page.store.path)):
        faults.append(words.chain_cut(as_of))
    for fault in faults:
        st.error(fault)
    if not faults:
        st.caption(words.chain_whole(page.store.acts))


def show_acts(page: Page) -> None:
    """The newest acts that fit the choice."""
    st.subheader(words.ACTS_HEADING)
    chosen = _choose(page)
    acts = page.store.ask("acts_counted", **chosen)[0]["acts"]
    if not acts:
        st.markdown(words.NO_ACTS)
        return
    pages = -(-acts // ROWS)
    place = "1"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if pages > 1:
            with st.container(width=FIELD):
                leaves = {str(n): words.part(n, pages) for n in range(1, pages + 1)}
                place = _parts.pick("leaf", words.PAGE_NUMBER, leaves)
        st.caption(words.acts_found(acts, pages))
    _show(page, page.store.ask("acts", **chosen, rows=ROWS, skipped=ROWS * (int(place) - 1)))


def show_day_codes(page: Page) -> None:
    """The short codes of the last days, and whose act a code on a paper is."""
    st.subheader(codes.CODES_HEADING)
    st.caption(codes.ABOUT_CODES)
    typed = st.text_input(codes.FIND, help=codes.FIND_HELP, max_chars=64, key="day_code", width=FIELD)
    if typed:
        found = page.store.ask("acts_by_code", code=codes.code_typed(typed))
        if found:
            _show(page, found)
        else:
            st.warning(codes.NOT_FOUND)
    days = page.store.ask("day_codes", rows=DAYS)
    _parts.show_table([codes.day_line(**row) for row in days], st.table, border="horizontal")


def _show(page: Page, rows: list[dict[str, Any]]) -> None:
    units = {unit.code: unit.name for unit in page.store.catalogue.units}
    periods = {period.code: period.label for period in page.store.catalogue.periods}
    lines = [words.act_line(row, units, periods) for row in rows]
    _parts.show_table(lines, column_config={words.ABOUT: _lines.wide_enough(line[words.ABOUT] for line in lines)})


def _choose(page: Page) -> dict[str, Any]:
    """Person, act, and from which day to which, Vietnam's time; None stands for any."""
    known = page.store.ask("act_choices")
    people = {row["acted_by"]: words.person(row["acted_by"]) for row in known}
    named = sorted({row["act"] for row in known}, key=words.act)
    with st.container(horizontal=True):
        by = _parts.pick("by", words.WHO, {"": words.ANYONE, **{name: said for name, said in people.items() if name}})
        act = _parts.pick("what", words.WHAT, {"": words.ANYTHING, **{name: words.act(name) for name in named}})
        first: date | None = st.date_input(words.SINCE, value=None, format="DD/MM/YYYY", key="acts_since")
        last: date | None = st.date_input(words.UNTIL, value=None, format="DD/MM/YYYY", key="acts_until")
    return {
        "by": by or None,
        "act": act or None,
        "since": _begins(first) if first else None,
        "until": _begins(last + timedelta(days=1)) if last else None,
    }


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), HANOI)
