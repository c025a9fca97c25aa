"""Requests about quotations: one to read and convert, one to cancel."""

from __future__ import annotations

from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import Asked


def quotations_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation."""
    medicine = add_medicine(shop, "Cetirizine 10 mg tablet")
    stock_up(shop, medicine, 60, batch_number="QUO-1")
    sold, cancelled = (a_quotation(shop, quoted(medicine, 1)) for _one in range(2))
    item = {"product_id": str(medicine.id), "pack_id": str(medicine.packs[10]), "packs": 2}
    at, leaves = f"/quotations/{sold.id}", f"/quotations/{cancelled.id}"
    return {
        "listQuotations": Asked("GET", "/quotations?state=issued", writes=False),
        "getQuotation": Asked("GET", at, writes=False),
        "getQuotationDocument": Asked("GET", f"{at}/document?paper=80", writes=False),
        "issueQuotation": Asked(
            "POST", "/quotations", {"quotation": {"items": [item], "buyer": {"name": "SD 4"}}}
        ),
        "cancelQuotation": Asked("POST", f"{leaves}/cancel", {"reason": "Typo"}, edits=leaves),
        "convertQuotation": Asked("POST", f"{at}/convert", {"keeps_prices": False}),
    }
