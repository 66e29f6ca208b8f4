"""The tables as this version of the code has them, and the steps to them from every earlier version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data.asking import Cursor, rows_from
from data.audit import chained
from data.writing import Writing

HOUSE = Path(__file__).parent.parent
SCHEMA_VERSION = 4  # since then: purges, seals, questions, followed matters, accounts; tables that were only added


def definitions() -> list[str]:
    """The SQL that makes tables: the house's own, then one file a sheet of the return."""
    paths = [HOUSE / "data" / "schema.sql", *sorted((HOUSE / "loaders").glob("*.sql"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def _chain_audit(cursor: Cursor) -> None:
    """Acts that were kept without seals get them, in the order in which they were kept."""
    acts = rows_from(cursor.execute("select * from audit order by rowid"))
    cursor.execute("drop table audit")
    cursor.execute(
        "create table audit (place bigint not null, id varchar not null, acted_at timestamp not null, "
        "acted_by varchar not null, act varchar not null, detail varchar not null, seal varchar not null)"
    )
    Writing(cursor, datetime.now(UTC), "").add("audit", chained(acts))


# Steps from a schema version to the next. An empty file (version 0) needs none: it is made as this version has it.
MIGRATIONS: dict[int, tuple[str | Callable[[Cursor], None], ...]] = {
    1: (_chain_audit,),
    2: (
        "alter table catalogue_version add column files varchar",
        "alter table catalogue_version add column why varchar",
    ),
}
