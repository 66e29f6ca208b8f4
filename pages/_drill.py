"""Whether the newest backup is proven: one line on the first page, or a red banner."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from data.backup_cipher import passphrase_from
from data.drill import Drill, drill, is_drill_due, last_drill
from data.store import Store
from exports.standing import content_hashes
from pages import Page
from wording import drills as words

OVERDUE = timedelta(days=3)  # an office is closed from Friday evening to Monday morning


def say_fault(page: Page) -> None:
    """A red banner before all else, where the newest backup is not proven; nothing on a projector."""
    sentence, is_fault = _said(page)
    if is_fault:
        st.error(sentence, icon=":material/backup:")


def say_proven(page: Page) -> None:
    """One line at the end of the first page, where it is; nothing on the first days with data."""
    sentence, is_fault = _said(page)
    if sentence and not is_fault:
        st.caption(f":material/backup: {sentence}")


def _said(page: Page) -> tuple[str, bool]:
    if page.is_meeting or page.store.path is None:
        return "", False
    return standing(page.store, datetime.now(UTC))


def standing(store: Store, now: datetime) -> tuple[str, bool]:
    """What is to be said of the last trial, and whether it is a fault."""
    last = last_drill(store)
    if last is None:
        received_at = store.ask("first_received")[0]["first_received_at"]
        is_late = received_at is not None and now - received_at > OVERDUE
        return (words.never(), True) if is_late else ("", False)
    tried_at, result = last
    if not result.is_proven:
        return words.not_proven(tried_at, result.matched, result.total, result.reason), True
    if now - tried_at > OVERDUE:
        return words.long_ago(tried_at), True
    return words.proven(tried_at, result.matched, result.total), False


def try_backup(store: Store, folder: Path, by: str) -> Drill:
    """A trial now. Raises StoreError where the record cannot be written."""
    return drill(store, folder, by, datetime.now(UTC), content_hashes, passphrase_from(os.environ))


def try_if_due(store: Store, folder: Path, by: str) -> None:
    """The trial of this day, once there is a backup."""
    if is_drill_due(store, folder, datetime.now(UTC)):
        try_backup(store, folder, by)
