"""What is said above the catalogue: that its groups are those of the former ward, that its files have changed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.catalogue_changes import have_files_changed
from pages import Page, _catalogue_change
from wording import catalogue_page as words

# From this day «phường Hương An» is a larger ward of other groups. Source: Resolution 1675/NQ-UBTVQH15.
NEW_WARD_SINCE = date(2025, 7, 1)


def say_old_groups(page: Page) -> None:
    """While no group begins or ends since the ward was made anew, its groups are the former ones."""
    known = {unit.code for unit in page.store.files.units}
    groups = [unit for unit in page.store.catalogue.units if unit.kind == "group" and unit.code in known]
    others = any(unit.kind == "group" and unit.code not in known for unit in page.store.catalogue.units)
    has_followed = others or any(
        unit.valid_from >= NEW_WARD_SINCE or (unit.valid_to and unit.valid_to >= NEW_WARD_SINCE) for unit in groups
    )
    if groups and not has_followed:
        st.warning(words.old_groups(len({unit.code for unit in groups}), NEW_WARD_SINCE), icon=":material/history:")


def say_files_changed(page: Page) -> None:
    """That the files have changed since the current version was made here, and the choice."""
    store = page.store
    if not have_files_changed(store):
        return
    st.warning(words.FILES_CHANGED, icon=":material/difference:")
    with st.expander(words.SEE_DIFFERENCE):
        _catalogue_change.show_difference(store.catalogue, store.files, words.SAME_AS_FILES)
    based_on, keep = store.catalogue.digest, _catalogue_change.keep
    with st.container(horizontal=True):
        st.button(words.USE_FILES, on_click=keep, args=(store, store.files, words.USED_FILES, based_on))
        st.button(words.KEEP_OWN, on_click=keep, args=(store, store.catalogue, words.KEPT_OWN, based_on))
