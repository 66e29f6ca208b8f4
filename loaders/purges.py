"""Purging a return: its bytes and free text go, for a stated reason; hashes, figures and the act stay. Source: design.

What stays of the text was read as codes, days and figures. Titles of courses and of followed matters stay too unless
asked for, since papers show them: without them the content hash of these quarters is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from data.backup_folder import backups, folder_beside, replaced
from data.store import Store
from data.writing import Writing, after
from loaders.returns import sheet_forms
from loaders.withdrawals import why_not_said
from wording.seals import mark

Row = dict[str, Any]
COVER = "cover"
# Columns of text that were read as codes: what stands there is one of a list, or was checked to be a code.
CODES = frozenset(
    {
        "submission", "label", "measure", "state", "topic", "cohort", "code", "code_key", "kind", "field", "status",
        "question", "matter_kind",
    }
)  # fmt: skip
SHOWN = frozenset({"title", "content"})  # of courses and of matters that are followed: papers name them
KEYS = frozenset({"content_key"})  # by which a matter is known again; without its text a hash will do


class CannotPurge(ValueError):
    """Nothing was purged; `why`: unknown | sample | purged, or what is wrong with the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Purged:
    """What was done: whose return, which version, when."""

    unit: str
    period: str
    version: int
    sha256: str
    purged_at: datetime


def tables() -> list[str]:
    """Those that hold what a return says."""
    return [COVER, *(form.table for form in sheet_forms().values())]


def purge(store: Store, submission: str, by: str, now: datetime, reason: str, *, has_titles: bool = True) -> Purged:
    """Takes away what a return says in free text, and its file; then cleans the database's own file of it.

    `has_titles`: those of courses and matters stay. Raises CannotPurge and StoreError.
    """
    reason = reason.strip()
    if why := why_not_said(reason):
        raise CannotPurge(why)
    with store.intake, store.keep("purge", by, now) as writing:
        found = _standing(writing, submission)
        last = max((row["purged_at"] for row in writing.ask("purges_kept")), default=None)
        purged_at = after(last, now)
        row = {"purged_at": purged_at, "purged_by": by, "reason": reason, "has_titles": has_titles}
        keep_purge(writing, {"submission": submission, **row}, found)
        writing.detail = f"{found['unit']} {found['period']} {submission}"
    store.scrub()
    return Purged(found["unit"], found["period"], found["version"], found["sha256"], purged_at)


def keep_purge(writing: Writing, row: Row, found: Row) -> None:
    """The rows of a purge; `found`: the return, as queries/purgeable.sql knows it."""
    suffix = PurePosixPath(found["file_name"]).suffix.lower()[:5]
    kept, hashed = (CODES | SHOWN | KEYS, frozenset[str]()) if row["has_titles"] else (CODES, KEYS)
    name = f"{found['period']}_{found['unit']}{suffix}"
    writing.purge(row["submission"], tables(), kept=kept, hashed=hashed, file_name=name)
    writing.add("purge", [row])


def purge_again(store: Store, purges: Iterable[Row], by: str, now: datetime) -> int:
    """What had been purged when an older copy was put back is purged in it too; gives of how many returns."""
    again = [
        (row, found)
        for row in purges
        for found in store.ask("purgeable", submission=row["submission"])
        if not found["is_purged"]
    ]
    for row, found in again:
        with store.intake, store.keep("purge", by, now) as writing:
            keep_purge(writing, row, found)
            writing.detail = f"{found['unit']} {found['period']} {row['submission']}"
    if again:
        store.scrub()
    return len(again)


def _standing(writing: Writing, submission: str) -> Row:
    found = writing.ask("purgeable", submission=submission)
    if not found:
        raise CannotPurge("unknown")
    if found[0]["is_sample"]:
        raise CannotPurge("sample")
    if found[0]["is_purged"]:
        raise CannotPurge("purged")
    return found[0]


def copies_holding(database: Path, row: Row) -> list[tuple[datetime, Path]]:
    """Backups and databases put aside by a restoring, from between receipt and purge: they still hold the text."""
    copies = [*backups(folder_beside(database)), *replaced(database)]
    return [(moment, path) for moment, path in sorted(copies) if row["received_at"] <= moment < row["purged_at"]]


def seals_holding(store: Store, row: Row) -> list[tuple[datetime, str]]:
    """Seals that hold purged titles of courses, by moment and code: what a meeting was shown stays whole."""
    if row["has_titles"]:
        return []
    found = store.ask("seals_holding", submission=row["submission"], purged_at=row["purged_at"])
    return [(seal["sealed_at"], mark(seal["code"])) for seal in found]


def retention_years(environment: Mapping[str, str]) -> int | None:
    """After how many years a return is proposed for purging: `DCCS_RETENTION_YEARS`; None: never."""
    text = environment.get("DCCS_RETENTION_YEARS", "").strip()
    return int(text) if text.isdecimal() and int(text) else None


def proposed(store: Store, now: datetime, years: int | None) -> list[Row]:
    """The returns that are older than the office keeps their files; nothing happens to them by itself."""
    if not years:
        return []
    before = now.replace(year=now.year - years, day=min(now.day, 28))
    return store.ask("purge_proposed", before=before)
