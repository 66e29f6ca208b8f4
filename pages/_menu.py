"""The frame of every page: the menu, the tab's title, the wide layout. One file in this folder is one page."""

from pathlib import Path

import streamlit as st

from wording import screens

ORDER = list(screens.MENU)


def pages() -> list[st.Page]:
    """The pages in the order of the menu; those it does not know come last, by name."""
    stems = (file.stem for file in Path(__file__).parent.glob("[!_]*.py"))
    known_first = sorted(stems, key=lambda stem: (ORDER.index(stem) if stem in ORDER else len(ORDER), stem))
    return [page(stem, is_first=place == 0) for place, stem in enumerate(known_first)]


def page(stem: str, *, is_first: bool) -> st.Page:
    entry = screens.MENU.get(stem, screens.MenuEntry(stem, screens.MENU_ICON, stem))
    file = Path(__file__).with_name(f"{stem}.py")
    return st.Page(file, title=entry.title, icon=entry.icon, url_path=entry.url_path, default=is_first)


# Before the menu, or Streamlit takes the icon of the page for the tab and fetches it from another server.
st.set_page_config(page_icon=str(Path(__file__).with_name("_icon.svg")), layout="wide")
shown = st.navigation(pages())
st.set_page_config(page_title=screens.page_title(shown.title))
shown.run()
