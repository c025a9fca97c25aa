"""Ready prescriptions at a counter: which wait, and what of one goes into a basket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from theriac.core.actor import Actor
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.rules.answers import AlertAnswer, rule_told
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.commands.search import name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.commands.take_to_counter import (
    TakenPrescription,
    take_to_counter,
)
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.ready import ReadyPrescription, ready_prescriptions
from theriac.domains.refills.queries.plans import held_for_lines
from theriac.domains.stock.queries.reservations import (
    ReservationTold,
    kept_for,
    standing_reservations,
)
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.people import initials, short_name
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.views.patients import WHY, banner_of
from theriac.surfaces.counter.wire.patients import PatientOut
from theriac.surfaces.counter.wire.prescriptions import (
    MOST_PRODUCTS,
    HeldOut,
    PrescriptionTakenIn,
    ReadyIn,
    ReadyLineOut,
    ReadyListOut,
    ReadyOut,
    ReviewedOut,
    TakenDoseOut,
    TakenLineOut,
    TakenOut,
)
from theriac.surfaces.counter.wire.sales import BalanceOut


@endpoint("POST")
def ready(request: HttpRequest) -> HttpResponse:
    """What waits at this branch: codes and times for who may see the board, more by their rights.

    Whose they are is told to who may find patients, what is on them to who may open them; each
    name that is shown stands on the record.
    """
    device = paired_device(request)
    asked = read_body(request, ReadyIn)
    person = person_of(device, asked.token)
    branch_id = device.point.branch_id
    found, has_more = ready_prescriptions(actor=person, branch_id=branch_id)
    names = _names(person, branch_id, found)
    opens = person.may(OPEN_PRESCRIPTIONS, branch_id)
    told = [_ready(one, names.get(one.patient_id), opens=opens) for one in found]
    return answer_with(ReadyListOut(prescriptions=told, has_more=has_more))


def _names(
    person: Actor, branch_id: BranchId, found: Sequence[ReadyPrescription]
) -> Mapping[UUID, str]:
    if not found or not person.may(VIEW_PATIENTS, branch_id):
        return {}
    ids = [PatientId(one.patient_id) for one in found]
    return name_patients(actor=person, branch_id=branch_id, patient_ids=ids, why=WHY)


def _ready(one: ReadyPrescription, patient: str | None, *, opens: bool) -> ReadyOut:
    return ReadyOut(
        id=one.id,
        code=one.code,
        state=one.state,
        is_begun=one.is_begun,
        number=one.number if opens else None,
        patient=short_name(patient) if patient else None,
        prescriber=one.prescriber,
        written_on=one.written_on,
        valid_until=one.valid_until,
        since=one.since,
        lines=[
            ReadyLineOut(
                product_id=line.product_id if opens else None,
                left=line.left,
                quantity=line.quantity,
            )
            for line in one.lines
        ],
    )


@endpoint("POST")
def take(request: HttpRequest) -> HttpResponse:
    """What is left of one, whose it is, who prescribed it, and what its review answered."""
    device = paired_device(request)
    asked = read_body(request, PrescriptionTakenIn)
    person = person_of(device, asked.token)
    branch_id = device.point.branch_id
    taken = take_to_counter(
        actor=person, branch_id=branch_id, prescription_id=PrescriptionId(asked.prescription_id)
    )
    told = taken.prescription
    held = _held(branch_id, taken)
    return answer_with(
        TakenOut(
            id=told.id,
            code=taken.code,
            number=told.number,
            prescriber=told.prescriber,
            written_on=told.written_on,
            permitted_by=told.approved_by,
            patient=_banner(person, branch_id, taken),
            lines=[
                TakenLineOut(
                    id=line.left.id,
                    product_ids=list(line.product_ids)[:MOST_PRODUCTS],
                    left=line.left.left,
                    min_days=line.days,
                    dose=_dose(line.dose),
                    held=held.get(line.left.id),
                )
                for line in taken.lines
            ],
            reviewed=[_reviewed(one) for one in taken.reviewed],
        )
    )


def _banner(person: Actor, branch_id: BranchId, taken: TakenPrescription) -> PatientOut:
    """Whose it is; allergies and conditions for who may see them."""
    patient_id = PatientId(taken.prescription.patient_id)
    if person.may(VIEW_PATIENTS, branch_id):
        record = open_patient(actor=person, branch_id=branch_id, patient_id=patient_id, why=WHY)
        return banner_of(record)
    return PatientOut(
        id=patient_id,
        initials=initials(taken.patient),
        short_name=short_name(taken.patient),
        is_clinical=False,
        allergies=[],
        conditions=[],
    )


def _held(branch_id: BranchId, taken: TakenPrescription) -> Mapping[UUID, HeldOut]:
    """By line what is kept for its refill, or was compounded for it, as far as it still stands."""
    ids = [line.left.id for line in taken.lines]
    made = {line: key for line, some in kept_for(branch_id, ids).items() for key in some.values()}
    lines = {**made, **held_for_lines(ids)}
    if not lines:
        return {}
    standing = standing_reservations(branch_id, reservation_ids=lines.values())
    kept = {one.id: one for one in standing}
    return {line: _kept(kept[key]) for line, key in lines.items() if key in kept}


def _kept(one: ReservationTold) -> HeldOut:
    batches = [BalanceOut(batch_id=key, quantity=units) for key, units in one.batches]
    return HeldOut(id=one.id, product_id=one.product_id, quantity=one.quantity, batches=batches)


def _dose(said: DoseSaid | None) -> TakenDoseOut | None:
    return TakenDoseOut(times=said.times, milliunits=said.milliunits) if said else None


def _reviewed(one: AlertAnswer) -> ReviewedOut:
    return ReviewedOut(
        check=one.check.value,
        rule=rule_told(one.check, one.rule),
        tier=int(one.tier),
        product_ids=list(one.products),
    )
