"""An indicator quarter after quarter: the line of the whole, a small one for each unit, links to the sources."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from charts.multiples import small_multiples
from charts.trends import trend
from exports.history import BEGINS_AGAIN, History
from exports.history import history as build_history
from pages import Page, _below, _counting, _parts, _unit_changes, open_database
from pages._once import still
from wording import charts as chart_words
from wording import indicators as words
from wording import screens
from wording import units as unit_words
from wording.formats import HANOI

Row = dict[str, Any]


@st.cache_resource(show_spinner=False, max_entries=20)
def _history(
    path: str, version: tuple[Any, ...], unit: str, period: str, as_of: datetime | None, profile: str
) -> History:
    """Cached by everything that its figures depend on, so nothing shown can be stale."""
    return build_history(
        open_database(), unit=unit, period=period, as_of=as_of or datetime.now(UTC), profile=profile
    )  # fmt: skip


def points_of(page: Page, code: str) -> list[Row]:
    """An indicator's figures, a period each, up to the page's period."""
    version = (page.store.data_version, page.store.catalogue.digest, datetime.now(HANOI).date())
    found = _history(str(page.store.path), version, page.unit, page.period, page.as_of, page.profile)
    return found.get(code, [])


@still
def show_over_time(page: Page, row: Row) -> None:
    """The line of the whole, then a small one for each unit; it breaks where the count begins again each year."""
    points, counted, restarts = (
        points_of(page, row["code"]),
        _counting.measure(page, row),
        row["method"] in BEGINS_AGAIN,
    )
    goal = {"target": row["target"], "better": row["better"], "measure": counted, "restarts": restarts}
    st.subheader(words.OVER_TIME)
    sentence = chart_words.trend_sentence(points, restarts=restarts, measure=counted)
    changes = _unit_changes.by_period(page, [point["period"] for point in points])
    points = _unit_changes.marked(points, changes)
    _parts.draw(
        page, f"{row['code']} {words.OVER_TIME}", trend, points, sentence, [_point_line(p) for p in points], **goal
    )
    _unit_changes.show(page, changes)
    sources = [
        (words.source_of(point["label"], point), {"indicator": row["code"], "of": page.unit, "period": point["period"]})
        for point in points
    ]
    _parts.link_each(page, "sources", words.SOURCES_BY_QUARTER, sources)
    by_unit = [unit | {"period": p["period"], "label": p["label"]} for p in points for unit in p["by_unit"]]
    by_unit = _unit_changes.names_of_ended(page, by_unit)
    drawn = {unit["unit"] for unit in _below.few(row["by_unit"])} if len(row["by_unit"]) > _below.MOST else None
    if len(row["by_unit"]) < 2:
        return
    st.subheader(words.UNITS_OVER_TIME)
    if not by_unit:
        st.markdown(words.NO_UNITS_SHOWN)
        return
    sentence = chart_words.multiples_sentence(by_unit, noun=_counting.noun(page, row), measure=counted)
    if drawn is not None:
        st.caption(unit_words.drawn_of(len(drawn), len(row["by_unit"])))
    _parts.draw(
        page, f"{row['code']} {words.UNITS_OVER_TIME}", small_multiples,
        [unit for unit in by_unit if drawn is None or unit["unit"] in drawn], sentence, _grid(by_unit), **goal,
    )  # fmt: skip


def _point_line(point: Row) -> dict[str, str]:
    return {
        words.QUARTER: point["label"],
        screens.VALUE: words.figure(point),
        screens.OF_WHOLE: words.whole(point),
        screens.STATUS_WORD: words.status(point),
        screens.RANGE: screens.between(point["low"], point["high"], is_share=_parts.is_share(point)),
    }


def _grid(rows: list[Row]) -> list[dict[str, str]]:
    """Units down, quarters across."""
    lines: dict[str, dict[str, str]] = {}
    for row in rows:
        line = lines.setdefault(row["unit"], {screens.UNIT_COLUMN: row["name"]})
        line[chart_words.period_name(row["period"])] = chart_words.unit_label(chart_words.stated(row), "")
    return list(lines.values())
