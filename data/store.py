"""The one door to DuckDB, with two verbs: `ask` a question of queries/, and `keep` facts in one transaction.

One process owns the file; every call uses a cursor of its own, so threads may call at the same time. Moments go in and
come out as aware datetimes and stand in the database as UTC.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data.audit import chained
from data.catalogue import ROW_TYPES, Catalogue, read_catalogue, shortest, working_days

HOUSE = Path(__file__).parent.parent
DEFAULT_PATH = HOUSE / "data" / "local" / "dccs.duckdb"
SCHEMA_VERSION = 3
Row = dict[str, Any]
REMEMBERED_ANSWERS, REMEMBERED_ROWS = 300, 200
# What DuckDB says where another process has the file: on Linux and macOS, on Windows.
HELD_SIGNS = ("Could not set lock", "used by another process")
HEADERS_BYTES = 3 * 4096  # with which DuckDB begins a file
_COMMENT = re.compile("--.*")
_SOURCE = re.compile(r"\b(?:from|join)\s+([a-z_]+)")
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")


class StoreError(RuntimeError):
    """The database cannot be used; `reason` is held | newer | unreadable | full."""

    def __init__(self, reason: str, path: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {path} {detail}".strip())
        self.reason, self.path, self.detail = reason, path, detail


def database_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the database stands: `DCCS_DATABASE`, else data/local/dccs.duckdb."""
    return Path(environment.get("DCCS_DATABASE") or DEFAULT_PATH)


