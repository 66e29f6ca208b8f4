"""Who acts: a person, their role, and the part of the tree that is theirs. The one place that says who may what."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Literal

Role = Literal["viewer", "leader", "clerk", "admin"]
Act = Literal[
    "see_internal",  # figures of the internal profile; without it, the public one only
    "seal",  # freeze a snapshot for a meeting
    "question",  # ask a unit to explain a figure
    "upload",  # returns of the units of the scope: sending, withdrawing, history, originals, forms
    "catalogue",
    "accounts",
    "purge",
    "records",  # the record of acts, backups
]
MAY: dict[Role, frozenset[Act]] = {
    "viewer": frozenset(),
    "leader": frozenset({"see_internal", "seal", "question"}),
    "clerk": frozenset({"see_internal", "upload"}),
    "admin": frozenset(
        {"see_internal", "seal", "question", "upload", "catalogue", "accounts", "purge", "records"},
    ),
}


@dataclass(frozen=True)
class Person:
    """`unit`: the top of the subtree that is theirs; None: all of it."""

    name: str
    role: Role
    unit: str | None = None

    def may(self, act: Act) -> bool:
        """Whether the role includes an act; for which units, the scope says."""
        return act in MAY[self.role]


def machine_user() -> Person:
    """Whoever uses the program on the machine itself, without accounts: everything is theirs."""
    return Person(getpass.getuser(), "admin")
