"""What the charging of sales asks of who knows what came back of them, which lies above."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

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
