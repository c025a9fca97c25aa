"""Recording what is dispensed of a line, and reversing what was recorded by mistake."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands.lines import the_line
from theriac.domains.prescriptions.dispenses.kept import announce_dispensed
from theriac.domains.prescriptions.dispenses.lines import dispense_lines
from theriac.domains.prescriptions.dispenses.terms import LineDispensed
from theriac.domains.prescriptions.ids import DispenseId, PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import DispenseRefused
from theriac.domains.prescriptions.rules.reasons import WHY_STOPPED, checked_reason
from theriac.domains.prescriptions.rules.states import HANDED_OVER, READY
from theriac.domains.prescriptions.standing import (
    locked_prescription,
    record_change,
    refused_jump,
)


@command(
    name="prescriptions.dispense",
    done=gettext_lazy("Recorded what was dispensed"),
    permission=PREPARE_PRESCRIPTIONS,
)
def record_dispense(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    line_id: PrescriptionLineId,
    product_id: UUID,
    quantity: int,
) -> DispenseId:
    """So many base units of a product are dispensed of a line; the dispense's id.

    Raises PrescriptionUnknown, NotFound, Stale, PrescriptionJump, DispenseRefused.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    the_line(found, line_id)
    given = LineDispensed(line_id=line_id, product_id=product_id, quantity=quantity)
    return dispense_lines(branch_id, [given])[0]


@command(
    name="prescriptions.reverse_dispense",
    done=gettext_lazy("Reversed a dispense"),
    permission=PREPARE_PRESCRIPTIONS,
)
def reverse_dispense(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    dispense_id: DispenseId,
    reason_code: str,
    note: str = "",
) -> int:
    """Let a dispense count no more, for the coded reason; the prescription's version then.

    One that went with a sale is taken back with it. Raises PrescriptionUnknown, NotFound, Stale,
    PrescriptionJump, DispenseRefused, PrescriptionRefused without a reason.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_STOPPED, reason_code, note)
    if found.state not in (READY, HANDED_OVER):
        raise refused_jump(found)
    rows = Dispense.objects.select_for_update().filter(line__prescription=found)
    dispense: Dispense | None = rows.filter(id=dispense_id, reversed_at=None).first()
    if dispense is None:
        raise NotFound(_("This dispense isn’t there any more. Reload the page."))
    if dispense.sale_id is not None:
        raise DispenseRefused(
            _("This dispense belongs to a sale, so it can’t be reversed alone."), remaining=0
        )
    line = the_line(found, dispense.line_id)
    before = line.dispensed
    line.dispensed -= dispense.quantity
    line.save(update_fields=["dispensed"])
    dispense.reversed_at, dispense.reversed_by = clock.now(), actor.id
    dispense.reversed_why = code
    dispense.save(update_fields=["reversed_at", "reversed_by", "reversed_why"])
    version = keep(found)
    told = f"lines.{line.position}.dispensed"
    record_change(found, {told: before}, {told: line.dispensed}, code)
    announce_dispensed(found, [line.id])
    return version
