"""Valid requests about reservations and single packs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.support.reservations import reserve
from tests.support.serials import a_serial_sold
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked
from theriac.core import clock
from theriac.domains.serials.models import SerialSold
from theriac.domains.stock.models import Reservation


def the_reservation(shop: Shop, medicine: Medicine) -> UUID:
    """The first that stands; made at first need."""
    found = Reservation.objects.filter(product_id=medicine.id, state="active")
    return found.values_list("id", flat=True).first() or reserve(shop, medicine, 2)


def the_pack(shop: Shop, medicine: Medicine) -> UUID:
    """A pack with a serial number that was sold; made at first need."""
    found = SerialSold.objects.filter(branch_id=shop.branch_id, serial="S-1")
    return found.values_list("id", flat=True).first() or a_serial_sold(shop, medicine)


def reserving_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    at = f"/reservations/{the_reservation(shop, medicine)}"
    pack = the_pack(shop, medicine)
    until = (clock.now() + timedelta(days=1)).isoformat()
    new = {
        "product_id": str(medicine.id),
        "quantity": 3,
        "expires_at": until,
        "reference": "W-7",
    }
    listed = "/reservations?state=active&purpose=order"
    return {
        "listReservations": Asked("GET", listed, writes=False),
        "getReservation": Asked("GET", at, writes=False),
        "reserveStock": Asked("POST", "/reservations", new),
        "extendReservation": Asked("POST", f"{at}/extend", {"expires_at": until}, edits=at),
        "releaseReservation": Asked("POST", f"{at}/release", {"reason": "Not paid"}, edits=at),
        "listSerialRefusals": Asked("GET", "/serial-refusals?why=sold", writes=False),
        "getSerial": Asked("GET", "/serials?serial=S-1", writes=False),
        "giveSerialBack": Asked("POST", f"/sold-serials/{pack}/return", {"reason": "Came back"}),
    }
