"""Before a batch is accepted: what it changes in returns, what is far from earlier figures, which indicators move."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data.store import Store
from data.writing import after
from exports.snapshot import build
from loaders.changes import Change, changes
from loaders.intake import Outcome, keep_rows
from loaders.jobs import Job
from loaders.samples import has_samples
from pages import Page, _differences, _lines, person
from pages._parts import show_table, unit_names
from wording import versions as words

Row = dict[str, Any]
FIGURE = ("numerator", "denominator", "status")


def show(page: Page, job: Job) -> None:
    """What accepting the batch would change, while it may be accepted; nothing is stored. Nothing on a projector."""
    if page.is_meeting or job.phase != "read" or not job.acceptable or has_samples(page.store):
        return
    found = _changes(f"{job.id} {page.store.data_version}", page.store, job.outcomes)
    differing = [change for change in found if change.difference]
    places = sum(change.difference.places for change in differing if change.difference)
    first = sum(change.version == 1 for change in found)
    st.markdown(words.changed(first, len(found) - first - len(differing), len(differing), places))
    if differing:
        with st.expander(words.see_changes(places)):
            _show_differences(page.store, differing)
    if jumps := _jumps(found):
        with st.expander(words.far_out(len(jumps))):
            st.caption(words.JUMPS_ARE_NO_ERROR)
            show_table(jumps)
    with st.expander(words.MOVES, key=f"moves_{job.id}", on_change="rerun") as opened:
        if opened.open:
            _show_moves(page, job, found)


@st.cache_resource(show_spinner=False, max_entries=20)
def _changes(asked: str, _store: Store, _outcomes: list[Outcome]) -> list[Change]:
    """Once a batch and data version."""
    return changes(_outcomes, _store, datetime.now(UTC))


def _report(change: Change) -> str:
    assert change.result.unit
    assert change.result.period
    return words.report(change.result.unit.name, change.result.period.label)


def _show_differences(store: Store, differing: Iterable[Change]) -> None:
    """A table each return; where that would be a page without end, all in one."""
    tables = [
        (_report(change), _differences.lines(store.catalogue, change.difference))
        for change in differing
        if change.difference
    ]
    if sum(len(lines) for _, lines in tables) > _lines.MOST_READ:
        _lines.show([{words.REPORT: named, **line} for named, lines in tables for line in lines])
        return
    for named, lines in tables:
        st.markdown(named)
        _lines.show(lines)


def _jumps(found: Iterable[Change]) -> list[dict[str, str]]:
    """The figure that has grown or fallen most, by share of what is usual, stands first."""
    far = [(change, measure, jump) for change in found for measure, jump in change.jumps]
    far.sort(key=lambda each: each[2].share, reverse=True)
    return [
        {
            words.REPORT: _report(change),
            words.MEASURE: words.jump_measure(measure.ms, measure.label, measure.kind == "cumulative"),
            words.NOW: words.said(jump.value),
            words.USUAL: words.usual(jump.usual),
            words.EARLIER: words.earlier(jump.earlier),
        }
        for change, measure, jump in far
    ]


# --- indicators --------------------------------------------------------------------------------------------------


def _show_moves(page: Page, job: Job, found: Iterable[Change]) -> None:
    """The indicators of the page's unit for a period that the batch is about, or for the page's own after it."""
    periods = {change.result.period for change in found if change.result.period}
    own = page.store.catalogue.period(page.period)
    if own and own.ends_on > min(period.ends_on for period in periods):
        periods.add(own)
    labels = {period.code: period.label for period in sorted(periods, key=lambda period: period.ends_on, reverse=True)}
    chosen = page.period if page.period in labels else next(iter(labels))
    if len(labels) > 1:
        chosen = st.selectbox(
            words.MOVES_PERIOD, list(labels), index=list(labels).index(chosen), format_func=lambda code: labels[code],
            key=f"moves_period_{job.id}",
        )  # fmt: skip
    with st.spinner(words.MOVES):
        asked = f"{job.id} {page.store.data_version} {page.unit} {chosen}"
        rows = _moves(asked, page.store, job.outcomes, page.unit, chosen)
    st.markdown(words.moved(len(rows), unit_names(page)[page.unit], labels[chosen]))
    if rows:
        show_table(rows, st.table, border="horizontal")


@st.cache_resource(show_spinner=False, max_entries=50)
def _moves(asked: str, _store: Store, _outcomes: list[Outcome], _unit: str, _period: str) -> list[Row]:
    """Once a batch, data version, unit and period."""
    pairs = moves(_store, _outcomes, _unit, _period, datetime.now(UTC))
    return [
        {
            words.INDICATOR: f"{now['code']} {now['label']}",
            words.AT_PRESENT: words.value(before, is_judged=before["status"] != now["status"]),
            words.IF_ACCEPTED: words.value(now, is_judged=before["status"] != now["status"]),
        }
        for before, now in pairs
    ]


def moves(store: Store, outcomes: Iterable[Outcome], unit: str, period: str, now: datetime) -> list[tuple[Row, Row]]:
    """Each indicator of a unit for a period that differs once the accepted returns are in: its rows before and after.

    Both are the snapshot's own, built in a transaction that holds the returns and is undone.
    """
    with store.supposing(person().name, now) as world:

        def indicators() -> dict[str, Row]:
            as_of = after(world.ask("last_event")[0]["last_event_at"], now)
            return {row["code"]: row for row in build(world, unit=unit, period=period, as_of=as_of)["indicators"]}

        before = indicators()
        for outcome in outcomes:
            if outcome.outcome == "accepted":
                keep_rows(outcome.result, world)
        pairs = [(before[code], row) for code, row in indicators().items() if code in before]
    return [(was, row) for was, row in pairs if any(was[name] != row[name] for name in FIGURE)]
