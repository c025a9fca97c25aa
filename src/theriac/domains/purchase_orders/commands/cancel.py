"""Cancelling what of an order hasn't come."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.database.update import update_rows
from theriac.core.problems import require_reason
from theriac.domains.capital.commitments import (
    CommittingDocument,
    commitment_standing,
    release_commitment,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.models import OrderCancellation, PurchaseOrder
from theriac.domains.purchase_orders.orders import (
    CANCELLATION,
    keep_order,
    locked_order,
    order_lines_of,
)
from theriac.domains.purchase_orders.permissions import CANCEL_ORDER
from theriac.domains.purchase_orders.problems import OrderClosed
from theriac.domains.replenishment.commands.order_wants import give_wants_back


@command(
    name="purchase_orders.cancel_rest",
    done=gettext_lazy("Cancelled the rest of a purchase order"),
    permission=CANCEL_ORDER,
)
def cancel_rest(
    *, actor: Actor, branch_id: BranchId, order_id: UUID, version: int, reason: str
) -> int:
    """Await no more of the order; its money that is left is available again. The version then.

    Raises OrderClosed where nothing is open, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    order = locked_order(order_id, branch_id, version)
    lines = order_lines_of(order)
    rest = [line for line in lines if line.open_units]
    if not rest:
        raise OrderClosed(
            _("Nothing of this purchase order is open. Reload the page."), state=order.state
        )
    released = _release(order, why)
    units = sum(line.open_units for line in rest)
    for line in rest:
        line.cancelled += line.open_units
    update_rows(rest, ["cancelled"])
    insert_rows(
        OrderCancellation,
        [
            OrderCancellation(
                id=current_unit().effect_id,
                order=order,
                released=released,
                reason=why,
                person_id=actor.id,
                recorded_at=clock.now(),
            )
        ],
    )
    give_wants_back(order.id, {line.product_id for line in rest})
    return keep_order(order, lines, why, {"units": units, "released": released})


def _release(order: PurchaseOrder, why: str) -> int:
    if order.commitment_id is None:
        return 0
    left = commitment_standing(order.commitment_id).left
    document = CommittingDocument(
        kind=CANCELLATION, id=current_unit().effect_id, number=order.number, reason=why
    )
    release_commitment(order.commitment_id, document=document, amount=left)
    return left
