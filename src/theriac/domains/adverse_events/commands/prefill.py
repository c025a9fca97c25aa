"""Filling in a report from what a patient got: a reading of the patient's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import require
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.rules.codes import CONCOMITANT, SUSPECT
from theriac.domains.adverse_events.rules.facts import MOST_MEDICINES, ReportedMedicine
from theriac.domains.adverse_events.rules.prefilled import (
    LOOKED_BACK,
    Focus,
    GoodsGot,
    GoodsTaken,
    age_at,
    goods_taken,
    initials_of,
)
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.permissions import VIEW_CLINICAL, VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.queries.health import HealthNamed, health_named
from theriac.domains.patients.rules.lists import ALLERGY
from theriac.domains.prescriptions.commands.open import of_branch
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.dispensed import DispensedTo, dispensed_to
from theriac.domains.prescriptions.safety import kept_patient
from theriac.domains.sales.queries.purchases import ReceivedGoods, received_by
from theriac.domains.stock.queries.batches.allocations import (
    LabelledBatch,
    TakenBatch,
    batch_labels,
)
from theriac.domains.stock.queries.batches.lots import batches_of_lots

MOST_READ = 200
"""Lines of sales, and dispenses, that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefilledReport:
    """What the books say. ``patient`` is the name, for the page alone; the form has initials.

    Allergies, conditions and purchases are told to who may see them; ``has_more`` medicines than
    a report takes.
    """

    patient_id: PatientId | None
    patient: str
    initials: str
    age: int | None
    age_unit: str
    sex: str
    allergies: Sequence[str]
    conditions: Sequence[str]
    medicines: Sequence[ReportedMedicine]
    has_more: bool


