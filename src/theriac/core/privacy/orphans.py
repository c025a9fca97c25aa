"""Keys of people who were never kept: left by a registration that was rolled back.

A key is made durable before its row commits. One whose person no domain knows a day later is
removed, without a note among the destroyed: for a week the copies of the store still bring it back.
Many at once look like a database that was put back older than its key store; then none is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.privacy.keys import PERSON, name_of
from theriac.core.privacy.periods import is_persons
from theriac.core.privacy.store import key_store
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)
AGE = timedelta(days=1)
MOST = 50
"""More orphans than this at once are told and left alone."""

_known: dict[str, Callable[[Collection[UUID]], Collection[UUID]]] = {}


def register_owners(name: str, known: Callable[[Collection[UUID]], Collection[UUID]]) -> None:
    """Let a domain say which of these ids it has rows of, under its name."""
    _known[name] = known


def orphans() -> list[UUID]:
    """Whose key is older than a day and whom no domain knows."""
    before = clock.now() - AGE
    found: list[UUID] = []
    after = ""
    while page := key_store().beginning(PERSON, after):
        after = page[-1].name
        old = {owner for key in page if _is_old(owner := _owner(key.name), before)}
        for known in _known.values():
            old -= set(known(old))
        found += sorted(old)
    return found


def sweep() -> dict[str, int]:
    """Remove the orphans' keys; how many there were and how many went."""
    found = orphans()
    if len(found) > MOST:
        log.error("many keys have nobody: was an older database put back?", keys=len(found))
        return {"orphans": len(found), "swept": 0}
    key_store().discard([name_of(owner) for owner in found])
    return {"orphans": len(found), "swept": len(found)}


def _owner(name: str) -> UUID:
    return UUID(name.removeprefix(PERSON))


def _is_old(owner: UUID, before: datetime) -> bool:
    if not is_persons(owner):
        return False
    return datetime.fromtimestamp((owner.int >> 80) / 1000, UTC) < before
