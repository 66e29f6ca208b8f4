"""A copy of the whole database in one file, and the way back.

A backup is a zip of two members: the database as it stood at one moment, and a manifest that says what must be found in
it again. Nothing takes its final name before it is whole: whenever the process is killed, the file of before stands.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zipfile import ZipInfo

from data.backup_cipher import Lock, WrongPassphrase, key_of, new_lock, opened, sealed
from data.database_file import FULL, look_into, settle
from data.migrations import SCHEMA_VERSION
from data.store import Store, StoreError
from data.writing import after
from wording.formats import HANOI

FORMAT = "dccs-backup/1"
DATABASE, LOCKED_DATABASE, MANIFEST = "dccs.duckdb", "dccs.duckdb.aes", "manifest.json"
ASIDE = "%Y-%m-%d_%H%M%S"  # in the name of a database that was replaced
CHUNK = 1 << 20
# What zipfile, zlib and json say of bytes that are not what was once written.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError, RuntimeError)
# The content hash of what is known at a moment, by period and unit; exports/ works them out.
Figures = Callable[[Store, datetime], Mapping[str, str]]
Reason = Literal["missing", "broken", "locked", "passphrase", "figures", "not_a_backup", "not_a_database"]


class BackupError(RuntimeError):
    """A backup is not made or not restored, and nothing was changed; `path` is the file that is in the way."""

    def __init__(self, reason: Reason, path: Path, detail: str = "") -> None:
        super().__init__(f"{reason}: {path} {detail}".strip())
        self.reason, self.path, self.detail = reason, path, detail


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `last_seal` closes the chain of its audit, `figures` are as of `as_of` (ISO 8601). With a
    `lock` the database in it is sealed under a passphrase; this page of it is not, but cannot be changed unseen."""

    format: str
    as_of: str
    schema_version: int
    data_version: int
    catalogue: str
    size: int
    sha256: str
    last_seal: str
    tables: dict[str, int]
    figures: dict[str, str]
    lock: dict[str, Any] | None = None

    def said(self) -> bytes:
        """As it is sealed with the database."""
        return json.dumps(asdict(self), sort_keys=True).encode()


def back_up(
    store: Store, target: Path, now: datetime, figures: Figures, passphrase: str | None = None
) -> Manifest:  # fmt: skip
    """Writes a backup; an earlier one of this name is replaced once the new one is whole. Others may go on writing to
    the store meanwhile. With a passphrase it is sealed. Raises BackupError (not_a_backup) and StoreError (full)."""
    if target.is_dir() or (target.exists() and not is_backup(target)):
        raise BackupError("not_a_backup", target)
    copy, part = (target.with_name(f"{target.name}.{stage}") for stage in ("copy", "part"))
    with room(target), only_while_made(copy, part):
        target.parent.mkdir(parents=True, exist_ok=True)
        tables = store.copy_to(copy)
        manifest = _describe(copy, store, tables, now, figures)
        manifest = _pack(part, copy, manifest, passphrase)
        part.replace(target)
    return manifest


def _describe(copy: Path, store: Store, tables: dict[str, int], now: datetime, figures: Figures) -> Manifest:
    """What is in the copy, told by the copy itself: the store may have moved on."""
    with Store(copy, store.files) as copied:
        as_of = after(copied.ask("last_event")[0]["last_event_at"], now)
        told = {
            "as_of": as_of.isoformat(), "data_version": copied.data_version, "catalogue": copied.catalogue.digest,
            "last_seal": copied.ask("last_act")[0]["seal"], "figures": dict(figures(copied, as_of)),
        }  # fmt: skip
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = copy.stat().st_size
    return Manifest(FORMAT, schema_version=SCHEMA_VERSION, size=size, sha256=digest, tables=tables, **told)


def _pack(part: Path, copy: Path, manifest: Manifest, passphrase: str | None) -> Manifest:
    """Writes the file; gives the manifest as it stands there."""
    with part.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            if passphrase:
                lock, key = new_lock(passphrase)
                manifest = replace(manifest, lock=asdict(lock))
                with copy.open("rb") as plain, archive.open(ZipInfo(LOCKED_DATABASE), "w", force_zip64=True) as packed:
                    for chunk in sealed(_pressed(plain), key, lock, manifest.said()):
                        packed.write(chunk)
            else:
                archive.write(copy, DATABASE)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _pressed(plain: BinaryIO) -> Iterator[bytes]:
    """What is sealed cannot be compressed any more, so it is before."""
    press = zlib.compressobj()
    while chunk := plain.read(CHUNK):
        yield press.compress(chunk)
    yield press.flush()


def is_backup(path: Path) -> bool:
    """Whether the file says that it is a backup; not whether it is whole."""
    try:
        return read_manifest(path).format == FORMAT
    except BackupError:
        return False


def read_manifest(backup: Path) -> Manifest:
    """What a backup says that it holds. Raises BackupError (missing, broken)."""
    if not backup.exists():
        raise BackupError("missing", backup)
    with _undamaged(backup), zipfile.ZipFile(backup) as archive:
        return Manifest(**json.loads(archive.read(MANIFEST)))


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
        with _undamaged(backup), zipfile.ZipFile(backup) as archive:
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
    if _log(path).exists():
        _log(path).replace(_log(aside))
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


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


@contextmanager
def only_while_made(*paths: Path) -> Iterator[None]:
    """Files that a killed process has left are removed before, and what was not renamed after."""
    files = [file for path in paths for file in (path, _log(path))]
    for file in files:
        file.unlink(missing_ok=True)
    try:
        yield
    finally:
        for file in files:
            file.unlink(missing_ok=True)


@contextmanager
def room(path: Path) -> Iterator[None]:
    """A full disk is a sentence and not a traceback."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreError("full", str(path), str(error)) from error
        raise


@contextmanager
def _undamaged(backup: Path) -> Iterator[None]:
    """Whatever a damaged file makes of itself when it is read."""
    try:
        yield
    except BackupError:
        raise
    except (*DAMAGED, IsADirectoryError, PermissionError) as error:
        raise BackupError("broken", backup, str(error)) from error
