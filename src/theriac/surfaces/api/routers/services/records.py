"""What was measured or given: listed, recorded, opened, corrected, billed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.services.commands.bill import bill_service
from theriac.domains.services.commands.give import correct_service, record_service
from theriac.domains.services.commands.open import open_service_record
from theriac.domains.services.ids import AppointmentId, ServiceRecordId
from theriac.domains.services.permissions import (
    BOOK_SERVICES,
    GIVE_SERVICES,
    OPEN_SERVICES,
    VIEW_SERVICES,
)
from theriac.domains.services.problems import ServiceUnknown
from theriac.domains.services.queries import SERVICE_RECORDS, bills_of, list_service_records
from theriac.domains.services.rules.quantities import QUANTITIES
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.patients.services import (
    MeasuredTold,
    ServiceBillNew,
    ServiceRecordListed,
    ServiceRecordNew,
    ServiceRecordOpened,
    ServiceRecordPage,
    ServiceRecordsWanted,
    ServiceWhy,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["services"])


@router.get(
    "/service-records",
    **operation(
        "listServiceRecords",
        "List service records",
        answers=ServiceRecordPage,
        may=[VIEW_SERVICES],
    ),
)
def records(request: HttpRequest, wanted: Query[ServiceRecordsWanted]) -> HttpResponse:
    """A page of what was done at the branch, without patients and values, the newest first."""
    actor = actor_of(request)
    rows = list_service_records(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(SERVICE_RECORDS, rows, wanted)
    bills = bills_of(row.id for row in page.items)
    items = [_listed(row, bills.get(row.id)) for row in page.items]
    return respond(request, ServiceRecordPage(items=items, **edges(page)))


@router.post(
    "/appointments/{appointment_id}/record",
    **writing(
        "recordService",
        "Record what was measured or given",
        answers=ServiceRecordListed,
        may=[GIVE_SERVICES],
        status=201,
        edits=True,
        detail="The patient has arrived; then the appointment is done.",
    ),
)
def record(
    request: HttpRequest, appointment_id: Id, here: Query[Here], body: ServiceRecordNew
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: record_service(
            actor=actor,
            branch_id=branch_id,
            appointment_id=AppointmentId(appointment_id),
            version=version,
            done=body.done,
        ),
        lambda made: _answer(actor, branch_id, made),
    )


@router.get(
    "/service-records/{record_id}",
    **operation(
        "openServiceRecord",
        "Read a service record",
        answers=ServiceRecordOpened,
        may=[OPEN_SERVICES],
        detail="Each reading is recorded with the patient, with `why`.",
    ),
)
def read(request: HttpRequest, record_id: Id, wanted: Query[ServiceWhy]) -> HttpResponse:
    """With whose it is, its values or dose."""
    actor = actor_of(request)
    opened = open_service_record(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        record_id=ServiceRecordId(record_id),
        why=wanted.why,
    )
    row, content = opened.row, opened.row.content
    names = ("dose", "site", "route", "next_due_on")
    more = {
        **{name: content.get(name) for name in names},
        "service_id": row.offered_id,
        "sale_id": opened.bill.sale_id if opened.bill else None,
        "patient_id": opened.patient_id,
        "holds": opened.holds,
        "values": [_measured(one) for one in content["values"]],
        "remark": content["remark"],
    }
    return respond(request, told(ServiceRecordOpened, row, **more))


@router.post(
    "/service-records/{record_id}/correct",
    **writing(
        "correctServiceRecord",
        "Correct a service record",
        answers=ServiceRecordListed,
        may=[GIVE_SERVICES],
        status=201,
        detail="A further record, which names the first.",
    ),
)
def correct(
    request: HttpRequest, record_id: Id, here: Query[Here], body: ServiceRecordNew
) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: correct_service(
            actor=actor,
            branch_id=branch_id,
            record_id=ServiceRecordId(record_id),
            done=body.done,
        ),
        lambda made: _answer(actor, branch_id, made),
    )


@router.post(
    "/service-records/{record_id}/bill",
    **writing(
        "billServiceRecord",
        "Add the sale that billed a service record",
        answers=ServiceRecordListed,
        may=[BOOK_SERVICES],
        detail="A sale of this branch with the service's product, and the vaccine's batch.",
    ),
)
def bill(
    request: HttpRequest, record_id: Id, here: Query[Here], body: ServiceBillNew
) -> HttpResponse:
    """Each unit of a sale's line bills one record."""
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: bill_service(
            actor=actor,
            branch_id=branch_id,
            record_id=ServiceRecordId(record_id),
            sale_id=body.sale_id,
        ),
        lambda: _answer(actor, branch_id, record_id),
    )


def _answer(actor: Actor, branch_id: UUID, record_id: UUID) -> ServiceRecordListed:
    rows = list_service_records(actor=actor, branch_id=branch_id)
    found = rows.filter(id=record_id).first()
    if found is None:
        raise ServiceUnknown(_("This record doesn’t exist at this branch."))
    return _listed(found, bills_of([found.id]).get(found.id))


def _listed(row: Any, sale_id: UUID | None) -> ServiceRecordListed:
    return told(ServiceRecordListed, row, service_id=row.offered_id, sale_id=sale_id)


def _measured(one: dict[str, Any]) -> MeasuredTold:
    known = QUANTITIES[one["quantity"]]
    return MeasuredTold(
        quantity=one["quantity"],
        value=one["value"],
        decimals=known.decimals,
        unit=known.unit,
        loinc=known.loinc,
    )
