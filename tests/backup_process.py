"""Backups and restorings that are killed at one moment each: forks of this process kill themselves.

Arguments: folders with `live.duckdb` and `backup.zip`, each named by the work and the moment at which it ends.
"""

from __future__ import annotations

import os
import signal
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from data import backup as work
from data import restore as way_back
from data import store as door
from exports.standing import content_hashes
from tests.facts import a_catalogue

# Work and moment: whose function, its name, and whether it is killed before or after that.
MOMENTS: dict[str, tuple[Any, str, str]] = {
    "backup_copied": (door.Store, "copy_to", "after"),
    "backup_described": (work, "_describe", "after"),
    "backup_packed": (zipfile.ZipFile, "write", "after"),
    "backup_unwritten": (os, "fsync", "before"),
    "backup_unnamed": (Path, "replace", "before"),
    "restore_unwritten": (os, "fsync", "before"),
    "restore_looked": (way_back, "look_into", "after"),
    "restore_unswapped": (way_back, "_swap", "before"),
    "restore_kept": (way_back, "_keep_as", "after"),
    "restore_swapped": (Path, "replace", "after"),
}


def do(name: str, folder: Path) -> None:
    """The work whose name the moment begins with."""
    live, backup, now = folder / "live.duckdb", folder / "backup.zip", datetime.now(UTC)
    with mock.patch.object(door, "read_catalogue", return_value=a_catalogue()):
        if name.startswith("restore"):
            way_back.restore(backup, live, "test", now, content_hashes)
            return
        with door.Store(live) as store:
            work.back_up(store, backup, now, content_hashes)


def killed(owner: Any, name: str, when: str) -> Any:
    """The function, but the process ends there."""
    original = getattr(owner, name)

    def ending(*arguments: Any, **named: Any) -> None:
        if when == "after":
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return mock.patch.object(owner, name, ending)


def main(folders: list[str]) -> None:
    for folder in map(Path, folders):
        if not (fork := os.fork()):
            with killed(*MOMENTS[folder.name]):
                do(folder.name, folder)
            os._exit(0)
        _, status = os.waitpid(fork, 0)
        assert os.WIFSIGNALED(status), f"{folder.name}: the moment never came"


if __name__ == "__main__":
    main(sys.argv[1:])
