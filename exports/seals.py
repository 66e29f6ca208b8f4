"""Sealed figures: the whole snapshot of a meeting, kept as it stood, found again by a short code.

Papers of a sealed snapshot are rendered from the kept document, never from the returns: whatever comes in later, they
say the same. `NOT_CONTENT` of the snapshot leaves the field `seal` out of the content hash.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from typing import Any, Literal

from data.store import Store
from data.writing import Writing, after, new_id
from exports.seal_code import Typed, code_of, read
from exports.snapshot import Snapshot, build_counted

Row = dict[str, Any]
LONGEST_NAME = 80
SAMPLE = " sample"  # at the end of an act's detail: what was sealed goes with the made-up returns
Reason = Literal["no_name", "long_name", "unknown", "mistyped", "units"]


class SealError(ValueError):
    """Nothing was sealed, or nothing is found; `detail`: what was given."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def seal(
    store: Store, *, name: str, unit: str, period: str, as_of: datetime | None, profile: str, by: str, now: datetime
) -> Row:
    """Keeps the snapshot of a moment (None: now) under a name; gives the row of queries/seals.sql.

    A moment that has not yet come is now: what comes in until then would belong to it. The figures are read in the
    transaction that keeps them. Raises SealError (no_name, long_name) and UnknownChoice.
    """
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME:
        raise SealError("long_name" if named else "no_name", named)
    with store.keep("seal", by, now) as writing:
        sealed_at = after(writing.ask("last_event")[0]["last_event_at"], now)
        known_at = min(as_of or sealed_at, sealed_at)
        document, counts = build_counted(
            writing, unit=unit, period=period, as_of=known_at, profile=profile, published=sealed_at
        )  # fmt: skip
        seal_id, code = _new_code(writing, document["content_hash"], now)
        document["seal"] = {"code": code, "name": named, "sealed_at": sealed_at.isoformat()}
        names = ("unit", "profile", "content_hash", "catalogue", "is_sample")
        row = {
            "id": seal_id, "code": code, "name": named, "sealed_at": sealed_at, "sealed_by": by, "period": period,
            "as_of": known_at, **{column: document[column] for column in names},
        }  # fmt: skip
        writing.add("seal", [{**row, "document": _packed(document)}])
        writing.add("seal_count", [{"seal": seal_id, **count} for count in counts])
        writing.detail = act_detail(row)
    return row


def _new_code(writing: Writing, content_hash: str, now: datetime) -> tuple[str, str]:
    """An id whose code nobody has yet."""
    while True:
        seal_id = new_id(now)
        code = code_of(content_hash, seal_id)
        if not writing.ask("seals", code=code, content_hash=None):
            return seal_id, code


def act_detail(row: Row) -> str:
    """What the record of acts says of a seal: its code and its hash, so that neither can be changed unseen."""
    return f"{row['code']} {row['content_hash']}{SAMPLE if row['is_sample'] else ''}"


def seals(store: Store) -> list[Row]:
    """Every seal, the newest first, without its document."""
    return store.ask("seals", code=None, content_hash=None)


def find(store: Store, text: str) -> list[Row]:
    """The seals that a typed code or content hash means, the newest first. Raises SealError (mistyped, unknown)."""
    typed: Typed = read(text)
    if typed.is_mistyped:
        raise SealError("mistyped", text.strip())
    found = store.ask("seals", code=typed.code, content_hash=typed.content_hash)
    if not found:
        raise SealError("unknown", typed.code or typed.content_hash or "")
    return found


def document(store: Store, code: str) -> Snapshot:
    """The sealed snapshot, as it was kept. Raises SealError (unknown) and ValueError where it cannot be read."""
    rows = store.ask("seal_document", code=code)
    if not rows:
        raise SealError("unknown", code)
    return unpacked(rows[0]["document"])


def _packed(document: Snapshot) -> bytes:
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode(), 9)


def unpacked(content: bytes) -> Snapshot:
    """The document that a seal holds. Raises ValueError where the bytes are not what was once written."""
    try:
        found: Snapshot = json.loads(zlib.decompress(content))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return found
