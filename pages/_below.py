"""The way down the tree: a click on a unit in a figure, or on its line in the table, opens the same page for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from charts.theme import config
from pages import Page, _choose, _parts
from pages._once import framed, made
from wording import charts as chart_words
from wording import screens
from wording import units as words

Row = dict[str, Any]
MOST = 60  # units in a figure: of more, the table has all


def has_branches(page: Page, rows: Sequence[Row]) -> bool:
    """Whether any of these units (rows with `unit`) has units below it."""
    parents = {unit.parent for unit in page.store.catalogue.units}
    return any(row["unit"] in parents for row in rows if row["unit"] != page.unit)


def _drawn(rows: list[Row]) -> tuple[list[Row], int]:
    """What is drawn of rows of units, and of how many units; a grid has several rows a unit."""
    units = len({row["unit"] for row in rows})
    if units == len(rows):
        return few(rows), units
    kept = list(dict.fromkeys(row["unit"] for row in rows))[:MOST]
    return [row for row in rows if row["unit"] in kept], units


def branch(page: Page, unit: str) -> dict[str, str]:
    """The choice of a unit that has others below it, for an address; none for one without."""
    return {"unit": unit} if has_branches(page, [{"unit": unit}]) else {}


def few(rows: Sequence[Row]) -> list[Row]:
    """As many units as a figure can hold (rows of `by_unit`, in their order): those not met first, the lowest first."""
    if len(rows) <= MOST:
        return list(rows)
    order = sorted(rows, key=lambda row: (row["status"] == "met", row["value"] is not None, row["value"] or 0))
    kept = {row["unit"] for row in order[:MOST]}
    return [row for row in rows if row["unit"] in kept]


def draw_units(
    page: Page, name: str, figure: Callable[..., go.Figure], rows: list[Row], sentence: str, table: list[Row],
    units: Sequence[str], **given: Any,
) -> None:  # fmt: skip
    """As `_parts.draw`. `units`: the unit of each line of the table; the figure's points name theirs first in their
    `customdata`. Where the only unit is the page's own, or the page goes to paper, there is no way down."""
    if set(units) <= {page.unit} or st.context.is_embedded:
        _parts.draw(page, name, figure, rows, sentence, table, **given)
        return
    st.markdown(sentence)
    rows, of = _drawn(rows)
    if len({row["unit"] for row in rows}) < of:
        st.caption(words.drawn_of(MOST, of))
    given |= {"dark": page.is_dark, "scale": page.scale}
    place = f"{name}_{page.unit}"  # on the page of another unit nothing is chosen yet
    settings = config(chart_words.image_name(name, page.unit, page.period))
    drawn = made(asked=f"{figure.__qualname__} {rows} {given}", _make=lambda: figure(rows, **given))

    def picked() -> None:
        points = st.session_state[f"units_{place}"].selection.points
        if points and points[0].get("customdata"):
            _choose("unit", points[0]["customdata"][0])

    def picked_line() -> None:
        lines = st.session_state[f"lines_{place}"].selection.rows
        if lines:
            _choose("unit", units[lines[0]])

    st.plotly_chart(
        drawn, theme=None, config=settings, key=f"units_{place}", alt=sentence, on_select=picked,
        selection_mode="points",
    )  # fmt: skip
    with st.expander(screens.SEE_TABLE):
        st.caption(words.CLICK_LINE)
        st.dataframe(
            framed(table), hide_index=True, key=f"lines_{place}", on_select=picked_line, selection_mode="single-row"
        )
    st.caption(words.CLICK_BAR)
