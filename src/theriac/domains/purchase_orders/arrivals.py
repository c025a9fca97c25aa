"""What a goods receipt brings of an order, told by who posts it in its own transaction.

No door of its own: purchasing's posting and reversing call it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.database.update import update_rows
from theriac.core.ids import new_id
from theriac.domains.capital.commitments import (
    CommittingDocument,
    commitment_standing,
    put_back_commitment,
    release_commitment,
    spend_commitment,
)
from theriac.domains.purchase_orders.models import (
    OrderLineReceipt,
    PurchaseOrder,
    PurchaseOrderLine,
)
from theriac.domains.purchase_orders.orders import (
    keep_order,
    locked_order,
    order_lines_of,
    standing,
)
from theriac.domains.purchase_orders.rules.arrivals import allotted, spent_by


def receive_on_order(
    *,
    order_id: UUID,
    branch_id: UUID,
    receipt: CommittingDocument,
    came: Mapping[UUID, int],
    came_on: date,
) -> None:
    """So many base units of each product came by the receipt on a day: lines and money follow.

    The money of what came is spent of the order's commitment, once: what it is worth stands with
    what is owed from now on. Raises NotFound.
    """
    order = locked_order(order_id, branch_id)
    lines = order_lines_of(order)
    parts = allotted([standing(line) for line in lines], came)
    if not parts:
        return
    for line in lines:
        line.received += parts.get(line.id, 0)
    _note(lines, parts, receipt, came_on)
    if order.commitment_id is not None:
        held = commitment_standing(order.commitment_id)
        after = [standing(line) for line in lines]
        amount = spent_by(after, left=held.left, spent=held.spent)
        spend_commitment(order.commitment_id, document=receipt, amount=amount)
    keep_order(order, lines, "received", {"receipt": receipt.number, "lines": len(parts)})


def take_back_on_order(*, order_id: UUID, branch_id: UUID, receipt: CommittingDocument) -> None:
    """What the receipt brought didn't come after all: it is open again, and so is its money."""
    order = locked_order(order_id, branch_id)
    lines = order_lines_of(order)
    rows = OrderLineReceipt.objects.filter(receipt_id=receipt.id, line__order=order)
    told = list(rows.filter(is_reversal=False).values_list("line_id", "units", "came_on"))
    if not told:
        return
    parts = {line_id: units for line_id, units, _day in told}
    for line in lines:
        line.received -= parts.get(line.id, 0)
    _note(lines, parts, receipt, told[0][2], is_reversal=True)
    _put_back(order, lines, receipt)
    keep_order(order, lines, "reversed", {"receipt": receipt.number, "lines": len(parts)})


def _put_back(
    order: PurchaseOrder, lines: list[PurchaseOrderLine], receipt: CommittingDocument
) -> None:
    """Money for what is open again; of an order that stays closed none is kept."""
    if order.commitment_id is None:
        return
    amount = put_back_commitment(order.commitment_id, document=receipt)
    if amount and not any(line.open_units for line in lines):
        release_commitment(order.commitment_id, document=receipt, amount=amount)


def _note(
    lines: list[PurchaseOrderLine],
    parts: Mapping[UUID, int],
    receipt: CommittingDocument,
    came_on: date,
    *,
    is_reversal: bool = False,
) -> None:
    changed = [line for line in lines if line.id in parts]
    update_rows(changed, ["received"])
    made = [
        OrderLineReceipt(
            id=new_id(),
            line=line,
            receipt_id=receipt.id,
            receipt_number=receipt.number,
            is_reversal=is_reversal,
            units=parts[line.id],
            came_on=came_on,
            person_id=current_unit().actor.id,
            recorded_at=clock.now(),
        )
        for line in changed
    ]
    insert_rows(OrderLineReceipt, made)
