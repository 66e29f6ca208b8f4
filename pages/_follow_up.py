"""The pieces of «Theo dõi»: the answer of each kind with its chart, the matters one by one, what offices have sent."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from charts.countdown import countdown
from charts.stacks import stacks
from pages import Page, _cases, _counting, _lines, _parts
from pages._once import still
from wording import countdown as chart_words
from wording import follow_up as words
from wording import indicators as indicator_words
from wording import screens
from wording.countdown import DRAWN_AT_MOST

Row = dict[str, Any]
ALL = "all"
OFFICES = 12  # laid out whole; those of more wards stand in a table with its own scroll bar


def show_answers(page: Page) -> bool:
    """A sentence a kind, and all kinds in one chart. Gives whether any office has ever sent the sheet."""
    part = page.snapshot["follow_up"]
    if all(row["state"] == "never" for row in part["by_unit"]):
        st.info(words.NO_SHEET if part["by_unit"] else words.NO_OFFICE, icon=":material/info:")
        return False
    _show_kinds(page, part["by_kind"], words.silent(_offices(page)))
    return True


def _offices(page: Page) -> list[Row]:
    """The offices that may send the sheet, and the ward of each where the page is of several."""
    within = _cases.within(page)
    rows = _told_apart(page, page.snapshot["follow_up"]["by_unit"])
    return [row | {"branch": within.get(row["unit"])} for row in rows]


def _told_apart(page: Page, rows: list[Row]) -> list[Row]:
    """Rows under the names of their offices, with the ward where the page is of several."""
    names = _parts.unit_names(page)
    return [row | {"name": names.get(row["unit"], row["name"])} for row in rows]


@still
def _show_kinds(page: Page, kinds: list[Row], silent: str) -> None:
    st.markdown("\n".join(f"- {words.answer(row)}" for row in kinds))
    if silent:
        st.markdown(silent)
    st.subheader(words.CHART)
    drawn = [{**row, "name": row["label"], "said": words.left_of(row)} for row in kinds]
    table = [words.kind_line(row) for row in kinds]
    _parts.draw(page, words.CHART, stacks, drawn, words.sentence(kinds), table, parts=words.PARTS)


def link_kinds(page: Page, indicator: Row) -> None:
    """The way to what offices follow of the kind that an indicator is about, with what is left of it, and why the two
    counts differ; of a kind that no indicator of its clause names, from all of them."""
    found = [row for row in page.snapshot["follow_up"]["by_kind"] if row["items"] and _belongs(page, row, indicator)]
    for row in found:
        _parts.link("follow_up", words.in_short(row), **_parts.choices(page, kind=row["kind"]))
    if found:
        st.caption(words.TWO_COUNTS)


def _belongs(page: Page, kind: Row, indicator: Row) -> bool:
    beside = [row for row in page.snapshot["indicators"] if row["clause"] == kind["clause"]]
    named = [row["code"] for row in beside if words.is_about(kind, row["label"])]
    return indicator["clause"] == kind["clause"] and (not named or indicator["code"] in named)


def say_unit(page: Page) -> None:
    """What the page's unit follows, a sentence a kind, and the way to it; nothing of a unit that has no such sheet."""
    part = page.snapshot["follow_up"]
    if not part["by_unit"]:
        return
    st.subheader(words.TITLE)
    st.markdown("\n".join(f"- {line}" for line in words.answers(part)))
    _parts.link("follow_up", words.SEE, **_parts.choices(page))


def show_items(page: Page) -> None:
    """What is not done yet, the first deadline first, then what is; on a projector neither."""
    if page.is_meeting:
        st.caption(words.NOT_LISTED)
        return
    part = page.snapshot["follow_up"]
    kinds = {row["kind"]: row["label"] for row in part["by_kind"] if row["items"]}
    asked = _parts.pick("kind", words.PICK_KIND, {ALL: words.ALL} | kinds)
    items = _told_apart(page, [row for row in part["items"] if asked in (ALL, row["kind"])])
    left = [row for row in items if row["state"] in words.OPEN]
    done = [row for row in items if row["state"] not in words.OPEN]
    st.subheader(words.LIST)
    if left:
        _show_left(page, left)
    else:
        st.markdown(words.NONE_OPEN)
    st.subheader(words.DONE_LIST)
    if done:
        _lines.show([words.item_line(row) for row in done], column_config=WIDE)
    else:
        st.markdown(words.NONE_DONE)

    _show_sources(page)


WIDE = {words.CONTENT: st.column_config.Column(width="large"), words.NOTE: st.column_config.Column(width="medium")}


def _show_left(page: Page, rows: list[Row]) -> None:
    """The days to each deadline, and the table open below: it is the list that leaders ask for."""
    drawn = [{"name": row["content"], "days": row["days_left"]} for row in rows[:DRAWN_AT_MOST]]
    table = [words.item_line(row) for row in rows]
    said = words.nearest(rows[0]) + chart_words.drawn(len(drawn), len(rows))
    _parts.draw(page, words.LIST, countdown, drawn, said, [], soon=words.SOON_DAYS)
    _lines.show(table, column_config=WIDE)


def _show_sources(page: Page) -> None:
    """The cell of each matter in the file that its office sent; asked for when it is opened."""
    with st.expander(words.SOURCES, on_change="rerun", key="follow_up_sources") as opened:
        if opened.open:
            rows = _told_apart(page, _cases.ask(page, "follow_up_cells"))
            _parts.show_table([words.source_line(row, _cell(row)) for row in rows])
            _parts.link("submit", words.FILES, **_parts.choices(page, section="history"))


def _cell(row: Row) -> tuple[str, str]:
    """Sheet and cell of a matter's content."""
    for place in json.loads(row["places"]).values():
        if "matter_kind" in place["columns"]:
            return place["sheet"], f"{place['columns'].get('content', 'A')}{row['row_number']}"
    return "", ""


@still
def show_units(page: Page) -> None:
    """Which offices have sent the sheet."""
    rows = _offices(page)
    if not rows:
        return
    st.subheader(words.BY_UNIT)
    _lines.show([words.unit_line(row) for row in rows], most=OFFICES)


@still
def show_figures(page: Page) -> None:
    """The figures of the clauses that matters are followed under: they count what all units report."""
    clauses = dict.fromkeys(row["clause"] for row in page.snapshot["follow_up"]["by_kind"])
    rows = [row for clause in clauses for row in page.snapshot["indicators"] if row["clause"] == clause]
    if rows:
        st.subheader(words.FIGURES)
        st.caption(words.ABOUT_FIGURES)
        _parts.show_table([_figure_line(page, row) for row in rows], st.table, border="horizontal")
        _parts.link("indicators", screens.MENU["indicators"].title, **_parts.choices(page))


def _figure_line(page: Page, row: Row) -> Row:
    figure, beside = indicator_words.figure(row), indicator_words.beside(row, _counting.measure(page, row))
    return {
        screens.INDICATOR: f"**{row['code']}** {row['label']}",
        screens.VALUE: f"{figure} {beside}",
        screens.STATUS_WORD: indicator_words.status(row),
    }
