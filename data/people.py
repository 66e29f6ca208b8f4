"""Who acts: a person, their role, and the part of the tree that is theirs. The one place that says who may what."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from data.catalogue import Unit

Role = Literal["viewer", "leader", "clerk", "admin"]
Act = Literal[
    "see_internal",  # figures of the internal profile; without it, the public one only
    "seal",  # freeze a snapshot for a meeting
    "question",  # ask a unit to explain a figure
    "upload",  # returns of the units of the scope: sending, withdrawing, history, originals, forms
    "catalogue",
    "accounts",
    "purge",
    "samples",  # made-up returns: loading and removing them
    "records",  # the record of acts, backups
]
ROLES: tuple[Role, ...] = get_args(Role)
MAY: dict[Role, frozenset[Act]] = {
    "viewer": frozenset(),
    "leader": frozenset({"see_internal", "seal", "question"}),
    "clerk": frozenset({"see_internal", "upload"}),
    "admin": frozenset(
        {"see_internal", "seal", "question", "upload", "catalogue", "accounts", "purge", "samples", "records"},
    ),
}
# Page (its file's stem) → what it takes to open it; a page that is not named here is open to every role. The menu reads
# this; what protects a page is its own open_page(needs=…), and a test holds the two together.
NEEDED: dict[str, Act] = {
    "submit": "see_internal",
    "catalogue": "catalogue",
    "records": "records",
    "accounts": "accounts",
}


@dataclass(frozen=True)
class Person:
    """`unit`: the top of the subtree that is theirs; None: all. `name` is for the record, `called` for screens."""

    name: str
    role: Role
    unit: str | None = None
    called: str = ""

    def may(self, act: Act) -> bool:
        """Whether the role includes an act; for which units, the scope says."""
        return act in MAY[self.role]

    @property
    def hidden(self) -> frozenset[str]:
        """Stems of the pages that the menu does not offer."""
        return frozenset(page for page, act in NEEDED.items() if not self.may(act))

    def covers(self, units: Iterable[Unit]) -> frozenset[str] | None:
        """Codes of the units of the scope: those below `unit`, and those that were merged into one of them, since their
        returns speak for it. None: every unit."""
        if self.unit is None:
            return None
        found, known = {self.unit}, list(units)
        while more := {u.code for u in known if u.parent in found or u.successor in found} - found:
            found |= more
        return frozenset(found)


@cache
def machine_user() -> Person:
    """Whoever uses the program on the machine itself, without accounts: everything is theirs."""
    return Person(getpass.getuser(), "admin")
