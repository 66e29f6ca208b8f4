"""How a question is put: the SQL of queries/, the steps it builds on, rows as answers. The cursor is the store's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

HERE = Path(__file__).parent
Row = dict[str, Any]
_COMMENT = re.compile("--.*")
_SOURCE = re.compile(r"\b(?:from|join)\s+([a-z_]+)")
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")


class Cursor(Protocol):
    """What is used of DuckDB's cursor, which only the store makes."""

    @property
    def description(self) -> Sequence[Sequence[Any]] | None: ...

    def execute(self, query: str, parameters: Any = ...) -> Cursor: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


@cache
def question(name: str) -> str:
    """The SQL of a question, by the stem of its file in queries/."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def step_sql(name: str) -> str:
    """The SQL of a step that questions build on, by the stem of its file in steps/."""
    return (HERE / "steps" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def steps_of(sql: str) -> tuple[str, ...]:
    """The steps that a question reads from, each after those that it reads from itself."""
    ordered: dict[str, None] = {}
    known = {path.stem for path in (HERE / "steps").glob("*.sql")}
    for step in _SOURCE.findall(_COMMENT.sub("", sql)):
        if step in known:
            ordered.update(dict.fromkeys([*steps_of(step_sql(step)), step]))
    return tuple(ordered)


@cache
def reads_acts(name: str) -> bool:
    """Whether a question is about the record of acts, which grows even where no data version moves."""
    return "audit" in _SOURCE.findall(_COMMENT.sub("", question(name)))


@cache
def reads_accounts(name: str) -> bool:
    """Whether a question is about accounts and sessions, which no data version knows of. Asked at every request."""
    return bool({"account", "sign_in"} & set(_SOURCE.findall(_COMMENT.sub("", question(name)))))


@cache
def _parameters(sql: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(_COMMENT.sub("", sql)))


class Asking:
    """Questions on one cursor; each step that a question names is made once, as a temporary table."""

    def __init__(self, cursor: Cursor, given: dict[str, Any]) -> None:
        self._cursor = cursor
        self._given = {name: as_kept(value) for name, value in given.items()}
        self._made: set[str] = set()

    def __call__(self, name: str, **more: Any) -> list[Row]:
        """The rows that answer queries/<name>.sql."""
        sql = question(name)
        for step in steps_of(sql):
            if step not in self._made:
                self._run(f"create or replace temp table {step} as {step_sql(step)}", {})
                self._made.add(step)
        return rows_from(self._run(sql, more))

    def _run(self, sql: str, more: dict[str, Any]) -> Cursor:
        given = {**self._given, **{name: as_kept(value) for name, value in more.items()}}
        return self._cursor.execute(sql, {name: given[name] for name in _parameters(sql)})


def rows_from(result: Cursor) -> list[Row]:
    """Rows as dictionaries; columns named `…_at` are aware moments."""
    names = [column[0] for column in result.description or []]
    moments = [name for name in names if name.endswith("_at")]
    rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
    for row in rows:
        for name in moments:
            if row[name] is not None:
                row[name] = row[name].replace(tzinfo=UTC)
    return rows


def as_kept(value: Any) -> Any:
    """Moments as the database keeps them."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value
