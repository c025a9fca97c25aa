"""Services of a branch and their appointments: listed, offered, booked, attended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.services.commands.attend import cancel_appointment, mark_arrived, mark_missed
from theriac.domains.services.commands.book import book_appointment
from theriac.domains.services.commands.offer import change_offer, offer_service
from theriac.domains.services.commands.open import open_appointment
from theriac.domains.services.ids import AppointmentId, ServiceId
from theriac.domains.services.permissions import BOOK_SERVICES, MANAGE_SERVICES, VIEW_SERVICES
from theriac.domains.services.problems import ServiceUnknown
from theriac.domains.services.queries import (
    APPOINTMENTS,
    SERVICES,
    list_appointments,
    list_services,
    vaccines_of,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.services import (
    AppointmentCancelled,
    AppointmentListed,
    AppointmentNew,
    AppointmentOpened,
    AppointmentPage,
    AppointmentsWanted,
    ServiceNew,
    ServicePage,
    ServicesWanted,
    ServiceTold,
    ServiceWhy,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["services"])


@router.get(
    "/services",
    **operation("listServices", "List services", answers=ServicePage, may=[VIEW_SERVICES]),
)
def services(request: HttpRequest, wanted: Query[ServicesWanted]) -> HttpResponse:
    """A page of what the branch offers or offered, by name."""
    actor = actor_of(request)
    rows = list_services(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(SERVICES, rows, wanted)
    vaccines = vaccines_of(row.id for row in page.items)
    items = [_service(row, vaccines.get(row.id, [])) for row in page.items]
    return respond(request, ServicePage(items=items, **edges(page)))


@router.post(
    "/services",
    **writing(
        "offerService",
        "Add a service to a branch",
        answers=ServiceTold,
        may=[MANAGE_SERVICES],
        status=201,
        detail="`product_id` is a product with `is_service`; `vaccine_ids` are stocked ones.",
    ),
)
def offer(request: HttpRequest, here: Query[Here], body: ServiceNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: offer_service(actor=actor, branch_id=branch_id, offer=body.service),
        lambda made: _service_answer(actor, branch_id, made),
    )


@router.get(
    "/services/{service_id}",
    **operation("readService", "Read a service", answers=ServiceTold, may=[VIEW_SERVICES]),
)
def read_service(request: HttpRequest, service_id: Id, here: Query[Here]) -> HttpResponse:
    """Its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _service_answer(actor, branch_of(actor, here.branch_id), service_id))


@router.put(
    "/services/{service_id}",
    **writing(
        "changeService",
        "Change a service of a branch",
        answers=ServiceTold,
        may=[MANAGE_SERVICES],
        edits=True,
        detail="Its kind stays; appointments that are booked keep their time.",
    ),
)
def change(
    request: HttpRequest, service_id: Id, here: Query[Here], body: ServiceNew
) -> HttpResponse:
    return edited(
        request,
        here,
        change_offer,
        lambda actor, branch_id: _service_answer(actor, branch_id, service_id),
        service_id=ServiceId(service_id),
        offer=body.service,
    )


@router.get(
    "/appointments",
    **operation(
        "listAppointments", "List appointments", answers=AppointmentPage, may=[VIEW_SERVICES]
    ),
)
def appointments(request: HttpRequest, wanted: Query[AppointmentsWanted]) -> HttpResponse:
    """A page of the branch's appointments without patients and notes, the latest first."""
    actor = actor_of(request)
    rows = list_appointments(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(APPOINTMENTS, rows, wanted)
    items = [_listed(row) for row in page.items]
    return respond(request, AppointmentPage(items=items, **edges(page)))


@router.post(
    "/appointments",
    **writing(
        "bookAppointment",
        "Book an appointment",
        answers=AppointmentListed,
        may=[BOOK_SERVICES],
        status=201,
        detail="No more stand at a time than the service has places (`services.full`).",
    ),
)
def book(request: HttpRequest, here: Query[Here], body: AppointmentNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: book_appointment(
            actor=actor,
            branch_id=branch_id,
            service_id=ServiceId(body.service_id),
            patient_id=PatientId(body.patient_id),
            begins_at=body.begins_at,
            note=body.note,
        ),
        lambda made: appointment_answer(actor, branch_id, made),
    )


@router.get(
    "/appointments/{appointment_id}",
    **operation(
        "openAppointment",
        "Read an appointment",
        answers=AppointmentOpened,
        may=[VIEW_PATIENTS],
        detail="Each reading is recorded with the patient, with `why`.",
    ),
)
def read(request: HttpRequest, appointment_id: Id, wanted: Query[ServiceWhy]) -> HttpResponse:
    """With whose it is and the note; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_appointment(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        appointment_id=AppointmentId(appointment_id),
        why=wanted.why,
    )
    row = opened.appointment
    more = {**_names(row), "patient_id": opened.patient_id, "note": row.note}
    return respond(request, told(AppointmentOpened, row, **more))


@router.post(
    "/appointments/{appointment_id}/arrive",
    **writing(
        "arriveAppointment",
        "Record that a patient arrived",
        answers=AppointmentListed,
        may=[BOOK_SERVICES],
        edits=True,
    ),
)
def arrive(request: HttpRequest, appointment_id: Id, here: Query[Here]) -> HttpResponse:
    return _act(request, appointment_id, here, mark_arrived)


@router.post(
    "/appointments/{appointment_id}/cancel",
    **writing(
        "cancelAppointment",
        "Cancel an appointment",
        answers=AppointmentListed,
        may=[BOOK_SERVICES],
        edits=True,
    ),
)
def cancel(
    request: HttpRequest, appointment_id: Id, here: Query[Here], body: AppointmentCancelled
) -> HttpResponse:
    given = {"reason_code": body.reason_code}
    return _act(request, appointment_id, here, cancel_appointment, **given)


@router.post(
    "/appointments/{appointment_id}/miss",
    **writing(
        "missAppointment",
        "Record a missed appointment",
        answers=AppointmentListed,
        may=[BOOK_SERVICES],
        edits=True,
    ),
)
def miss(request: HttpRequest, appointment_id: Id, here: Query[Here]) -> HttpResponse:
    return _act(request, appointment_id, here, mark_missed)


def _act(
    request: HttpRequest, row_id: UUID, here: Here, command: Callable[..., int], **given: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        command,
        lambda actor, branch_id: appointment_answer(actor, branch_id, row_id),
        appointment_id=AppointmentId(row_id),
        **given,
    )


def appointment_answer(actor: Actor, branch_id: UUID, row_id: UUID) -> AppointmentListed:
    found = list_appointments(actor=actor, branch_id=branch_id).filter(id=row_id).first()
    if found is None:
        raise ServiceUnknown(_("This appointment doesn’t exist at this branch."))
    return _listed(found)


def _service_answer(actor: Actor, branch_id: UUID, row_id: UUID) -> ServiceTold:
    found = list_services(actor=actor, branch_id=branch_id).filter(id=row_id).first()
    if found is None:
        raise ServiceUnknown(_("This service doesn’t exist at this branch."))
    return _service(found, vaccines_of([found.id]).get(found.id, []))


def _service(row: Any, vaccines: list[UUID]) -> ServiceTold:
    return told(ServiceTold, row, quantities=list(row.codes), vaccine_ids=vaccines)


def _listed(row: Any) -> AppointmentListed:
    return told(AppointmentListed, row, **_names(row))


def _names(row: Any) -> dict[str, Any]:
    return {"service_id": row.offered_id, "why_cancelled": row.why_cancelled or None}
