"""The pieces of «Tổng quan»: the headline, a card for each stated indicator, who has reported, what needs attention."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from charts.grids import heat_map
from exports.history import lacking, silent
from pages import Page, _attention, _counting, _parts
from pages._once import still
from wording import charts as chart_words
from wording import indicators as indicator_words
from wording import overview as words
from wording import screens

Row = dict[str, Any]
CARDS_IN_A_LINE = 4
ON_CARD_AT_MOST = 3  # units that a card names


def say_headline(page: Page) -> None:
    """How many stated indicators stand where."""
    stated = _counts(page).get("stated")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(screens.MENU["overview"].title, width="content")
        if stated:
            st.markdown(f"##### {words.headline(stated)}", width="content")


def say_others(page: Page) -> None:
    """The implied and the statutory ones apart, and smaller."""
    st.caption("  \n".join(screens.headline(kind, dict(of)) for kind, of in _counts(page).items() if kind != "stated"))


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
    """One card for each stated indicator, and one for the returns."""
    stated = [row for row in page.snapshot["indicators"] if row["target_kind"] == "stated"]
    places: list[Row | None] = [*stated, None]
    with st.container(gap="xsmall"):
        for start in range(0, len(places), CARDS_IN_A_LINE):
            line = places[start : start + CARDS_IN_A_LINE]
            for column, row in zip(st.columns(CARDS_IN_A_LINE, gap="xsmall"), line, strict=False):
                with column, st.container(border=True, height="stretch", gap="xxsmall"):
                    _show_card(page, row) if row else _show_returns(page)


def _show_card(page: Page, row: Row) -> None:
    """An indicator: one not due yet leads with what is lacking and where, the others with the figure."""
    share = _parts.is_share(row)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap=None):
        _parts.link("indicators", row["code"], **_parts.choices(page, indicator=row["code"]))
        _counting.badge(row, is_short=True)
    st.caption(row["label"])
    needed = _attention.needed(page, row)
    beside = indicator_words.beside(row, _counting.measure(page, row))
    asked = indicator_words.asked_shortly(row, is_share=share)
    if row["status"] == "not_due" and needed:
        st.markdown(f"#### {needed}")
        lines = [_where(row), f"{indicator_words.figure(row)} {beside} · {asked}"]
    else:
        st.markdown(f"#### {indicator_words.figure(row)} :small[{beside}]")
        lines = [" · ".join(filter(None, (asked, needed.lower()))), indicator_words.carried(row)]
        lines += [_where(row) if needed else "", _within(row)]
    quarter, year = (_counting.moved(page, row, other) for other in ("previous", "last_year"))
    before = screens.beside(row["last_year"], is_share=share)
    lines += [words.quarter_moved(quarter), words.year_moved(before, year)]
    st.caption("  \n".join(filter(None, lines)))


def _where(row: Row) -> str:
    """Units that lack something; of a single unit its name."""
    lacks = lacking(row)
    named = lacks[0]["name"] if len(row["by_unit"]) == 1 and lacks else indicator_words.where(lacks, ON_CARD_AT_MOST)
    said = [named] if lacks else []
    unsent = silent(row)
    return " · ".join(
        [*said, *([f"{screens.NOT_IN}: {screens.missing_units(unsent, ON_CARD_AT_MOST)}"] if unsent else [])]
    )


def _within(row: Row) -> str:
    between = screens.between(row["low"], row["high"], is_share=_parts.is_share(row))
    return f"{screens.RANGE}: {between}" if between and row["status"] != "not_reported" else ""


def _show_returns(page: Page) -> None:
    """Who has not reported, who was late."""
    rows = page.snapshot["returns"]
    names = {state: [row["name"] for row in rows if row["state"] == state] for state in words.STATE_WORDS}
    received = sum(row["received_at"] is not None for row in rows)
    st.markdown(f"**{words.RETURNS}**")
    st.markdown(f"#### {received}/{len(rows)} :small[{words.REPORTED}]")
    if received < len(rows):
        st.badge(screens.NOT_IN, icon=":material/schedule_send:", color="orange")
    else:
        st.badge(screens.ALL_IN, icon=":material/done_all:", color="green")
    said = [words.named(state, of_state) for state, of_state in names.items() if of_state]
    st.caption("  \n".join(said or [words.ALL_ON_TIME]))


# --- units × indicators ------------------------------------------------------------------------------------------


def show_heat_map(page: Page) -> None:
    """Every unit by every indicator with a target; a click on a cell, or the choices below, open what it stands for."""
    judged = [row for row in page.snapshot["indicators"] if row["target"] is not None]
    cells = [unit | {"code": row["code"], "label": row["label"]} for row in judged for unit in row["by_unit"]]
    st.subheader(words.UNITS_BY_INDICATORS)

    def open_cell(_: str, code: str) -> None:
        _parts.move_to("indicators", **_parts.choices(page, indicator=code))

    places = {unit.code: place for place, unit in enumerate(_counting.catalogue(page).units)}
    cells.sort(key=lambda cell: places[cell["unit"]])
    names = {unit["unit"]: unit["name"] for unit in cells}
    _parts.draw(
        page, words.UNITS_BY_INDICATORS, heat_map, cells, chart_words.heat_map_sentence(cells), _table(cells), open_cell
    )  # fmt: skip
    st.caption(words.OPEN_CELL)
    left, right = st.columns(2)
    with left:
        unit = st.selectbox(words.OPEN_UNIT, list(names), format_func=lambda code: names[code])
        if unit:
            _parts.link("group", names[unit], **_parts.choices(page) | {"unit": unit})
    with right:
        by_code = {row["code"]: row for row in judged}
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
    return list(lines.values())
