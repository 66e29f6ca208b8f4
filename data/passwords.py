"""Passwords: what one may be, how it is kept (argon2id), and the ones that the program makes up.

argon2 is imported where it is used: without accounts nothing of it is loaded.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Fault = Literal["short", "long", "common", "name"]
SHORTEST, LONGEST = 10, 200
TOLD_FROM = 4  # letters of a name that a password may not hold; shorter ones stand in many words
DISTINCT = 5  # letters at least: «aaaaaaaaaa», «1212121212» are guessed first
COMMON = ("password", "matkhau", "123456789", "987654321", "qwerty", "admin", "huongan")
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper


def fault_of(password: str, name: str) -> Fault | None:
    """Why a password is not taken for an account. Length makes one strong: no kinds of letters are asked for."""
    told = normal(password).casefold()
    if len(told) < SHORTEST:
        return "short"
    if len(told) > LONGEST:
        return "long"
    if len(name) >= TOLD_FROM and name.casefold() in told:
        return "name"
    return "common" if len(set(told)) < DISTINCT or any(_left(told, word) < DISTINCT for word in COMMON) else None


def _left(told: str, word: str) -> int:
    """How many letters a common word leaves of a password."""
    return len(told) - len(word) if word in told else len(told)


def normal(password: str) -> str:
    """The same whichever way a keyboard puts Vietnamese letters together."""
    return unicodedata.normalize("NFKC", password)


def made_up() -> str:
    """A first password, to be read out once: four times four letters, 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def kept(password: str) -> str:
    """How a password stands in the database."""
    return _hasher().hash(normal(password))


def fits(password: str, kept_as: str | None) -> bool:
    """Whether it is the password kept. It takes as long where none is kept, so that nobody learns which names exist."""
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    try:
        return _hasher().verify(kept_as or _stand_in(), normal(password)) and kept_as is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    """RFC 9106, second recommended option: 64 MiB, three passes; about a twentieth of a second."""
    from argon2 import PasswordHasher, profiles

    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


@cache
def _stand_in() -> str:
    return kept(secrets.token_hex())
