"""The pack of all papers and the ward's own template for slides: what the pack is made with, how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from exports.formats import Format
from exports.slide_files import TemplateError, beside
from exports.snapshot import Snapshot
from pages import Page
from wording import papers as words
from wording import slide_template as template_words

EVERY = 1.0  # seconds between two looks


@dataclass
class Making:
    """How many papers of the pack are made; the thread that makes them writes here, the page reads."""

    done: int = 0
    total: int = 0
    stem: str = ""

    def told(self, done: int, total: int, stem: str) -> None:
        """What exports.pack says before each paper."""
        self.done, self.total, self.stem = done, total, stem


def making() -> Making:
    """That of this session."""
    found: Making = st.session_state.setdefault("pack_making", Making())
    return found


def maker(kind: Format, snapshot: Snapshot, template: bytes | None) -> Callable[[], bytes]:
    """Makes a paper and tells the page of it; the bar goes when it is made, or when it cannot be."""
    now = making()

    def make() -> bytes:
        try:
            return kind.render(snapshot, template, now.told)
        finally:
            now.done = now.total

    return make


@st.fragment(run_every=EVERY)
def show_progress() -> None:
    """A bar while the pack is made, from the press of the button on; nothing before and after."""
    now = making()
    if now.done < now.total:
        st.progress(now.done / now.total, words.making(now.done, now.total, now.stem))


def template(page: Page) -> bytes | None:
    """The template for slides: the file given here, else the one beside the database; one that cannot serve is not."""
    with st.expander(template_words.UPLOAD):
        given = st.file_uploader(
            template_words.UPLOAD, type="pptx", help=template_words.UPLOAD_HELP, key="template", max_upload_size=20
        )
        lying = beside(page.store.path)
        chosen = given.getvalue() if given else lying
        if chosen is None:
            return None
        from exports.slide_template import ground  # slow to load

        try:
            ground(chosen)
        except TemplateError as error:
            st.error(str(error))
            return None
        if not given:
            st.caption(template_words.IN_USE)
    return chosen
