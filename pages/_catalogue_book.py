"""The catalogue by Excel: download, drop the edited file, see every cell to mend or what it would change, record."""

from __future__ import annotations

import streamlit as st

from loaders.catalogue import Book, Mistake, read_book
from pages import Page, _catalogue, _lines
from pages._catalogue_change import keyed, propose
from wording import catalogue_page as words
from wording import problems


def show_book(page: Page) -> None:
    """Down, up, and what the file says."""
    st.markdown(words.HOW)
    _catalogue.download(page.store, page.store.catalogue)
    file = st.file_uploader(
        words.DROP,
        type=["xlsx", "xlsm", "xls", "xlsb", "ods"],
        help=words.DROP_HELP,
        key=keyed("book"),
    )
    if file is None:
        return
    book = _read(file.name, file.getvalue())
    if book.catalogue is None:
        _show_mistakes(book.problems)
        return
    if book.made_from not in (None, page.store.catalogue.digest):
        st.warning(words.made_from_older())
    propose(page, book.catalogue)


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(file_name: str, content: bytes) -> Book:
    """Read once, however often the page runs; read-only."""
    return read_book(file_name, content)


def _show_mistakes(mistakes: list[Mistake]) -> None:
    st.error(words.mistakes(len(mistakes)))
    _lines.show([{words.PLACE: problems.place(m.sheet, m.cell), words.WHAT: m.sentence} for m in mistakes])
