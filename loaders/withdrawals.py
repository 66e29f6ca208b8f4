"""Taking an accepted return back: an event with a reason, never a deletion. The one before it counts again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from data.asking import Row
from data.store import Store
from data.writing import Writing, after
from loaders.cells import LONGEST_TEXT
from loaders.hygiene import is_legacy_encoding, personal_data

Why = Literal[
    "unknown", "not_allowed", "sample", "withdrawn", "no_reason", "too_long", "personal_data", "legacy_encoding"
]


class CannotWithdraw(ValueError):
    """The return stays as it is; `why` says for what."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def withdraw(
    store: Store, submission: str, by: str, now: datetime, reason: str, *, allowed: Collection[str] | None = None
) -> datetime:
    """Takes a return back, and gives the moment from which it counts no more. Raises CannotWithdraw. `allowed`: codes
    of the units that are theirs who ask; None: all.

    Whether it still stands is asked inside the transaction that withdraws it, so that of two people one does. A batch
    that is just being stored is waited for: it was judged by the returns that stood.
    """
    reason = reason.strip()
    if why := why_not_said(reason):
        raise CannotWithdraw(why)
    with store.intake, store.keep("withdraw", by, now) as writing:
        place = _standing(writing, submission, allowed)
        withdrawn_at = after(writing.ask("last_event")[0]["last_event_at"], now)
        row = {"submission": submission, "withdrawn_at": withdrawn_at, "withdrawn_by": by, "reason": reason}
        writing.add("withdrawal", [row])
        writing.detail = f"{place} {submission}"
    return withdrawn_at


def find(
    store: Store, now: datetime, *, submission: str | None, unit: str | None, period: str | None, version: int | None
) -> Row | None:
    """A return by its id, or by unit and period: the version named, else the current one. None where there is none."""
    if submission:
        place = next(iter(store.ask("withdrawable", submission=submission)), None)
        unit, period = (place["unit"], place["period"]) if place else (None, None)
    as_of = after(store.ask("last_event")[0]["last_event_at"], now)
    rows = store.ask("versions", unit=unit, period=period, as_of=as_of)
    meant = {"submission": submission} if submission else {"version": version} if version else {"is_current": True}
    return next((row | {"unit": unit, "period": period} for row in rows if meant.items() <= row.items()), None)


def why_not_said(reason: str) -> Why | None:
    """A reason is free text of the form: as long, and without personal data. Source: form, Cells; Personal data."""
    if not reason:
        return "no_reason"
    if len(reason) > LONGEST_TEXT:
        return "too_long"
    if personal_data(reason):
        return "personal_data"
    return "legacy_encoding" if is_legacy_encoding(reason) else None


def _standing(writing: Writing, submission: str, allowed: Collection[str] | None) -> str:
    """Unit and period of a return that can be taken back."""
    found = writing.ask("withdrawable", submission=submission)
    if not found:
        raise CannotWithdraw("unknown")
    if allowed is not None and found[0]["unit"] not in allowed:
        raise CannotWithdraw("not_allowed")
    if found[0]["is_sample"]:
        raise CannotWithdraw("sample")
    if found[0]["is_withdrawn"]:
        raise CannotWithdraw("withdrawn")
    return f"{found[0]['unit']} {found[0]['period']}"
