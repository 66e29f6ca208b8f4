"""A backup under a passphrase: scrypt makes the key, AES-256-GCM seals the bytes, chunk by chunk.

Both come from the package `cryptography`; ours is only how they are put together (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizar, 2015): the nonce of a chunk is a random prefix, its number, and whether it is the last,
so that no chunk can be left out, doubled, moved or cut off. What the manifest says is sealed with every chunk.
It is imported where it is used: the first page asks only when the last trial was.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CHUNK, TAG = 1 << 20, 16
# 128 MB and about half a second: what OWASP recommends of scrypt. Kept in the backup, so that it may change.
COST, BLOCK, LANES = 1 << 17, 8, 1
MOST_COST = 1 << 20  # a file that asks for more memory than 1 GB is not ours


class WrongPassphrase(ValueError):
    """The key is another than the one that sealed this."""


class Tampered(ValueError):
    """These are not the bytes that were sealed."""


@dataclass(frozen=True)
class Lock:
    """What makes the key again from the passphrase; `check` tells a wrong one from damage. Texts are hex."""

    salt: str
    prefix: str
    check: str
    cost: int = COST
    block: int = BLOCK
    lanes: int = LANES


def passphrase_from(environment: Mapping[str, str]) -> str | None:
    """`DCCS_BACKUP_PASSPHRASE`, or the first line of the file that `DCCS_BACKUP_PASSPHRASE_FILE` names; None: no lock.

    Raises OSError where that file cannot be read: a backup that should be locked is never made open.
    """
    if text := environment.get("DCCS_BACKUP_PASSPHRASE"):
        return text
    if path := environment.get("DCCS_BACKUP_PASSPHRASE_FILE"):
        return Path(path).read_text(encoding="utf-8").splitlines()[0]
    return None


def new_lock(passphrase: str) -> tuple[Lock, bytes]:
    """A lock of its own for every backup, and its key."""
    salt, prefix = os.urandom(16), os.urandom(7)
    derived = _derived(passphrase, salt, COST, BLOCK, LANES)
    return Lock(salt.hex(), prefix.hex(), _check(derived), COST, BLOCK, LANES), derived[:32]


def key_of(lock: Lock, passphrase: str) -> bytes:
    """The key of a lock. Raises WrongPassphrase and Tampered."""
    if lock.cost > MOST_COST or (lock.block, lock.lanes) != (BLOCK, LANES):
        raise Tampered
    derived = _derived(passphrase, bytes.fromhex(lock.salt), lock.cost, lock.block, lock.lanes)
    if not hmac.compare_digest(_check(derived), lock.check):
        raise WrongPassphrase
    return derived[:32]


def _derived(passphrase: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=64, n=cost, r=block, p=lanes).derive(passphrase.encode())


def _check(derived: bytes) -> str:
    """Of the half that is no key."""
    return hashlib.sha256(derived[32:]).hexdigest()


def sealed(pieces: Iterable[bytes], key: bytes, lock: Lock, said: bytes) -> Iterator[bytes]:
    """The pieces, however long each is, as sealed chunks; `said` is sealed with them and not part of them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, number, held = AESGCM(key), 0, bytearray()
    for piece in pieces:
        held += piece
        while len(held) > CHUNK:  # the last chunk is known as such, so one is always held back
            yield cipher.encrypt(_nonce(lock, number, is_last=False), bytes(held[:CHUNK]), said)
            del held[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(lock, number, is_last=True), bytes(held), said)


def opened(read: Callable[[int], bytes], key: bytes, lock: Lock, said: bytes) -> Iterator[bytes]:
    """What was sealed, chunk by chunk. Raises Tampered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, number, chunk = AESGCM(key), 0, read(CHUNK + TAG)
    while True:
        following = read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(lock, number, is_last=not following), chunk, said)
        except InvalidTag as error:
            raise Tampered from error
        if not following:
            return
        number, chunk = number + 1, following


def _nonce(lock: Lock, number: int, *, is_last: bool) -> bytes:
    return bytes.fromhex(lock.prefix) + number.to_bytes(4) + bytes([is_last])
