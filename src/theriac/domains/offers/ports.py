"""What the engine's kinds of documents become: each domain takes its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.offers.engine.contract import DocumentRead
from theriac.domains.offers.models import EngineJob


class TakeDocument(Protocol):
    """A command that takes what was read of a job's document, and ends the job; twice is once."""

    def __call__(self, *, actor: Actor, job_id: UUID, document: DocumentRead) -> bool: ...


SupplierOf = Callable[[UUID], UUID | None]
"""Whose the document of a subject is, as far as it is known."""
_takers: dict[str, TakeDocument] = {}
_records: dict[str, str] = {}
_suppliers: dict[str, SupplierOf] = {}


def register_taker(
    kind: str, taker: TakeDocument, *, record: str, supplier_of_subject: SupplierOf
) -> None:
    """Let ``taker`` take documents of this kind, whose jobs stand under ``record`` on the trail.

    Raises ValueError for a second one.
    """
    if kind in _takers:
        raise ValueError(f"two take {kind}")
    _takers[kind], _records[kind], _suppliers[kind] = taker, record, supplier_of_subject


def record_of(kind: str) -> str:
    """What a document of this kind becomes, as the trail calls it."""
    return _records[kind]


def supplier_of(job: EngineJob) -> UUID | None:
    """Whose document a job has read, as far as it is known."""
    return _suppliers[job.kind](job.subject_id)


def take_document(kind: str, *, actor: Actor, job_id: UUID, document: DocumentRead) -> bool:
    """Hand a document to who takes its kind; whether it was new to it."""
    return _takers[kind](actor=actor, job_id=job_id, document=document)
