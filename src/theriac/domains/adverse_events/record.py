"""Keeping a report within a command that runs, finding it locked, noting what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import at_version
from theriac.core.facts.records import altered
from theriac.core.ids import new_id
from theriac.core.problems import Text
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport, MedicineNamed
from theriac.domains.adverse_events.problems import (
    AdverseEventRefused,
    AdverseEventUnknown,
    AlreadyReported,
    WrongReportState,
)
from theriac.domains.adverse_events.rules.facts import (
    AdverseEventTold,
    ReportedMedicine,
    content_of,
    serious_codes,
)
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.stock.queries.batches.allocations import LabelledBatch, batch_labels

RECORD = "adverse_events.report"
TWICE_WITHIN = timedelta(minutes=5)
"""The same of the same person within it is the same press of the button."""
DEFERRED = ("content", "assessment")


def locked_report(
    branch_id: UUID, report_id: UUID, version: int, *states: str, otherwise: Text
) -> AdverseEventReport:
    """The branch's report, locked, as it was seen, in one of the states.

    Raises AdverseEventUnknown, WrongReportState, Stale, PatientGone, PatientRestricted.
    """
    rows = AdverseEventReport.objects.select_for_update()
    row: AdverseEventReport | None = rows.filter(id=report_id, branch_id=branch_id).first()
    if row is None:
        raise AdverseEventUnknown(_("This report doesn’t exist at this branch."))
    if row.state not in states:
        raise WrongReportState(otherwise, state=row.state)
    at_version(row, version, _("Another user changed this report. Reload the page."))
    if row.patient_id is not None:
        kept = kept_records([row.patient_id])
        get_patient(kept[0].id if kept else row.patient_id)
    return row


def with_labels(told: AdverseEventTold) -> AdverseEventTold:
    """The same, with number and expiry of each batch of ours that was told without a number.

    Raises AdverseEventRefused for a product that doesn't exist, or a batch of another one.
    """
    families = families_of({one.product_id for one in told.medicines if one.product_id})
    names = product_names(families)
    labels = batch_labels({one.batch_id for one in told.medicines if one.batch_id})
    errors: dict[str, Text] = {}
    for at, one in enumerate(told.medicines):
        if one.product_id is not None and one.product_id not in names:
            errors[f"medicines.{at}.name"] = _("This product doesn’t exist. Choose another.")
        elif one.batch_id is not None and not _is_of(labels.get(one.batch_id), one, families):
            words = _("This batch is of another product. Choose one of this product’s batches.")
            errors[f"medicines.{at}.batch_number"] = words
    if errors:
        raise AdverseEventRefused(errors=errors)
    return altered(told, medicines=[_labelled(one, labels) for one in told.medicines])


def _is_of(
    label: LabelledBatch | None, one: ReportedMedicine, families: Mapping[UUID, Collection[UUID]]
) -> bool:
    return (
        label is not None
        and one.product_id is not None
        and label.product_id in families[one.product_id]
    )


def _labelled(one: ReportedMedicine, labels: Mapping[UUID, LabelledBatch]) -> ReportedMedicine:
    label = labels.get(one.batch_id) if one.batch_id else None
    if label is None or one.batch_number.strip():
        return one
    return altered(one, batch_number=label.number[:40], expires_on=label.expires_on)


def require_first(
    branch_id: UUID, patient_id: UUID | None, told: AdverseEventTold, by: UUID
) -> None:
    """Raise AlreadyReported where the same person wrote the same a moment ago."""
    rows = AdverseEventReport.objects.filter(
        branch_id=branch_id, patient_id=patient_id, by=by, at__gt=clock.now() - TWICE_WITHIN
    )
    content = content_of(told)
    for one in rows.filter(first_id=None).exclude(state="withdrawn").order_by("id"):
        if one.content == content:
            raise AlreadyReported(
                _("The same report was saved a moment ago. Open it."), report_id=one.id
            )


def keep_told(row: AdverseEventReport, told: AdverseEventTold) -> None:
    """Put into the row what was told; whoever calls writes it, and then its medicines."""
    row.content = content_of(told)
    row.seriousness = serious_codes(told)
    row.learned_on = told.learned_on


def keep_medicines(report_id: UUID, medicines: Sequence[ReportedMedicine]) -> None:
    """The products and batches by which a report is found, anew."""
    MedicineNamed.objects.filter(report_id=report_id).delete()
    MedicineNamed.objects.bulk_create(
        [
            MedicineNamed(
                id=new_id(),
                report_id=report_id,
                position=at,
                role=one.role,
                product_id=one.product_id,
                batch_id=one.batch_id,
            )
            for at, one in enumerate(medicines)
            if one.product_id is not None
        ]
    )


def note_report(
    row: AdverseEventReport,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str = "",
) -> AdverseEventId:
    """Leave the record of what became of it, without a word about the person; its id."""
    facts = {"before": dict(before), "after": dict(after)}
    current_unit().record(RECORD, row.id, reason=reason, facts=facts, branch_id=row.branch_id)
    return AdverseEventId(row.id)
