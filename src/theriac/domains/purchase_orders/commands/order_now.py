"""Ordering by hand at one key: above the limit, somebody else approves exactly this order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import PersonDay, demand_approval, within_limit
from theriac.core.approval.queries import limit_of
from theriac.core.command import command, current_unit
from theriac.core.facts.records import altered
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchase_orders.commands.place import (
    OrderSource,
    PlacedOrder,
    place_order,
    priced_order,
)
from theriac.domains.purchase_orders.letters import by_form
from theriac.domains.purchase_orders.permissions import APPROVE_ORDER, PLACE_ORDER
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten, PurchaseOrderNew

ORDER_NOW = declare_action(
    ApprovalAction(
        code="purchase_orders.place",
        title=gettext_lazy("Purchase orders above a value"),
        explanation=gettext_lazy("The value of all orders that one person places in a day."),
        approver=APPROVE_ORDER,
        measure=Measure.MONEY,
    )
)


@command(
    name="purchase_orders.order_now",
    done=gettext_lazy("Placed a purchase order"),
    permission=PLACE_ORDER,
)
def order_now(
    *,
    actor: Actor,
    branch_id: BranchId,
    order: PurchaseOrderNew,
    source_kind: str = "hand",
    approval_id: UUID | None = None,
) -> Sequence[PlacedOrder]:
    """Order the goods, on as many forms as the country asks for: all or none.

    Freight goes with the first. Raises CapitalFloorReached, OrderRefused, NotFound, and above the
    person's limit a day ApprovalNeeded, ApprovalUnfit.
    """
    total = priced_order(branch_id, order).sums.total
    approved = _demanded(actor, branch_id, order, total, approval_id)
    source = OrderSource(kind=source_kind, id=current_unit().effect_id, approval_id=approved)
    placed = []
    for at, (_form, lines) in enumerate(by_form(branch_id, order.lines)):
        freight = order.freight if at == 0 else 0
        part = altered(order, lines=lines, freight=freight)
        placed.append(place_order(branch_id=branch_id, order=part, source=source))
    return placed


def _demanded(
    actor: Actor,
    branch_id: UUID,
    order: PurchaseOrderNew,
    total: int,
    approval_id: UUID | None,
) -> UUID | None:
    """The approval that was used up for it; None where none is needed."""
    limit = limit_of(ORDER_NOW, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    if limit is None:
        return None
    whose = PersonDay(actor.id, branch_date(branch_id))
    if approval_id is None and within_limit(
        ORDER_NOW, branch_id, whose=whose, value=total, limit=limit
    ):
        return None
    approval = demand_approval(
        ORDER_NOW,
        branch_id=branch_id,
        content=content_of_order(order, total),
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return approval.id


def content_of_order(order: PurchaseOrderNew, total: int) -> Mapping[str, Any]:
    """What is approved: whom, how much, and every line."""
    return {
        "supplier_id": str(order.supplier_id),
        "total": total,
        "freight": order.freight,
        "lines": [_told(line) for line in order.lines],
    }


def _told(line: OrderLineWritten) -> list[Any]:
    """Product, pack, paid and bonus packs, price, discounts and tax, in this order."""
    return [
        str(line.product_id),
        str(line.pack_id),
        line.packs,
        line.bonus_packs,
        line.price,
        line.discount_bp,
        line.discount,
        line.tax_bp,
    ]
