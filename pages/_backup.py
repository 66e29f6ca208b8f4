"""Backups while the app runs: made by a button, listed, and carried off the machine."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from data.backup_folder import backups, folder_beside
from data.store import Store
from pages import Page, _parts
from pages._daily_backup import failure
from pages._drill import standing, try_backup
from pages._on_record import rescuing
from wording import drills
from wording import records as words
from wording.leaving import BACKUP, leaving


def show_backups(page: Page) -> None:
    """The button, the newest for download, and those that are kept."""
    assert page.store.path
    folder = folder_beside(page.store.path)
    st.subheader(words.BACKUPS_HEADING)
    st.markdown(words.KEPT)
    with st.container(horizontal=True):
        if st.button(words.BACK_UP_NOW, icon=":material/backup:"):
            with st.spinner(words.COPYING):
                _try_backup(page.store, folder)
        found = backups(folder)
        if found and st.button(drills.TRY_NOW, icon=":material/restore:"):
            with st.spinner(drills.TRYING):
                try_backup(page.store, folder, page.person.name)
        if found:
            _, newest = found[0]
            taken = rescuing(page.store, leaving(BACKUP, newest.stem), newest.read_bytes)
            st.download_button(
                words.DOWNLOAD_NEWEST, taken, newest.name, _parts.ZIP, on_click="ignore", icon=":material/download:",
            )  # fmt: skip
    sentence, is_fault = standing(page.store, datetime.now(UTC))
    if sentence:
        (st.error if is_fault else st.markdown)(sentence)
    st.caption(drills.LOCKED if _is_locked() else drills.OPEN)
    if found:
        _parts.show_table([words.backup_line(moment, path.stat().st_size, path.name) for moment, path in found])
    else:
        st.markdown(words.NO_BACKUPS)


def _is_locked() -> bool:
    return bool(os.environ.get("DCCS_BACKUP_PASSPHRASE") or os.environ.get("DCCS_BACKUP_PASSPHRASE_FILE"))


def _try_backup(store: Store, folder: Path) -> None:
    if sentence := failure(store, folder):
        st.error(sentence)
    else:
        st.toast(words.DONE)
