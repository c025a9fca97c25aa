"""Services at the shop, for tests: a blood test, a vaccination, who comes for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Product
from theriac.domains.patients.ids import PatientId
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.services.commands.book import book_appointment
from theriac.domains.services.commands.give import record_service
from theriac.domains.services.commands.offer import offer_service
from theriac.domains.services.ids import AppointmentId, ServiceId, ServiceRecordId
from theriac.domains.services.models import Appointment, OfferedService
from theriac.domains.services.rules.facts import (
    MeasuredValue,
    ServiceDone,
    ServiceOffer,
    VaccineDose,
)

GLUCOSE = ServiceDone(values=[MeasuredValue(quantity="glucose", value=104)])


def service_product(shop: Shop, name: str = "Blood test") -> UUID:
    """A service of the catalogue at 25,000; made at first need."""
    found: UUID | None = Product.objects.filter(name=name).values_list("id", flat=True).first()
    packs = [NewPack(name="once", factor=1, price=25_000)]
    return found or add_medicine(shop, name, base_unit="once", packs=packs, is_service=True).id


def offer(shop: Shop, name: str = "Glucose and pressure", **facts: Any) -> ServiceId:
    """A measurement with one place, unless told otherwise."""
    usual: dict[str, Any] = {
        "name": name,
        "kind": "measurement",
        "product_id": service_product(shop),
        "quantities": ["glucose", "systolic", "diastolic", "temperature"],
        **facts,
    }
    told = ServiceOffer(**usual)
    return offer_service(actor=shop.owner, branch_id=shop.branch_id, offer=told)


def the_service(shop: Shop) -> ServiceId:
    """The branch's first measurement with room for many; made at first need."""
    rows = OfferedService.objects.filter(branch_id=shop.branch_id, kind="measurement")
    found = rows.order_by("made_at", "id").values_list("id", flat=True).first()
    return ServiceId(found) if found else offer(shop, capacity=50)


def offer_vaccination(shop: Shop, vaccine: Medicine) -> ServiceId:
    """A vaccination with this vaccine."""
    told = {"kind": "vaccination", "quantities": [], "vaccine_ids": [vaccine.id]}
    return offer(shop, "Flu vaccination", **told)


def a_vaccine(shop: Shop, **batch: Any) -> tuple[Medicine, UUID]:
    """A vaccine with a batch of ten."""
    vaccine = add_medicine(shop, "Influvac")
    return vaccine, stock_up(shop, vaccine, 10, **{"batch_number": "FLU-1", **batch})


def dose(vaccine: Medicine, batch: UUID, **facts: Any) -> ServiceDone:
    """One in the left arm, unless told otherwise."""
    usual: dict[str, Any] = {"site": "left_arm", "route": "im", **facts}
    return ServiceDone(vaccine=VaccineDose(product_id=vaccine.id, batch_id=batch, **usual))


def book(
    shop: Shop, service_id: UUID, patient_id: UUID, begins_at: datetime | None = None
) -> AppointmentId:
    """A time for a patient; now, without one."""
    return book_appointment(
        actor=shop.owner,
        branch_id=shop.branch_id,
        service_id=ServiceId(service_id),
        patient_id=PatientId(patient_id),
        begins_at=begins_at,
    )


def of_appointment(shop: Shop, appointment_id: UUID, **more: Any) -> dict[str, Any]:
    """What a command on it is given, at the version that there is."""
    row = Appointment.objects.get(id=appointment_id)
    named = {"appointment_id": AppointmentId(appointment_id), "version": row.version}
    return {"actor": shop.owner, "branch_id": shop.branch_id, **named, **more}


def serve(
    shop: Shop, service_id: UUID, patient_id: UUID, done: ServiceDone = GLUCOSE
) -> ServiceRecordId:
    """Who walks in gets it; the record."""
    at = book(shop, service_id, patient_id)
    return record_service(**of_appointment(shop, at), done=done)


def sell_service(shop: Shop, *more: SaleItem, quantity: int = 1) -> UUID:
    """A sale of the blood test, with more; its id."""
    item = SaleItem(product_id=service_product(shop), quantity=quantity)
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item, *more]),
    ).sale.id
