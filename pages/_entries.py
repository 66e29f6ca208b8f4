"""What the menu is made of: one file in this folder is one page. Looked for once, since every click runs the menu."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit as st

from wording import screens

ORDER = list(screens.MENU)


@cache
def entries(folder: Path, hidden: frozenset[str] = frozenset()) -> tuple[st.Page, ...]:
    """The pages in the order of the menu; those it does not know come last, by name. The `hidden` are not shown, and
    their address still leads to the page, which says why it does not open."""
    stems = (file.stem for file in folder.glob("[!_]*.py"))
    known_first = sorted(stems, key=lambda stem: (ORDER.index(stem) if stem in ORDER else len(ORDER), stem))
    return tuple(
        _entry(folder / f"{stem}.py", is_first=place == 0, is_hidden=stem in hidden)
        for place, stem in enumerate(known_first)
    )


def _entry(file: Path, *, is_first: bool, is_hidden: bool) -> st.Page:
    entry = screens.MENU.get(file.stem, screens.MenuEntry(file.stem, screens.MENU_ICON, file.stem))
    return st.Page(
        file, title=entry.title, icon=entry.icon, url_path=entry.url_path, default=is_first,
        visibility="hidden" if is_hidden else "visible",
    )  # fmt: skip


@cache
def icon() -> str:
    """The picture of the tab, as an address that holds it whole."""
    return "data:image/svg+xml;base64," + b64encode(Path(__file__).with_name("_icon.svg").read_bytes()).decode()
