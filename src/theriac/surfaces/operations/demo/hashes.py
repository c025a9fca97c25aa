"""How dearly the demo's passwords and PINs are hashed while it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.contrib.auth.hashers import get_hasher

if TYPE_CHECKING:
    from django.contrib.auth.hashers import Argon2PasswordHasher

LEAST = {"time_cost": 1, "memory_cost": 1_024, "parallelism": 1}
"""What argon2id does in a millisecond; memory in KiB."""


@contextmanager
def printed_secrets() -> Iterator[None]:
    """Hash at the least cost meanwhile: these secrets are printed at each start of the demo.

    At the full cost they took a fifth of its loading. A password is hashed anew, at the full one,
    when somebody signs in with it.
    """
    hasher = cast("Argon2PasswordHasher", get_hasher())
    before = {name: getattr(hasher, name) for name in LEAST}
    try:
        _set(hasher, LEAST)
        yield
    finally:
        _set(hasher, before)


def _set(hasher: Argon2PasswordHasher, costs: dict[str, int]) -> None:
    for name, value in costs.items():
        setattr(hasher, name, value)
