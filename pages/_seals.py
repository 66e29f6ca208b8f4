"""Sealed figures on «Tài liệu họp»: seal what is on screen, look at a code again, the seals with their papers."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from exports.formats import PACK, formats
from exports.last_check import last_check
from exports.pack import file_name
from exports.seal_check import Verdict, verify
from exports.seal_comparison import comparable
from exports.seal_marks import qr_svg
from exports.seals import SealError, document, find, seal, seals
from pages import Page, _parts
from pages._on_record import downloading
from pages._seal_scope import may_see
from wording import papers
from wording import seals as words
from wording.leaving import PAPER, leaving

Row = dict[str, Any]


def offer_sealing(page: Page) -> None:
    """The button that keeps the figures on screen, for those who may."""
    st.subheader(words.HEADING)
    if not page.person.may("seal"):
        st.caption(words.MAY_NOT)
        return
    st.caption(words.WHY)
    proposed = words.proposed_name(page.snapshot["period"]["label"])
    with st.form("seal", border=False, enter_to_submit=False):
        name = st.text_input(words.NAME, proposed, help=words.NAME_HELP, key=f"seal_name_{page.period}")
        if st.form_submit_button(words.SEAL, icon=":material/lock:"):
            _seal(page, name)
    if done := st.session_state.pop("sealed", None):
        st.success(done, icon=":material/lock:")


def _seal(page: Page, name: str) -> None:
    try:
        row = seal(
            page.store, name=name, unit=page.unit, period=page.period, as_of=page.as_of, profile=page.profile,
            by=page.person.name, now=datetime.now(UTC),
        )  # fmt: skip
    except SealError as error:
        st.error(words.failed(error.reason, error.detail))
        return
    st.session_state["sealed"] = words.sealed(row)
    st.rerun()  # the seal stands in the list, and the data version has moved


def check(page: Page) -> None:
    """A code off a paper: what it stands for, whether it is whole, whether the same comes out today."""
    st.subheader(words.CHECK_HEADING)
    with st.form("check_seal", border=False):
        text = st.text_input(words.TYPED, help=words.TYPED_HELP, key="typed_code")
        asked = st.form_submit_button(words.CHECK, icon=":material/search:")
    if not asked or not text.strip():
        return
    try:
        found = find(page.store, text)
        seen = [row for row in found if may_see(page, row)]
        if not seen:
            raise SealError("unknown", text.strip())
    except SealError as error:
        reason = "unseen" if error.reason == "unknown" and page.is_meeting else error.reason
        st.error(words.failed(reason, error.detail))
        return
    for row in seen:
        _say_verdict(page, verify(page.store, row))


def _say_verdict(page: Page, verdict: Verdict) -> None:
    row = verdict.seal
    if verdict.fault:
        st.error(words.fault(verdict.fault, row))
        return
    st.success(f"**{words.which(row)}**. {words.WHOLE}", icon=":material/verified:")
    said = _line(page, row)
    st.markdown("  \n".join(papers.fact(label, text) for label, text in said.items() if text))
    if not verdict.differences:
        st.markdown(words.SAME)
        return
    st.warning(words.DIFFERENT)
    st.markdown("\n".join(f"- {words.difference(**vars(each))}" for each in verdict.differences))


def show_seals(page: Page) -> None:
    """The seals that this person may see, and the papers of one of them."""
    st.subheader(words.LIST_HEADING)
    rows = [row for row in seals(page.store) if may_see(page, row)]
    if not rows:
        st.markdown(words.NONE_FOR_MEETING if page.is_meeting else words.NONE_YET)
        return
    _parts.show_table([_line(page, row) for row in rows])
    if row := next(iter(comparable(rows)), None):
        _parts.link("changes", words.COMPARE, **_parts.choices(page, compare="seals") | {"unit": row["unit"]})
    chosen = _parts.pick("seal", words.PICK, {row["code"]: words.option(row) for row in rows})
    _offer_papers(page, next(row for row in rows if row["code"] == chosen))


def _line(page: Page, row: Row) -> dict[str, str]:
    catalogue = page.store.catalogue
    units = {unit.code: unit.name for unit in catalogue.units}
    periods = {period.code: period.label for period in catalogue.periods}
    return words.line(row, units, periods, with_person=not page.is_meeting)


def _offer_papers(page: Page, row: Row) -> None:
    """The papers of the kept document, each made when it is asked for, and the QR code of its pages."""
    try:
        kept = document(page.store, row["code"])
    except ValueError:
        st.error(words.fault("unreadable", row))
        return
    left, right = st.columns([1, 6], vertical_alignment="center")
    if picture := qr_svg(kept):
        left.image(picture, width=120, alt=words.qr_alt(row["code"]))
    with right:
        st.markdown(f"**{words.which(row)}** – {words.SAVE_NOTE}")
        st.markdown("\n".join(f"- {line}" for line in last_check(kept)) or papers.NOTHING_TO_SAY)
        with st.container(horizontal=True):
            for stem in sorted(formats(), key=papers.place):
                kind = formats()[stem]
                what = leaving(PAPER, stem, row["unit"], row["period"], row["profile"], row["content_hash"])
                st.download_button(
                    papers.format_label(stem), downloading(page.store, what, partial(kind.render, kept)),
                    file_name(kept, kind.suffix), kind.media_type, type="primary" if stem == PACK else "secondary",
                    on_click="ignore", icon=":material/download:", key=f"sealed_{stem}",
                )  # fmt: skip
