"""How long cases stay open, on «Đơn thư»: a curve for each kind with cases enough, a sentence for the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.survival import survival
from exports.durations import ENOUGH_FOR_A_CURVE, durations
from pages import Page, _complaints, _parts
from pages._once import still
from wording import charts as chart_words
from wording import durations as words
from wording.formats import percent_value

Row = dict[str, Any]


@still
def show_durations(page: Page, source: str) -> None:
    """The kinds of one register. In public nothing: where cases are few, a curve tells of each of them."""
    if page.is_meeting:
        return
    found = durations(page.store, unit=page.unit, period=page.period, as_of=page.as_of or datetime.now(UTC))
    rows = [row for row in found if row["source"] == source]
    labels = _complaints.kind_labels(page)
    st.subheader(words.HEADING, anchor="thoi-gian")
    has_curve = any(row["points"] for row in rows)
    st.caption(f"{words.ABOUT} {words.ABOUT_BAND}" if has_curve else words.ABOUT)
    if not rows:
        st.markdown(words.NOTHING)
    for row in rows:
        if row["points"]:
            _draw(page, labels[row["kind"]], row)
        else:
            st.markdown(words.counted(labels[row["kind"]], row, ENOUGH_FOR_A_CURVE))


def _draw(page: Page, kind: str, row: Row) -> None:
    told = words.sentence(kind, row, chart_words.survival_sentence(row["points"]))
    _parts.draw(page, words.name(kind), survival, row["points"], told, [_line(point) for point in row["points"]])


def _line(point: Row) -> Row:
    return {words.DAY: str(point["day"]), words.STILL_OPEN: percent_value(point["open_share"]),
            words.BAND: words.band(point)}  # fmt: skip
