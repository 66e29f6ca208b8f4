"""The chain of the audit: each act carries a seal, the SHA-256 of the seal before it and of what it says itself.

An act that was changed, taken out or put in between breaks the chain at its place; queries/audit_broken.sql works the
same seals out again. Whoever can write the file can also seal anew from there on: the seal of the last act, kept
elsewhere (every backup names it), shows even that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

Act = dict[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Acts that change nothing of what pages show: they stand in the record, and no data version moves for them, for every
# open page would work out its figures anew. queries/data_version.sql leaves out the same.
NOTED = frozenset({"account", "drill", "export", "password", "print", "sign_in", "sign_in_failed", "sign_out"})
# Those by which sessions begin, change or end; only they make the store ask anew who somebody is.
OF_ACCOUNTS = frozenset({"account", "password", "sign_in", "sign_out"})


def chained(acts: Iterable[Act], last: Act | None = None) -> Iterator[Act]:
    """The acts (id, acted_at, acted_by, act, detail) with the `place` and `seal` that follow those of the last one."""
    place, seal = (last["place"], last["seal"]) if last else (0, "")
    for act in acts:
        place += 1
        seal = _seal(seal, place, act)
        yield {"place": place, **act, "seal": seal}


def _seal(before: str, place: int, act: Act) -> str:
    """Lengths stand before the texts of people, so that no two acts are spelled alike."""
    microseconds = (act["acted_at"] - EPOCH) // timedelta(microseconds=1)
    by, name = act["acted_by"], act["act"]
    spelled = (before, place, act["id"], microseconds, len(by), by, len(name), name, act["detail"])
    return hashlib.sha256("|".join(map(str, spelled)).encode()).hexdigest()
