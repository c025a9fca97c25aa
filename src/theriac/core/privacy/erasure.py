"""The list of destroyed keys, kept in step with what the domains know of it.

A restored backup of the database knows people whose keys were destroyed since; a restored copy of
the key store may hold keys again that were destroyed since. Both are put right before serving.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from theriac.core.privacy.keys import PERSON, destroy_keys, destroyed_owners
from theriac.core.privacy.periods import is_persons
from theriac.core.privacy.store import key_store


@dataclass(frozen=True, slots=True)
class Eraser:
    """What a domain answers: whom it erased, and how it forgets people whose key is gone."""

    erased: Callable[[], Collection[UUID]]
    forget: Callable[[Collection[UUID]], int]


_erasers: dict[str, Eraser] = {}


def register_eraser(name: str, eraser: Eraser) -> None:
    """Let a domain take part, under its name."""
    _erasers[name] = eraser


def apply_destroyed_keys() -> int:
    """Destroy what a domain says was erased, and let each forget whose key is gone.

    Returns how many people were forgotten anew. Safe to repeat.
    """
    gone = set(destroyed_owners())
    for eraser in _erasers.values():
        known = set(eraser.erased()) - gone
        if known:
            destroy_keys(sorted(known))
            gone |= known
    return sum(eraser.forget(gone) for eraser in _erasers.values()) if gone else 0


def count_kept() -> int:
    """How many people's keys are kept; reads them all."""
    count, after = 0, ""
    while page := key_store().beginning(PERSON, after):
        count += sum(is_persons(UUID(key.name.removeprefix(PERSON))) for key in page)
        after = page[-1].name
    return count
