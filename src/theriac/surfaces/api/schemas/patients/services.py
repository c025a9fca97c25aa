"""Services of a branch, appointments, what was measured or given, its bill."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Instant, Text250
from theriac.domains.services.rules.codes import (
    AppointmentState,
    ServiceKind,
    VaccineRoute,
    VaccineSite,
    WhyCancelled,
)
from theriac.domains.services.rules.facts import ServiceDone, ServiceOffer
from theriac.domains.services.rules.quantities import MeasuredQuantity
from theriac.surfaces.api.schemas.patients.prescriptions import PrescriptionWhy
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere


class ServiceNew(Body):
    """What a branch shall offer."""

    service: ServiceOffer


class ServiceTold(Answer):
    """A service of a branch. `version` is what If-Match names."""

    id: UUID
    branch_id: UUID
    name: str
    kind: ServiceKind
    product_id: UUID
    minutes: int
    capacity: int
    quantities: list[MeasuredQuantity]
    vaccine_ids: list[UUID]
    is_offered: bool
    version: int


class ServicePage(Page[ServiceTold]):
    """A page of a branch's services, by name."""


class ServicesWanted(WantedHere):
    """Filters of services."""

    kind: ServiceKind | None = None
    is_offered: bool | None = None


class AppointmentNew(Body):
    """A time for a patient; without `begins_at` they are here now, and have arrived."""

    service_id: Id
    patient_id: Id
    begins_at: Instant | None = None
    note: Text250 = ""


class AppointmentCancelled(Body):
    """Why it takes no place any more."""

    reason_code: WhyCancelled


class AppointmentListed(Answer):
    """An appointment without patient and note. `version` is what If-Match names."""

    id: UUID
    branch_id: UUID
    code: str
    service_id: UUID
    begins_at: datetime
    ends_at: datetime
    state: AppointmentState
    why_cancelled: WhyCancelled | None
    booked_at: datetime
    booked_by: UUID
    arrived_at: datetime | None
    ended_at: datetime | None
    ended_by: UUID | None
    version: int


class AppointmentOpened(AppointmentListed):
    """An appointment with whose it is now and the note; each reading is logged."""

    patient_id: UUID
    note: str


class AppointmentPage(Page[AppointmentListed]):
    """A page of a branch's appointments, the latest first."""


class AppointmentsWanted(WantedHere):
    """Filters of appointments: from an instant until before another."""

    state: AppointmentState | None = None
    service_id: Id | None = None
    since: Instant | None = None
    until: Instant | None = None


class ServiceWhy(PrescriptionWhy):
    """The branch, and why it is read."""


class ServiceRecordNew(Body):
    """What was measured, the vaccine that was given, or what was said."""

    done: ServiceDone


class ServiceBillNew(Body):
    """The sale that billed it."""

    sale_id: Id


class ServiceRecordListed(Answer):
    """What was done, without patient, values and dose; `sale_id` bills the first of a record."""

    id: UUID
    branch_id: UUID
    code: str
    kind: ServiceKind
    service_id: UUID
    appointment_id: UUID
    first_id: UUID | None
    correction: int
    product_id: UUID | None
    batch_id: UUID | None
    sale_id: UUID | None
    at: datetime
    by: UUID


class MeasuredTold(Answer):
    """A value with its unit and LOINC code; 365 with one decimal is 36.5."""

    quantity: MeasuredQuantity
    value: int
    decimals: int
    unit: str
    loinc: str


class ServiceRecordOpened(ServiceRecordListed):
    """A record with whose it is now and what was found; each reading is logged."""

    patient_id: UUID
    holds: bool = Field(description="Whether no correction took its place.")
    values: list[MeasuredTold]
    dose: int | None
    site: VaccineSite | None
    route: VaccineRoute | None
    next_due_on: date | None
    remark: str


class ServiceRecordPage(Page[ServiceRecordListed]):
    """A page of a branch's records, the newest first."""


class ServiceRecordsWanted(WantedHere):
    """Filters of records; those of `is_billed` false are billed by no sale yet."""

    kind: ServiceKind | None = None
    batch_id: Id | None = None
    is_billed: bool | None = None
