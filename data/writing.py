"""What is being kept, inside one transaction of the store; ids and moments of what is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from data.asking import Asking, Cursor, Row, as_kept
from data.catalogue import ROW_TYPES, Catalogue
from data.working_days import working_days


def new_id(now: datetime) -> str:
    """A UUID version 7 (RFC 9562): sorts by its moment, needs no sequence in the database."""
    milliseconds = int(now.timestamp() * 1000)
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def after(last: datetime | None, now: datetime) -> datetime:
    """The moment of receipt: now, but always later than the last one, even if the clock was set back."""
    return now if last is None or now > last else last + timedelta(microseconds=1)


class Writing:
    """What is being kept: rows for tables, inside one transaction."""

    def __init__(self, cursor: Cursor, now: datetime, by: str) -> None:
        self._cursor, self.now, self.by = cursor, now, by
        self.detail = ""

    def ask(self, name: str, **parameters: Any) -> list[Row]:
        """A question asked inside the transaction, so that its answer still holds when the rows are kept."""
        return Asking(self._cursor, parameters)(name)

    @contextmanager
    def asking(self, **parameters: Any) -> Iterator[Callable[..., list[Row]]]:
        """As `Store.asking`, inside the same transaction."""
        yield Asking(self._cursor, parameters)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Appends rows to a table, columns by name."""
        rows = list(rows)
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in rows[0])
        # A list a column takes a third of the time of a registered frame for the few rows of a sheet; for 20,000 rows,
        # the most that a sheet may have, it takes longer, but less than half a second.
        lists = [[as_kept(row[name]) for row in rows] for name in rows[0]]
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

    def purge(
        self, submission: str, tables: Iterable[str], *, kept: Collection[str], hashed: Collection[str], file_name: str
    ) -> None:
        """Takes the bytes of a return and its free text: in these tables every column of text but those `kept`.

        Of those `hashed` the SHA-256 stays.

        Bytes are overwritten, not deleted, so that the block that held them is written anew (data/scrubbing.py).
        """
        self._cursor.execute("update original set content = ''::blob where submission = ?", [submission])
        self._cursor.execute("update submission set file_name = ? where id = ?", [file_name, submission])
        self._cursor.execute("update withdrawal set reason = '' where submission = ?", [submission])
        columns = (
            "select column_name, is_nullable from information_schema.columns where table_name = ? and data_type = ?"
        )
        for table in tables:
            found = self._cursor.execute(columns, [table, "VARCHAR"]).fetchall()
            left = {name: "null" if may == "YES" else "''" for name, may in found if name not in kept}
            left |= {name: f'sha256("{name}")' for name in left if name in hashed}
            if left:
                changes = ", ".join(f'"{name}" = {value}' for name, value in left.items())
                self._cursor.execute(f'update "{table}" set {changes} where submission = ?', [submission])

    def remove_samples(self, tables: Iterable[str]) -> None:
        """Removes the made-up returns, their rows in these tables and their seals; facts are never removed."""
        for table in tables:
            condition = "submission in (select id from submission where is_sample)"
            self._cursor.execute(f'delete from "{table}" where {condition}')
        self._cursor.execute("delete from submission where is_sample")
        self._cursor.execute("delete from seal_count where seal in (select id from seal where is_sample)")
        self._cursor.execute("delete from seal where is_sample")


class Supposed(Writing):
    """What would be kept; many questions may be asked about it, as of a store."""
