"""Taking a ready prescription to a counter, to be sold there: a reading that is logged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.catalog.queries.generics import products_of_generics
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.prescriptions.commands.open import of_branch
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionJump
from theriac.domains.prescriptions.queries.answers import answers_at_review
from theriac.domains.prescriptions.queries.for_sale import (
    PrescriptionForSale,
    lines_for_sale,
)
from theriac.domains.prescriptions.queries.ready import LineLeft, lines_left
from theriac.domains.prescriptions.rules.states import READY
from theriac.domains.prescriptions.safety import kept_patient
from theriac.domains.prescriptions.standing import refused_jump
from theriac.domains.prescriptions.validity import require_valid


@dataclass(frozen=True, slots=True)
class LineToSell:
    """What is left of a line: any of ``product_ids``, in batches that outlive ``days``."""

    left: LineLeft
    product_ids: Collection[UUID]
    days: int
    dose: DoseSaid | None


@dataclass(frozen=True, slots=True)
class TakenPrescription:
    """What a counter sells on a prescription; ``reviewed`` are alerts that its review answered."""

    prescription: PrescriptionForSale
    code: str
    patient: str
    lines: Sequence[LineToSell]
    reviewed: Sequence[AlertAnswer]


@command(
    name="prescriptions.take_to_counter",
    done=gettext_lazy("Took a prescription to the counter"),
    permission=VIEW_PRESCRIPTIONS,
)
def take_to_counter(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId
) -> TakenPrescription:
    """What is left of a ready prescription, for whom and by whom; nothing is kept back for it.

    Raises PrescriptionUnknown, PrescriptionJump for one that isn't ready, valid, or has nothing
    left, PatientGone, PatientRestricted.
    """
    found = of_branch(branch_id, prescription_id)
    if found.state != READY:
        raise refused_jump(found)
    require_valid(found, branch_date(branch_id))
    left = lines_left([found.id]).get(found.id, [])
    if not left:
        raise PrescriptionJump(
            _("Everything on this prescription was dispensed. Hand it over in the back office."),
            state=found.state,
        )
    patient = get_patient(kept_patient(found))
    lines = lines_for_sale(branch_id, [one.id for one in left])
    choices = _choices(left)
    current_unit().record(
        "patients.patient",
        patient.id,
        reason="dispensing",
        facts={"sections": ["prescription"], "prescription": found.id.hex},
    )
    watch_readings(actor, [patient.id])
    return TakenPrescription(
        prescription=lines[left[0].id].prescription,
        code=found.code,
        patient=patient.names,
        lines=[
            LineToSell(one, choices[one.id], lines[one.id].days, lines[one.id].dose) for one in left
        ],
        reviewed=answers_at_review([found.id]).get(found.id, []),
    )


def _choices(left: Sequence[LineLeft]) -> Mapping[UUID, Collection[UUID]]:
    """By line the products that may be given."""
    generics = {one.generic_id for one in left if one.product_id is None and one.generic_id}
    known = products_of_generics(generics)
    return {
        one.id: [one.product_id] if one.product_id else known.get(one.generic_id or one.id, [])
        for one in left
    }
