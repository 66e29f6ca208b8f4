"""A folder of backups, by the moment in their names: a new one is added, and those that nobody will ask for go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from data.backup import Figures, Manifest, back_up, is_backup, read_manifest
from data.restore import ASIDE
from data.store import Store
from wording.formats import HANOI
from wording.records import BACKUP_NAME

# The newest of each day, ISO week and month, for so many of each that have one.
KEPT: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda moment: moment.date(), 7),
    (lambda moment: moment.isocalendar()[:2], 4),
    (lambda moment: (moment.year, moment.month), 12),
)
_ONE_AT_A_TIME = threading.Lock()


def folder_beside(database: Path) -> Path:
    """Where the app keeps its backups; people carry them elsewhere."""
    return database.with_name("backups")


def backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups of a folder with the moments in their names, newest first; other files are nobody's business here."""
    named = ((_moment(path), path) for path in folder.glob("*.zip")) if folder.is_dir() else ()
    return sorted(((moment, path) for moment, path in named if moment), reverse=True)


def newest(folder: Path, now: datetime) -> tuple[datetime, Path] | None:
    """The newest backup; one that is dated after today was made while the clock was wrong, and counts only alone."""
    found = backups(folder)
    return next((each for each in found if each[0] <= now), found[0] if found else None)


def replaced(database: Path) -> list[tuple[datetime, Path]]:
    """The databases that a restoring has put aside, with the moments in their names, newest first."""
    found = []
    for path in database.parent.glob(f"{database.stem}_*{database.suffix}"):
        with suppress(ValueError):
            named = datetime.strptime(path.stem.removeprefix(f"{database.stem}_"), ASIDE).replace(tzinfo=HANOI)
            found.append((named, path))
    return sorted(found, reverse=True)


def cut_since(store: Store, folder: Path) -> datetime | None:
    """The moment of the newest backup, if the last act in it stands no more: the record was cut off at its end, or
    sealed anew. None where all is well, or nothing can be told."""
    for _, path in backups(folder)[:1]:
        if is_backup(path):
            manifest = read_manifest(path)
            as_of = datetime.fromisoformat(manifest.as_of)
            if not store.ask("act_known", seal=manifest.last_seal, as_of=as_of)[0]["is_known"]:
                return as_of
    return None


def is_due(store: Store, folder: Path, now: datetime) -> bool:
    """Whether this day, Vietnam's, has no backup yet and the newest does not hold what stands."""
    if any(moment.date() == now.astimezone(HANOI).date() for moment, _ in backups(folder)):
        return False
    found = newest(folder, now)
    if found is None or not is_backup(found[1]):
        return True
    return bool(store.ask("acts_since", seal=read_manifest(found[1]).last_seal)[0]["acts"])


def outdated(moments: Iterable[datetime]) -> set[datetime]:
    """Those that are neither among the last 7 days, nor the last 4 weeks, nor the last 12 months that have a backup."""
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for span, count in KEPT:
        newest = {span(moment): moment for moment in reversed(newest_first)}
        kept |= set(sorted(newest.values(), reverse=True)[:count])
    return set(newest_first) - kept


def back_up_into(
    store: Store, folder: Path, now: datetime, figures: Figures, passphrase: str | None = None
) -> tuple[Path, Manifest]:
    """Adds a backup to a folder and removes the outdated ones. Raises what `back_up` does."""
    with _ONE_AT_A_TIME:
        target = folder / f"{now.astimezone(HANOI):{BACKUP_NAME}}"
        manifest = back_up(store, target, now, figures, passphrase)
        found = backups(folder)
        gone = outdated(moment for moment, _ in found)
        for moment, path in found:
            if moment in gone and is_backup(path):
                path.unlink()
    return target, manifest


def _moment(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name, BACKUP_NAME).replace(tzinfo=HANOI)
    except ValueError:
        return None
