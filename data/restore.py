"""A backup takes the place of the database: first a new file that holds all that the manifest says, then its name.

Nothing takes its final name before it is whole: whenever the process is killed, the file of before stands.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from data.backup import (
    CHUNK,
    DATABASE,
    LOCKED_DATABASE,
    BackupError,
    Figures,
    Manifest,
    log_of,
    only_while_made,
    read_manifest,
    room,
    undamaged,
)
from data.backup_cipher import Lock, WrongPassphrase, key_of, opened
from data.database_file import look_into, settle
from data.migrations import SCHEMA_VERSION
from data.store import Store, StoreError
from wording.formats import HANOI

ASIDE = "%Y-%m-%d_%H%M%S"  # in the name of a database that was replaced


def restore(
    backup: Path, path: Path, by: str, now: datetime, figures: Figures, *, accept_figures: bool = False,
    passphrase: str | None = None, finish: Callable[[Store], object] = lambda store: None,
) -> Path | None:  # fmt: skip
    """Puts a backup in the place of the database at `path`; gives where the earlier file is kept, if there was one.

    Everything that the manifest says is found again in a new file before it takes the place. `accept_figures`: even if
    this version of the software makes other figures of the same rows. `finish` is done to the new file before it takes
    the place. Raises BackupError and StoreError.
    """
    manifest = read_manifest(backup)
    _check_place(path)
    fresh = path.with_name(f"{path.name}.restoring")
    with room(path), only_while_made(fresh):
        path.parent.mkdir(parents=True, exist_ok=True)
        unpack(backup, manifest, fresh, passphrase)
        with Store(fresh, by=by) as store:
            found = dict(figures(store, datetime.fromisoformat(manifest.as_of)))
            if found != manifest.figures and not accept_figures:
                raise BackupError("figures", backup, ", ".join(_differing(found, manifest.figures)))
            with store.keep("restore", by, now) as writing:
                writing.detail = f"{manifest.as_of} {manifest.sha256}"
            finish(store)
        return _swap(fresh, path, now)


def _differing(found: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    return sorted(key for key in {*found, *told} if found.get(key) != told.get(key))


def _check_place(path: Path) -> None:
    """Only a database may be replaced, even a damaged one, and only while nobody holds it."""
    if path.is_dir() or (path.exists() and not _begins_as_database(path)):
        raise BackupError("not_a_database", path)
    if path.exists():
        _raise_if_held(path, read_only=True)


def _begins_as_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def _raise_if_held(path: Path, *, read_only: bool = False) -> None:
    try:
        settle(path, read_only=read_only)
    except StoreError as error:
        if error.reason == "held":
            raise


def unpack(backup: Path, manifest: Manifest, fresh: Path, passphrase: str | None) -> None:
    """The database out of a backup, byte by byte and row count by row count what was put in.

    Raises BackupError (broken, locked, passphrase) and StoreError (newer).
    """
    if manifest.schema_version > SCHEMA_VERSION:
        raise StoreError("newer", str(backup))
    digest = hashlib.sha256()
    with fresh.open("wb") as file:
        with undamaged(backup), zipfile.ZipFile(backup) as archive:
            for chunk in _unpacked(archive, backup, manifest, passphrase):
                digest.update(chunk)
                file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != manifest.sha256:
        raise BackupError("broken", backup, "sha256")
    if look_into(fresh) != (manifest.schema_version, manifest.tables):
        raise BackupError("broken", backup, "tables")


def _unpacked(
    archive: zipfile.ZipFile, backup: Path, manifest: Manifest, passphrase: str | None
) -> Iterator[bytes]:  # fmt: skip
    if manifest.lock is None:
        with archive.open(DATABASE) as packed:
            while chunk := packed.read(CHUNK):
                yield chunk
        return
    if not passphrase:
        raise BackupError("locked", backup)
    lock, press = Lock(**manifest.lock), zlib.decompressobj()
    try:
        key = key_of(lock, passphrase)
    except WrongPassphrase as error:
        raise BackupError("passphrase", backup) from error
    with archive.open(LOCKED_DATABASE) as packed:
        for chunk in opened(packed.read, key, lock, manifest.said()):
            yield press.decompress(chunk)
        yield press.flush()


def _swap(fresh: Path, path: Path, now: datetime) -> Path | None:
    """The new file takes the name at once; the old one, and the log of one that could not be opened, keep another."""
    aside = path.with_name(f"{path.stem}_{now.astimezone(HANOI):{ASIDE}}{path.suffix}")
    kept = path.exists()
    if kept:
        _raise_if_held(path)
        _keep_as(path, aside)
    if log_of(path).exists():
        log_of(path).replace(log_of(aside))
    fresh.replace(path)
    return aside if kept else None


def _keep_as(path: Path, aside: Path) -> None:
    """A second name for the file; where the disk knows no such thing, a copy."""
    try:
        os.link(path, aside)
    except FileExistsError:
        raise
    except OSError:
        part = aside.with_name(f"{aside.name}.part")
        shutil.copy2(path, part)
        part.replace(aside)
