"""The three-way match: a delivery or invoice over its order waits for somebody's approval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.domains.organisation.queries.branches import settled_limit
from theriac.domains.purchase_orders.queries.ordered_goods import ordered_goods
from theriac.domains.purchasing.delivery import price_of
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.permissions import APPROVE_MATCH
from theriac.domains.purchasing.rules.order_match import (
    MatchedAmount,
    MatchedSide,
    OrderDifference,
    over_order,
)

OVER_ORDER = declare_action(
    ApprovalAction(
        code="purchasing.over_order",
        title=_("Goods receipt above its purchase order"),
        explanation=_(
            "A price or quantity of the delivery or invoice is above the purchase order by more "
            "than the percentage in the settings."
        ),
        approver=APPROVE_MATCH,
        measure=Measure.ALWAYS,
        subject="receipt_id",
        is_at=lambda branch_id, receipt_id: GoodsReceipt.objects.filter(
            id=receipt_id, branch_id=branch_id
        ).exists(),
    )
)


def over_order_of(
    receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]
) -> tuple[OrderDifference, ...]:
    """What of the receipt and its invoice is over the order; none where it answers none."""
    if receipt.order_id is None:
        return ()
    goods = ordered_goods(receipt.order_id)
    to_come: dict[UUID, int] = defaultdict(int)
    for one in goods:
        to_come[one.product_id] += one.open_units
    nets = _added((one.product_id, one.units, one.paid, one.price.net) for one in goods)
    listed = _added((one.product_id, one.units, one.paid, one.price.gross) for one in goods)
    came = _added(
        (line.product_id, line.quantity, line.packs * line.factor, price_of(line).net)
        for line in lines
    )
    sides = (
        MatchedSide(by="delivery", ordered=nets, asked=came),
        MatchedSide(by="invoice", ordered=listed, asked=_added(_invoiced(receipt))),
    )
    return over_order(to_come, sides, settled_limit("match_percent") or 0)


def demand_for_match(
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    actor: Actor,
    approval_id: UUID | None,
) -> Mapping[str, Any]:
    """Use the approval up that posting needs; facts for its record, {} where none is needed.

    It is of exactly these differences. Raises ApprovalNeeded, ApprovalUnfit.
    """
    found = over_order_of(receipt, lines)
    if not found:
        return {}
    approval = demand_approval(
        OVER_ORDER,
        branch_id=receipt.branch_id,
        content={"receipt_id": str(receipt.id), "differences": [_told(one) for one in found]},
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}


def _told(one: OrderDifference) -> dict[str, str]:
    return {
        "kind": one.kind,
        "by": one.by,
        "product_id": str(one.product_id),
        "ordered": str(one.ordered),
        "asked": str(one.asked),
    }


def _added(parts: Iterable[tuple[UUID, int, int, int]]) -> dict[UUID, MatchedAmount]:
    """Base units, paid ones and minor units by product."""
    found: dict[UUID, MatchedAmount] = {}
    for product_id, units, paid, net in parts:
        found[product_id] = found.get(product_id, MatchedAmount()).with_more(units, paid, net)
    return found


def _invoiced(receipt: GoodsReceipt) -> Iterator[tuple[UUID, int, int, int]]:
    """What the invoice's lines ask at their printed prices, before discounts."""
    for row in InvoiceLine.objects.filter(receipt=receipt, product_id__isnull=False):
        if row.product_id is not None and row.packs and row.price is not None:
            factor = row.factor or 1
            units, paid = (row.packs + row.bonus_packs) * factor, row.packs * factor
            yield row.product_id, units, paid, row.packs * row.price
