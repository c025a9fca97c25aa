"""What the ledgers of a sale are told, and ask, of what came back of it, which lies above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BorneNote:
    """A credit note as far as ledgers bear it, of the sale ``sale_id``."""

    id: UUID
    sale_id: UUID
    branch_id: UUID
    number: str
    business_on: date
    person_id: UUID


Refunded = Callable[[UUID], int]
"""What of a sale was refunded by credit; nothing of it comes back until the command ends."""
_asked: list[Refunded] = []


def register_refunds(refunded: Refunded) -> None:
    """Let what is refunded of a sale be known. ValueError for another."""
    if _asked:
        raise ValueError("two know the refunds")
    _asked.append(refunded)


def refunded_by_credit(sale_id: UUID) -> int:
    """How much of a sale was refunded by credit, minor units, with its returns locked."""
    return sum(refunded(sale_id) for refunded in _asked)
