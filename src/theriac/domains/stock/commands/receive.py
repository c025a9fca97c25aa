"""Receiving goods and opening stock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.products import states_of
from theriac.domains.catalog.rules import RECEIVED
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.events import StockReceived
from theriac.domains.stock.ledger import Document, Move, open_balances, post
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import RECEIVE_STOCK
from theriac.domains.stock.problems import ProductNotReceived, QuantityRefused
from theriac.domains.stock.queries.places import shelf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """Goods of one batch: ``quantity`` base units, cost and MRP as exact ratios."""

    product_id: UUID
    quantity: int
    batch_number: str = ""
    expires_on: date | None = None
    cost_amount: int | None = None
    cost_units: int = 1
    mrp_amount: int | None = None
    mrp_units: int = 1
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class StockReceipt:
    """What was received: the document and the batches made, in the order of the lines."""

    id: UUID
    batch_ids: tuple[UUID, ...]
    movement_ids: tuple[UUID, ...]


@command(permission=RECEIVE_STOCK)
def receive_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    lines: Sequence[ReceiptLine],
    number: str = "",
    reason: str = "",
    occurred_at: datetime | None = None,
) -> StockReceipt:
    """Bring goods from outside onto the shelf; every line makes a batch of its own.

    A batch without expiry is taken and not sold until one is entered. Raises QuantityRefused,
    NotFound for a product that isn't in the catalogue, and ProductNotReceived for one whose state
    doesn't permit it.
    """
    _check(lines)
    _refuse_unknown(lines)
    received_on = branch_date(branch_id, occurred_at)
    batches = [_batch(line, received_on) for line in lines]
    insert_rows(Batch, batches)
    shelf = shelf_of(branch_id)
    balances = open_balances(branch_id, {b.id: b.product_id for b in batches}, shelf.id)
    document = Document(
        kind=Movement.Kind.RECEIPT,
        id=current_unit().effect_id,
        branch_id=branch_id,
        number=number,
        reason=reason,
        occurred_at=occurred_at,
    )
    moves = [
        Move(
            batch_id=batch.id,
            product_id=batch.product_id,
            from_place_id=OUTSIDE_ID,
            to_place_id=shelf.id,
            to_balance_id=balances[batch.id],
            quantity=line.quantity,
        )
        for batch, line in zip(batches, lines, strict=True)
    ]
    movements = post(document, moves)
    _announce(document, batches, lines)
    return StockReceipt(
        document.id, tuple(batch.id for batch in batches), tuple(m.id for m in movements)
    )


def _check(lines: Sequence[ReceiptLine]) -> None:
    if not lines:
        raise QuantityRefused(_("Nothing was entered. Add a line."), field="lines")
    for index, line in enumerate(lines):
        if line.quantity < 1:
            raise QuantityRefused(
                _("A quantity is 1 or more base units."), field=f"lines.{index}.quantity"
            )
        if line.cost_units < 1 or line.mrp_units < 1:
            raise QuantityRefused(
                _("A price is for 1 or more base units."), field=f"lines.{index}.cost_units"
            )


def _refuse_unknown(lines: Sequence[ReceiptLine]) -> None:
    known = states_of(line.product_id for line in lines)
    for index, line in enumerate(lines):
        if line.product_id not in known:
            raise NotFound(
                _("This product isn't in the catalogue."),
                field=f"lines.{index}.product_id",
                product_id=line.product_id,
            )
        name, state = known[line.product_id]
        if state not in RECEIVED:
            raise ProductNotReceived(
                _sentence(state) % {"name": name},
                field=f"lines.{index}.product_id",
                product_id=line.product_id,
                status=state,
            )


def _sentence(state: str) -> str:
    if state == "discontinued":
        return _(
            "%(name)s is no longer kept: it sells out and isn't received. Take it up again in the "
            "catalogue, or send the goods back."
        )
    if state == "draft":
        return _("%(name)s is a draft. Put it up for sale in the catalogue first.")
    return _("%(name)s is blocked. Unblock it in the catalogue first, or send the goods back.")


def _batch(line: ReceiptLine, received_on: date) -> Batch:
    return Batch(
        id=new_id(),
        product_id=line.product_id,
        number=line.batch_number,
        expires_on=line.expires_on,
        received_on=received_on,
        mrp_amount=line.mrp_amount,
        mrp_units=line.mrp_units,
        cost_amount=line.cost_amount,
        cost_units=line.cost_units,
        shelf=line.shelf,
    )


def _announce(document: Document, batches: Sequence[Batch], lines: Sequence[ReceiptLine]) -> None:
    current_unit().announce(
        StockReceived(
            subject=str(document.id),
            branch_id=document.branch_id,
            data={
                "receipt_id": document.id,
                "lines": [
                    {"product_id": b.product_id, "batch_id": b.id, "quantity": line.quantity}
                    for b, line in zip(batches, lines, strict=True)
                ],
            },
        )
    )
    current_unit().record(
        "stock.receipt",
        document.id,
        reason=document.reason,
        facts={"lines": len(lines)},
        branch_id=document.branch_id,
    )
