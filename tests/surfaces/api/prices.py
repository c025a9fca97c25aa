"""Valid requests about prices."""

from __future__ import annotations

from tests.support.shop import Medicine
from tests.surfaces.api.pieces import Asked, money
from theriac.domains.catalog.models import Price


def price_writes(medicine: Medicine) -> dict[str, Asked]:
    strip, box = str(medicine.packs[10]), medicine.packs[100]
    before = Price.objects.filter(pack_id=box).latest("recorded_at").amount
    prices = [{"pack_id": str(box), "before": money(before), "price": money(before + 600)}]
    return {
        "setPrice": Asked(
            "POST", f"/products/{medicine.id}/prices", {"pack_id": strip, "price": money(6600)}
        ),
        "previewPrices": Asked(
            "POST",
            "/price-changes/preview",
            {
                "rule": {"by": "percent", "change": 400, "step": 100, "rounding": "up"},
                "q": "paracetamol",
                "category": "Analgesic",
                "product_ids": [str(medicine.id)],
            },
            writes=False,
        ),
        "changePrices": Asked(
            "POST", "/price-changes", {"prices": prices, "reason": "New list of the maker"}
        ),
    }
