"""The one door to DuckDB, with two verbs: `ask` a question of queries/, and `keep` facts in one transaction.

One process owns the file; every call uses a cursor of its own, so threads may call at the same time. Moments go in and
come out as aware datetimes and stand in the database as UTC.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data.asking import Asking, Row, reads_accounts, reads_acts, rows_from
from data.audit import NOTED, OF_ACCOUNTS, chained
from data.catalogue import ROW_TYPES, Catalogue, shortest
from data.catalogue_files import read_catalogue
from data.database_file import StoreError, connect, contents, could_not_write, database_path, identity, quoted
from data.migrations import MIGRATIONS, SCHEMA_VERSION, definitions
from data.scrubbing import is_due, scrub
from data.writing import Supposed, Writing, new_id

__all__ = ["Store", "StoreError", "database_path"]  # what whoever comes through the door needs
REMEMBERED_ANSWERS, REMEMBERED_ROWS = 300, 200
# What a file does to a question that has lost some of its blocks.
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


class Store:
    """An open database. `path` None keeps it in memory, as the tests do.

    `files` is the catalogue as its files have it, `catalogue` the version that is current.
    """

    def __init__(self, path: Path | None = None, catalogue: Catalogue | None = None, by: str = "") -> None:
        self.path = path
        self.data_version = self._accounts = 0
        self._last_act: Row | None = None  # nobody else can keep one: the file is this process's alone
        self._answers: dict[tuple[int, str, str], list[Row]] = {}
        self._connection = connect(path)
        self._file = identity(path)
        self._writing = threading.Lock()
        self.intake = threading.Lock()  # one batch at a time is judged and kept, so that its verdicts still hold
        try:
            self._prepare()
            self.data_version = int(self.ask("data_version")[0]["data_version"])
            self._last_act = next(iter(self.ask("last_act")), None)
            self.files = catalogue or read_catalogue()
            self.catalogue = self._current_catalogue(by)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Writes what is pending to the file and lets it go."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def acts(self) -> int:
        """How many acts were kept."""
        return int(self._last_act["place"]) if self._last_act else 0

    def catalogue_at(self, as_of: datetime) -> Catalogue:
        """The catalogue as it was current at a moment."""
        digest = self.ask("catalogue_digest", as_of=as_of)[0]["digest"]
        return self.catalogue if digest == self.catalogue.digest else self._stored_catalogue(digest)

    def _stored_catalogue(self, digest: str) -> Catalogue:
        tables = {}
        with self._cursor() as cursor:
            for table, row_type in ROW_TYPES.items():
                names = ", ".join(f'"{field.name}"' for field in fields(row_type))
                sql = f'select {names} from "{table}" where catalogue = ? order by place'
                rows = rows_from(cursor.execute(sql, [digest]))
                tables[table] = tuple(
                    row_type(**{name: _shortest(value) for name, value in row.items()}) for row in rows
                )
        return Catalogue(**tables)

    def rows_of(self, table: str, submission: str) -> list[Row]:
        """The rows that one return has in the table of one of its sheets."""
        with self._cursor() as cursor:
            sql = f'select * exclude (submission) from "{table}" where submission = ? order by row_number'
            return rows_from(cursor.execute(sql, [submission]))

    def ask(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that answer queries/<name>.sql; see `asking`. A short answer is remembered: every run of a page
        asks the same of the same data version."""
        # The version is read first: an answer that a commit overtakes stays with the version it may still be of.
        version = self.acts if reads_acts(name) else self._accounts if reads_accounts(name) else self.data_version
        place = version, name, repr(sorted(parameters.items()))
        rows = self._answers.get(place)
        if rows is None:
            with self.asking(**parameters) as ask:
                rows = ask(name)
            self._remember(place, rows)
        return [dict(row) for row in rows]

    def _remember(self, place: tuple[int, str, str], rows: list[Row]) -> None:
        """Keeps a short answer, of text and numbers only, and drops the oldest where there are too many."""
        if len(rows) <= REMEMBERED_ROWS and not any(isinstance(value, bytes) for row in rows for value in row.values()):
            self._answers[place] = rows
            for oldest in list(self._answers)[:-REMEMBERED_ANSWERS]:
                self._answers.pop(oldest, None)

    @contextmanager
    def asking(self, **parameters: Any) -> Iterator[Callable[..., list[Row]]]:
        """Several questions about the same moment, periods and unit: what they build on is worked out once.

        Yields a function of a question's name. A parameter that a question does not use is left out. One transaction:
        no answer sees a return that the one before it did not.
        """
        with self._cursor() as cursor:
            try:
                cursor.begin()
                yield Asking(cursor, parameters)
            except DAMAGE as error:
                raise StoreError("unreadable", str(self.path), str(error)) from error

    @contextmanager
    def keep(self, act: str, by: str, now: datetime) -> Iterator[Writing]:
        """One transaction: all that is added inside stands, or nothing does. Moves the data version, unless the act is
        one that changes nothing (data/audit.py, NOTED)."""
        with self._writing, self._cursor() as cursor:
            if identity(self.path) != self._file:  # what is kept in a file without a name is lost at the end
                raise StoreError("gone", str(self.path))
            cursor.begin()
            try:
                writing = Writing(cursor, now, by)
                yield writing
                done = {"id": new_id(now), "acted_at": now, "acted_by": by, "act": act, "detail": writing.detail}
                [chained_act] = chained([done], self._last_act)
                writing.add("audit", [chained_act])
                cursor.commit()
            except BaseException as error:
                _roll_back(cursor)
                if could_not_write(error):
                    reason = "unreadable" if "could not read" in str(error).lower() else "full"
                    raise StoreError(reason, str(self.path), str(error)) from error
                raise
            self._last_act = chained_act
            self._accounts += act in OF_ACCOUNTS
            self.data_version += act not in NOTED

    @contextmanager
    def supposing(self, by: str, now: datetime) -> Iterator[Supposed]:
        """A world in which what is added inside had been kept: asked about and then undone, seen by nobody else."""
        with self._cursor() as cursor:
            cursor.begin()
            try:
                yield Supposed(cursor, now, by)
            finally:
                _roll_back(cursor)

    def scrub(self) -> None:
        """Takes what was purged out of the file (data/scrubbing.py). Raises StoreError: full."""
        with self._writing, self._cursor() as cursor:
            try:
                scrub(cursor)
            except duckdb.Error as error:
                raise StoreError("full", str(self.path), str(error)) from error

    def copy_to(self, path: Path) -> dict[str, int]:
        """Makes a new database that holds all that stands here at one moment, while others go on writing; gives the
        rows of each table. Raises StoreError: full, or unreadable where the copy is not the same."""
        alias = f"copy_{secrets.token_hex(4)}"  # the file's own name may be any
        with self._cursor() as cursor:
            try:
                cursor.execute(f"attach {quoted(path)} as {alias}")
                cursor.begin()
                [(source,)] = cursor.execute("select current_database()").fetchall()
                cursor.execute(f'copy from database "{source}" to {alias}')
                found, copied = (contents(cursor, database) for database in (source, alias))
                cursor.commit()
                cursor.execute(f"detach {alias}")
            except duckdb.Error as error:
                _roll_back(cursor)
                cursor.execute(f"detach database if exists {alias}")
                raise StoreError("full" if could_not_write(error) else "unreadable", str(path), str(error)) from error
        if copied != found:
            raise StoreError("unreadable", str(path), "copy differs")
        return {table: rows for table, (rows, _) in copied.items()}

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def _prepare(self) -> None:
        """Tables and macros as this version of the code has them; refuses a file of a newer version."""
        found = self._read_version()
        if found > SCHEMA_VERSION:
            raise StoreError("newer", str(self.path), str(found))
        statements = definitions()
        fingerprint = hashlib.sha256("\n".join(statements).encode()).hexdigest()
        if found == SCHEMA_VERSION and self._read_house("definitions") == fingerprint:
            self._scrub_if_due()
            return
        with self._cursor() as cursor:
            cursor.begin()
            for version in range(found, SCHEMA_VERSION) if found else ():
                for step in MIGRATIONS.get(version, ()):
                    step(cursor) if callable(step) else cursor.execute(step)
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("delete from house")
            cursor.execute("insert into house values ('schema_version', ?)", [str(SCHEMA_VERSION)])
            cursor.execute("insert into house values ('definitions', ?)", [fingerprint])
            cursor.commit()

    def _scrub_if_due(self) -> None:
        with self._cursor() as cursor:
            if is_due(cursor):
                scrub(cursor)

    def _read_version(self) -> int:
        return int(self._read_house("schema_version") or 0)

    def _read_house(self, name: str) -> str | None:
        with self._cursor() as cursor:
            exists = cursor.execute("select 1 from information_schema.tables where table_name = 'house'").fetchone()
            row = cursor.execute("select value from house where name = ?", [name]).fetchone() if exists else None
        return str(row[0]) if row else None

    def _current_catalogue(self, by: str) -> Catalogue:
        """The version recorded last if it was made on the page; else the files, which are a new version if they differ.

        Another edition of the public holidays is another version of the same rows.
        """
        latest = next(iter(self.ask("latest_catalogue")), None)
        is_own = latest is not None and latest["files"] is not None
        catalogue = self._stored_catalogue(latest["digest"]) if latest and is_own else self.files
        if latest is None or latest["digest"] != catalogue.digest:
            beside, why = (latest["files"], latest["why"]) if latest and is_own else (None, None)
            with self.keep("catalogue", by, datetime.now(UTC)) as writing:
                writing.add_catalogue(catalogue, beside, why)
        return catalogue


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Undoes what a failed write began; a commit that failed on a full disk has already undone it."""
    try:
        cursor.rollback()
    except duckdb.TransactionException:
        return


def _shortest(value: Any) -> Any:
    """A number as the catalogue spells it: the database fills up its decimals."""
    return shortest(value) if isinstance(value, Decimal) else value
