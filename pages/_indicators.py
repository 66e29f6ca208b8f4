"""The pieces of «Chỉ tiêu»: which indicator is looked at, how far it is and what is lacking, how its units stand."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import streamlit as st

from charts.bars import bars_against_target
from exports.history import is_past, lacking, silent
from exports.profiles import SOURCES
from pages import Page, _below, _choose, _chosen, _counting, _follow_up, _help, _parts, _show_in_address
from pages._once import framed, still
from wording import charts as chart_words
from wording import help as help_words
from wording import indicators as words
from wording import screens, terms

Row = dict[str, Any]


def choose(page: Page) -> Row:
    """The indicator of the address, else the first that is not met, else the first stated one."""
    rows: dict[str, Row] = {row["code"]: row for row in page.snapshot["indicators"]}
    asked = _chosen("indicator")
    if asked and asked not in rows:
        st.info(words.not_here(asked), icon=":material/info:")
    code = asked if asked in rows else _first(list(rows.values()))
    st.session_state["pick_indicator"] = code
    codes = list(rows)
    place = codes.index(code)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words.PICK, codes, key="pick_indicator", format_func=lambda code: words.name_in_list(rows[code]),
            on_change=lambda: _choose("indicator", st.session_state["pick_indicator"]),
        )  # fmt: skip
        _step(words.EARLIER, ":material/chevron_left:", codes[place - 1] if place else None)
        _step(words.LATER, ":material/chevron_right:", codes[place + 1] if place + 1 < len(codes) else None)
    _show_in_address("indicator", code)
    return rows[code]


def _first(rows: list[Row]) -> str:
    order = list(terms.TARGET_KIND)
    ranked = sorted(rows, key=lambda row: (row["status"] != "not_met", order.index(row["target_kind"])))
    return str(ranked[0]["code"])


def _step(label: str, icon: str, code: str | None) -> None:
    st.button(label, icon=icon, disabled=code is None, on_click=_choose, args=("indicator", code))


def list_by_clause(page: Page, code: str) -> None:
    """All indicators in the order of the resolution; a chosen line opens its indicator and closes the list."""
    rows, key = page.snapshot["indicators"], f"list_{code}"

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            _choose("indicator", rows[chosen[0]]["code"])

    with st.expander(words.ALL_BY_CLAUSE, icon=":material/list:"):
        st.caption(words.PICK_IN_LIST)
        st.dataframe(
            _lines(look=page.look, _rows=rows), hide_index=True, key=key, on_select=picked,
            selection_mode="single-row", height=420,
        )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=50)
def _lines(look: str, _rows: list[Row]) -> pa.Table:
    """The list of a look of the page, for each of its indicators; read-only."""
    return framed([_line(row) for row in _rows])


@still
def list_needed(page: Page) -> None:
    """What is still to be done, indicator by indicator, and where; what is judged soonest comes first, what nobody can
    make up for last."""
    rows = [row for row in page.snapshot["indicators"] if row["still_needed"] and row["status"] != "not_reported"]
    rows.sort(key=lambda row: (is_past(row), row["status"] != "not_met", row["judged_from_quarter"]))
    if rows:
        with st.expander(words.all_needed(len(rows)), icon=":material/task:"):
            _parts.show_table([_needed_line(page, row) for row in rows], st.table, border="horizontal")


def _needed_line(page: Page, row: Row) -> dict[str, str]:
    return {
        screens.INDICATOR: f"**{row['code']}** {row['label']}",
        words.LACKS: words.in_list(_counting.needed(page, row), is_past=is_past(row)),
        words.WHERE: words.where_or_who(row, lacking(row)),
        screens.STATUS_WORD: words.status(row),
        words.JUDGED_FROM: words.quarter(row["judged_from_quarter"]),
    }


def _line(row: Row) -> dict[str, str]:
    return {
        words.CLAUSE: row["clause"],
        words.CODE: row["code"],
        screens.STATUS_WORD: words.status(row),
        screens.INDICATOR: row["label"],
        screens.VALUE: words.figure(row),
        screens.OF_WHOLE: words.whole(row),
        screens.TARGET: screens.target(row["target"], row["better"], is_share=_parts.is_share(row)),
        screens.KIND_OF_TARGET: terms.TARGET_KIND[row["target_kind"]],
    }


@still
def show_head(page: Page, row: Row) -> None:
    """The figure with its whole, how it is judged, what is lacking, how it moved, where it comes from."""
    share = _parts.is_share(row)
    st.subheader(f"{row['code']} · {row['label']}")
    st.caption(words.clause_line(row, is_share=share))
    left, right = st.columns([2, 5], border=True)
    with left:
        beside = words.beside(row, _counting.measure(page, row))
        st.markdown(f"### {words.figure(row)}{f' :small[{beside}]' if beside else ''}")
        _counting.badge(row)
        if row["target"] is not None:
            st.caption(words.asked_for(row, is_share=share))
    with right:
        measure = _counting.measure(page, row)
        st.markdown(words.lacking(row, lacking(row), silent(row), measure, is_past=is_past(row)))
        for more in filter(None, (words.carried(row), words.within(row, is_share=share))):
            st.markdown(more)
        st.markdown(words.changes(_counting.moved(page, row, "previous"), _counting.moved(page, row, "last_year")))
        _parts.link("sources", words.SOURCES, **_parts.choices(page, indicator=row["code"], of=page.unit))
        _link_register(page, row)
        _follow_up.link_kinds(page, row)
    st.caption(f"**{help_words.COMPUTED}** {_help.of(page, row)}")


def _link_register(page: Page, row: Row) -> None:
    """The way to the register or to the training that an indicator is counted from, over the same span."""
    source = row["operands"][0].split(":")[0]
    if source in SOURCES:
        _parts.link("complaints", words.SEE_CASES, **_parts.choices(page, register=SOURCES[source], span="year"))
    elif row["method"] == "coverage":
        _parts.link("training", words.SEE_TRAINING, **_parts.choices(page, cohort=row["operands"][0].split(":")[1]))


def show_by_unit(page: Page, row: Row) -> None:
    """Each unit against the target, the table below, the way to each, a link to the source of each figure."""
    st.subheader(words.BY_UNIT if row["target"] is not None else words.TRACKED_BY_UNIT)
    rows, counted = row["by_unit"], _counting.measure(page, row)
    sentence = chart_words.units_sentence(rows, noun=_counting.noun(page, row), measure=counted)
    lacks = {unit["unit"]: unit["lacks"] for unit in lacking(row)}
    _below.draw_units(
        page, f"{row['code']} {words.BY_UNIT}", bars_against_target, rows, sentence,
        [_unit_line(unit, lacks) for unit in rows], [unit["unit"] for unit in rows], target=row["target"],
        better=row["better"], measure=counted,
    )  # fmt: skip
    _link_sources(page, row)


@still
def _link_sources(page: Page, row: Row) -> None:
    rows = row["by_unit"]
    sources = [(words.source_of(unit["name"], unit), {"indicator": row["code"], "of": unit["unit"]}) for unit in rows]
    _parts.link_each(page, "sources", words.SOURCES_BY_UNIT, sources)


def _unit_line(unit: Row, lacks: dict[str, int]) -> dict[str, str]:
    shown = chart_words.stated(unit)
    return {
        screens.UNIT_COLUMN: unit["name"],
        screens.VALUE: words.figure(unit),
        screens.OF_WHOLE: words.whole(unit),
        screens.STATUS_WORD: words.status(unit),
        words.LACKS: str(lacks.get(unit["unit"], "")),
        screens.RANGE: screens.between(shown["low"], shown["high"], is_share=unit["denominator"] is not None),
    }
