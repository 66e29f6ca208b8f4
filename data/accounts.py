"""Accounts of people: added, changed, given a password. Every change is a new version, kept with who made it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal

from data import passwords
from data.asking import Row
from data.people import MAY, ROLES
from data.store import Store
from data.writing import Writing

Why = Literal[
    "unknown", "known", "name", "called", "role", "unit", "whole", "last_admin", "short", "long", "common", "same"
]
NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
LONGEST_CALLED = 80


class CannotKeepAccount(ValueError):
    """The account stays as it is; `why` says for what. Passwords: see data/passwords.py, and `same` as before."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def standing(store: Store) -> list[Row]:
    """Every account as it stands now: columns of queries/accounts.sql, the password left out."""
    return [
        {name: said for name, said in row.items() if name != "password"} for row in store.ask("accounts", account=None)
    ]


def add(
    store: Store, name: str, by: str, now: datetime, *,
    role: str, unit: str | None = None, called: str = "", password: str | None = None,
) -> None:  # fmt: skip
    """A new account. With a password, which must be changed at the first sign-in; without, for those whom the office's
    own sign-in knows. Raises CannotKeepAccount."""
    if not NAME.fullmatch(name):
        raise CannotKeepAccount("name")
    if password is not None:
        _check_password(password, name)
    kept = passwords.kept(password) if password is not None else None
    with store.keep("account", by, now) as writing:
        if _latest(writing, name):
            raise CannotKeepAccount("known")
        account = {
            "name": name, "version": 0, "called": called.strip() or name, "role": role, "unit": unit or None,
            "is_enabled": True, "generation": 1, "password": kept, "must_change": password is not None,
        }  # fmt: skip
        _keep(store, writing, account, "added")


def change(store: Store, name: str, by: str, now: datetime, **changes: Any) -> None:
    """Another role, unit, `called` or `is_enabled`; the rest stays. It holds from their next look.

    A disabled account is signed out everywhere. Raises CannotKeepAccount.
    """
    with store.keep("account", by, now) as writing:
        account = _known(writing, name)
        was_enabled = account["is_enabled"]
        account |= changes | ({"unit": changes["unit"] or None} if "unit" in changes else {})
        is_ended = was_enabled and not account["is_enabled"]
        account["generation"] += is_ended
        _keep(store, writing, account, "disabled" if is_ended else "changed")


def set_password(store: Store, name: str, password: str, by: str, now: datetime, *, must_change: bool) -> None:
    """A new password; the account is signed out everywhere. Raises CannotKeepAccount."""
    _check_password(password, name)
    earlier = next(iter(store.ask("accounts", account=name)), None)
    if earlier and not must_change and passwords.fits(password, earlier["password"]):
        raise CannotKeepAccount("same")
    kept = passwords.kept(password)
    with store.keep("password", by, now) as writing:
        account = _known(writing, name)
        account |= {"password": kept, "must_change": must_change, "generation": account["generation"] + 1}
        _keep(store, writing, account, "reset" if must_change else "set")


def sign_out_everywhere(store: Store, name: str, by: str, now: datetime) -> None:
    """Ends every session of an account. Raises CannotKeepAccount."""
    with store.keep("sign_out", by, now) as writing:
        account = _known(writing, name)
        account["generation"] += 1
        _keep(store, writing, account, "everywhere")


def _check_password(password: str, name: str) -> None:
    if fault := passwords.fault_of(password, name):
        raise CannotKeepAccount("common" if fault == "name" else fault)


def _latest(writing: Writing, name: str) -> Row | None:
    return next(iter(writing.ask("accounts", account=name)), None)


def _known(writing: Writing, name: str) -> Row:
    account = _latest(writing, name)
    if account is None:
        raise CannotKeepAccount("unknown")
    return {column: said for column, said in account.items() if column != "signed_in_at"}


def _keep(store: Store, writing: Writing, account: Row, what: str) -> None:
    """Adds the account's next version, if it can be and somebody is left who may look after accounts."""
    if why := _fault(store, account):
        raise CannotKeepAccount(why)
    others = [row for row in writing.ask("accounts", account=None) if row["name"] != account["name"]]
    keepers = [row for row in (*others, account) if row["is_enabled"] and "accounts" in MAY[row["role"]]]
    if not keepers and account["version"]:
        raise CannotKeepAccount("last_admin")
    kept = account | {"version": account["version"] + 1, "changed_at": writing.now, "changed_by": writing.by}
    writing.add("account", [kept])
    writing.detail = f"{what} {account['name']} {account['role']} {account['unit'] or ''}".strip()


def _fault(store: Store, account: Row) -> Why | None:
    """Who looks after catalogue and accounts looks after all of them, and has no part of the tree."""
    if account["role"] not in ROLES:
        return "role"
    if len(account["called"]) > LONGEST_CALLED:
        return "called"
    if account["unit"] is None:
        return None
    if "accounts" in MAY[account["role"]]:
        return "whole"
    return None if any(unit.code == account["unit"] for unit in store.catalogue.units) else "unit"
