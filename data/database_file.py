"""The file of the database: how it is opened, what is wrong with it, and what it says while nobody has it open."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.asking import Asking, Row

HOUSE = Path(__file__).parent.parent
DEFAULT_PATH = HOUSE / "data" / "local" / "dccs.duckdb"
# What DuckDB says where another process has the file (on Linux and macOS, on Windows), and of a file of a later DuckDB.
SIGNS = (("Could not set lock", "held"), ("used by another process", "held"), ("with version number", "newer"))
# Errors of a disk that takes nothing more; Windows knows no quota by this name.
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
HEADERS_BYTES = 3 * 4096  # with which DuckDB begins a file


class StoreError(RuntimeError):
    """The database cannot be used; `reason` is held | newer | unreadable | full | missing | gone."""

    def __init__(self, reason: str, path: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {path} {detail}".strip())
        self.reason, self.path, self.detail = reason, path, detail


def database_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the database stands: `DCCS_DATABASE`, else data/local/dccs.duckdb."""
    return Path(environment.get("DCCS_DATABASE") or DEFAULT_PATH)


def connect(path: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """The connection; a StoreError says why there is none. Nothing is fetched from outside."""
    # Questions here are small and many sessions ask at once: each on its own thread. Handing parts of them to a second
    # one cost more than it brought (a snapshot 0.45 against 0.30 s, a return kept in twice the time).
    config: dict[str, str | bool | int | float | list[str]]
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}
    if path is None:
        return duckdb.connect(":memory:", config=config)
    if not read_only and _is_lost(path):
        raise StoreError("missing", str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.IOException as error:
        said = str(error).replace(str(path), "")
        reason = next((reason for sign, reason in SIGNS if sign in said), "unreadable")
        if reason == "unreadable" and not read_only and _is_stillborn(path):
            path.unlink()
            return connect(path)
        raise StoreError(reason, str(path), str(error)) from error
    except (duckdb.Error, OSError) as error:
        raise StoreError("unreadable", str(path), str(error)) from error


def _is_lost(path: Path) -> bool:
    """Whether a database that was here is not: no file, or an empty one, where backups or its log still stand."""
    if path.exists() and path.stat().st_size >= HEADERS_BYTES:
        return False
    has_log = not path.exists() and path.with_name(f"{path.name}.wal").exists()
    return has_log or any(path.with_name("backups").glob("*.zip"))


def _is_stillborn(path: Path) -> bool:
    """Whether a process was killed while it made this file: its headers are not whole, and no log stands beside it."""
    if not path.is_file() or path.stat().st_size >= HEADERS_BYTES or path.with_name(f"{path.name}.wal").exists():
        return False
    begun = path.read_bytes()
    return not begun or begun[8:12] == b"DUCK"


def identity(path: Path | None) -> tuple[int, int] | None:
    """Which file it is that stands under a name; None where none does, and of what is in memory."""
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def look_into(path: Path) -> tuple[int, dict[str, int]]:
    """The schema version of a database file and the rows of each table, without changing it. Raises StoreError."""
    with connect(path, read_only=True) as connection:
        try:
            found = contents(connection, connection.execute("select current_database()").fetchall()[0][0])
            [(version,)] = connection.execute("select value from house where name = 'schema_version'").fetchall()
        except (duckdb.Error, ValueError) as error:
            raise StoreError("unreadable", str(path), str(error)) from error
    return int(version), {table: rows for table, (rows, _) in found.items()}


def asked_of(path: Path, name: str) -> list[Row]:
    """What a question without parameters is answered by a file that nobody has open, without changing it; nothing where
    the file cannot be read or is of an earlier version."""
    try:
        with connect(path, read_only=True) as connection:
            return Asking(connection.cursor(), {})(name)
    except (StoreError, duckdb.Error):
        return []


def settle(path: Path, *, read_only: bool = False) -> None:
    """Opens a database file and lets it go: what stands in the log beside it is then in the file. Read-only nothing is
    changed, and it only shows whether the file can be had. Raises StoreError."""
    connect(path, read_only=read_only).close()


def contents(cursor: duckdb.DuckDBPyConnection, database: str) -> dict[str, tuple[int, int | None]]:
    """Of each table the number of its rows, and a sum over what stands in them, whatever their order."""
    named = "select table_name from duckdb_tables() where database_name = ? and not temporary order by table_name"
    tables = [name for (name,) in cursor.execute(named, [database]).fetchall()]
    counted = 'select count(*), sum(hash(t)) from "{}"."{}" as t'
    return {table: cursor.execute(counted.format(database, table)).fetchall()[0] for table in tables}


def quoted(path: Path) -> str:
    """A path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def could_not_write(error: BaseException) -> bool:
    """A full or unwritable disk. A commit that fails for it says so in its text only."""
    if isinstance(error, duckdb.TransactionException | duckdb.FatalException):
        return "could not write" in str(error).lower()
    return isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException)
