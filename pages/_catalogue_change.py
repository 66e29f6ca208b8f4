"""A new version before it is recorded: what it changes, what stands in its way, the reason, the one button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data.catalogue import Catalogue
from data.catalogue_changes import Change, InUse, Orphan, Overtaken, changes, orphans, record
from data.catalogue_checks import DATED_KEYS
from data.store import Store
from loaders import jobs
from loaders.cells import LONGEST_TEXT
from loaders.hygiene import is_legacy_encoding, personal_data
from loaders.samples import has_samples
from pages import Page, _catalogue, _lines, _who, person
from wording import catalogue_book as book_words
from wording import catalogue_page as words

OUTCOME, TURN = "catalogue_outcome", "catalogue_turn"
ENDING = ("valid_to", "successor")


def keyed(name: str) -> str:
    """The key of a field. After each recording it is another one, so that every field is empty again."""
    return f"{name}_{st.session_state.get(TURN, 0)}"


def propose(page: Page, draft: Catalogue) -> None:
    """The difference from the current version; where nothing forbids it, the reason and the button."""
    store = page.store
    if not show_difference(store.catalogue, draft, words.NOTHING_CHANGED):
        return
    if lost := orphans(store.catalogue, draft, store.ask("catalogue_in_use")):
        st.error(in_use(lost))
        if has_samples(store):
            st.caption(words.SAMPLES_TOO)
        return
    if any(_changes_the_past(change) for change in changes(store.catalogue, draft)):
        st.caption(words.CHANGES_THE_PAST)
    why = keyed("why")
    st.text_input(words.REASON, max_chars=LONGEST_TEXT, help=words.REASON_HELP, key=why)
    if refused := st.session_state.pop(f"{why}_refused", None):
        st.error(refused)
    based_on = store.catalogue.digest
    st.button(words.RECORD, type="primary", on_click=_record, args=(store, draft, based_on, why))


def _record(store: Store, draft: Catalogue, based_on: str, why: str) -> None:
    reason = st.session_state[why].strip()
    if refused := _unsaid(reason):
        st.session_state[f"{why}_refused"] = refused
    else:
        keep(store, draft, reason, based_on)


def keep(store: Store, catalogue: Catalogue, why: str, based_on: str) -> None:
    """Records a version; the next run says what has become of it. Batches read by the version before are dropped."""
    _who.refuse_unless("catalogue")  # a button's own act comes before its page is opened again
    try:
        record(store, catalogue, person().name, datetime.now(UTC), why, based_on)
    except Overtaken:
        st.session_state[OUTCOME] = "error", words.OVERTAKEN
        return
    except InUse as refused:
        st.session_state[OUTCOME] = "error", in_use(refused.orphans)
        return
    stale = [job for job in jobs.recent() if job.phase in ("reading", "read")]
    for job in stale:
        jobs.forget(job)
    st.session_state[OUTCOME] = "success", " ".join([words.RECORDED, *([words.BATCHES_DROPPED] if stale else [])])
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def say_outcome() -> None:
    """What has become of the version that was just sent off; once."""
    kind, sentence = st.session_state.pop(OUTCOME, (None, ""))
    if kind:
        (st.success if kind == "success" else st.error)(sentence)


def _unsaid(reason: str) -> str | None:
    """Why a reason cannot be kept."""
    if not reason:
        return words.NEEDS_REASON
    if personal_data(reason):
        return words.REASON_PERSONAL
    return words.REASON_LEGACY if is_legacy_encoding(reason) else None


def show_difference(old: Catalogue, new: Catalogue, same: str) -> bool:
    """Rows that are new, different or gone; whether there is any difference, the order of rows included."""
    found = changes(old, new)
    if found:
        counts = [sum(_kind(change) == kind for change in found) for kind in (words.ADDED, words.CHANGED, words.GONE)]
        st.markdown(words.difference(*counts))
        _lines.show([_line(change) for change in found])
    elif old.rows_digest != new.rows_digest:
        st.info(words.REORDERED)
    else:
        st.info(same)
        return False
    return True


def _kind(change: Change) -> str:
    return words.ADDED if change.before is None else words.GONE if change.after is None else words.CHANGED


def _changes_the_past(change: Change) -> bool:
    """Whether a row that is in force from a day says something else from that same day on."""
    return change.table in DATED_KEYS and bool(set(change.columns) - set(ENDING))


def _line(change: Change) -> dict[str, str]:
    row = change.after or change.before
    headings = book_words.SHEETS[change.table].headings
    key = next(iter(headings))
    before, after = (_side(change, side) for side in (change.before, change.after))
    return {
        words.CHANGE: _kind(change),
        words.SHEET: book_words.SHEETS[change.table].name,
        words.ROW: _catalogue.row_said(change.table, row)[headings[key]],
        words.BEFORE: before,
        words.AFTER: after,
    }


def _side(change: Change, row: Any) -> str:
    """What changed in a row; of a row that is new or gone, all that it says."""
    if row is None:
        return ""
    said = _catalogue.row_said(change.table, row)
    headings = book_words.SHEETS[change.table].headings
    shown = [headings[column] for column in change.columns] or [heading for heading, text in said.items() if text]
    return words.columns([(heading, said[heading]) for heading in shown])


def in_use(lost: list[Orphan]) -> str:
    """The sentence of a refusal."""
    kept: dict[tuple[str, str], list[str]] = {}
    for table, code, period in lost:
        kept.setdefault((table, code), []).extend([period] if period else [])
    return words.in_use(kept)