@command(
    name="adverse_events.prefill",
    done=gettext_lazy("Opened the record for an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def prefill_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId | None = None,
    onset_on: date | None = None,
    batch_id: UUID | None = None,
    prescription_id: UUID | None = None,
) -> PrefilledReport:
    """What is known for a report on a reaction that began on a day, today unless told.

    Begun from a batch or a prescription, that is suspected. Raises AdverseEventRefused for a batch
    that doesn't exist and a day to come, PrescriptionUnknown, also for another patient's;
    PatientUnknown, PatientGone, PatientRestricted, NotPermitted.
    """
    today = branch_date(branch_id)
    onset = onset_on or today
    if onset > today:
        raise AdverseEventRefused(_("This day is in the future."), field="onset_on")
    labels = batch_labels([batch_id]) if batch_id else {}
    if batch_id is not None and batch_id not in labels:
        raise AdverseEventRefused(_("This batch doesn’t exist. Choose another."), field="batch_id")
    if patient_id is None:
        return _of_nobody(labels)
    require(actor, VIEW_PATIENTS, branch_id)
    patient = get_patient(patient_id)
    ids = ids_of(patient.id)
    if prescription_id is not None:
        _require_theirs(actor, branch_id, prescription_id, ids)
    focus = Focus(batch_ids=_lot_of(labels), prescription_id=prescription_id)
    got = _got(actor, branch_id, ids, onset)
    taken = goods_taken(got, onset, focus)
    medicines = _medicines(taken)
    if batch_id is not None and not any(one.is_suspect for one in taken):
        medicines = [*_of_batches(labels), *medicines]
    is_clinical = actor.may(VIEW_CLINICAL, branch_id)
    facts: dict[str, object] = {"sections": ["adverse_events"]}
    current_unit().record("patients.patient", patient.id, reason="care", facts=facts)
    watch_readings(actor, [patient.id])
    return _prefilled(patient, onset, health_named(ids) if is_clinical else (), medicines)


def _prefilled(
    patient: Any,
    onset: date,
    health: Sequence[HealthNamed],
    medicines: Sequence[ReportedMedicine],
) -> PrefilledReport:
    age = age_at(patient.birth_date, onset) if patient.birth_date else None
    return PrefilledReport(
        patient_id=PatientId(patient.id),
        patient=patient.names,
        initials=initials_of(patient.names),
        age=age[0] if age else None,
        age_unit=age[1] if age else "years",
        sex=patient.sex or "unknown",
        allergies=[one.name for one in health if one.kind == ALLERGY],
        conditions=[one.name for one in health if one.kind != ALLERGY],
        medicines=medicines[:MOST_MEDICINES],
        has_more=len(medicines) > MOST_MEDICINES,
    )


def _of_nobody(labels: Mapping[UUID, LabelledBatch]) -> PrefilledReport:
    return PrefilledReport(
        patient_id=None,
        patient="",
        initials="",
        age=None,
        age_unit="years",
        sex="unknown",
        allergies=(),
        conditions=(),
        medicines=_of_batches(labels),
        has_more=False,
    )


def _require_theirs(
    actor: Actor, branch_id: BranchId, prescription_id: UUID, ids: Sequence[UUID]
) -> None:
    require(actor, OPEN_PRESCRIPTIONS, branch_id)
    if kept_patient(of_branch(branch_id, prescription_id)) not in ids:
        raise AdverseEventRefused(
            _("This prescription is of another patient."), field="prescription_id"
        )


def _lot_of(labels: Mapping[UUID, LabelledBatch]) -> set[UUID]:
    lots = [(one.product_id, one.number) for one in labels.values()]
    return {*labels, *batches_of_lots(lots)} if lots else set()


def _got(actor: Actor, branch_id: BranchId, ids: Sequence[UUID], onset: date) -> list[GoodsGot]:
    """What the actor may know that these records got until the day."""
    since = onset - timedelta(days=LOOKED_BACK)
    dispensed: list[DispensedTo] = []
    if actor.may(OPEN_PRESCRIPTIONS, branch_id):
        begin, end = (datetime.combine(day, time(), tzinfo=UTC) for day in (since, onset))
        dispensed = dispensed_to(ids, begin, end + timedelta(days=2), MOST_READ)
    found = [_of_dispense(one) for one in dispensed if one.sale_id is None]
    if not actor.may(VIEW_CLINICAL, branch_id):
        return found
    on_line = {one.line_id: one for one in dispensed}
    sold = received_by(ids, list(on_line), since=since, until=onset, at_most=MOST_READ)
    return [
        *found,
        *(
            _of_batch(one, batch, on_line.get(one.prescription_line_id or one.sale_id))
            for one in sold
            for batch in one.batches
        ),
    ]


def _of_batch(one: ReceivedGoods, batch: TakenBatch, line: DispensedTo | None) -> GoodsGot:
    return GoodsGot(
        on=one.sold_on,
        product_id=one.product_id,
        batch_id=batch.batch_id,
        batch_number=batch.number,
        expires_on=batch.expires_on,
        prescription_id=line.prescription_id if line else None,
        dose=line.sig if line else "",
        route=line.route if line else "",
        days=line.days if line else None,
    )


def _of_dispense(one: DispensedTo) -> GoodsGot:
    return GoodsGot(
        on=one.on,
        product_id=one.product_id,
        prescription_id=one.prescription_id,
        dose=one.sig,
        route=one.route,
        days=one.days,
    )


def _medicines(taken: Sequence[GoodsTaken]) -> list[ReportedMedicine]:
    names = product_names({one.last.product_id for one in taken})
    return [
        ReportedMedicine(
            role=SUSPECT if one.is_suspect else CONCOMITANT,
            name=names.get(one.last.product_id) or "–",
            product_id=one.last.product_id,
            batch_id=one.last.batch_id,
            batch_number=one.last.batch_number[:40],
            expires_on=one.last.expires_on,
            dose=one.last.dose[:120],
            route=one.last.route[:60],
            from_on=one.from_on,
        )
        for one in taken
    ]


def _of_batches(labels: Mapping[UUID, LabelledBatch]) -> list[ReportedMedicine]:
    names = product_names({one.product_id for one in labels.values()})
    return [
        ReportedMedicine(
            role=SUSPECT,
            name=names.get(one.product_id) or "–",
            product_id=one.product_id,
            batch_id=key,
            batch_number=one.number[:40],
            expires_on=one.expires_on,
        )
        for key, one in labels.items()
    ]
