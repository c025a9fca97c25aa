"""Valid requests about offers of suppliers."""

from __future__ import annotations

from uuid import UUID

from tests.support.document_engine import uploaded
from tests.support.offers import an_offer, an_offered, confirmed
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.suppliers import the_supplier
from theriac.domains.offers.models import Offer


def the_offer(shop: Shop, medicine: Medicine, state: str = "draft") -> UUID:
    """The first offer in this state; made at first need."""
    found = Offer.objects.filter(state=state).order_by("id").values_list("id", flat=True).first()
    if found is None:
        made = an_offer(shop, the_supplier(shop), an_offered(medicine))
        found = confirmed(shop, made) if state == "confirmed" else made
    return found


def the_file(shop: Shop) -> UUID:
    """The first offer that came as a file, of a known supplier; made at first need."""
    rows = Offer.objects.filter(file_id__isnull=False, state="reading").order_by("id")
    found = rows.values_list("id", flat=True).first()
    return found or uploaded(shop, supplier_id=the_supplier(shop))


def offer_reads(shop: Shop, medicine: Medicine) -> dict[str, str]:
    return {
        "listOffers": "/offers?state=draft",
        "getOffer": f"/offers/{the_offer(shop, medicine)}",
        "compareOffers": f"/products/{medicine.id}/offers?units=10&branch_id={shop.branch_id}",
    }


def offer_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    draft = f"/offers/{the_offer(shop, medicine)}"
    fixed = f"/offers/{the_offer(shop, medicine, 'confirmed')}"
    line = {
        "product_id": str(medicine.id),
        "pack_id": str(medicine.packs[100]),
        "text": "PARACETAMOL 500MG",
        "price": 41_000,
    }
    file = f"/offers/{the_file(shop)}"
    meant = {"headings": [{"heading": "HNA", "field": "price"}, {"heading": "NO", "field": ""}]}
    body = {"supplier_id": str(the_supplier(shop)), "lines": [line]}
    return {
        "enterOffer": Asked("POST", f"/offers?branch_id={shop.branch_id}", body),
        "addOfferFile": Asked("POST", "/offers/files", file="table", form={}),
        "confirmOffer": Asked("POST", f"{draft}/confirmation", {}, edits=draft),
        "teachHeadings": Asked("POST", f"{file}/headings", meant, edits=file),
        "withdrawOffer": Asked("POST", f"{fixed}/withdrawal", {"reason": "Wrong"}, edits=fixed),
    }
