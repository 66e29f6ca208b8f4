"""The backup of every day on which the app runs, made beside the pages; it needs nothing that draws."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from data.backup import BackupError
from data.backup_cipher import passphrase_from
from data.backup_folder import back_up_into, folder_beside, is_due
from data.catalogue import CatalogueError
from data.people import machine_user
from data.store import Store, StoreError
from exports.standing import content_hashes
from pages import open_database
from pages._drill import try_if_due
from wording import commands, drills
from wording import records as words

LOOK_EVERY_S = 900  # and so not while the server starts
log = logging.getLogger("dccs")


def failure(store: Store, folder: Path) -> str | None:
    """Makes a backup; the sentence that says why there is none."""
    try:
        passphrase = passphrase_from(os.environ)
    except (OSError, IndexError):
        return drills.UNREADABLE
    try:
        back_up_into(store, folder, datetime.now(UTC), content_hashes, passphrase)
    except BackupError as error:
        return words.backup_failed(error.reason, str(error.path), error.detail)
    except StoreError as error:
        return commands.store_failed(error.reason, error.path)
    except OSError as error:
        return commands.unreadable_path(str(error.filename or folder))
    return None


def back_up_daily(stopped: threading.Event) -> None:
    """Until stopped: a backup on every day on which the app runs and something stands that none holds yet."""
    while not stopped.wait(LOOK_EVERY_S):
        with suppress(StoreError, CatalogueError):  # there is nothing to copy, and each page says why
            store = open_database()
            back_up_if_due(store)
            if store.path is not None:
                try_if_due(store, folder_beside(store.path), machine_user().name)


def back_up_if_due(store: Store) -> None:
    """The backup of this day, if there is none; a failure goes to the log, and is tried again."""
    if store.path is None or not is_due(store, folder_beside(store.path), datetime.now(UTC)):
        return
    if sentence := failure(store, folder_beside(store.path)):
        log.error(sentence)
