"""The pieces of «Thay đổi»: which meeting to compare with, what moved, the returns that moved it, the cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import streamlit as st

from charts.changes import readings
from data.catalogue import Period
from exports.comparison import READINGS, Moment, moved, told
from exports.seal_comparison import Pair, compare_seals
from exports.snapshot import build
from pages import Page, _choose, _chosen, _lines, _parts
from pages._once import still
from wording import comparison as words
from wording import indicators as indicator_words
from wording.formats import HANOI, read_instant
from wording.sources import plain
from wording.units import fitted

Row = dict[str, Any]
NAME = 60  # letters: a longer one would push the file and the reason out of sight


def choose_before(page: Page) -> Moment:
    """The period that was shown and the day up to which it was known; by default the one before, at its due day."""
    until = page.store.catalogue.period(page.period)
    assert until
    known = [period for period in page.store.catalogue.periods if period.ends_on <= until.ends_on]
    newest_first = sorted(known, key=lambda period: period.ends_on, reverse=True)
    ordered = [*newest_first[1:], newest_first[0]]  # unless chosen, the period before
    left, right = st.columns(2)
    with left:
        code = _parts.pick("before", words.PICK_BEFORE, {period.code: period.label for period in ordered})
    with right:
        since = _choose_since(next(period for period in known if period.code == code))
    return Moment(code, since)


def _choose_since(period: Period) -> datetime:
    today = datetime.now(HANOI).date()
    default = min(period.due_on, today)
    try:
        since = date.fromisoformat(_chosen("since") or "")
    except ValueError:
        since = default
    st.session_state["pick_since"] = min(since, today)
    st.date_input(
        words.PICK_SINCE, key="pick_since", format="DD/MM/YYYY", help=words.SINCE_HELP, max_value=today,
        on_change=_picked_since,
    )  # fmt: skip
    return read_instant(min(since, today).isoformat())


def _picked_since() -> None:
    since = st.session_state["pick_since"]
    _choose("since", since.isoformat() if since else None)


def changes(page: Page, before: Moment | Pair) -> Row:
    """All that changed, worked out once for a look of the page."""
    return _changes(page.look, before, _page=page)


@st.cache_resource(show_spinner=False, max_entries=20)
def _changes(look: str, before: Moment | Pair, _page: Page) -> Row:
    if isinstance(before, Pair):
        return compare_seals(_page.store, before)
    shown = build(_page.store, unit=_page.unit, period=before.period, as_of=before.as_of, profile=_page.profile)
    # As they stand now, both quarters are snapshots that other pages show too.
    documents = [shown, replace(_page, period=before.period).snapshot, _page.snapshot]
    return told(_page.store, documents, before, Moment(_page.period, datetime.fromisoformat(_page.snapshot["as_of"])))


@still
def show_indicators(page: Page, before: Moment | Pair) -> None:
    """The indicators that moved: shares in a figure with its table, the others in a table of their own."""
    rows = [row for row in changes(page, before)["indicators"] if moved(row)]
    corrected = sum(_read(row, "shown") != _read(row, "corrected") for row in rows)
    shares, counts = ([row for row in rows if (row["denominator"] is not None) is asked] for asked in (True, False))
    drawn = [
        {"code": row["code"], "label": row["label"]} | {reading: _value(row, reading) for reading in READINGS}
        for row in shares
    ]
    st.subheader(words.INDICATORS)
    sentence = words.moved(len(rows), corrected)
    if drawn:
        _parts.draw(page, words.INDICATORS, readings, drawn, sentence, [_line(row) for row in shares])
    else:
        st.markdown(sentence)
    if counts:
        st.caption(words.COUNTS)
        lines = [{name: plain(text) for name, text in _line(row).items()} for row in counts]
        _parts.show_table(lines, st.table, border="horizontal")  # its long names break, so a phone has room for figures


def _read(row: Row, reading: str) -> Row:
    found: Row = row[reading] or {}
    return found


def _value(row: Row, reading: str) -> float | None:
    return _read(row, reading).get("value")


def _line(row: Row) -> Row:
    is_share = row["denominator"] is not None
    shown, corrected, now = (_value(row, reading) for reading in READINGS)
    return (
        {words.INDICATOR: f"{row['code']} {row['label']}"}
        | {words.READING[reading]: words.figure(row[reading], is_share=is_share) for reading in READINGS}
        | {
            words.BY_CORRECTION: indicator_words.moved(_difference(shown, corrected), is_share=is_share),
            words.BY_EVENTS: indicator_words.moved(_difference(corrected, now), is_share=is_share),
        }
    )


def _difference(then: float | None, now: float | None) -> Fraction | None:
    return None if then is None or now is None else Fraction(str(now)) - Fraction(str(then))


@still
def show_returns(page: Page, before: Moment | Pair) -> None:
    """Which returns the changes come from; corrections and withdrawals first."""
    st.subheader(words.RETURNS)
    labels = {period.code: period.label for period in page.store.catalogue.periods}
    order = list(reversed(words.WHAT))
    rows = sorted(changes(page, before)["returns"], key=lambda row: order.index(row["what"]))
    if not rows:
        st.markdown(words.NO_RETURNS)
        return
    lines = [
        {words.WHAT_COLUMN: words.WHAT[row["what"]], words.UNIT: fitted(row["name"], NAME),
         words.PERIOD: labels[row["period"]], words.VERSION: str(row["version"]),
         words.WHEN: words.when(row["happened_at"]), words.FILE: row["file_name"], words.REASON: row["reason"] or ""}
        for row in rows
    ]  # fmt: skip
    _parts.show_table(lines, column_config={words.UNIT: _lines.wide_enough(line[words.UNIT] for line in lines)})


@still
def show_cases(page: Page, before: Moment | Pair) -> None:
    """Complaints and petitions by code; a denunciation is never listed, and in public none is."""
    st.subheader(words.CASES)
    found = changes(page, before)
    rows = found["cases"]
    if found["profile"] == "public":
        st.caption(words.NO_CASES_SHOWN)
    elif not rows:
        st.markdown(words.NO_CASES)
    else:
        names, kinds = _parts.unit_names(page), {row.kind: row.label for row in page.store.catalogue.deadlines}
        lines = [
            {words.WHAT_COLUMN: words.CASE_WHAT[row["what"]], words.CODE: row["code"], words.KIND: kinds[row["kind"]],
             words.UNIT: fitted(names[row["unit"]], NAME), words.DETAIL: words.case_detail(row)}
            for row in rows
        ]  # fmt: skip
        _parts.show_table(lines, column_config={words.UNIT: _lines.wide_enough(line[words.UNIT] for line in lines)})


def say_summary(page: Page, before: Moment) -> None:
    """One sentence: what has come in since."""
    say_returns(page, before, before.as_of.astimezone(HANOI))
    st.caption(words.ABOUT)


def say_returns(page: Page, before: Moment | Pair, since: datetime) -> None:
    """How many returns have come in, by what they are."""
    st.markdown(words.summary(changes(page, before)["returns"], since))
