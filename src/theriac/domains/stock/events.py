"""The facts that stock announces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceived(Event):
    """Goods came in: data has the receipt's lines."""

    type: ClassVar[str] = "theriac.stock.received.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockUpdated(Event):
    """The balance of a product at a branch changed: data has the change by batch."""

    type: ClassVar[str] = "theriac.stock.updated.v1"

    @classmethod
    def of(
        cls,
        branch_id: Any,
        product_id: Any,
        document: tuple[str, Any],
        batches: Sequence[Mapping[str, Any]],
    ) -> StockUpdated:
        """What a document (kind, id) changed of a product at a branch, by batch."""
        kind, document_id = document
        return cls(
            subject=f"{branch_id}/{product_id}",
            branch_id=branch_id,
            data={
                "product_id": product_id,
                "document_kind": kind,
                "document_id": document_id,
                "batches": batches,
            },
        )
