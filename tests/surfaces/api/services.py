"""Valid requests about services, appointments and what was done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.prescriptions import a_person
from tests.support.services import (
    a_vaccine,
    book,
    dose,
    offer_vaccination,
    sell_service,
    serve,
    service_product,
    the_service,
)
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.core import clock
from theriac.domains.services.commands.offer import offer_service
from theriac.domains.services.models import Appointment, OfferedService, ServiceRecord
from theriac.domains.services.rules.facts import ServiceOffer

MEASURED = {"values": [{"quantity": "temperature", "value": 365}]}


def offered(shop: Shop, name: str) -> dict[str, Any]:
    """A service as a body tells it."""
    return {
        "name": name,
        "kind": "measurement",
        "product_id": str(service_product(shop)),
        "quantities": ["temperature"],
    }


def the_appointment(shop: Shop, *, is_here: bool = False) -> UUID:
    """Another of the patient's, at a time of its own."""
    count = Appointment.objects.count()
    begins = None if is_here else clock.now() + timedelta(hours=count + 1)
    return book(shop, the_service(shop), a_person(shop), begins)


def the_begun(shop: Shop) -> UUID:
    """One that began, and nobody came yet."""
    return book(shop, the_service(shop), a_person(shop), clock.now())


def the_record(shop: Shop) -> UUID:
    """Another of the patient's."""
    return serve(shop, the_service(shop), a_person(shop))


def service_reads(shop: Shop) -> dict[str, str]:
    rows = Appointment.objects.filter(branch_id=shop.branch_id).order_by("booked_at", "id")
    done = ServiceRecord.objects.filter(branch_id=shop.branch_id).order_by("at", "id")
    appointment = rows.values_list("id", flat=True).first() or the_appointment(shop)
    record = done.values_list("id", flat=True).first() or the_record(shop)
    return {
        "listServices": "/services?kind=measurement&is_offered=true",
        "readService": f"/services/{the_service(shop)}",
        "listAppointments": "/appointments?state=booked&since=2026-01-01T00:00:00Z",
        "openAppointment": f"/appointments/{appointment}?why=care",
        "listServiceRecords": "/service-records?is_billed=false",
        "openServiceRecord": f"/service-records/{record}?why=care",
    }


def _another(shop: Shop) -> UUID:
    told = ServiceOffer(**offered(shop, f"Service {OfferedService.objects.count()}"))
    return offer_service(actor=shop.owner, branch_id=shop.branch_id, offer=told)


def service_writes(shop: Shop) -> dict[str, Asked]:
    def act(on: UUID, verb: str, body: Any = None) -> Asked:
        at = f"/appointments/{on}"
        return Asked("POST", f"{at}/{verb}", body, edits=f"{at}?branch_id={shop.branch_id}")

    service = f"/services/{_another(shop)}"
    booked = {"service_id": str(the_service(shop)), "patient_id": str(a_person(shop))}
    return {
        "offerService": Asked("POST", "/services", {"service": offered(shop, "Thermometer")}),
        "changeService": Asked(
            "PUT",
            service,
            {"service": offered(shop, "Fever check")},
            edits=f"{service}?branch_id={shop.branch_id}",
        ),
        "bookAppointment": Asked("POST", "/appointments", booked),
        "arriveAppointment": act(the_appointment(shop), "arrive"),
        "cancelAppointment": act(the_appointment(shop), "cancel", {"reason_code": "ill"}),
        "missAppointment": act(the_begun(shop), "miss"),
        "recordService": act(the_appointment(shop, is_here=True), "record", {"done": MEASURED}),
        "correctServiceRecord": Asked(
            "POST", f"/service-records/{the_record(shop)}/correct", {"done": MEASURED}
        ),
        "billServiceRecord": Asked(
            "POST",
            f"/service-records/{the_record(shop)}/bill",
            {"sale_id": str(sell_service(shop))},
        ),
    }


def vaccination_requests(shop: Shop) -> dict[str, Asked]:
    """The same acts on a vaccination: they name the batch that was given."""
    vaccine, batch = a_vaccine(shop)
    service, patient = offer_vaccination(shop, vaccine), a_person(shop)
    done = {"vaccine": {"product_id": str(vaccine.id), "batch_id": str(batch)}}
    done["vaccine"] |= {"site": "left_arm", "route": "im"}
    made = serve(shop, service, patient, dose(vaccine, batch))
    at = f"/appointments/{book(shop, service, patient)}"
    return {
        "recordService:vaccination": Asked(
            "POST", f"{at}/record", {"done": done}, edits=f"{at}?branch_id={shop.branch_id}"
        ),
        "correctServiceRecord:vaccination": Asked(
            "POST", f"/service-records/{made}/correct", {"done": done}
        ),
    }
