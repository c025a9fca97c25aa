"""Reports of a branch, a patient, a batch, without their texts; by when they are due, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.countries.adverse_events.rules import AdverseEventForm, form_on, report_due
from theriac.countries.registry import profile_for
from theriac.domains.adverse_events.models import (
    AdverseEventReport,
    MedicineNamed,
    ReportingPeriod,
)
from theriac.domains.adverse_events.permissions import OPEN_ADVERSE_EVENTS, VIEW_ADVERSE_EVENTS
from theriac.domains.adverse_events.record import DEFERRED
from theriac.domains.adverse_events.rules.codes import SUSPECT, WITHDRAWN
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_country
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.stock.queries.batches.lots import batches_of_lots

MOST_SHOWN = 50


def of_seriousness(rows: QuerySet[AdverseEventReport], value: str) -> QuerySet[AdverseEventReport]:
    """Those that were ``serious``, or else those that weren't."""
    return rows.exclude(seriousness="") if value == "serious" else rows.filter(seriousness="")


def naming(rows: QuerySet[AdverseEventReport], **named: object) -> QuerySet[AdverseEventReport]:
    """Those that name such a medicine, suspected or besides."""
    return rows.filter(id__in=MedicineNamed.objects.filter(**named).values("report_id"))


ADVERSE_EVENTS: Listing[AdverseEventReport] = Listing(
    name="adverse_events.reports",
    sorts={"at": SortFields(("at",))},
    default_sort="-at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "seriousness": of_seriousness,
        "product_id": lambda rows, value: naming(rows, product_id=value),
        "batch_id": lambda rows, value: naming(rows, batch_id=value),
        "since": lambda rows, value: rows.filter(at__gte=value),
        "until": lambda rows, value: rows.filter(at__lt=value),
    },
)


@dataclass(frozen=True, slots=True)
class BatchReports:
    """How many reports that stand suspect goods of a batch's lot, and how many were serious."""

    reports: int
    serious: int
    sent: int


@query(permission=VIEW_ADVERSE_EVENTS)
def list_reports(*, actor: Actor, branch_id: UUID) -> QuerySet[AdverseEventReport]:
    """The branch's reports without their texts, in no order."""
    rows: QuerySet[AdverseEventReport] = AdverseEventReport.objects.filter(branch_id=branch_id)
    return rows.defer(*DEFERRED).order_by()


@query(permission=OPEN_ADVERSE_EVENTS)
def reports_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[AdverseEventReport]:
    """Those of a patient, at the branches that the actor sees, the newest first."""
    seen = branches_seen(actor, OPEN_ADVERSE_EVENTS)
    rows = AdverseEventReport.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    return list(rows.defer(*DEFERRED).order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=VIEW_ADVERSE_EVENTS)
def reports_of_batch(
    *, actor: Actor, product_id: UUID, number: str, batch_id: UUID
) -> BatchReports:
    """Of every batch in the books of the same lot; a case counts once.

    Of every branch, for who sees the reports of one: a recall decision asks how many there are.
    """
    batches = {batch_id, *batches_of_lots([(product_id, number)])}
    named = MedicineNamed.objects.filter(batch_id__in=batches, role=SUSPECT).values("report_id")
    rows = AdverseEventReport.objects.filter(id__in=named).exclude(state=WITHDRAWN).order_by()
    columns = ("id", "first_id", "seriousness", "state")
    cases: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for key, first_id, seriousness, state in rows.values_list(*columns):
        cases[first_id or key].append((seriousness, state))
    return BatchReports(
        reports=len(cases),
        serious=sum(any(one[0] for one in versions) for versions in cases.values()),
        sent=sum(any(one[1] == "sent" for one in versions) for versions in cases.values()),
    )


def medicines_named(report_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """By report the names of the products that it suspects, in its order; for who sees the list."""
    rows = MedicineNamed.objects.filter(report_id__in=set(report_ids), role=SUSPECT)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for report_id, product_id in rows.order_by("report_id", "position").values_list(
        "report_id", "product_id"
    ):
        found[report_id].append(product_id)
    names = product_names({one for some in found.values() for one in some})
    return {
        key: list(dict.fromkeys(names.get(one, "") for one in some)) for key, some in found.items()
    }


def form_of(branch_id: UUID) -> AdverseEventForm:
    """The form that holds today at the branch."""
    return form_on(profile_for(pharmacy_country()).adverse_events, branch_date(branch_id))


def own_days(branch_id: UUID) -> int | None:
    """The branch's own period, None where it set none."""
    rows = ReportingPeriod.objects.filter(branch_id=branch_id)
    found: int | None = rows.values_list("serious_days", flat=True).first()
    return found


def due_on(branch_id: UUID, reports: Iterable[AdverseEventReport]) -> dict[UUID, date]:
    """By report of the branch that is serious and stands: the day on which it is due, if any is."""
    serious = [one for one in reports if one.seriousness and one.state != WITHDRAWN]
    if not serious:
        return {}
    form, days = form_of(branch_id), own_days(branch_id)
    found = {one.id: report_due(form, one.learned_on, days) for one in serious}
    return {key: day for key, day in found.items() if day is not None}


@query(permission=VIEW_ADVERSE_EVENTS)
def get_reporting_period(*, actor: Actor, branch_id: UUID) -> tuple[AdverseEventForm, int | None]:
    """The form of the country, with the law's days where it sets any; and the branch's own days."""
    return form_of(branch_id), own_days(branch_id)
