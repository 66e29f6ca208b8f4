"""Whether every stored return still says what it said: bytes, what is read from them, and the rows kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from data.store import Store
from loaders.returns import Return, read_return
from wording.formats import HANOI


def verify(store: Store) -> Iterator[tuple[str, str, str]]:
    """Submission, file name and reason (bytes | missing | reading | rows | unpurged) of every return that does not."""
    purged = {row["submission"] for row in store.ask("purges_kept")}
    for submission in store.ask("submissions"):
        if why := _why_broken(store, submission, is_purged=submission["id"] in purged):
            yield submission["id"], submission["file_name"], why


def _why_broken(store: Store, submission: dict[str, Any], *, is_purged: bool) -> str | None:
    originals = store.ask("original", submission=submission["id"])
    if is_purged:  # of what it was read from nothing is left to compare with
        return "unpurged" if originals else None
    if not originals:
        return "missing"
    content = bytes(originals[0]["content"])
    if hashlib.sha256(content).hexdigest() != submission["sha256"]:
        return "bytes"
    catalogue = store.catalogue_at(submission["received_at"])
    received_on = submission["received_at"].astimezone(HANOI).date()
    result = read_return(submission["file_name"], content, catalogue, received_on)
    if result.content_hash != submission["content_hash"]:
        return "reading"
    return None if _rows_match(store, submission["id"], result) else "rows"


def _rows_match(store: Store, submission: str, result: Return) -> bool:
    """Whether the kept rows are those that the file gives, value by value."""
    for table, rows in result.rows.items():
        kept = store.rows_of(table, submission)
        if sorted(map(_spelled, kept)) != sorted(map(_spelled, rows)):
            return False
    return True


def _spelled(row: dict[str, Any]) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name != "submission"))
