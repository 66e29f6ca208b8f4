"""«Đề nghị giải trình» beside a figure: what was asked of it and answered, and the way to ask, close and take back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data.catalogue import Unit
from exports.provenance import Trace
from loaders.cells import LONGEST_TEXT
from loaders.inquiries import CannotAsk, How, ask_question, end_question, measures_of
from pages import Page, _group
from wording import questions as words
from wording.sources import plain
from wording.template import unit_name

Row = dict[str, Any]
Figure = tuple[str, str]  # `indicator` or `measure`, and its code or key
SAID = "question_said"


def beside_indicator(page: Page, row: Row) -> None:
    """On «Chỉ tiêu»: of the units that report what the indicator counts."""
    known = _group.catalogue(page)
    units = _reporting(page)
    own = {code: name for code, (kind, name) in units.items() if measures_of(known, kind, row["code"], None)}
    names = own or {code: name for code, (_, name) in units.items()}
    figure = {("indicator", row["code"]): words.indicator(row["code"], row["label"])}
    measures = {m.key for kind, _ in units.values() for m in measures_of(known, kind, row["code"], None)}
    _show(page, [q for q in _asked(page) if q["indicator"] == row["code"] or q["measure"] in measures])
    _offer(page, names, figure)


def of_unit(page: Page, unit: Unit) -> None:
    """On «Tổ dân phố»: of every figure that the unit reports or is judged by."""
    known = _group.catalogue(page)
    figures: dict[Figure, str] = {
        ("measure", row.key): words.measure(row.ms, row.label) for row in known.measures_of(unit.kind)
    }
    for row in page.snapshot["indicators"]:
        figures["indicator", row["code"]] = words.indicator(row["code"], row["label"])
    _show(page, [q for q in _asked(page) if q["unit"] == unit.code])
    _offer(page, {unit.code: unit_name(unit.kind, unit.name)}, figures)


def beside_cells(page: Page, found: Trace) -> None:
    """On «Nguồn số liệu»: of the indicator, and of the measures that its cells say."""
    code, known = found.indicator["code"], _group.catalogue(page).measure_by_key
    units = {unit: name for unit, (_, name) in _reporting(page).items()}
    counted = {piece.unit for side in found.sides for piece in side.pieces}
    names = {unit: name for unit, name in units.items() if unit in counted} or units
    keys = dict.fromkeys(piece.measure for piece in found.cells if piece.measure in known)
    figures: dict[Figure, str] = {("indicator", code): words.indicator(code, found.indicator["label"])}
    for key in keys:
        if key:
            figures["measure", key] = words.measure(known[key].ms, known[key].label)
    _show(page, [q for q in _asked(page) if q["unit"] in names and (q["indicator"] == code or q["measure"] in keys)])
    _offer(page, names, figures)


def _asked(page: Page) -> list[Row]:
    rows: list[Row] = page.snapshot["questions"]
    return rows


def _reporting(page: Page) -> dict[str, tuple[str, str]]:
    """Kind and full name of the units that report, by code."""
    return {row["unit"]: (row["kind"], unit_name(row["kind"], row["name"])) for row in page.snapshot["returns"]}


def _show(page: Page, rows: list[Row]) -> None:
    """Each question with its answer or that there is none; who may ask may also end it."""
    if said := st.session_state.pop(SAID, None):
        st.toast(said)
    if not rows:
        return
    st.subheader(words.HEADING)
    for row in rows:
        with st.container(border=True, gap="xxsmall", key=f"question_{row['id']}"):
            figure = _figure(row)
            at = datetime.fromisoformat(row["asked_at"])
            st.markdown(words.asked(row["id"], plain(row["name"]), plain(figure), plain(row["text"]), at))
            if row["answer"]:
                st.markdown(f":material/reply: {words.answered(plain(row['answer']), row['answered_in'])}")
            else:
                st.caption(words.STATES[row["state"]])
            if row["state"] in ("open", "answered") and _may(page):
                how: How = "closed" if row["state"] == "answered" else "taken_back"
                label = words.CLOSE if how == "closed" else words.TAKE_BACK
                st.button(label, key=f"end_{row['id']}", on_click=_end, args=(page, row["id"], how))


def _figure(row: Row) -> str:
    label, code = row["label"] or "", row["indicator"] or ""
    figure = words.measure(row["ms"], label) if row["ms"] else words.indicator(code, label)
    return words.about(figure, row["period_label"] or row["period"])


def _may(page: Page) -> bool:
    """Asking belongs to the office and to now."""
    return page.person.may("question") and not page.is_meeting and page.as_of is None and not st.context.is_embedded


def _offer(page: Page, units: Mapping[str, str], figures: Mapping[Figure, str]) -> None:
    """The form to ask with, behind a button."""
    if not units or not _may(page):
        return
    with (
        st.popover(words.ASK, icon=":material/contact_support:"),
        st.form("ask_question", border=False, enter_to_submit=False),
    ):
        st.caption(words.ASK_HELP)
        st.selectbox(words.ASK_UNIT, list(units), format_func=lambda code: units[code], key="ask_unit")
        st.selectbox(words.ASK_ABOUT, list(figures), format_func=lambda figure: figures[figure], key="ask_about")
        st.text_area(words.ASK_TEXT, max_chars=LONGEST_TEXT, key="ask_text")
        is_sent = st.form_submit_button(words.SEND, type="primary")
    if is_sent:
        _ask(page, units)


def _ask(page: Page, units: Mapping[str, str]) -> None:
    unit, (kind, code) = st.session_state["ask_unit"], st.session_state["ask_about"]
    about = {"indicator": code} if kind == "indicator" else {"measure": code}
    if page.allowed is not None and unit not in page.allowed:
        st.error(words.CANNOT["no_unit"])
        return
    try:
        kept = ask_question(
            page.store, page.person.name, datetime.now(UTC), unit=unit, period=page.period,
            text=st.session_state["ask_text"], **about,
        )  # fmt: skip
    except CannotAsk as refused:
        st.error(words.CANNOT[refused.why])
        return
    st.session_state[SAID] = words.sent(kept, units[unit])
    st.rerun()


def _end(page: Page, question: str, how: How) -> None:
    try:
        end_question(page.store, page.person.name, datetime.now(UTC), question, how)
    except CannotAsk as refused:
        st.session_state[SAID] = words.CANNOT[refused.why]
