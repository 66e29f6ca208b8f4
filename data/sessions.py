"""Signing in and out. The browser keeps a token of 256 random bits, the database its SHA-256: who reads one cannot make
the other."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from data import passwords
from data.asking import Row
from data.people import Person, Role
from data.store import Store

LASTS = timedelta(hours=12)  # a working day, overtime included


class NoSuchAccount(LookupError):
    """Nobody of that name may sign in."""


@dataclass(frozen=True)
class Session:
    """A sign-in that holds. `must_change`: nothing but a new password is open to it."""

    digest: str
    person: Person
    begun_at: datetime
    expires_at: datetime
    must_change: bool


def digest_of(token: str) -> str:
    """What the database knows a token by."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(store: Store, digest: str, now: datetime) -> Session | None:
    """The session of a token by its digest, with the person as they are at this moment; None where none holds."""
    row = next(iter(store.ask("session", token=digest)), None)
    if row is None or now >= row["expires_at"]:
        return None
    person = Person(row["name"], cast(Role, row["role"]), row["unit"], row["called"])
    return Session(digest, person, row["begun_at"], row["expires_at"], row["must_change"])


def check(store: Store, name: str, password: str) -> bool:
    """Whether an enabled account has this password. Takes as long for a name that nobody has."""
    account = next(iter(store.ask("accounts", account=name)), None)
    is_right = passwords.fits(password, account["password"] if account else None)
    return is_right and account is not None and bool(account["is_enabled"])


def begin(store: Store, name: str, address: str, now: datetime) -> str:
    """Signs an enabled account in and gives the token for its browser. Raises NoSuchAccount, and keeps nothing then."""
    token = secrets.token_urlsafe(32)
    with store.keep("sign_in", name, now) as writing:
        account = next(iter(writing.ask("accounts", account=name)), None)
        if account is None or not account["is_enabled"]:
            raise NoSuchAccount(name)
        session = {
            "token": digest_of(token), "name": name, "generation": account["generation"], "begun_at": now,
            "expires_at": now + LASTS,
        }  # fmt: skip
        writing.add("sign_in", [session])
        writing.detail = address
    return token


def refuse(store: Store, name: str, address: str, now: datetime) -> None:
    """Puts a sign-in that failed on record; a name that nobody has is left out, for it may be a mistyped password."""
    known = bool(store.ask("accounts", account=name))
    with store.keep("sign_in_failed", name if known else "", now) as writing:
        writing.detail = address


def tries(store: Store, since: datetime) -> list[Row]:
    """Sign-ins that succeeded or failed since a moment, the oldest first: columns of queries/sign_in_tries.sql."""
    return store.ask("sign_in_tries", since=since)


def end(store: Store, session: Session, now: datetime) -> None:
    """Signs one browser out."""
    with store.keep("sign_out", session.person.name, now) as writing:
        writing.add("sign_out", [{"token": session.digest, "ended_at": now}])
