"""Cards, figures and tables of a register on «Đơn thư»; what the snapshot withholds is said, never drawn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.cases import ageing, by_field, case_flow
from exports.unreported import of_units
from pages import Page, _complaints, _parts
from pages._once import still
from wording import charts as chart_words
from wording import complaints as words
from wording import screens

Row = dict[str, Any]
Share = tuple[int | None, int | None]  # part and whole
TIMELINESS = (words.IN_TIME, words.OVERDUE, words.IN_TIME_OF_ALL, words.SOON, words.UNACCEPTED)
DRAWN_AT_MOST = 10  # units in a figure


@still
def cards(page: Page, source: str, span: str) -> None:
    """The shares of the register, each beside that of the other span, on time always beside what is overdue; in public
    the indicators, which withhold."""
    if page.is_meeting:
        st.caption(words.INDICATORS)
        _indicator_cards(page, source)
        return
    rows, has_deadline = _complaints.by_kind(page, source, span), _complaints.has_deadline(page, source)
    spans = {name: _shares(page, source, name) for name in (span, *words.SPAN)}
    columns = st.columns(4 if has_deadline else 2)
    for column, label in zip(columns, spans[span] if has_deadline else (words.RESOLVED,), strict=False):
        with column:
            over = None if label == words.RESOLVED else _complaints.total(rows)["open_overdue"]
            _card(label, {name: shares[label] for name, shares in spans.items()}, over)
    with columns[-1], st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(f"**{words.MEDIAN}**", help=words.MEDIAN_HELP)
        labels = _complaints.kind_labels(page)
        for row in rows:
            st.markdown(f"{labels[row['kind']]}: **{words.days(row['median_days'])}**")
    st.caption(words.WHY_BESIDE if has_deadline else words.NO_DEADLINES)


def _shares(page: Page, source: str, span: str) -> dict[str, Share]:
    """What is resolved, and how soon, over a span."""
    whole = _complaints.total(_complaints.by_kind(page, source, span))
    return {
        words.RESOLVED: (whole["resolved"], whole["under_competence"]),
        words.ON_TIME: (whole["resolved_on_time"], whole["resolved_with_deadline"]),
        words.TIMELY: (whole["resolved_on_time"], _complaints.timely_whole(whole)),
    }


def _card(label: str, shares: dict[str, Share], overdue: int | None = None) -> None:
    """`shares`: by span, the one that is shown first."""
    shown, *others = shares
    share = words.share(*shares[shown])
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(f"**{label}**")
        st.markdown(f"#### {share[0]}" + (f" :small[({share[1]})]" if share[1] else ""))
        for span in others:
            st.caption(words.in_span(span, *shares[span]))
        if overdue:
            st.badge(words.counted(words.OVERDUE, overdue), icon=":material/alarm:", color="red")
        elif overdue == 0:
            st.badge(words.counted(words.OVERDUE, overdue), icon=":material/check:", color="green")


def _indicator_cards(page: Page, source: str) -> None:
    shown = [row for row in _complaints.indicators(page, source) if not row.get("is_suppressed")]
    for column, row in zip(st.columns(max(1, len(shown))), shown, strict=False):
        with column:
            _parts.card(row)


def draw_flow(page: Page, source: str, rows: list[Row]) -> None:
    """What came and went, of the kinds whose five counts are told; which those are is said where some are not."""
    told = [row for row in rows if all(row[name] is not None for name in chart_words.FLOW)]
    if not told:
        st.markdown(words.SMALL_WITHHELD)
        return
    labels = _complaints.kind_labels(page)
    whole: Any = _complaints.total(told)
    sentence = chart_words.flow_sentence(whole)
    kinds = dict.fromkeys(row["kind"] for row in _complaints.of_source(page, "by_kind", source))
    if left := [labels[kind] for kind in kinds if kind not in {row["kind"] for row in told}]:
        sentence = words.without(left, sentence)
    _parts.draw(page, words.FLOW, case_flow, whole, sentence, _flow_table(rows, labels))


def draw_ageing(page: Page, source: str) -> None:
    """How long open cases have been waiting."""
    rows, labels = _complaints.of_source(page, "ageing", source), _complaints.kind_labels(page)
    if all(row["cases"] is None for row in rows):
        st.markdown(words.SMALL_WITHHELD)
        return
    table = [{words.KIND: labels[row["kind"]], words.DAYS: chart_words.AGE[chart_words.bucket(row["bucket"])],
              words.CLOSING: words.count(row["cases"])} for row in rows]  # fmt: skip
    sentence = chart_words.ageing_sentence(rows, labels=labels)
    _parts.draw(page, words.AGEING, ageing, rows, sentence, table, labels=labels)


def draw_fields(page: Page, source: str) -> None:
    """What the cases of the year are about."""
    _draw_parts(page, words.BY_FIELD, words.FIELD, _complaints.of_source(page, "by_field", source), chart_words.FIELD)


def draw_units(page: Page) -> None:
    """Where petitions at the groups come from; the figure holds the units with most."""
    rows = of_units(page.snapshot["complaints"]["by_unit"], page.snapshot)
    heard = [{**row, "field": row["unit"], "field_label": row["name"]} for row in rows if not row.get("is_unreported")]
    if heard:
        by_most = sorted(heard, key=lambda row: -(row["received"] or 0))
        _draw_parts(page, words.BY_UNIT, words.UNIT, by_most, chart_words.UNITS[0])
    if len(heard) < len(rows):
        silent = [row["name"] for row in rows if row.get("is_unreported")]
        st.caption(f"{screens.NOT_IN}: {screens.missing_units(silent)}")


def _draw_parts(page: Page, name: str, heading: str, rows: list[Row], noun: str) -> None:
    if all(row["received"] is None for row in rows):
        st.markdown(words.SMALL_WITHHELD)
        return
    table = [{heading: row["field_label"]} | _came_and_went(row) for row in rows]
    said = chart_words.fields_sentence(rows, labels={}, noun=noun)
    _parts.draw(page, name, by_field, rows[:DRAWN_AT_MOST], said, table)


def _came_and_went(row: Row) -> Row:
    columns = {words.RECEIVED: "received", words.CLOSED: "resolved", words.CLOSING: "closing"}
    return {heading: words.count(row[name]) for heading, name in columns.items()}


def _flow_table(rows: list[Row], labels: dict[str, str]) -> list[Row]:
    columns = {words.OPENING: "opening", words.RECEIVED: "received", words.CLOSED: "resolved",
               words.OTHERWISE: "closed_otherwise", words.CLOSING: "closing"}  # fmt: skip
    return [
        {words.KIND: labels[row["kind"]]} | {heading: words.count(row[name]) for heading, name in columns.items()}
        for row in rows
    ]


def kind_table(page: Page, rows: list[Row]) -> list[Row]:
    """How each kind is resolved."""
    labels, limited = _complaints.kind_labels(page), _complaints.with_deadline(page)
    without = dict.fromkeys(TIMELINESS if {row["kind"] for row in rows} & limited else (), words.NO_DEADLINE)
    return [
        {
            words.KIND: labels[row["kind"]],
            words.RECEIVED: words.count(row["received"]),
            words.CLOSED: words.share_text(row["resolved"], row["under_competence"]),
        }
        | (_timeliness(row) if row["kind"] in limited else without)
        for row in rows
    ]


def _timeliness(row: Row) -> Row:
    on_time, whole = row["resolved_on_time"], row["resolved_with_deadline"]
    shown = (
        words.share_text(on_time, whole),
        words.count(row["open_overdue"]),
        words.share_text(on_time, _complaints.timely_whole(row)),
        words.count(row["due_soon"]),
        words.count(row["acceptance_overdue"]),
    )
    return dict(zip(TIMELINESS, shown, strict=True))
