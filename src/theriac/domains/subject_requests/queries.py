"""The register: requests in their order, one of them, what waits, and the acts that answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.domains.subject_requests.problems import SubjectRequestUnknown
from theriac.domains.subject_requests.subjects import ids_on_the_trail

AT_ONCE = 500
SOON = timedelta(days=7)
State = SubjectRequest.State
STATES = {state.name.lower(): state.value for state in State}


def is_overdue(rows: QuerySet[SubjectRequest], wanted: bool) -> QuerySet[SubjectRequest]:  # noqa: FBT001 (a filter's value)
    """Those that are open beyond their deadline, or all others."""
    late = {"state": State.OPEN, "due_at__lt": clock.now()}
    return rows.filter(**late) if wanted else rows.exclude(**late)


REGISTER: Listing[SubjectRequest] = Listing(
    name="subject_requests.register",
    sorts={
        "due_at": SortFields(("state", "due_at")),
        "arrived_at": SortFields(("arrived_at",)),
    },
    default_sort="due_at",
    filters={
        "state": lambda rows, state: rows.filter(state=STATES[state]),
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "subject_kind": lambda rows, kind: rows.filter(subject_kind=kind),
        "outcome": lambda rows, outcome: rows.filter(outcome=outcome),
        "overdue": is_overdue,
    },
)
"""The open ones first, by deadline."""


@query(permission=VIEW_SUBJECT_REQUESTS)
def list_subject_requests(*, actor: Actor) -> QuerySet[SubjectRequest]:
    """Every request, in no order; they are the pharmacy's, as patients are."""
    found: QuerySet[SubjectRequest] = SubjectRequest.objects.all()
    return found


@query(permission=VIEW_SUBJECT_REQUESTS)
def get_subject_request(*, actor: Actor, subject_request_id: UUID) -> SubjectRequest:
    """One with its deeds. Raises SubjectRequestUnknown."""
    return kept_request(subject_request_id)


def kept_request(subject_request_id: UUID) -> SubjectRequest:
    """The same, for a command that asks its own right."""
    rows = SubjectRequest.objects.prefetch_related("deeds")
    found: SubjectRequest | None = rows.filter(id=subject_request_id).first()
    if found is None:
        raise SubjectRequestUnknown(_("This request doesn't exist. Choose one from the register."))
    return found


@query(permission=ERASE_PATIENTS)
def waiting_requests(*, actor: Actor) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Those open beyond their deadline, and those that come to it within a week; in no order."""
    now = clock.now()
    rows: QuerySet[Any] = SubjectRequest.objects.filter(state=State.OPEN).order_by()
    return rows.filter(due_at__lt=now), rows.filter(due_at__gte=now, due_at__lt=now + SOON)


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are keys of requests' own, so that nobody takes them for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = SubjectRequest.objects.filter(key_owner__in=some, subject_id=None).order_by()
        found |= set(rows.values_list("key_owner", flat=True))
    return found


MOST_SHOWN = 50
DEEDS = frozenset(
    {
        *("patients.change_patient", "patients.end_health", "patients.erase_on_date"),
        *("patients.erase_patient", "patients.export_patient", "patients.free_patient"),
        *("patients.record_consent", "patients.record_health", "patients.request_erasure"),
        *("patients.restrict_patient", "patients.stop_contact", "patients.write_notes"),
        *("customers.block_customer", "customers.change_own_name", "customers.erase_own"),
        *("customers.export_own", "customers.say_own"),
        *("accounts.change_profile", "accounts.erase_person", "accounts.export_person"),
    }
)
"""Commands that answer: given out, corrected, erased, restricted, a consent taken back."""


def acts_since(request: SubjectRequest) -> QuerySet[AuditRecord]:
    """What was done with the subject's record since the request arrived, by the trail's index."""
    ids = ids_on_the_trail(request)
    rows = AuditRecord.objects.filter(object_id__in=ids, command__in=sorted(DEEDS))
    return rows.filter(recorded_at__gte=request.arrived_at)


@query(permission=ERASE_PATIENTS)
def possible_deeds(*, actor: Actor, request: SubjectRequest) -> Sequence[AuditRecord]:
    """What may be named as the deed and isn't yet, the newest first, at most MOST_SHOWN."""
    named: list[UUID] = [deed.record_id for deed in request.deeds.all()]
    rows = acts_since(request).exclude(id__in=named)
    return list(rows.order_by("-recorded_at", "-id")[:MOST_SHOWN])
