"""`python -m data user add | list | password | disable | enable | role`: accounts without the pages."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable
from datetime import UTC, datetime

from data import accounts, passwords
from data.command import OK, UsageError
from data.people import ROLES
from data.store import Store
from wording import access as words

Work = Callable[[Store, argparse.Namespace], int]


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser], on_store: Callable[[Work], object]) -> None:
    """Puts `user` among the commands of the database; what a person may be called stands in data/accounts.py."""
    user = commands.add_parser(
        "user", help="accounts for people; a running app that holds the database does it on its page"
    )
    acts = user.add_subparsers(required=True)
    acts.add_parser("list").set_defaults(run=on_store(_list))
    for name, work in (("add", _add), ("role", _role)):
        act = acts.add_parser(name)
        act.add_argument("name")
        act.add_argument("--role", choices=ROLES, required=True)
        act.add_argument("--unit", help="code of the top of what is theirs; without it, all")
        act.set_defaults(run=on_store(_told(work)))
    adding = acts.choices["add"]
    adding.add_argument("--called", default="", help="the person's own name")
    adding.add_argument("--no-password", action="store_true", help="for those whom the office's sign-in knows")
    for name, work in (("password", _password), ("disable", _disable), ("enable", _enable)):
        act = acts.add_parser(name)
        act.add_argument("name")
        act.set_defaults(run=on_store(_told(work)))


def _told(work: Work) -> Work:
    """What cannot be kept is a sentence."""

    def tell(store: Store, options: argparse.Namespace) -> int:
        try:
            return work(store, options)
        except accounts.CannotKeepAccount as error:
            raise UsageError(words.CANNOT[error.why]) from error

    return tell


def _now() -> tuple[str, datetime]:
    return getpass.getuser(), datetime.now(UTC)


def _list(store: Store, _: argparse.Namespace) -> int:
    names = {unit.code: unit.name for unit in store.catalogue.units}
    for row in accounts.standing(store):
        print(words.listed(row, names.get(row["unit"], words.WHOLE)))
    return OK


def _add(store: Store, options: argparse.Namespace) -> int:
    password = None if options.no_password else passwords.made_up()
    accounts.add(
        store, options.name, *_now(), role=options.role, unit=options.unit, called=options.called, password=password
    )
    print(words.told_password(options.name, password) if password else words.CREATED_WITHOUT.format(name=options.name))
    return OK


def _role(store: Store, options: argparse.Namespace) -> int:
    accounts.change(store, options.name, *_now(), role=options.role, unit=options.unit)
    print(words.CHANGED.format(name=options.name))
    return OK


def _password(store: Store, options: argparse.Namespace) -> int:
    password = passwords.made_up()
    accounts.set_password(store, options.name, password, *_now(), must_change=True)
    print(words.told_password(options.name, password))
    return OK


def _disable(store: Store, options: argparse.Namespace) -> int:
    accounts.change(store, options.name, *_now(), is_enabled=False)
    print(words.DISABLED.format(name=options.name))
    return OK


def _enable(store: Store, options: argparse.Namespace) -> int:
    accounts.change(store, options.name, *_now(), is_enabled=True)
    print(words.ENABLED.format(name=options.name))
    return OK
