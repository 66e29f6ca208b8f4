"""Tables of long texts: cells that break while a reader can go through all lines, a grid with a scroll bar for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from pages._parts import show_table
from wording.sources import plain

MOST_READ = 60  # lines that are laid out whole
LETTER, AROUND = 6.5, 20  # px of the mean letter of a name, and of what a cell of a grid keeps free on both sides


def show(rows: Sequence[Mapping[str, str]], *, most: int = MOST_READ, **settings: Any) -> None:
    """As long as it can be read through, whole; `settings` are those of the grid."""
    if len(rows) > most:
        show_table([dict(row) for row in rows], **settings)
    else:
        show_table([{name: plain(text) for name, text in row.items()} for row in rows], st.table, border="horizontal")


def wide_enough(names: Iterable[str], least: int = 0) -> Any:
    """A column of a grid in which the longest of its names has room: left to itself, it has that of the mean one."""
    return st.column_config.Column(width=max(least, round(LETTER * max(map(len, names), default=0)) + AROUND))
