"""The pieces of «Tổng quan»: the headline, a card for each stated indicator, who has reported, what needs attention."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import streamlit as st

from charts.grids import heat_map
from exports.history import lacking, silent
from pages import Page, _indicators, _parts
from wording import charts as chart_words
from wording import indicators as indicator_words
from wording import overview as words
from wording import screens, terms
from wording.formats import day, ratio

Row = dict[str, Any]
CARDS_IN_A_LINE = 4
MISSED_AT_MOST = 3  # sentences on indicators; the others are one more line, or the cards leave the screen
ON_CARD_AT_MOST = 3  # units that a card names


def say_headline(page: Page) -> None:
    """How many stated indicators stand where; implied and statutory ones apart and smaller."""
    counts = {kind: Counter[str]() for kind in screens.TARGETS_OF}
    for row in page.snapshot["indicators"]:
        if row["target_kind"] in counts and row["status"]:
            counts[row["target_kind"]][row["status"]] += 1
    stated = counts.pop("stated")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(screens.MENU["overview"].title, width="content")
        if stated:
            st.markdown(f"##### {words.headline(stated)}", width="content")
    st.caption(words.others(counts))


# --- what needs attention ----------------------------------------------------------------------------------------


def say_attention(page: Page) -> None:
    """What cannot wait, a sentence each, and a link to the page that shows it."""
    found = [*_late_returns(page), *_late_cases(page), *_missed(page)]
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{words.ATTENTION if found else words.NOTHING_NOW}**")
        for stem, sentence, choices in found:
            _parts.link(stem, sentence, **_parts.choices(page, **choices))


def _late_returns(page: Page) -> list[tuple[str, str, dict[str, str]]]:
    names = [row["name"] for row in page.snapshot["returns"] if row["state"] == "missing"]
    due_on = day(date.fromisoformat(page.snapshot["period"]["due_on"]))
    return [("submit", words.overdue_returns(names, due_on), {})] if names else []


def _late_cases(page: Page) -> list[tuple[str, str, dict[str, str]]]:
    """Numbers that the profile withholds are left out, not guessed."""
    rows = [row for row in page.snapshot["complaints"]["by_kind"] if row["span"] == "quarter"]
    overdue, waiting = (sum(row[name] or 0 for row in rows) for name in ("open_overdue", "acceptance_overdue"))
    return [("complaints", words.overdue_cases(overdue, waiting), {})] if overdue or waiting else []


def _missed(page: Page) -> list[tuple[str, str, dict[str, str]]]:
    """Indicators that are judged and not met, the stated ones first; overdue cases have their own sentence."""
    order = list(terms.TARGET_KIND)
    has_own = _late_cases(page)
    rows = [
        row
        for row in page.snapshot["indicators"]
        if row["status"] == "not_met" and not (has_own and any(o.endswith(":open_overdue") for o in row["operands"]))
    ]
    rows.sort(key=lambda row: order.index(row["target_kind"]))
    said = [("indicators", _missed_sentence(page, row), {"indicator": row["code"]}) for row in rows[:MISSED_AT_MOST]]
    rest = rows[MISSED_AT_MOST:]
    return [*said, ("indicators", words.more(len(rest)), {"indicator": rest[0]["code"]})] if rest else said


def _missed_sentence(page: Page, row: Row) -> str:
    asked = screens.asked(row["target"], row["better"], is_share=_parts.is_share(row))
    lead = indicator_words.still_needed(row, _indicators.measure(page, row))
    where = indicator_words.where(lacking(row), ON_CARD_AT_MOST) if len(row["by_unit"]) > 1 else ""
    return words.missed(row, asked, lead, where)


# --- cards -------------------------------------------------------------------------------------------------------


def show_cards(page: Page) -> None:
    """One card for each stated indicator, and one for the returns."""
    stated = [row for row in page.snapshot["indicators"] if row["target_kind"] == "stated"]
    places: list[Row | None] = [*stated, None]
    for start in range(0, len(places), CARDS_IN_A_LINE):
        for column, row in zip(st.columns(CARDS_IN_A_LINE), places[start : start + CARDS_IN_A_LINE], strict=False):
            with column, st.container(border=True, height="stretch", gap="xxsmall"):
                _show_card(page, row) if row else _show_returns(page)


def _show_card(page: Page, row: Row) -> None:
    """An indicator: one not due yet leads with what is lacking and where, the others with the figure."""
    share = _parts.is_share(row)
    _parts.link("indicators", f"**{row['code']}** {row['label']}", **_parts.choices(page, indicator=row["code"]))
    whole = f" ({ratio(row['numerator'], row['denominator'])})" if row["denominator"] is not None else ""
    needed = indicator_words.still_needed(row, _indicators.measure(page, row))
    if row["status"] == "not_due" and needed:
        st.markdown(f"#### {needed}")
        st.caption(_where(row))
        st.markdown(f"{screens.figure(row)}{whole}")
    else:
        st.markdown(f"#### {screens.figure(row)} :small[{whole}]")
    _indicators.badge(row)
    asked = indicator_words.asked_for(row, is_share=share)
    within = indicator_words.within(row, is_share=share)
    missing = needed if row["status"] != "not_due" else ""
    before = words.quarter_moved(_indicators.moved(page, row, "previous"))
    then = words.year_moved(screens.beside(row["last_year"], is_share=share), _indicators.moved(page, row, "last_year"))
    st.caption("  \n".join(filter(None, (asked, missing, within, f"{before} · {then}"))))


def _where(row: Row) -> str:
    """Units that lack something; of a single unit its name."""
    lacks = lacking(row)
    said = [indicator_words.where(lacks, ON_CARD_AT_MOST)] if lacks else []
    unsent = silent(row)
    return " · ".join([*said, *([f"{screens.NOT_IN}: {screens.missing_units(unsent, ON_CARD_AT_MOST)}"] if unsent else [])])


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
        _parts.go("indicators", **_parts.choices(page, indicator=code))

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
