"""Bringing in the past: receipts and what past sales took, set-wise; nothing is announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.receive import ReceiptLine, StockReceipt, receive_stock
from theriac.domains.stock.commands.take import LineTake, SaleDocument
from theriac.domains.stock.ledger import Document, Move, post_past
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import RECEIVE_STOCK


@dataclass(frozen=True, slots=True)
class PastTake:
    """What one past sale took, and who sold it."""

    document: SaleDocument
    person_id: UUID
    takes: Sequence[LineTake]


@command(permission=RECEIVE_STOCK)
def receive_past_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    lines: Sequence[ReceiptLine],
    received_at: datetime,
    number: str = "",
) -> StockReceipt:
    """Receive as ``receive_stock`` does, as of an instant of the past; nothing is announced."""
    current_unit().is_history = True
    with clock.at(received_at) as then:
        return receive_stock(
            actor=actor,
            branch_id=branch_id,
            lines=lines,
            number=number,
            occurred_at=then.now(),
        )


def take_for_past_sales(sales: Sequence[PastTake]) -> None:
    """Move what past sales took out of the shop, all or none; the caller holds the locks.

    Raises Contended when a balance doesn't cover what all of them take.
    """
    post_past(
        [
            (
                Document(
                    kind=Movement.Kind.SALE,
                    id=sale.document.id,
                    branch_id=sale.document.branch_id,
                    number=sale.document.number,
                    occurred_at=sale.document.occurred_at,
                ),
                sale.person_id,
                [_move(take) for take in sale.takes],
            )
            for sale in sales
        ]
    )


def _move(take: LineTake) -> Move:
    return Move(
        batch_id=take.batch.batch_id,
        product_id=take.batch.product_id,
        from_place_id=take.batch.place_id,
        to_place_id=OUTSIDE_ID,
        from_balance_id=take.batch.balance_id,
        quantity=take.quantity,
        line_id=take.line_id,
    )
