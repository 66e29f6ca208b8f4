"""The growing wait after sign-ins that failed, for an account and for an address; it ends by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

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
                each.failed, each.last = each.failed + 1, now
                over = each.failed - FREE[kind]
                each.until = now + min(2.0**over, LONGEST_S[kind]) if over >= 0 else now
            return 0.0

    def succeeded(self, **about: str) -> None:
        """The try was right: the account's are forgotten, and this one of the address."""
        with self._lock:
            self._tries.pop(("account", about.get("account", "")), None)
            if address := self._tries.get(("address", about.get("address", ""))):
                address.failed, address.until = max(0, address.failed - 1), 0.0

    def _forget(self, now: float) -> None:
        if len(self._tries) >= MOST_KEYS:
            self._tries = {key: each for key, each in self._tries.items() if each.until > now}
        for key in [key for key, each in self._tries.items() if now - each.last > FORGOTTEN_S]:
            del self._tries[key]
