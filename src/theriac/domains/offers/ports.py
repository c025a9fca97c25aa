"""What the engine's kinds of documents become: each domain takes its own."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.offers.engine.contract import DocumentRead


class TakeDocument(Protocol):
    """A command that takes what was read of a job's document, and ends the job; twice is once."""

    def __call__(self, *, actor: Actor, job_id: UUID, document: DocumentRead) -> bool: ...


_takers: dict[str, TakeDocument] = {}
_records: dict[str, str] = {}


def register_taker(kind: str, taker: TakeDocument, *, record: str) -> None:
    """Let ``taker`` take documents of this kind, whose jobs stand under ``record`` on the trail.

    Raises ValueError for a second one.
    """
    if kind in _takers:
        raise ValueError(f"two take {kind}")
    _takers[kind], _records[kind] = taker, record


def record_of(kind: str) -> str:
    """What a document of this kind becomes, as the trail calls it."""
    return _records[kind]


def take_document(kind: str, *, actor: Actor, job_id: UUID, document: DocumentRead) -> bool:
    """Hand a document to who takes its kind; whether it was new to it."""
    return _takers[kind](actor=actor, job_id=job_id, document=document)
