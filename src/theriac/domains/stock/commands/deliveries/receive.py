"""Goods that come in from outside: what every door has in common, and the delivery's own part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import RECEIVED, SERVICE
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.commands.deliveries.arrivals import hold_arrivals
from theriac.domains.stock.commands.put_in_bin import note_shelves
from theriac.domains.stock.events import StockReceived
from theriac.domains.stock.ledger import Document, Move, open_balances, post
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.ports import freeze_arrivals, join_recalls
from theriac.domains.stock.problems import ProductNotReceived, QuantityRefused
from theriac.domains.stock.queries.places import shelf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """Goods of one batch: ``quantity`` base units; cost, MRP and selling price as exact ratios.

    ``held_for`` says why the batch is held as it arrives; empty releases it. ``line_id`` names the
    line of the goods receipt that it came by; such a movement is reversed with its receipt only.
    """

    product_id: UUID
    quantity: int
    batch_number: str = ""
    expires_on: date | None = None
    cost_amount: int | None = None
    cost_units: int = 1
    mrp_amount: int | None = None
    mrp_units: int = 1
    price_amount: int | None = None
    price_units: int = 1
    supplier_id: UUID | None = None
    is_consigned: bool = False
    shelf: str = ""
    held_for: str = ""
    line_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StockReceipt:
    """What was received: the document and the batches made, in the order of the lines."""

    id: UUID
    batch_ids: tuple[UUID, ...]
    movement_ids: tuple[UUID, ...]


def receive_stock(
    *, branch_id: BranchId, lines: Sequence[DeliveryLine], number: str, reason: str = ""
) -> StockReceipt:
    """Put a delivery on the shelf, inside the unit of work of who posts its goods receipt.

    No door of its own: only purchasing's posting calls it (tests/architecture/test_deliveries.py).
    Raises AssertionError for a line that no goods receipt wrote, and as ``bring_in``.
    """
    if any(line.line_id is None for line in lines):
        raise AssertionError("a delivery comes by the lines of a goods receipt")
    return bring_in(Movement.Kind.RECEIPT, branch_id, lines, number=number, reason=reason)


def bring_in(
    kind: Movement.Kind,
    branch_id: BranchId,
    lines: Sequence[DeliveryLine],
    *,
    number: str = "",
    reason: str = "",
    occurred_at: datetime | None = None,
) -> StockReceipt:
    """Bring goods from outside onto the shelf; every line makes a batch of its own.

    A batch without expiry is taken and not sold until one is entered. One with a reason to hold it
    is held as it arrives. One whose lot an open
    recall names is frozen at once and belongs to that recall; one of a closed recall is held.
    Raises QuantityRefused, NotFound for a product that isn't in the catalogue, and
    ProductNotReceived for one whose state doesn't permit it.
    """
    _check(lines)
    require_receivable([line.product_id for line in lines])
    received_on = branch_date(branch_id, occurred_at)
    batches = [_batch(line, received_on) for line in lines]
    hold_arrivals(zip(batches, [line.held_for for line in lines], strict=True))
    frozen = freeze_arrivals(batches)
    insert_rows(Batch, batches)
    came = [(batch, line.quantity) for batch, line in zip(batches, lines, strict=True)]
    join_recalls(came, frozen, branch_id)
    note_shelves(
        branch_id, {batch.id: line.shelf for batch, line in zip(batches, lines, strict=True)}
    )
    shelf = shelf_of(branch_id)
    balances = open_balances(branch_id, {b.id: b.product_id for b in batches}, shelf.id)
    document = Document(
        kind=kind,
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
            line_id=line.line_id,
        )
        for batch, line in zip(batches, lines, strict=True)
    ]
    movements = post(document, moves)
    _announce(document, batches, lines)
    return StockReceipt(
        document.id, tuple(batch.id for batch in batches), tuple(m.id for m in movements)
    )


def _check(lines: Sequence[DeliveryLine]) -> None:
    if not lines:
        raise QuantityRefused(_("No lines entered. Add a line."), field="lines")
    for index, line in enumerate(lines):
        if line.quantity < 1:
            raise QuantityRefused(
                _("Enter a quantity of 1 or more base units."), field=f"lines.{index}.quantity"
            )
        if min(line.cost_units, line.mrp_units, line.price_units) < 1:
            raise QuantityRefused(
                _("Enter a price for 1 or more base units."), field=f"lines.{index}.cost_units"
            )


def require_receivable(product_ids: Sequence[UUID]) -> None:
    """Raise NotFound or ProductNotReceived, at its line, for goods that aren't taken in."""
    known = states_of(product_ids)
    for index, product_id in enumerate(product_ids):
        if product_id not in known:
            raise NotFound(
                _("This product isn't in the catalogue."),
                field=f"lines.{index}.product_id",
                product_id=product_id,
            )
        name, state = known[product_id]
        if state not in RECEIVED:
            raise ProductNotReceived(
                _sentence(state) % {"name": name},
                field=f"lines.{index}.product_id",
                product_id=product_id,
                status=state,
            )


def _sentence(state: str) -> str:
    if state == "discontinued":
        return _(
            "%(name)s is discontinued and can’t be received. Reactivate it in the catalogue, "
            "or return the goods."
        )
    if state == "draft":
        return _("%(name)s is a draft. Activate it in the catalogue first.")
    if state == SERVICE:
        return _("%(name)s is a service and isn’t stocked. Remove the line.")
    if state == "merged":
        return _("%(name)s was merged into another product. Receive that product instead.")
    return _("%(name)s is blocked. Unblock it in the catalogue first, or return the goods.")


def _batch(line: DeliveryLine, received_on: date) -> Batch:
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
        price_amount=line.price_amount,
        price_units=line.price_units,
        supplier_id=line.supplier_id,
        is_consigned=line.is_consigned,
    )


def _announce(document: Document, batches: Sequence[Batch], lines: Sequence[DeliveryLine]) -> None:
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
        f"stock.{document.kind}",
        document.id,
        reason=document.reason,
        facts={"lines": len(lines)},
        branch_id=document.branch_id,
    )
