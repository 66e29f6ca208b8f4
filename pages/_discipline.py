"""How units report over the periods on screen: a sentence and a line for each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.stacks import stacks
from exports.branches import has_branches
from exports.discipline import discipline
from pages import Page, _parts, _received
from pages._once import still
from wording import discipline as words

Row = dict[str, Any]
SUMS = ("due", "on_time", "late", "missing", "asked", "answered")


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
    table, bars = [words.line(row) for row in rows], of_branches(rows)
    left, right = st.columns(2)
    with left:
        drawn = [words.in_time(row) for row in bars]
        _parts.draw(page, words.HEADING, stacks, drawn, words.sentence(rows), table, parts=words.STATES)
    with right:
        drawn = [words.completeness(row) for row in bars]
        table = [{words.UNIT: line[words.UNIT], words.ANSWERED: line[words.ANSWERED]} | line for line in table]
        _parts.draw(
            page, words.ANSWERED, stacks, drawn, words.answered(rows), table, parts=words.MEASURES, is_share=True
        )
    st.caption(f"{words.BY_BRANCH} {words.ABOUT}" if has_branches(rows) else words.ABOUT)


def of_branches(rows: list[Row]) -> list[Row]:
    """A bar a direct child: a city's four hundred units would be a figure of ten screens."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = ("branch", row["branch"]) if row["branch"] else ("unit", row["unit"])
        line = found.setdefault(key, {"name": row["branch"] or row["name"]} | dict.fromkeys(SUMS, 0))
        line |= {name: line[name] + row[name] for name in SUMS}
    return list(found.values())
