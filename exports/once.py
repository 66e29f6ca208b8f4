"""What several papers of one pack are made of is made once: tables and report of the same snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Made = TypeVar("Made")
_KEPT: ContextVar[dict[tuple[str, int], Any] | None] = ContextVar("kept", default=None)


@contextmanager
def made_once() -> Iterator[None]:
    """Until its end, what is `shared` is worked out once for each snapshot; nothing may change one meanwhile."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def shared(make: Callable[[dict[str, Any]], Made]) -> Callable[[dict[str, Any]], Made]:
    """A piece that papers have in common, made of a snapshot alone."""

    @wraps(make)
    def made(snapshot: dict[str, Any]) -> Made:
        kept = _KEPT.get()
        if kept is None:
            return make(snapshot)
        place = (make.__qualname__, id(snapshot))
        if place not in kept:
            kept[place] = make(snapshot)
        found: Made = kept[place]
        return found

    return made
