"""The short code of sealed figures: nine characters that can be read out over a telephone and typed by hand.

No two characters of the alphabet look alike (no 0 and O, no 1, I and L). It has 31 of them, a prime number, so that the
last one, a sum of the others weighted by their place, shows any one wrong character and any two that changed places.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 8, 3  # without the character that checks the others; shown in threes
SHORTEST_HASH, HASH = 8, 64  # letters of a content hash: as file names carry it, and whole
_BETWEEN = re.compile(r"[\s\-–—·.]+")
_HEX = re.compile(r"[0-9A-F]+")


class Typed(NamedTuple):
    """What somebody typed, as far as it can be read: a code, the beginning of a content hash, or both."""

    code: str | None
    content_hash: str | None
    is_mistyped: bool = False


def code_of(content_hash: str, seal_id: str) -> str:
    """`ABC-DEF-GHJ`, from the figures and from the seal: the same figures sealed twice have two codes."""
    number = int.from_bytes(hashlib.sha256(f"{content_hash} {seal_id}".encode()).digest())
    letters = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return spelled(letters + _check(letters))


def spelled(letters: str) -> str:
    """Nine letters in threes."""
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))


def is_code(letters: str) -> bool:
    """Whether nine letters without hyphens are a code, its last character included."""
    return len(letters) == LENGTH + 1 and set(letters) <= set(ALPHABET) and _check(letters[:LENGTH]) == letters[LENGTH:]


def read(text: str) -> Typed:
    """A code in any spelling, a content hash or its first letters, or both as the QR code holds them.

    Nine letters that fail their own check are mistyped, unless they can be the beginning of a hash.
    """
    letters = _BETWEEN.sub("", text).upper()
    code, rest = letters[: LENGTH + 1], letters[LENGTH + 1 :]
    if is_code(code) and (not rest or (len(rest) >= SHORTEST_HASH and _HEX.fullmatch(rest))):
        return Typed(spelled(code), rest.lower() or None)
    if SHORTEST_HASH <= len(letters) <= HASH and _HEX.fullmatch(letters):
        return Typed(None, letters.lower())
    return Typed(None, None, is_mistyped=True)


def _check(letters: str) -> str:
    weighted = sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, start=1))
    return ALPHABET[weighted % len(ALPHABET)]
