"""A draft that names lines of ready prescriptions: grounds, patient and days come from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.clinical.rules.answers import still_reviewed
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.answers import answers_at_review
from theriac.domains.prescriptions.queries.for_sale import (
    LineForSale,
    PrescriptionForSale,
    lines_for_sale,
)
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.models import SaleGround
from theriac.domains.stock.queries.reservations import kept_for


def with_prescriptions(actor: Actor, branch_id: UUID, draft: SaleDraft) -> SaleDraft:
    """The draft with what the prescriptions of its items say; nothing is read without one.

    Each prescription is one ground of the sale: its own where an item names one beside its line,
    for the copies that it counts, else one more. The sale is its patient's, the goods outlive the
    days in which they are taken, what was kept for a line comes free, and what the review answered
    isn't asked again. Raises
    NotPermitted, NotFound, PrescriptionJump, PatientGone, PatientRestricted, Unprocessable for
    another patient's.
    """
    asked = {one.prescription_line_id for one in draft.items if one.prescription_line_id}
    if not asked:
        return draft
    if not actor.may(VIEW_PRESCRIPTIONS, branch_id):
        raise NotPermitted(
            _("You don’t have permission to sell on a prescription here. Ask a pharmacist."),
            field="lines",
        )
    lines = lines_for_sale(branch_id, asked)
    grounds, places = _grounds(draft, lines)
    answers = answers_at_review(places)
    items = [_grounded(one, lines, places) for one in draft.items]
    kept = kept_for(branch_id, asked)
    held = [
        kept[one.prescription_line_id][one.product_id]
        for one in items
        if one.prescription_line_id and one.product_id in kept.get(one.prescription_line_id, {})
    ]
    return replace(
        draft,
        items=items,
        grounds=grounds,
        patient_id=_patient(draft, lines),
        reservation_ids=[*draft.reservation_ids, *held],
        reviewed=still_reviewed(
            (one for some in answers.values() for one in some),
            ((one.product_id, _paper_of(one, lines)) for one in items if one.dose),
        ),
    )


def _grounds(
    draft: SaleDraft, lines: Mapping[UUID, LineForSale]
) -> tuple[Sequence[GroundSeen], Mapping[UUID, int]]:
    """The draft's grounds with those of the prescriptions, and where each prescription has its own.

    Raises Unprocessable for another item that names one of these: it would go out on an approval
    that isn't of it.
    """
    grounds, places = list(draft.grounds), dict[UUID, int]()
    for position, item in enumerate(draft.items):
        line = _line_of(item, lines)
        if line is None or line.prescription.id in places:
            continue
        place = len(grounds) if item.ground is None else item.ground
        if item.ground is not None:
            _refuse_taken(draft, item.ground, places, position)
        copies = 1 if item.ground is None else grounds[place].copies
        grounds[place : place + 1] = [_ground(line.prescription, copies)]
        places[line.prescription.id] = place
    for position, item in enumerate(draft.items):
        if _line_of(item, lines) is None and item.ground is not None:
            _refuse_taken(draft, item.ground, places, position)
    return grounds, places


def _refuse_taken(draft: SaleDraft, ground: int, places: Mapping[UUID, int], position: int) -> None:
    if ground in places.values() or not 0 <= ground < len(draft.grounds):
        raise Unprocessable(
            _("This ground belongs to a prescription, or doesn’t exist. Add one for this line."),
            field=f"lines.{position}.ground",
        )


def _grounded(
    item: SaleItem, lines: Mapping[UUID, LineForSale], places: Mapping[UUID, int]
) -> SaleItem:
    line = _line_of(item, lines)
    if line is None:
        return item
    ground, dose = places[line.prescription.id], item.dose or line.dose
    return replace(item, ground=ground, min_days=line.days, dose=dose)


def _line_of(item: SaleItem, lines: Mapping[UUID, LineForSale]) -> LineForSale | None:
    return lines[item.prescription_line_id] if item.prescription_line_id else None


def _paper_of(item: SaleItem, lines: Mapping[UUID, LineForSale]) -> UUID | None:
    line = _line_of(item, lines)
    return line.prescription.id if line else None


def _ground(prescription: PrescriptionForSale, copies: int) -> GroundSeen:
    return GroundSeen(
        kind=SaleGround.Kind.PRESCRIPTION,
        prescriber=prescription.prescriber,
        number=prescription.number,
        written_on=prescription.written_on,
        prescriber_id=prescription.prescriber_id,
        copies=copies,
        permitted_by=prescription.approved_by,
    )


def _patient(draft: SaleDraft, lines: Mapping[UUID, LineForSale]) -> UUID:
    """Whom the sale is for: whose the prescriptions are, all of one person."""
    patients = {line.prescription.patient_id for line in lines.values()}
    if len(patients) > 1:
        raise Unprocessable(
            _("These prescriptions are of different patients. Make a sale for each of them."),
            field="lines",
        )
    (patient_id,) = patients
    if draft.patient_id is not None and draft.patient_id not in ids_of(patient_id):
        raise Unprocessable(
            _("The prescription is another patient’s. Sell it apart, or remove the patient."),
            field="patient_id",
        )
    return patient_id
