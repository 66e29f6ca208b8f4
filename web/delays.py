"""The growing wait after sign-ins that failed, for an account and for an address; it ends by itself.

Counted in memory, and after a restart again from the record of acts, where every try stands anyway.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

FREE = {"account": 3, "address": 10}  # tries that nobody waits for; many share the address of an office
LONGEST_S = {
    "account": 60.0,
    "address": 300.0,
}  # whoever knows a name may delay its owner by a minute, not shut them out
FORGOTTEN_S = 3600.0
MOST_KEYS = 10_000


@dataclass
class _Tries:
    failed: int = 0
    until: float = 0.0
    last: float = 0.0


class Try(NamedTuple):
    """One of an earlier run of the server. `account`: empty where nobody has that name."""

    seconds_ago: float
    account: str
    address: str
    was_right: bool


class Delays:
    """Counts tries by what they are about: `account` or `address`, and which."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[tuple[str, str], _Tries] = {}
        self._lock = threading.Lock()

    def begin(self, **about: str) -> float:
        """Seconds to wait before this try may be looked at; where it is none, the try counts as failed until it has
        `succeeded`, so that many at once are not many free ones."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            tries = {key: self._tries.setdefault(key, _Tries()) for key in about.items()}
            if left := max(0.0, *(each.until - now for each in tries.values())):
                return left
            for (kind, _), each in tries.items():
                _count(kind, each, now)
            return 0.0

    def succeeded(self, **about: str) -> None:
        """The try was right: the account's are forgotten, and this one of the address."""
        with self._lock:
            self._tries.pop(("account", about.get("account", "")), None)
            if address := self._tries.get(("address", about.get("address", ""))):
                address.failed, address.until = max(0, address.failed - 1), 0.0

    def recall(self, earlier: Iterable[Try]) -> None:
        """Counts the tries of an earlier run, the oldest first, as if they had been made here."""
        now = self._clock()
        for tried in earlier:
            about = {kind: which for kind, which in (("account", tried.account), ("address", tried.address)) if which}
            with self._lock:
                for key in about.items():
                    _count(key[0], self._tries.setdefault(key, _Tries()), now - max(0.0, tried.seconds_ago))
            if tried.was_right:
                self.succeeded(**about)

    def _forget(self, now: float) -> None:
        if len(self._tries) >= MOST_KEYS:
            self._tries = {key: each for key, each in self._tries.items() if each.until > now}
        for key in [key for key, each in self._tries.items() if now - each.last > FORGOTTEN_S]:
            del self._tries[key]


def _count(kind: str, tries: _Tries, at: float) -> None:
    """One more failure: the wait doubles, up to the longest."""
    tries.failed, tries.last = tries.failed + 1, at
    over = tries.failed - FREE[kind]
    tries.until = at + min(2.0**over, LONGEST_S[kind]) if over >= 0 else at
