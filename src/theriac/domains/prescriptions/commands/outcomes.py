"""What becomes of a line that isn't dispensed, or of which another product is given."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.commands.lines import the_line
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.rules.facts import SubstituteWritten
from theriac.domains.prescriptions.rules.reasons import (
    WHY_NOT_DISPENSED,
    WHY_SUBSTITUTED,
    checked_reason,
)
from theriac.domains.prescriptions.rules.states import APPROVED, PREPARING, READY, VERIFIED
from theriac.domains.prescriptions.standing import (
    free_kept,
    locked_prescription,
    record_change,
    refused_jump,
)
from theriac.domains.prescriptions.validity import classes_of, last_valid_day

Kind = LineOutcome.Kind


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """What is noted of a line: the product instead, if any, the coded reason, a note."""

    product_id: UUID | None
    reason_code: str
    note: str


@command(
    name="prescriptions.not_dispensed",
    done=gettext_lazy("Noted why a line wasn’t dispensed"),
    permission=PREPARE_PRESCRIPTIONS,
)
def note_not_dispensed(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    line_id: PrescriptionLineId,
    reason_code: str,
    note: str = "",
) -> int:
    """Nothing of the line is dispensed in this round, for the coded reason; the version then.

    Raises PrescriptionUnknown, NotFound, Stale, PrescriptionJump, PrescriptionRefused without a
    reason, or where some was dispensed in this round.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_NOT_DISPENSED, reason_code, note)
    if found.state not in (APPROVED, PREPARING, VERIFIED, READY):
        raise refused_jump(found)
    line = the_line(found, line_id)
    if Dispense.objects.filter(line=line, round=found.round, reversed_at=None).exists():
        raise PrescriptionRefused(
            _("Some of this line was dispensed already. Reverse that first."), field="line_id"
        )
    free_kept([line.id])
    told = OutcomeTold(None, code, note)
    return _keep_outcome(found, line, Kind.NOT_DISPENSED, told)


@command(
    name="prescriptions.substitute",
    done=gettext_lazy("Substituted a medicine on a prescription"),
    permission=PREPARE_PRESCRIPTIONS,
)
def substitute_line(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    line_id: PrescriptionLineId,
    instead: SubstituteWritten,
) -> int:
    """Give another product in this round, for the coded reason; the version then.

    Before the verification, so that whoever verifies sees it. Where the prescriber allows no
    substitution, only with their agreement. It is a product of the same generic, except with that
    agreement. Raises PrescriptionUnknown, NotFound, Stale, PrescriptionJump, PrescriptionRefused.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_SUBSTITUTED, instead.reason_code, instead.note)
    if found.state not in (APPROVED, PREPARING):
        raise refused_jump(found)
    line = the_line(found, line_id)
    _check_substitute(line, instead.product_id, code)
    classes = classes_of([instead.product_id, *([line.product_id] if line.product_id else [])])
    until = last_valid_day(found.written_on, classes.values(), branch_date(branch_id))
    if until is not None and (found.valid_until is None or until < found.valid_until):
        found.valid_until = until
    return _keep_outcome(
        found, line, Kind.SUBSTITUTED, OutcomeTold(instead.product_id, code, instead.note)
    )


@command(
    name="prescriptions.end_outcome",
    done=gettext_lazy("Took back what was noted of a line"),
    permission=PREPARE_PRESCRIPTIONS,
)
def end_outcome(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    outcome_id: UUID,
) -> int:
    """What was noted of a line in this round holds no more; the version then.

    A substitution ends before its verification only. Raises PrescriptionUnknown, NotFound, Stale,
    PrescriptionJump.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    rows = LineOutcome.objects.select_for_update().filter(line__prescription=found, ended_at=None)
    outcome: LineOutcome | None = rows.filter(id=outcome_id, round=found.round).first()
    if outcome is None:
        raise NotFound(_("This note isn’t there any more. Reload the page."))
    states = [APPROVED, PREPARING]
    if outcome.kind == Kind.NOT_DISPENSED:
        states += [VERIFIED, READY]
    if found.state not in states:
        raise refused_jump(found)
    outcome.ended_at, outcome.standing_key = clock.now(), None
    outcome.save(update_fields=["ended_at", "standing_key"])
    version = keep(found)
    told = f"lines.{outcome.line.position}.{outcome.kind}"
    record_change(found, {told: outcome.reason_code}, {told: ""})
    return version


def _check_substitute(line: PrescriptionLine, product_id: UUID, code: str) -> None:
    known = classes_of([product_id])
    if product_id not in known:
        raise PrescriptionRefused(_("This product isn’t in the catalogue."), field="product_id")
    if product_id == line.product_id:
        raise PrescriptionRefused(
            _("This is the product that was prescribed. Choose another."), field="product_id"
        )
    if code == "prescriber":
        return
    if not line.may_substitute:
        raise PrescriptionRefused(
            _("The prescriber allows no substitution. Ask the prescriber first."),
            field="reason_code",
        )
    if line.generic_id is None or generics_of([product_id]).get(product_id) != line.generic_id:
        raise PrescriptionRefused(
            _("This is another medicine. Ask the prescriber first."), field="product_id"
        )


def _keep_outcome(found: Prescription, line: PrescriptionLine, kind: str, told: OutcomeTold) -> int:
    key = f"{line.id.hex}:{found.round}:{kind}"
    if LineOutcome.objects.filter(standing_key=key).exists():
        raise PrescriptionRefused(
            _("This was noted already. Take that back first."), field="line_id"
        )
    LineOutcome.objects.create(
        id=new_id(),
        line=line,
        branch_id=found.branch_id,
        patient_id=found.patient_id,
        kind=kind,
        round=found.round,
        reason_code=told.reason_code,
        product_id=told.product_id,
        note=told.note.strip(),
        at=clock.now(),
        by=current_unit().actor.id,
        standing_key=key,
    )
    version = keep(found)
    name = f"lines.{line.position}.{kind}"
    record_change(found, {name: ""}, {name: told.reason_code}, told.reason_code)
    return version
