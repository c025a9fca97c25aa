"""The demo's services: measurements that were taken, and appointments that are to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.services.commands.book import book_appointment
from theriac.domains.services.commands.give import record_service
from theriac.domains.services.commands.offer import offer_service
from theriac.domains.services.ids import ServiceId
from theriac.domains.services.rules.facts import MeasuredValue, ServiceDone, ServiceOffer

FREE_CLASS = {"id": "bebas"}
PRICES = {"id": 25_000}
MEASURED = ((128, 84, 104), (141, 92, 173), (117, 76, 96))
"""Systolic, diastolic, glucose."""
BEFORE = timedelta(hours=6)


def add_services(
    country: str,
    people: tuple[Actor, Actor],
    branch_id: BranchId,
    patients: Sequence[PatientId],
    end: datetime,
) -> int:
    """What the owner offers and the pharmacist gives; how many appointments there are."""
    owner, pharmacist = people
    product = NewProduct(
        name="Blood pressure and glucose test",
        base_unit="test",
        legal_class=FREE_CLASS.get(country, "otc"),
        packs=[NewPack(name="test", factor=1, price=PRICES.get(country, 5_000))],
        is_service=True,
    )
    with clock.at(end - BEFORE):
        (product_id,) = add_products(actor=owner, products=[product])
        offer = ServiceOffer(
            name="Blood pressure and glucose",
            kind="measurement",
            product_id=product_id,
            minutes=15,
            capacity=2,
            quantities=["systolic", "diastolic", "pulse", "glucose"],
        )
        service = offer_service(actor=owner, branch_id=branch_id, offer=offer)
    for at, (patient_id, values) in enumerate(zip(patients, MEASURED, strict=False)):
        with clock.at(end - BEFORE + timedelta(minutes=20 * at + 5)):
            _measure(pharmacist, branch_id, service, patient_id, values)
    with clock.at(end - timedelta(minutes=10)):
        coming = patients[3:6]
        for at, patient_id in enumerate(coming):
            book_appointment(
                actor=pharmacist,
                branch_id=branch_id,
                service_id=service,
                patient_id=patient_id,
                begins_at=end + timedelta(hours=at + 1),
            )
    return min(len(patients), len(MEASURED)) + len(coming)


def _measure(
    actor: Actor,
    branch_id: BranchId,
    service: ServiceId,
    patient_id: PatientId,
    values: tuple[int, int, int],
) -> None:
    """Somebody who walks in."""
    made = book_appointment(
        actor=actor, branch_id=branch_id, service_id=service, patient_id=patient_id
    )
    systolic, diastolic, glucose = values
    done = ServiceDone(
        values=[
            MeasuredValue(quantity="systolic", value=systolic),
            MeasuredValue(quantity="diastolic", value=diastolic),
            MeasuredValue(quantity="glucose", value=glucose),
        ]
    )
    record_service(actor=actor, branch_id=branch_id, appointment_id=made, version=1, done=done)
