"""The kinds of documents that may be sent: each domain that writes papers names its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.paper.bills import PrintedBill
from theriac.domains.customer_returns.queries.notes import find_note
from theriac.domains.sale_documents.papers import credit_bill, sale_bill
from theriac.domains.sales.queries.sold_goods import answered_document

ROLL = "80"
"""The paper whose bill is read where only its words count."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that exists: of which branch, under which number."""

    branch_id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class SendableKind:
    """How a document of this kind is found by its id, and drawn for who may see it.

    ``bill`` raises NotFound.
    """

    find: Callable[[UUID], KnownDocument | None]
    bill: Callable[[Actor, UUID], PrintedBill]


KINDS: dict[str, SendableKind] = {}


def sends(name: str, kind: SendableKind) -> None:
    """Let documents of this kind be sent; once a name."""
    if name in KINDS:
        raise ValueError(name)
    KINDS[name] = kind


def _sale(sale_id: UUID) -> KnownDocument | None:
    found = answered_document(sale_id)
    return KnownDocument(found.branch_id, found.number) if found else None


def _note(return_id: UUID) -> KnownDocument | None:
    found = find_note(return_id)
    return KnownDocument(found.branch_id, found.number) if found else None


sends("sale", SendableKind(_sale, lambda actor, key: sale_bill(actor, key, ROLL)))
sends("credit_note", SendableKind(_note, lambda actor, key: credit_bill(actor, key, ROLL)))
