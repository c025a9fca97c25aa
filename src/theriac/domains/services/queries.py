"""Services of a branch, its appointments and records without health data, and a patient's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.sales.queries.sold_goods import SaleToBill, latest_sales_of
from theriac.domains.services.models import (
    Appointment,
    OfferedService,
    OfferedVaccine,
    ServiceBill,
    ServiceRecord,
)
from theriac.domains.services.permissions import BOOK_SERVICES, OPEN_SERVICES, VIEW_SERVICES

MOST_SHOWN, MOST_SALES = 50, 20

SERVICES: Listing[OfferedService] = Listing(
    name="services.offers",
    sorts={"name": SortFields(("name",))},
    default_sort="name",
    filters={
        "kind": lambda rows, value: rows.filter(kind=value),
        "is_offered": lambda rows, value: rows.filter(is_offered=value),
    },
)
APPOINTMENTS: Listing[Appointment] = Listing(
    name="services.appointments",
    sorts={"begins_at": SortFields(("begins_at",))},
    default_sort="-begins_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "service_id": lambda rows, value: rows.filter(offered_id=value),
        "since": lambda rows, value: rows.filter(begins_at__gte=value),
        "until": lambda rows, value: rows.filter(begins_at__lt=value),
    },
)
SERVICE_RECORDS: Listing[ServiceRecord] = Listing(
    name="services.records",
    sorts={"at": SortFields(("at",))},
    default_sort="-at",
    filters={
        "kind": lambda rows, value: rows.filter(kind=value),
        "batch_id": lambda rows, value: rows.filter(batch_id=value),
        "is_billed": lambda rows, value: (
            rows.filter(billed(), first_id=None) if value else unbilled(rows)
        ),
    },
)


def billed() -> Exists:
    """Whether a sale bills the record, or the first that it corrects."""
    return Exists(ServiceBill.objects.filter(record_id=OuterRef("pk")))


def unbilled(rows: QuerySet[ServiceRecord]) -> QuerySet[ServiceRecord]:
    """Those that no sale bills yet; corrections are left out."""
    return rows.filter(~billed(), first_id=None)


@query(permission=VIEW_SERVICES)
def list_services(*, actor: Actor, branch_id: UUID) -> QuerySet[OfferedService]:
    """What the branch offers or offered, in no order."""
    return OfferedService.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_SERVICES)
def list_appointments(*, actor: Actor, branch_id: UUID) -> QuerySet[Appointment]:
    """The branch's appointments without their notes, in no order."""
    rows: QuerySet[Appointment] = Appointment.objects.filter(branch_id=branch_id)
    return rows.select_related("offered").defer("note").order_by()


@query(permission=VIEW_SERVICES)
def list_service_records(*, actor: Actor, branch_id: UUID) -> QuerySet[ServiceRecord]:
    """What was done at the branch without values and doses, in no order."""
    rows: QuerySet[ServiceRecord] = ServiceRecord.objects.filter(branch_id=branch_id)
    return rows.select_related("offered").defer("content").order_by()


@query(permission=VIEW_SERVICES)
def appointments_of_patient(
    *, actor: Actor, patient_id: UUID, since: datetime
) -> Sequence[Appointment]:
    """A patient's since an instant, at the branches that the actor sees, by time."""
    seen = branches_seen(actor, VIEW_SERVICES)
    rows = Appointment.objects.filter(
        patient_id__in=ids_of(patient_id), begins_at__gte=since, **seen
    )
    return list(
        rows.select_related("offered").defer("note").order_by("begins_at", "id")[:MOST_SHOWN]
    )


@query(permission=OPEN_SERVICES)
def records_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[ServiceRecord]:
    """A patient's records without values, at the branches that the actor sees, newest first."""
    seen = branches_seen(actor, OPEN_SERVICES)
    rows = ServiceRecord.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    return list(rows.select_related("offered").defer("content").order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=BOOK_SERVICES)
def sales_to_bill(*, actor: Actor, branch_id: UUID, product_id: UUID) -> Sequence[SaleToBill]:
    """The branch's newest sales that have the service, from which one is chosen."""
    return latest_sales_of(branch_id, product_id, MOST_SALES)


def vaccines_of(offered_ids: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """By service its vaccines; for who sees the services."""
    rows = OfferedVaccine.objects.filter(offered_id__in=set(offered_ids)).order_by("id")
    found: dict[UUID, list[UUID]] = {}
    for offered_id, product_id in rows.values_list("offered_id", "product_id"):
        found.setdefault(offered_id, []).append(product_id)
    return found


def bills_of(record_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """By record the sale that bills it; for who sees the records."""
    rows = ServiceBill.objects.filter(record_id__in=set(record_ids)).order_by()
    return dict(rows.values_list("record_id", "sale_id"))
