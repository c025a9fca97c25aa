"""A delivery that answers a purchase order: begun from it, matched with it, told to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.problems import NotFound
from theriac.domains.capital.commitments import CommittingDocument
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.arrivals import receive_on_order, take_back_on_order
from theriac.domains.purchase_orders.orders import RECEIPT
from theriac.domains.purchase_orders.problems import OrderClosed
from theriac.domains.purchase_orders.queries.ordered_goods import (
    OrderedGoods,
    order_head,
    ordered_goods,
)
from theriac.domains.purchasing.commands.receipts.begin import begun_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, GoodsReceiptHead


@command(
    name="purchasing.begin_order_receipt",
    done=gettext_lazy("Started a goods receipt of a purchase order"),
    permission=DRAFT_RECEIPT,
)
def begin_order_receipt(*, actor: Actor, branch_id: BranchId, order_id: UUID) -> ReceiptId:
    """Begin to write down what came of an order: a draft with a line for each that is open.

    Batches and expiries are left to whoever counts. Raises NotFound, OrderClosed where nothing is
    open, SupplierBlocked.
    """
    head = order_head(order_id, branch_id)
    if head is None:
        raise NotFound(_("This purchase order doesn’t exist. Choose one from the list."))
    if not head.is_open:
        raise OrderClosed(
            _("Nothing of this purchase order is open. Reload the page."), state=head.state
        )
    return begun_receipt(
        actor,
        branch_id,
        GoodsReceiptHead(supplier_id=head.supplier_id),
        [_proposed(one) for one in ordered_goods(order_id) if one.open_units],
        order_id,
    )


def tell_order(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> None:
    """Tell the order of a receipt that is being posted what came, where it has one."""
    if receipt.order_id is None:
        return
    came: dict[UUID, int] = defaultdict(int)
    for line in lines:
        came[line.product_id] += line.quantity
    receive_on_order(
        order_id=receipt.order_id,
        branch_id=receipt.branch_id,
        receipt=_document(receipt),
        came=came,
        came_on=receipt.received_on,
    )


def tell_order_reversed(receipt: GoodsReceipt, reason: str) -> None:
    """Tell the order that what the receipt brought didn't come after all."""
    if receipt.order_id is not None:
        take_back_on_order(
            order_id=receipt.order_id,
            branch_id=receipt.branch_id,
            receipt=_document(receipt, reason),
        )


def _document(receipt: GoodsReceipt, reason: str = "") -> CommittingDocument:
    return CommittingDocument(kind=RECEIPT, id=receipt.id, number=receipt.number, reason=reason)


def _proposed(one: OrderedGoods) -> GoodsLineWritten:
    """What is still to come of a line, at its price; a fixed discount by what is to come."""
    price = one.price
    return GoodsLineWritten(
        product_id=one.product_id,
        pack_id=one.pack_id,
        packs=one.open_packs,
        bonus_packs=one.open_bonus,
        price=price.price,
        discount_bp=price.discount_bp,
        discount=price.discount * one.open_packs // price.packs,
        tax_bp=price.tax_bp,
        supplier_code=one.supplier_code,
    )
