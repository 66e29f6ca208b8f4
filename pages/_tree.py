"""Where a unit stands in the tree: its line in the list to choose from, and the way up from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import streamlit as st

from data.catalogue import Unit, in_force
from data.tree import in_order, line_up
from pages import Page, _choose
from wording import units as words
from wording.formats import HANOI

MANY = 20  # units in the list: from here on it says how to find one


@lru_cache(maxsize=50)
def labels(units: tuple[Unit, ...]) -> dict[str, str]:
    """Code → its line in the list, in the order of the tree; a unit deeper than the first level below the top names
    what it belongs to, so that it can be found and told apart. Read-only."""
    ordered = in_order(units)
    names, top = {unit.code: unit.name for unit in units}, {unit.code for unit, depth in ordered if not depth}
    return {
        unit.code: "\u2003" * depth
        + words.inside(unit.name, None if unit.parent in top else names.get(unit.parent or ""))
        for unit, depth in ordered
    }


def help_of(units: Sequence[Unit]) -> str | None:
    """How to find a unit in a long list."""
    return words.PICKER_HELP if len(units) > MANY else None


def stop_unless_known(page: Page, as_of: datetime | None) -> None:
    """Says so and ends the page where the catalogue of a moment did not have the page's unit yet."""
    if as_of and not any(unit.code == page.unit for unit in page.store.catalogue_at(as_of).units):
        st.info(words.not_yet_known(as_of.astimezone(HANOI)), icon=":material/info:")
        st.stop()


def say_place(page: Page) -> None:
    """The units above the page's, each a button that opens the same page for it; nothing at the top of the tree."""
    period = page.store.catalogue.period(page.period)
    assert period is not None  # the page's own
    line = line_up(page.unit, (unit for unit in page.store.catalogue.units if in_force(unit, period.ends_on)))
    codes = [unit.code for unit in line]
    line = line[: codes.index(page.person.unit) + 1] if page.person.unit in codes else line  # no higher than is theirs
    if len(line) < 2 or st.context.is_embedded:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="place"):
        for unit in reversed(line[1:]):
            st.button(
                unit.name, key=f"up_{unit.code}", type="tertiary", icon=":material/arrow_upward:",
                help=words.UP, on_click=_choose, args=("unit", unit.code),
            )  # fmt: skip
            st.markdown("›", width="content")
        st.markdown(f"**{line[0].name}**", width="content")
