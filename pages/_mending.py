"""What the sender of a refused file gets back: his own workbook with notes; and what a corrected one has mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from functools import partial

import streamlit as st

from loaders.intake import Outcome
from loaders.mending import may_be_returned, returned, returned_name
from loaders.mending.compared import Place, compare, last_refusal, places
from pages import Page
from pages._on_record import downloading
from wording import mending as words
from wording.leaving import RETURNED, leaving
from wording.sources import plain


def offer(page: Page, outcome: Outcome) -> None:
    """Under the verdict on a refused file: what is mended since the last one, and the file to take away.

    The workbook is written when its button is pressed, not before.
    """
    if mended := compare(_before(page, outcome), outcome.problems):
        st.markdown(words.mended(mended.mended, mended.left, mended.new))
    if not may_be_returned(outcome.result):
        st.caption(words.NOTHING_TO_RETURN)
    elif not page.is_meeting:
        st.download_button(
            words.DOWNLOAD,
            _taken(page, outcome),
            returned_name(outcome.result),
            help=words.DOWNLOAD_HELP,
            on_click="ignore",
            key=f"returned {id(outcome)}",
            icon=":material/edit_note:",
        )


def _taken(page: Page, outcome: Outcome) -> Callable[[], bytes]:
    result = outcome.result
    codes = (found.code for found in (result.unit, result.period) if found)
    what = leaving(RETURNED, *codes, result.sha256)
    return downloading(page.store, what, partial(returned, result, outcome.problems))


def say_mended(page: Page, outcomes: Iterable[Outcome]) -> None:
    """One line for every file that mends all that an earlier one was refused for."""
    for outcome in outcomes:
        if outcome.outcome == "accepted" and (mended := compare(_before(page, outcome), ())):
            st.markdown(words.all_mended(plain(outcome.result.file_name), mended.mended))


def _before(page: Page, outcome: Outcome) -> Set[Place]:
    """Where the file before this one had errors: as this session saw it, else as it was logged.

    What is only looked at is not logged. Files by their content: a page is drawn many times.
    """
    result = outcome.result
    if not result.unit or not result.period or any(problem.code == "NOT_ALLOWED" for problem in outcome.problems):
        return frozenset()
    seen: dict[str, frozenset[Place]]
    seen = st.session_state.setdefault("seen_files", {}).setdefault((result.unit.code, result.period.code), {})
    others = [found for sha256, found in seen.items() if sha256 != result.sha256]
    seen.pop(result.sha256, None)
    seen[result.sha256] = places(outcome.problems)
    return others[-1] if others else last_refusal(page.store, result)
