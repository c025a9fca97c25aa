"""A draft that names lines of ready prescriptions: grounds, patient and days come from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.answers import answers_at_review
from theriac.domains.prescriptions.queries.for_sale import (
    LineForSale,
    PrescriptionForSale,
    lines_for_sale,
)
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft
from theriac.domains.sales.models import SaleGround


def with_prescriptions(actor: Actor, branch_id: UUID, draft: SaleDraft) -> SaleDraft:
    """The draft with what the prescriptions of its items say; nothing is read without one.

    Each prescription is one ground of the sale: its own where an item names one beside its line,
    for the copies that it counts, else one more. The sale is its patient's, the goods outlive the
    days in which they are taken, and what the review answered isn't asked again. Raises
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
    patient_id = _patient(draft, lines)
    grounds = _Grounds(draft)
    items = []
    for item in draft.items:
        line = lines.get(item.prescription_line_id) if item.prescription_line_id else None
        if line is not None:
            place = grounds.place_of(line.prescription, item.ground)
            item = replace(item, ground=place, min_days=line.days)  # noqa: PLW2901
        items.append(item)
    answers = answers_at_review({one.prescription.id for one in lines.values()})
    return replace(
        draft,
        items=items,
        grounds=grounds.all,
        patient_id=patient_id,
        reviewed=[one for some in answers.values() for one in some],
    )


class _Grounds:
    """The draft's grounds, and one for each prescription."""

    def __init__(self, draft: SaleDraft) -> None:
        self.all = list(draft.grounds)
        self._places: dict[UUID, int] = {}

    def place_of(self, prescription: PrescriptionForSale, named: int | None) -> int:
        """Where the prescription's ground is; it takes the place of the one that was named."""
        if prescription.id in self._places:
            return self._places[prescription.id]
        is_free = named is not None and named not in self._places.values()
        if named is not None and is_free and 0 <= named < len(self.all):
            self.all[named] = _ground(prescription, self.all[named].copies)
            self._places[prescription.id] = named
            return named
        self.all.append(_ground(prescription, 1))
        self._places[prescription.id] = len(self.all) - 1
        return len(self.all) - 1


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
