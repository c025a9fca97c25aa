"""What a supplier asked the last time for packs, and what it calls them; nothing is asked here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.offers.aliases import codes_called
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine


@dataclass(frozen=True, slots=True)
class LastAsked:
    """Minor units a pack before tax, hundredths of a percent off, and the supplier's own code."""

    price: int
    discount_bp: int
    supplier_code: str


def last_asked(supplier_id: UUID, pack_ids: Collection[UUID]) -> dict[UUID, LastAsked]:
    """By pack, of those that the supplier delivered or calls something; two statements."""
    called = codes_called(supplier_id, pack_ids)
    lines = GoodsReceiptLine.objects.filter(
        pack_id__in=list(pack_ids),
        receipt__supplier_id=supplier_id,
        receipt__state=GoodsReceipt.State.POSTED,
        packs__gte=1,
    ).order_by("receipt__posted_at", "id")
    asked = {
        pack_id: (price, off)
        for pack_id, price, off in lines.values_list("pack_id", "price", "discount_bp")
    }
    return {
        key: LastAsked(*asked.get(key, (0, 0)), called.get(key, ""))
        for key in asked.keys() | called.keys()
    }
