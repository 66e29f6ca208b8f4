"""A copy of the whole database in one file; restore.py is the way back.

A backup is a zip of two members: the database as it stood at one moment, and a manifest that says what must be found in
it again. Nothing takes its final name before it is whole: whenever the process is killed, the file of before stands.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zipfile import ZipInfo

from data.backup_cipher import new_lock, sealed
from data.database_file import FULL
from data.migrations import SCHEMA_VERSION
from data.store import Store, StoreError
from data.writing import after

FORMAT = "dccs-backup/1"
DATABASE, LOCKED_DATABASE, MANIFEST = "dccs.duckdb", "dccs.duckdb.aes", "manifest.json"
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
    with undamaged(backup), zipfile.ZipFile(backup) as archive:
        return Manifest(**json.loads(archive.read(MANIFEST)))


def log_of(path: Path) -> Path:
    """What DuckDB has yet to write into a database file, beside it."""
    return path.with_name(f"{path.name}.wal")


@contextmanager
def only_while_made(*paths: Path) -> Iterator[None]:
    """Files that a killed process has left are removed before, and what was not renamed after."""
    files = [file for path in paths for file in (path, log_of(path))]
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
def undamaged(backup: Path) -> Iterator[None]:
    """Whatever a damaged file makes of itself when it is read."""
    try:
        yield
    except BackupError:
        raise
    except (*DAMAGED, IsADirectoryError, PermissionError) as error:
        raise BackupError("broken", backup, str(error)) from error
