"""Keyed hashes by which encrypted values are found: HMAC-SHA-256, cut to 64 bits.

Its keys lie in the key store, numbered; the newest writes, all that are there find, so that a new
one can take over while people search. What a hash finds is compared again after it is opened.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass

from theriac.core import clock
from theriac.core.privacy.keys import unwrap, wrap
from theriac.core.privacy.store import key_store
from theriac.core.sealing.ciphers import KEY_BYTES

HASH = "hash:"


_renewals: dict[str, Callable[[], int]] = {}


def register_renewal(name: str, renew: Callable[[], int]) -> None:
    """Let a domain hash what it keeps under the newest key when there is a new one."""
    _renewals[name] = renew


def renew_registered() -> dict[str, int]:
    """How many hashes each domain renewed; after it nothing of theirs needs an older key."""
    return {name: renew() for name, renew in _renewals.items()}


@dataclass(frozen=True, slots=True)
class HashKey:
    """One key by its number."""

    generation: int
    key: bytes

    def token(self, kind: str, value: str) -> int:
        """What a column of 64 bits keeps of a value of this kind."""
        digest = hmac.digest(self.key, f"{kind}\n{value}".encode(), "sha256")
        return int.from_bytes(digest[:8], "big", signed=True)


def hash_keys() -> list[HashKey]:
    """The keys that find, the newest first; the first of all is made when it is asked for."""
    kept = key_store().beginning(HASH)
    if not kept:
        _make(1)
        kept = key_store().beginning(HASH)
    keys = [
        HashKey(int(one.name.removeprefix(HASH)), unwrap(one.name, one.wrapped)) for one in kept
    ]
    return sorted(keys, key=lambda one: -one.generation)


def make_hash_key() -> int:
    """A new key, which writes from now on; its number."""
    number = hash_keys()[0].generation + 1
    _make(number)
    return number


def drop_hash_keys(before: int) -> int:
    """Forget the keys below this number, when nothing is found by them any more; how many."""
    old = [name_of(one.generation) for one in hash_keys() if one.generation < before]
    key_store().destroy(old, clock.now())
    return len(old)


def name_of(generation: int) -> str:
    """The name under which a hash key is kept; names sort like numbers."""
    return f"{HASH}{generation:06d}"


def _make(generation: int) -> None:
    key_store().add([wrap(name_of(generation), os.urandom(KEY_BYTES))])
