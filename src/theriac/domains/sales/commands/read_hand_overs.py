"""Reading whom a register's goods went to and who prescribed them: it leaves who read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.among import Among
from theriac.core.problems import NotPermitted
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import handed_out
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import NamedPatient, identify_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_IDENTITY
from theriac.domains.sales.models import SaleGround, SaleLine
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.domains.sales.prescriptions import SeenPrescription, seen_in
from theriac.domains.sales.recipients import patients_of
from theriac.domains.stock.queries.ledger.posted import lines_of_movements


@dataclass(frozen=True, slots=True)
class HandedTo:
    """Whom an entry's goods went to, on whose prescription.

    ``patient`` is None for nobody, and where the record was erased or is restricted
    (``is_withheld``); ``prescription`` where none was seen or its reader mayn't. ``written_on`` is
    the prescription's date.
    """

    patient: NamedPatient | None
    is_withheld: bool
    prescription: SeenPrescription | None
    written_on: date | None


def may_read_hand_overs(actor: Actor, branch_id: UUID | None) -> bool:
    """Whether the actor reads a branch's register with the people in it."""
    if branch_id is None:
        return False
    return all(actor.may(right, branch_id) for right in (VIEW_REGISTERS, VIEW_IDENTITY))


@command(
    name="sales.read_hand_overs",
    done=_("Viewed patients and prescribers in a controlled register"),
    permission=VIEW_IDENTITY,
)
def read_hand_overs(
    *, actor: Actor, branch_id: BranchId, register_line_ids: Collection[UUID]
) -> Mapping[UUID, HandedTo]:
    """Those of these lines of the branch's registers that are sales, by the line's id.

    The reading is on record with everybody who is named. Who prescribed is told to who may permit
    such lines. Nobody is read where no line is a sale. Raises NotPermitted, Unreadable.
    """
    if not actor.may(VIEW_REGISTERS, branch_id):
        raise NotPermitted(
            _("You don’t have permission to view controlled registers here. Ask a manager.")
        )
    movements = handed_out(branch_id, register_line_ids)
    if not movements:
        return {}
    of_sale = lines_of_movements(movements.values())
    lines = _lines(branch_id, list(of_sale.values()))
    patients = patients_of([one.sale_id for one in lines.values()])
    named: Mapping[UUID, NamedPatient] = {}
    if patients:
        ids = [PatientId(one) for one in set(patients.values())]
        named = identify_patients(actor=actor, branch_id=branch_id, patient_ids=ids)
    ground_ids = [line.ground_id for line in lines.values() if line.ground_id]
    rows = SaleGround.objects.filter(Among("id", ground_ids)).order_by("id")
    grounds = {one.id: one for one in rows}
    seen = seen_in(grounds.values()) if actor.may(PERMIT_GROUND, branch_id) else {}
    found: dict[UUID, HandedTo] = {}
    for key, movement_id in movements.items():
        line_id = of_sale.get(movement_id)
        line = lines.get(line_id) if line_id else None
        if line is None:
            continue
        ground = grounds.get(line.ground_id) if line.ground_id else None
        patient_id = patients.get(line.sale_id)
        patient = named.get(patient_id) if patient_id else None
        found[key] = HandedTo(
            patient,
            patient_id is not None and patient is None,
            seen.get(ground.id) if ground else None,
            ground.written_on if ground else None,
        )
    return found


def _lines(branch_id: UUID, line_ids: Sequence[UUID]) -> dict[UUID, SaleLine]:
    rows = SaleLine.objects.filter(Among("id", line_ids), sale__branch_id=branch_id)
    return {line.id: line for line in rows.order_by("id")}
