"""The history of a unit and period: its versions, what was refused, how two differ, and taking one back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from data.writing import after
from loaders.changes import kept_rows
from loaders.differences import difference
from loaders.withdrawals import CannotWithdraw, withdraw
from pages import Page, _differences, _group, _lines, _who
from pages._original import original
from pages._parts import choices, link, pick, show_table, unit_names
from wording import problems, purges, sources
from wording import versions as words
from wording.formats import instant

Row = dict[str, Any]
JUST_BEFORE = timedelta(microseconds=1)
LONGEST_REASON = 200


def show_history(page: Page) -> None:
    """All that came in from a unit for the page's period, as known at the page's moment; nothing on a projector.

    A unit with units below it reports nothing itself: one of them is chosen.
    """
    units = {unit.code: unit for unit in _group.reporting(page)}
    if page.is_meeting or not units:
        return
    unit = units[pick("of", words.PICK_UNIT, _group.labels(page, list(units.values())))]
    versions, refused = _history(f"{page.look} {unit.code}", page, unit.code)
    whose = unit_names(page)[unit.code], page.snapshot["period"]["label"]
    if versions:
        st.markdown(words.whose(*whose))
        show_table([_line(row) for row in versions], st.table, border="horizontal")
        _show_version(page, versions, whose)
        if len(versions) > 1:
            _show_comparison(page, versions)
    else:
        st.markdown(words.none_received(*whose))
    if refused:
        _show_refusals(refused)


@st.cache_resource(show_spinner=False, max_entries=100)
def _history(asked: str, _page: Page, _unit: str) -> tuple[list[Row], list[Row]]:
    """Versions and refusals; read-only. A clock that was set back hides none of them."""
    as_of = _page.as_of or after(_page.store.ask("last_event")[0]["last_event_at"], datetime.now(UTC))
    with _page.store.asking(unit=_unit, period=_page.period, as_of=as_of) as ask:
        return ask("versions"), ask("refusals")


def _line(row: Row) -> Row:
    return {
        words.VERSION: words.numbered(row["version"]),
        words.RECEIVED: sources.plain(words.received(row)),
        words.FILE: sources.plain(row["file_name"]),
        words.STATE: sources.plain(words.state(row)) + (f" · {_gone(row)}" if row["purged_at"] else ""),
    }


def _gone(row: Row) -> str:
    return sources.plain(purges.gone(row | {"reason": row["purge_reason"]}))


def _choose(label: str, versions: list[Row], place: int) -> Row:
    """One version; its choice is forgotten when another comes in."""
    key = f"{label} {versions[-1]['submission']}"
    chosen = st.selectbox(label, range(len(versions)), place, key=key, format_func=lambda n: words.version(versions[n]))
    return versions[chosen]


# --- one version -------------------------------------------------------------------------------------------------


def _show_version(page: Page, versions: list[Row], whose: tuple[str, str]) -> None:
    """What can be done with one version: take its file away, look at the figures before it, withdraw it."""
    row = _choose(words.CHOOSE_VERSION, versions, len(versions) - 1) if len(versions) > 1 else versions[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        name = PurePosixPath(row["file_name"]).name
        if row["purged_at"]:
            st.markdown(purges.ORIGINAL_PURGED)
        else:
            st.download_button(
                words.download(row["version"]), original(page, row["submission"]), name, on_click="ignore",
                icon=":material/download:", key=f"original_{row['submission']}",
            )  # fmt: skip
        moment = (row["received_at"] - JUST_BEFORE).isoformat()
        link("overview", words.world_before(row["version"]), **choices(page, as_of=moment))
        is_offered = not (row["is_sample"] or row["withdrawn_at"] or page.as_of)
        if is_offered and st.button(words.withdraw(row["version"]), icon=":material/undo:"):
            st.dialog(words.withdrawing(row["version"], *whose))(_confirm)(page, row, versions)
    if row["is_sample"]:
        st.caption(words.SAMPLE)
    elif page.as_of:
        st.caption(words.LOOKING_BACK)


def _confirm(page: Page, row: Row, versions: list[Row]) -> None:
    """What withdrawing does, and why it is done."""
    st.markdown(_consequence(row, versions))
    st.caption(words.NOTHING_IS_DELETED)
    reason = st.text_input(words.REASON, max_chars=LONGEST_REASON, key=f"reason_{row['submission']}")
    with st.container(horizontal=True):
        is_meant = st.button(words.withdraw(row["version"]), type="primary", key=f"withdraw_{row['submission']}")
        if st.button(words.CANCEL):
            st.rerun()
    if is_meant:
        try:
            _who.refuse_unless("upload")
            by, now = page.person.name, datetime.now(UTC)
            withdraw(page.store, row["submission"], by, now, reason, allowed=page.allowed)
        except CannotWithdraw as refused:
            st.error(words.CANNOT[refused.why])
        else:
            st.rerun()


def _consequence(row: Row, versions: list[Row]) -> str:
    if not row["is_current"]:
        return words.NOT_CURRENT
    left = [other["version"] for other in versions if other is not row and not other["withdrawn_at"]]
    return words.current_again(max(left)) if left else words.NONE_LEFT


# --- two versions, and none --------------------------------------------------------------------------------------


def _show_comparison(page: Page, versions: list[Row]) -> None:
    """What any version says otherwise than any other; worked out when it is opened."""
    with st.expander(words.COMPARE, on_change="rerun", key=f"compare_{versions[0]['submission']}") as opened:
        if opened.open:
            left, right = st.columns(2)
            with left:
                before = _choose(words.FROM_VERSION, versions, len(versions) - 2)
            with right:
                now = _choose(words.TO_VERSION, versions, len(versions) - 1)
            was, is_now = (kept_rows(page.store, row["submission"]) for row in (before, now))
            lines = _differences.lines(page.store.catalogue, difference(was, is_now))
            if lines:
                _lines.show(lines)
            else:
                st.markdown(words.SAME)


def _show_refusals(refused: list[Row]) -> None:
    """Each refused file of the unit and period: when, from whom, which cells, for what; warnings refuse nothing."""
    lines = [
        {
            words.REFUSED_AT: instant(row["refused_at"]),
            words.REFUSED_BY: row["refused_by"],
            words.PLACE: problems.place(row["sheet"], row["cell"]),
            words.PROBLEM: words.REFUSED_FOR.get(row["code"], row["code"]),
        }
        for row in refused
        if row["code"] not in problems.WARNINGS
    ]
    with st.expander(words.refusals(len({row["refusal"] for row in refused}))):
        st.caption(words.NO_CONTENTS)
        show_table(lines)
