"""A delivery of the shop, written down through the commands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from tests.support.shop import Medicine, Shop
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.states import check_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, GoodsReceiptHead
from theriac.domains.suppliers.ids import SupplierId


def goods(shop: Shop, medicine: Medicine, **facts: Any) -> GoodsLineWritten:
    """Two boxes of 100 at 40,000 each that expire in 400 days."""
    return given(
        GoodsLineWritten,
        **{
            "product_id": medicine.id,
            "pack_id": medicine.packs[100],
            "packs": 2,
            "price": 40_000,
            "batch_number": "KF-01",
            "expires_on": shop.today + timedelta(days=400),
            **facts,
        },
    )


def written(
    shop: Shop, supplier_id: SupplierId | None, *lines: GoodsLineWritten, **facts: Any
) -> ReceiptId:
    """A draft with these lines, under a delivery note of its own unless one is named."""
    return begin_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        facts=GoodsReceiptHead(supplier_id=supplier_id, **{"delivery_note": _next_note(), **facts}),
        lines=lines,
    )


def version_of(receipt_id: ReceiptId) -> int:
    """Its version now."""
    return GoodsReceipt.objects.get(id=receipt_id).version


def checked(shop: Shop, receipt_id: ReceiptId, actor: Actor | None = None, **more: Any) -> None:
    """Check it as it stands."""
    check_receipt(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        **more,
    )


def posted(
    shop: Shop, receipt_id: ReceiptId, actor: Actor | None = None, confirmed: Collection[str] = ()
) -> str:
    """Post it as it stands; the number."""
    return post_receipt(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        confirmed=confirmed,
    )


def received(
    shop: Shop, supplier_id: SupplierId, *lines: GoodsLineWritten, **facts: Any
) -> ReceiptId:
    """A delivery that is on the shelf."""
    receipt_id = written(shop, supplier_id, *lines, **facts)
    checked(shop, receipt_id)
    posted(shop, receipt_id)
    return receipt_id


def _next_note() -> str:
    return f"SJ-{GoodsReceipt.objects.count() + 1}"
