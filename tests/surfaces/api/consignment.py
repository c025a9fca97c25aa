"""Valid requests about payments for consigned goods."""

from __future__ import annotations

from uuid import UUID

from tests.support.consigned import COST, a_settlement, consigned, day, moved
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.suppliers import the_supplier
from theriac.domains.purchasing.models import ConsignmentSettlement


def the_settlement(shop: Shop) -> UUID:
    """The first payment; recorded at first need."""
    found = ConsignmentSettlement.objects.order_by("sequence").values_list("id", flat=True).first()
    return found or a_settlement(shop, the_supplier(shop))


def consignment_reads(shop: Shop) -> dict[str, str]:
    return {
        "listConsignmentSettlements": "/consignment-settlements?limit=1",
        "getConsignmentSettlement": f"/consignment-settlements/{the_settlement(shop)}",
    }


def consignment_writes(shop: Shop) -> dict[str, Asked]:
    supplier_id = a_supplier(shop, "PT Titip Jual")
    moved(shop, consigned(shop, supplier_id, "Consigned sachet"), 2, 2)
    written = {
        "branch_id": str(shop.branch_id),
        "supplier_id": str(supplier_id),
        "last_on": day(shop, 1).isoformat(),
        "paid_on": shop.today.isoformat(),
        "amount": 2 * COST,
        "reference": "TRF 7",
    }
    at = f"/consignment-settlements/{the_settlement(shop)}"
    return {
        "recordConsignmentSettlement": Asked("POST", "/consignment-settlements", written),
        "withdrawConsignmentSettlement": Asked("POST", f"{at}/withdrawal", {"reason": "mistake"}),
    }
