"""What leaves the office stands in the record of acts: downloads when their bytes are made, print views when opened."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from data.store import Store, StoreError
from pages import Page, person
from wording import commands

log = logging.getLogger("dccs")


def downloading(store: Store, what: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button is given: it makes the bytes and puts on record who took them. `what`: wording/leaving.py.

    Streamlit calls it when the button is pressed, in a thread of its own and without running the page again; so who
    asks is read now. Where the record cannot be written nothing is given away.
    """
    by = person().name

    def make_on_record() -> bytes:
        content = make()
        _export(store, by, what)
        return content

    return make_on_record


def rescuing(store: Store, what: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same for a backup: on a full disk, taking it away is the way out, so then only the log knows of it."""
    by = person().name

    def make_and_note() -> bytes:
        try:
            _export(store, by, what)
        except StoreError as error:
            log.error(commands.store_failed(error.reason, error.path))
        return make()

    return make_and_note


def printing(page: Page, what: str) -> None:
    """A view made for paper, once for each thing that a session opens there."""
    shown: set[str] = st.session_state.setdefault("on_record_printed", set())
    if what not in shown:
        with page.store.keep("print", page.person.name, datetime.now(UTC)) as writing:
            writing.detail = what
        shown.add(what)


def _export(store: Store, by: str, what: str) -> None:
    with store.keep("export", by, datetime.now(UTC)) as writing:
        writing.detail = what
