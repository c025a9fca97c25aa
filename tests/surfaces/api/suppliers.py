"""Valid requests about suppliers."""

from __future__ import annotations

from uuid import UUID

from tests.support.portal import a_suppliers_person
from tests.support.shop import Medicine, Shop
from tests.support.suppliers import a_code, a_supplier
from tests.surfaces.api.pieces import Asked
from theriac.core.ids import new_id
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.suppliers.commands.people import withdraw_suppliers_person
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.models import Supplier

WRITTEN = {
    "name": "PT Anugerah Argon",
    "payment_days": 21,
    "minimum_order": 500000,
    "contacts": [{"name": "Rudi", "phone": "0812 000 111"}],
    "licences": [{"kind": "pbf", "number": "FP.02/77", "valid_until": "2031-05-31"}],
}


def the_supplier(shop: Shop) -> UUID:
    """The first supplier; added at first need."""
    found = Supplier.objects.order_by("created_at", "id").values_list("id", flat=True).first()
    return found or a_supplier(shop)


def supplier_reads(shop: Shop) -> dict[str, str]:
    return {
        "listSuppliers": "/suppliers?state=active&text=kimia",
        "getSupplier": f"/suppliers/{the_supplier(shop)}",
        "listSupplierScorecards": "/suppliers/scorecards?last_on=2026-11-27",
        "getSupplierScorecard": f"/suppliers/{the_supplier(shop)}/scorecard",
        "listSuppliersPeople": f"/suppliers/{the_supplier(shop)}/people",
        "listSupplierCodes": f"/suppliers/{the_supplier(shop)}/codes?text=kf",
    }


def the_code(shop: Shop, medicine: Medicine) -> UUID:
    """The first of its own codes; kept at first need."""
    found = SupplierAlias.objects.order_by("text").values_list("id", flat=True).first()
    return found or a_code(SupplierId(the_supplier(shop)), medicine).id


def the_person(shop: Shop) -> str:
    """Where a new person of the first supplier is found."""
    supplier_id = the_supplier(shop)
    email = f"{new_id().hex}@kimia.example"
    return (
        f"/suppliers/{supplier_id}/people/{a_suppliers_person(shop, supplier_id, email=email).id}"
    )


def withdrawn_person(shop: Shop) -> str:
    """Where one is found whose access ended."""
    at = the_person(shop)
    key = UUID(at.rpartition("/")[2])
    withdraw_suppliers_person(actor=shop.owner, supplier_id=the_supplier(shop), contact_id=key)
    return at


def supplier_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    at = f"/suppliers/{the_supplier(shop)}"
    return {
        "addSupplier": Asked("POST", "/suppliers", WRITTEN),
        "changeSupplier": Asked("PUT", at, WRITTEN, edits=at),
        "blockSupplier": Asked("POST", f"{at}/block", {"reason": "Licence expired"}, edits=at),
        "removeSupplierCode": Asked("POST", f"{at}/codes/{the_code(shop, medicine)}/removal"),
        "inviteSuppliersPerson": Asked(
            "POST", f"{at}/people", {"name": "Wulan", "email": f"{new_id().hex}@kimia.example"}
        ),
        "makeSupplierInvitation": Asked("POST", f"{the_person(shop)}/invitation", writes=False),
        "withdrawSuppliersPerson": Asked("POST", f"{the_person(shop)}/withdrawal"),
        "readmitSuppliersPerson": Asked("POST", f"{withdrawn_person(shop)}/readmission"),
        "unlockSuppliersPerson": Asked("POST", f"{the_person(shop)}/unlock"),
        "unblockSupplier": Asked("POST", f"{at}/unblock", edits=at),
    }