def new_id(now: datetime) -> str:
    """A UUID version 7 (RFC 9562): sorts by its moment, needs no sequence in the database."""
    milliseconds = int(now.timestamp() * 1000)
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@cache
def question(name: str) -> str:
    """The SQL of a question, by the stem of its file in queries/."""
    return (HOUSE / "data" / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def step_sql(name: str) -> str:
    """The SQL of a step that questions build on, by the stem of its file in steps/."""
    return (HOUSE / "data" / "steps" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def steps_of(sql: str) -> tuple[str, ...]:
    """The steps that a question reads from, each after those that it reads from itself."""
    ordered: dict[str, None] = {}
    known = {path.stem for path in (HOUSE / "data" / "steps").glob("*.sql")}
    for step in _SOURCE.findall(_COMMENT.sub("", sql)):
        if step in known:
            ordered.update(dict.fromkeys([*steps_of(step_sql(step)), step]))
    return tuple(ordered)


@cache
def _parameters(sql: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(_COMMENT.sub("", sql)))


class Store:
    """An open database. `path` None keeps it in memory, as the tests do.

    `files` is the catalogue as its files have it, `catalogue` the version that is current.
    """

    def __init__(self, path: Path | None = None, catalogue: Catalogue | None = None, by: str = "") -> None:
        self.path = path
        self.data_version = 0
        self._answers: dict[tuple[int, str, str], list[Row]] = {}
        self._connection = _connect(path)
        self._writing = threading.Lock()
        self.intake = threading.Lock()  # one batch at a time is judged and kept, so that its verdicts still hold
        try:
            self._prepare()
            self.data_version = int(self.ask("data_version")[0]["data_version"])
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
                rows = _rows(cursor.execute(sql, [digest]))
                tables[table] = tuple(
                    row_type(**{name: _shortest(value) for name, value in row.items()}) for row in rows
                )
        return Catalogue(**tables)

    def rows_of(self, table: str, submission: str) -> list[Row]:
        """The rows that one return has in the table of one of its sheets."""
        with self._cursor() as cursor:
            sql = f'select * exclude (submission) from "{table}" where submission = ? order by row_number'
            return _rows(cursor.execute(sql, [submission]))

    def ask(self, name: str, **parameters: Any) -> list[Row]:
        """The rows that answer queries/<name>.sql; see `asking`. A short answer is remembered: every run of a page
        asks the same of the same data version."""
        # The version is read first: an answer that a commit overtakes stays with the version it may still be of.
        place = self.data_version, name, repr(sorted(parameters.items()))
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
            cursor.begin()
            yield Asking(cursor, parameters)

    @contextmanager
    def keep(self, act: str, by: str, now: datetime) -> Iterator[Writing]:
        """One transaction: all that is added inside stands, or nothing does. Moves the data version."""
        with self._writing, self._cursor() as cursor:
            cursor.begin()
            try:
                writing = Writing(cursor, now, by)
                yield writing
                done = {"id": new_id(now), "acted_at": now, "acted_by": by, "act": act, "detail": writing.detail}
                writing.add("audit", chained([done], next(iter(writing.ask("last_act")), None)))
                cursor.commit()
            except BaseException as error:
                _roll_back(cursor)
                if _could_not_write(error):
                    raise StoreError("full", str(self.path), str(error)) from error
                raise
            self.data_version += 1

    @contextmanager
    def supposing(self, by: str, now: datetime) -> Iterator[Supposed]:
        """A world in which what is added inside had been kept: asked about and then undone, seen by nobody else."""
        with self._cursor() as cursor:
            cursor.begin()
            try:
                yield Supposed(cursor, now, by)
            finally:
                _roll_back(cursor)

    def copy_to(self, path: Path) -> dict[str, int]:
        """Makes a new database that holds all that stands here at one moment, while others go on writing; gives the
        rows of each table. Raises StoreError: full, or unreadable where the copy is not the same."""
        alias = f"copy_{secrets.token_hex(4)}"  # the file's own name may be any
        with self._cursor() as cursor:
            try:
                cursor.execute(f"attach {_quoted(path)} as {alias}")
                cursor.begin()
                [(source,)] = cursor.execute("select current_database()").fetchall()
                cursor.execute(f'copy from database "{source}" to {alias}')
                found, copied = (_contents(cursor, database) for database in (source, alias))
                cursor.commit()
                cursor.execute(f"detach {alias}")
            except duckdb.Error as error:
                _roll_back(cursor)
                cursor.execute(f"detach database if exists {alias}")
                raise StoreError("full" if _could_not_write(error) else "unreadable", str(path), str(error)) from error
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
        statements = _definitions()
        fingerprint = hashlib.sha256("\n".join(statements).encode()).hexdigest()
        if found == SCHEMA_VERSION and self._read_house("definitions") == fingerprint:
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


class Asking:
    """Questions on one cursor; each step that a question names is made once, as a temporary table."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, given: dict[str, Any]) -> None:
        self._cursor = cursor
        self._given = {name: _naive(value) for name, value in given.items()}
        self._made: set[str] = set()

    def __call__(self, name: str, **more: Any) -> list[Row]:
        """The rows that answer queries/<name>.sql."""
        sql = question(name)
        for step in steps_of(sql):
            if step not in self._made:
                self._run(f"create or replace temp table {step} as {step_sql(step)}", {})
                self._made.add(step)
        return _rows(self._run(sql, more))

    def _run(self, sql: str, more: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        given = {**self._given, **{name: _naive(value) for name, value in more.items()}}
        return self._cursor.execute(sql, {name: given[name] for name in _parameters(sql)})


class Writing:
    """What is being kept: rows for tables, inside one transaction."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, now: datetime, by: str) -> None:
        self._cursor, self.now, self.by = cursor, now, by
        self.detail = ""

    def ask(self, name: str, **parameters: Any) -> list[Row]:
        """A question asked inside the transaction, so that its answer still holds when the rows are kept."""
        return Asking(self._cursor, parameters)(name)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Appends rows to a table, columns by name."""
        rows = list(rows)
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in rows[0])
        # A list a column takes a third of the time of a registered frame for the few rows of a sheet; for 20,000 rows,
        # the most that a sheet may have, it takes longer, but less than half a second.
        lists = [[_naive(row[name]) for row in rows] for name in rows[0]]
        values = ", ".join("unnest(?)" for _ in lists)
        self._cursor.execute(f'insert into "{table}" ({names}) select {values}', lists)

    def add_catalogue(self, catalogue: Catalogue, files: str | None, why: str | None) -> None:
        """Records a version, current from now on; its rows are kept once. `files`: as in schema.sql."""
        latest = next(iter(self.ask("latest_catalogue")), None)
        if not self.ask("catalogue_known", digest=catalogue.digest):
            for table in ROW_TYPES:
                rows = enumerate(catalogue.rows(table))
                self.add(table, [{"catalogue": catalogue.digest, "place": place, **vars(row)} for place, row in rows])
            days = enumerate(working_days(catalogue), start=1)
            self.add(
                "working_day", [{"catalogue": catalogue.digest, "day": day, "number": place} for place, day in days]
            )
        version = {
            "digest": catalogue.digest, "recorded_at": after(latest["recorded_at"] if latest else None, self.now),
            "recorded_by": self.by, "files": files, "why": why,
        }  # fmt: skip
        self.add("catalogue_version", [version])
        self.detail = catalogue.digest

    def remove_samples(self, tables: Iterable[str]) -> None:
        """Removes the made-up returns, and their rows in these tables; facts are never removed."""
        for table in tables:
            condition = "submission in (select id from submission where is_sample)"
            self._cursor.execute(f'delete from "{table}" where {condition}')
        self._cursor.execute("delete from submission where is_sample")


class Supposed(Writing):
    """What would be kept; many questions may be asked about it, as of a store."""

    @contextmanager
    def asking(self, **parameters: Any) -> Iterator[Callable[..., list[Row]]]:
        """As `Store.asking`, inside the same transaction."""
        yield Asking(self._cursor, parameters)


def _chain_audit(cursor: duckdb.DuckDBPyConnection) -> None:
    """Acts that were kept without seals get them, in the order in which they were kept."""
    acts = _rows(cursor.execute("select * from audit order by rowid"))
    cursor.execute("drop table audit")
    cursor.execute(
        "create table audit (place bigint not null, id varchar not null, acted_at timestamp not null, "
        "acted_by varchar not null, act varchar not null, detail varchar not null, seal varchar not null)"
    )
    Writing(cursor, datetime.now(UTC), "").add("audit", chained(acts))


# Steps from a schema version to the next. An empty file (version 0) needs none: it is made as this version has it.
MIGRATIONS: dict[int, tuple[str | Callable[[duckdb.DuckDBPyConnection], None], ...]] = {
    1: (_chain_audit,),
    2: (
        "alter table catalogue_version add column files varchar",
        "alter table catalogue_version add column why varchar",
    ),
}


def _definitions() -> list[str]:
    """The SQL that makes tables: the house's own, then one file a sheet of the return."""
    paths = [HOUSE / "data" / "schema.sql", *sorted((HOUSE / "loaders").glob("*.sql"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def _connect(path: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """The connection; a StoreError says why there is none. Nothing is fetched from outside."""
    # Questions here are small and many sessions ask at once: each on its own thread. Handing parts of them to a second
    # one cost more than it brought (a snapshot 0.45 against 0.30 s, a return kept in twice the time).
    config: dict[str, str | bool | int | float | list[str]]
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}
    if path is None:
        return duckdb.connect(":memory:", config=config)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.IOException as error:
        said = str(error).replace(str(path), "")
        reason = "held" if any(sign in said for sign in HELD_SIGNS) else "unreadable"
        if reason == "unreadable" and not read_only and _is_stillborn(path):
            path.unlink()
            return _connect(path)
        raise StoreError(reason, str(path), str(error)) from error
    except (duckdb.Error, OSError) as error:
        raise StoreError("unreadable", str(path), str(error)) from error


def look_into(path: Path) -> tuple[int, dict[str, int]]:
    """The schema version of a database file and the rows of each table, without changing it. Raises StoreError."""
    with _connect(path, read_only=True) as connection:
        try:
            contents = _contents(connection, connection.execute("select current_database()").fetchall()[0][0])
            [(version,)] = connection.execute("select value from house where name = 'schema_version'").fetchall()
        except (duckdb.Error, ValueError) as error:
            raise StoreError("unreadable", str(path), str(error)) from error
    return int(version), {table: rows for table, (rows, _) in contents.items()}


def settle(path: Path, *, read_only: bool = False) -> None:
    """Opens a database file and lets it go: what stands in the log beside it is then in the file. Read-only nothing is
    changed, and it only shows whether the file can be had. Raises StoreError."""
    _connect(path, read_only=read_only).close()


def _contents(cursor: duckdb.DuckDBPyConnection, database: str) -> dict[str, tuple[int, int | None]]:
    """Of each table the number of its rows, and a sum over what stands in them, whatever their order."""
    named = "select table_name from duckdb_tables() where database_name = ? and not temporary order by table_name"
    tables = [name for (name,) in cursor.execute(named, [database]).fetchall()]
    counted = 'select count(*), sum(hash(t)) from "{}"."{}" as t'
    return {table: cursor.execute(counted.format(database, table)).fetchall()[0] for table in tables}


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _is_stillborn(path: Path) -> bool:
    """Whether a process was killed while it made this file: its headers are not whole, and no log stands beside it."""
    if not path.is_file() or path.stat().st_size >= HEADERS_BYTES or path.with_name(f"{path.name}.wal").exists():
        return False
    begun = path.read_bytes()
    return not begun or begun[8:12] == b"DUCK"


def _could_not_write(error: BaseException) -> bool:
    """A full or unwritable disk. A commit that fails for it says so in its text only."""
    if isinstance(error, duckdb.TransactionException | duckdb.FatalException):
        return "could not write" in str(error).lower()
    return isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException)


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Undoes what a failed write began; a commit that failed on a full disk has already undone it."""
    try:
        cursor.rollback()
    except duckdb.TransactionException:
        return


def _rows(result: duckdb.DuckDBPyConnection) -> list[Row]:
    """Rows as dictionaries; columns named `…_at` are aware moments."""
    names = [column[0] for column in result.description or []]
    moments = [name for name in names if name.endswith("_at")]
    rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
    for row in rows:
        for name in moments:
            if row[name] is not None:
                row[name] = row[name].replace(tzinfo=UTC)
    return rows


def _shortest(value: Any) -> Any:
    """A number as the catalogue spells it: the database fills up its decimals."""
    return shortest(value) if isinstance(value, Decimal) else value


def _naive(value: Any) -> Any:
    """Moments as the database keeps them."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def after(last: datetime | None, now: datetime) -> datetime:
    """The moment of receipt: now, but always later than the last one, even if the clock was set back."""
    return now if last is None or now > last else last + timedelta(microseconds=1)
