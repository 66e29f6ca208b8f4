"""A batch on a terminal: how far it has come, and the key that stops it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Bar:
    """A progress bar at the foot of a terminal; where the errors go to a file there is none."""

    WIDTH = 30

    def __init__(self) -> None:
        self.done = 0
        self.is_shown = sys.stderr.isatty()

    def show(self, what: str, done: int, total: int) -> None:
        """Draws how far `what` has come, in files."""
        if self.is_shown:
            filled = self.WIDTH * done // max(1, total)
            line = f"{what} [{'█' * filled}{'·' * (self.WIDTH - filled)}] {done}/{total}"
            self._write(f"\r{line}")

    def clear(self) -> None:
        """Makes room for a line of text."""
        if self.is_shown:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Set by Ctrl-C, which would otherwise break into whatever the database is doing."""
    stopped = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
