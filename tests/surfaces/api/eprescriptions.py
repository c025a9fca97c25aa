"""Valid requests about electronic prescriptions."""

from __future__ import annotations

from uuid import UUID

from tests.support.eprescriptions import (
    CLINIC,
    a_bundle,
    a_doctor,
    a_patient,
    a_request,
    an_eprescription,
    signed,
    thumbprint,
)
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle


def the_bundle(shop: Shop) -> ReceivedBundle:
    """The first of the branch; made at first need."""
    rows = ReceivedBundle.objects.filter(branch_id=shop.branch_id).order_by("received_at", "id")
    found: ReceivedBundle | None = rows.first()
    return found or EPrescription.objects.get(id=an_eprescription(shop)).bundle


def eprescription_reads(shop: Shop) -> dict[str, str]:
    return {"getPrescriptionBundle": f"/prescriptions/bundles/{the_bundle(shop).id}"}


def eprescription_writes(shop: Shop) -> dict[str, Asked]:
    system: UUID = the_bundle(shop).system_id
    request = a_request("api", groupIdentifier={"system": CLINIC, "value": "by the API"})
    told = a_bundle(a_patient(identifier=[]), a_doctor("STR-0"), request, value="by the API")
    sent = signed(told, thumbprint(system))
    return {"receivePrescriptionBundle": Asked("POST", "/prescriptions/bundles", sent)}
