"""Purchase orders and capital, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from tests.support.receipts import checked, posted
from tests.support.shop import Medicine, Shop
from tests.support.suppliers import a_supplier
from tests.support.vouchers import a_voucher
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.domains.capital.commands.floor import set_floor
from theriac.domains.capital.commitments import CommittingDocument
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchase_orders.arrivals import receive_on_order, take_back_on_order
from theriac.domains.purchase_orders.commands.cancel import cancel_rest
from theriac.domains.purchase_orders.commands.place import OrderSource, PlacedOrder, place_order
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten, PurchaseOrderNew
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine


def capital(shop: Shop, amount: int = 1_000_000) -> None:
    """Money in the bank, paid in by the owner today."""
    a_voucher(shop, amount=amount, money="bank")


def floor(shop: Shop, amount: int) -> None:
    """What must stay available."""
    set_floor(actor=shop.owner, amount=amount, reason="rent and salaries")


def order_line(medicine: Medicine, **facts: Any) -> OrderLineWritten:
    """Two boxes of 100 at 40,000 each, without tax."""
    return given(
        OrderLineWritten,
        **{
            "product_id": medicine.id,
            "pack_id": medicine.packs[max(medicine.packs)],
            "packs": 2,
            "price": 40_000,
            "tax_bp": 0,
            **facts,
        },
    )


@command(name="tests.place", done=gettext_lazy("Test"))
def _place(*, actor: Actor, branch_id: Any, order: PurchaseOrderNew) -> PlacedOrder:
    return place_order(branch_id=branch_id, order=order, source=OrderSource(kind="hand"))


def placed(shop: Shop, *lines: OrderLineWritten, supplier_id: Any = None, **facts: Any) -> UUID:
    """An order of these lines, placed by the owner; its id."""
    order = given(
        PurchaseOrderNew,
        **{"supplier_id": supplier_id or a_supplier(shop), "lines": lines, **facts},
    )
    return _place(actor=shop.owner, branch_id=shop.branch_id, order=order).id


def an_order(shop: Shop, medicine: Medicine, supplier_id: Any) -> UUID:
    """An order with money of its own: two of the largest pack at 40,000."""
    capital(shop)
    pack_id = medicine.packs[max(medicine.packs)]
    return placed(shop, order_line(medicine, pack_id=pack_id), supplier_id=supplier_id)


def a_receipt() -> CommittingDocument:
    """A goods receipt's name, for what is told of one."""
    key = new_id()
    return CommittingDocument(kind="receipt", id=key, number=f"MLT-GR-{key.hex[-6:]}")


@command(name="tests.arrive", done=gettext_lazy("Test"))
def arrive(
    *, actor: Actor, branch_id: Any, order_id: UUID, receipt: CommittingDocument, came: Any
) -> None:
    """So many units of products came by a receipt, without the receipt itself."""
    receive_on_order(
        order_id=order_id,
        branch_id=branch_id,
        receipt=receipt,
        came=came,
        came_on=branch_date(branch_id),
    )


@command(name="tests.go_back", done=gettext_lazy("Test"))
def go_back(*, actor: Actor, branch_id: Any, order_id: UUID, receipt: CommittingDocument) -> None:
    """The receipt was reversed."""
    take_back_on_order(order_id=order_id, branch_id=branch_id, receipt=receipt)


def cancelled(shop: Shop, order_id: UUID) -> None:
    """Cancel what is open of the order."""
    version = PurchaseOrder.objects.values_list("version", flat=True).get(id=order_id)
    cancel_rest(
        actor=shop.owner,
        branch_id=shop.branch_id,
        order_id=order_id,
        version=version,
        reason="late",
    )


def begun(shop: Shop, order_id: UUID, **facts: Any) -> ReceiptId:
    """A receipt of the order, its lines counted as ``facts`` say."""
    key = begin_order_receipt(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)
    GoodsReceiptLine.objects.filter(receipt_id=key).update(
        **{"batch_number": "KF-9", "expires_on": shop.today + timedelta(days=500), **facts}
    )
    GoodsReceipt.objects.filter(id=key).update(invoice_number=f"INV-{key.hex[-4:]}")
    return key


def came(shop: Shop, order_id: UUID, packs: int, *, invoiced: bool = True) -> ReceiptId:
    """So many packs of the order, posted with their invoice; without, its tax can be claimed."""
    key = begun(shop, order_id, packs=packs, quantity=packs * 100, batch_number=f"KF-{packs}")
    if not invoiced:
        GoodsReceipt.objects.filter(id=key).update(
            invoice_number="", delivery_note=f"DN-{key.hex[-6:]}", tax_is_cost=False
        )
    checked(shop, key)
    posted(shop, key)
    return key
