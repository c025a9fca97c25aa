"""Keys of a month: for what stands in rows that are never changed, yet must be forgotten some day.

A purpose has one key for each month (UTC). What is written in a month is encrypted under its key;
once the law's period of the whole month is over, the key is destroyed and the rows stay, readable
to nobody, in the database and in every backup of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

from theriac.core import clock
from theriac.core.privacy.fields import PHARMACY
from theriac.core.privacy.keys import make_keys, name_of
from theriac.core.privacy.store import key_store

NAMESPACE = UUID("00000000-0000-7000-8000-0000000000a2")
ORDERED = 7


def is_persons(owner: UUID) -> bool:
    """Whether a key is a person's: their ids are UUIDv7, those of months and the house aren't."""
    return owner.version == ORDERED and owner != PHARMACY


def month_owner(purpose: str, instant: datetime) -> UUID:
    """Under whose name the key of this purpose and month is kept; needs no key store."""
    return uuid5(NAMESPACE, f"{purpose} {instant.astimezone(UTC):%Y-%m}")


def ready_owner(purpose: str, instant: datetime) -> UUID:
    """The same, its key made at first need; this month's where that key was destroyed already.

    Raises KeyStoreFails.
    """
    owner = month_owner(purpose, instant)
    name = name_of(owner)
    if not key_store().find([name]):
        if key_store().destroyed([name]):
            owner = month_owner(purpose, clock.now())
        make_keys([owner])
    return owner


def are_kept(owners: list[UUID]) -> set[UUID]:
    """Those whose key is in the store."""
    names = {name_of(owner): owner for owner in owners}
    return {names[name] for name in key_store().find(names)}
