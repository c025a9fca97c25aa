"""The key that a surface hands to the outermost command of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.database.insert import fresh_row, insert_if_absent, insert_if_absent_ahead
from theriac.core.database.json_text import canonical_json
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.ids import new_id
from theriac.core.problems import Problem

KEEP_DAYS = 30


class KeyReused(Problem):
    """The key was used for another payload."""

    type = "idempotency.key_reused"
    status = 422
    title = _("This key was used for something else")


class Replayed(Exception):
    """The key's effect exists already; the surface answers with it again."""

    def __init__(self, effect_id: UUID) -> None:
        super().__init__(str(effect_id))
        self.effect_id = effect_id


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """Client, operation and key, with the fingerprint of the canonical payload."""

    client_id: UUID
    operation: str
    key: str
    fingerprint: str


def fingerprint(payload: Any) -> str:
    """SHA-256 over canonical JSON: key order and whitespace don't matter."""
    return sha256(canonical_json(payload).encode()).hexdigest()


_waiting: ContextVar[list[IdempotencyKey] | None] = ContextVar("idempotency_key", default=None)


@contextmanager
def under_key(key: IdempotencyKey) -> Iterator[None]:
    """Let the next outermost command happen once under ``key``."""
    token = _waiting.set([key])
    try:
        yield
    finally:
        _waiting.reset(token)


def take_key() -> IdempotencyKey | None:
    """The key for the command that begins now, or None.

    A key serves one command, the first: what a request does after that one was refused (a report
    of it, say) has no effect that the same request could be answered with.
    """
    waiting = _waiting.get()
    return waiting.pop() if waiting else None


def claim(key: IdempotencyKey, effect_id: UUID, *, with_the_next: bool = False) -> None:
    """Claim the key for ``effect_id`` inside the effect's transaction.

    Waits while another transaction holds the same key. Raises Replayed when the key has its
    effect, KeyReused when that was for another payload; ``with_the_next`` lets the next statement
    wait and raise instead, where the database takes both together.
    """
    record = fresh_row(
        IdempotencyRecord,
        id=new_id(),
        client_id=key.client_id,
        operation=key.operation,
        key=key.key,
        fingerprint=key.fingerprint,
        effect_id=effect_id,
        recorded_at=clock.now(),
    )
    insert = insert_if_absent_ahead if with_the_next else _insert_at_once
    insert(IdempotencyRecord, record, lambda inserted: None if inserted else _refuse_second(key))


def _insert_at_once(
    model: type[IdempotencyRecord], record: IdempotencyRecord, told: Callable[[bool], None]
) -> None:
    told(insert_if_absent(model, record))


def _refuse_second(key: IdempotencyKey) -> None:
    first = IdempotencyRecord.objects.get(
        client_id=key.client_id, operation=key.operation, key=key.key
    )
    if first.fingerprint != key.fingerprint:
        raise KeyReused(_("Use a new Idempotency-Key for another request."))
    raise Replayed(first.effect_id)
