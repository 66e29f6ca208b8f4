"""The pieces of «Tổng quan»: the headline, a card for each stated indicator, who has reported, what needs attention."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.grids import heat_map
from exports.history import lacking, silent
from pages import Page, _below, _counting, _help, _parts
from pages._once import still
from wording import charts as chart_words
from wording import indicators as indicator_words
from wording import overview as words
from wording import screens
from wording import units as unit_words
from wording.formats import collation_key

Row = dict[str, Any]
ON_CARD_AT_MOST = 2  # units that a card names
FEW_UNITS = 14  # lines of the heat map that have room on the first screen


def say_headline(page: Page) -> None:
    """How many stated indicators stand where."""
    stated = _counts(page).get("stated")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(screens.MENU["overview"].title, width="content")
        if stated:
            st.markdown(f"##### {words.headline(stated)}", width="content")


def say_others(page: Page) -> None:
    """The implied and the statutory ones apart, and smaller; then all that have a target together."""
    st.caption(words.others(_counts(page)), help=words.KINDS_HELP)


def _counts(page: Page) -> dict[str, Counter[str]]:
    """Kind of target → status → indicators; what the profile withholds is not counted."""
    counts: dict[str, Counter[str]] = {}
    for kind in screens.TARGETS_OF:
        of = Counter(
            row["status"] for row in page.snapshot["indicators"] if row["target_kind"] == kind and row["status"]
        )
        if of:
            counts[kind] = of
    return counts


# --- cards -------------------------------------------------------------------------------------------------------


@still
def show_cards(page: Page) -> None:
    """A card for each stated indicator, as wide as the page and two lines high, and one for the returns: there is room
    for all of them, and for what stands below, on one screen."""
    stated = [row for row in page.snapshot["indicators"] if row["target_kind"] == "stated"]
    with st.container(border=True, gap=None, key="cards"):
        for row in stated:
            _show_card(page, row)
        _show_returns(page)


def _show_card(page: Page, row: Row) -> None:
    """Code, name, figure, status, what is lacking, how it moved. The browser sets them in columns (_browser.js): each
    of Streamlit's costs the server as much as what stands in it.

    An indicator that is not due yet leads with what is lacking and where, the others with the figure.
    """
    share, needed = _parts.is_share(row), _counting.needed(page, row)
    figure, beside = indicator_words.figure(row), indicator_words.beside(row, _counting.measure(page, row))
    asked = indicator_words.asked_shortly(row, is_share=share)
    if row["status"] == "not_due" and needed:
        lead, said = f"**{needed}**  \n:small[{figure} {beside} · {asked}]", [_where(row)]
    else:
        missing = f" · {needed[:1].lower()}{needed[1:]}" if needed else ""
        lead = f"**{figure}** :small[{beside}]  \n:small[{asked}{missing}]"
        said = [_where(row) if needed else "", indicator_words.carried(row), _within(row)]
    quarter, year = (_counting.moved(page, row, other) for other in ("previous", "last_year"))
    before = screens.beside(row["last_year"], is_share=share)
    with st.container(horizontal=True, gap=None):
        _parts.link("indicators", row["code"], **_parts.choices(page, indicator=row["code"]))
        st.caption(row["label"], help=_help.of(page, row))
        st.markdown(lead)
        _counting.badge(row, is_short=True)
        st.caption("  \n".join(filter(None, said)))
        st.caption(f"{words.quarter_moved(quarter)}  \n{words.year_moved(before, year)}")


def _where(row: Row) -> str:
    """Units that lack something; of a single unit its name."""
    lacks = [unit | {"name": unit_words.on_card(unit["name"])} for unit in lacking(row)]
    named = lacks[0]["name"] if len(row["by_unit"]) == 1 and lacks else indicator_words.where(lacks, ON_CARD_AT_MOST)
    said = [named] if lacks else []
    unsent = [unit_words.on_card(name) for name in silent(row)]
    return " · ".join(
        [*said, *([f"{screens.NOT_IN}: {screens.missing_units(unsent, ON_CARD_AT_MOST)}"] if unsent else [])]
    )


def _within(row: Row) -> str:
    between = screens.between(row["low"], row["high"], is_share=_parts.is_share(row))
    return f"{screens.RANGE}: {between}" if between and row["status"] != "not_reported" else ""


def _show_returns(page: Page) -> None:
    """Who has not reported, who was late."""
    rows = page.snapshot["returns"]
    by_state = {state: [row for row in rows if row["state"] == state] for state in words.STATE_WORDS}
    received = sum(row["received_at"] is not None for row in rows)
    lines = [words.named(state, of_state) for state, of_state in by_state.items() if of_state]
    with st.container(horizontal=True, gap=None):
        _parts.link("submit", words.RETURNS_SHORT, **_parts.choices(page))
        st.caption(words.RETURNS)
        st.markdown(f"**{received}/{len(rows)}** :small[{words.REPORTED}]")
        if received < len(rows):
            st.badge(screens.NOT_IN, icon=":material/schedule_send:", color="orange")
        else:
            st.badge(screens.ALL_IN, icon=":material/done_all:", color="green")
        st.caption("  \n".join(lines or [words.ALL_ON_TIME]))


# --- units × indicators ------------------------------------------------------------------------------------------


def places(page: Page) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the heat map stands and where what needs attention does: side by side while the units are few."""
    if len({unit["unit"] for row in _judged(page) for unit in row["by_unit"]}) <= FEW_UNITS:
        grid, beside = st.columns((2, 1), gap="medium")
        return grid, beside
    beside = st.container()
    return st.container(), beside


