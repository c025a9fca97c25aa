"""Bringing in the past, set-wise and unannounced: what was there, and what past sales took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine, StockReceipt, bring_in
from theriac.domains.stock.commands.snapshot import withdraw
from theriac.domains.stock.commands.take import LineTake, SaleDocument
from theriac.domains.stock.ledger import Document, Move, post_past
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import OPEN_STOCK


@dataclass(frozen=True, slots=True)
class PastTake:
    """What one past sale took, and who sold it."""

    document: SaleDocument
    person_id: UUID
    takes: Sequence[LineTake]


@command(name="stock.open_past_stock", done=_("Imported past stock"), permission=OPEN_STOCK)
def open_past_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    lines: Sequence[DeliveryLine],
    received_at: datetime,
    number: str = "",
) -> StockReceipt:
    """Bring in what was there at an instant of the past; nothing is announced.

    For books that are loaded whole, such as the demo's. Raises as ``enter_opening_stock``.
    """
    current_unit().is_history = True
    withdraw(branch_id, received_at)
    with clock.at(received_at) as then:
        return bring_in(
            Movement.Kind.OPENING, branch_id, lines, number=number, occurred_at=then.now()
        )


def take_for_past_sales(sales: Sequence[PastTake]) -> None:
    """Move what past sales took out of the shop, all or none; the caller holds the locks.

    Raises Contended when a balance doesn't cover what all of them take.
    """
    first: dict[BranchId, datetime] = {}
    for sale in sales:
        branch_id, at = sale.document.branch_id, sale.document.occurred_at
        first[branch_id] = min(first.get(branch_id, at), at)
    for branch_id, at in first.items():
        withdraw(branch_id, at)
    post_past(
        [
            (
                Document(
                    kind=Movement.Kind.SALE,
                    id=sale.document.id,
                    branch_id=sale.document.branch_id,
                    number=sale.document.number,
                    occurred_at=sale.document.occurred_at,
                    business_on=sale.document.business_on,
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