def _judged(page: Page) -> list[Row]:
    return [row for row in page.snapshot["indicators"] if row["target"] is not None]


def _cells(page: Page) -> list[Row]:
    """Unit and indicator of every figure with a target, units in the order of the catalogue; read-only."""
    return _grid(look=page.look, _page=page)[0]


@st.cache_resource(show_spinner=False, max_entries=50)
def _grid(look: str, _page: Page) -> tuple[list[Row], str, list[dict[str, str]], str]:
    """The cells of the heat map, its sentence, its table, its marks in words: asked for by every click."""
    cells = _in_order(_page)
    return cells, chart_words.heat_map_sentence(cells), _table(cells), chart_words.legend(cells)


def _in_order(page: Page) -> list[Row]:
    cells = [unit | {"code": row["code"], "label": row["label"]} for row in _judged(page) for unit in row["by_unit"]]
    order = {unit.code: place for place, unit in enumerate(_counting.catalogue(page).units)}
    return sorted(cells, key=lambda cell: order[cell["unit"]])


def show_heat_map(page: Page) -> None:
    """Every unit by every indicator with a target; a click on a cell opens what it stands for."""

    def open_cell(unit: str, code: str) -> None:
        _parts.move_to("indicators", **_parts.choices(page, indicator=code) | _below.branch(page, unit))

    cells, sentence, table, marks = _grid(look=page.look, _page=page)
    _parts.draw(
        page, words.UNITS_BY_INDICATORS, heat_map, cells, sentence, table, open_cell, marks, is_dense=True
    )  # fmt: skip


def offer_openings(page: Page) -> None:
    """The way to every unit and indicator for those who cannot click on a cell."""
    names = {cell["unit"]: cell["name"] for cell in _cells(page)}
    st.caption(words.OPEN_CELL)
    left, right = st.columns(2)
    with left:
        unit = st.selectbox(words.OPEN_UNIT, list(names), format_func=lambda code: names[code])
        if unit:
            stem = "overview" if _below.branch(page, unit) else "group"
            _parts.link(stem, names[unit], **_parts.choices(page) | {"unit": unit})
    with right:
        by_code = {row["code"]: row for row in _judged(page)}
        code = st.selectbox(
            words.OPEN_INDICATOR, list(by_code), format_func=lambda code: indicator_words.name_in_list(by_code[code])
        )
        if code:
            _parts.link("indicators", by_code[code]["label"], **_parts.choices(page, indicator=code))


def _table(cells: list[Row]) -> list[dict[str, str]]:
    """Units down, indicators across: mark and figure, or mark and word."""
    lines: dict[str, dict[str, str]] = {}
    for cell in cells:
        line = lines.setdefault(cell["unit"], {screens.UNIT_COLUMN: cell["name"]})
        line[cell["code"]] = chart_words.unit_label(chart_words.stated(cell), "")
    codes = dict.fromkeys(cell["code"] for cell in sorted(cells, key=lambda cell: collation_key(cell["code"])))
    return [{screens.UNIT_COLUMN: "", **dict.fromkeys(codes, ""), **line} for line in lines.values()]
