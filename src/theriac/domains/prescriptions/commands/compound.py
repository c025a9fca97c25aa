"""A preparation for a line of a prescription: its draft, from which the branch compounds."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.rights import require
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.clinical.demanded import GoingOut, answers_demanded
from theriac.domains.compounding.commands.draft import ForLine, PreparationNew, keep_draft
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands.lines import the_line
from theriac.domains.prescriptions.dispenses.terms import products_allowed
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.queries.answers import answers_at_review
from theriac.domains.prescriptions.rules.states import COMPOUNDED_IN, REVIEWING
from theriac.domains.prescriptions.safety import check_prescription
from theriac.domains.prescriptions.standing import locked_prescription, refused_jump


@command(
    name="prescriptions.compound",
    done=gettext_lazy("Wrote a preparation for a prescription"),
    permission=PREPARE_PRESCRIPTIONS,
)
def compound_line(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    line_id: PrescriptionLineId,
    preparation: PreparationNew,
) -> PreparationId:
    """Write a draft of what the line says, made for it; its id. Nothing moves yet.

    Who writes it may compound too. Once it is approved, its ingredients may raise no safety alert
    that the approval hasn't answered; before that, the approval asks. Raises PrescriptionUnknown,
    NotFound for a line that isn't on it, PrescriptionJump before the review and once it is
    prepared, PrescriptionRefused for another product than may be given of the line,
    AlertsUnanswered, NotPermitted, and what ``write_preparation`` and ``check_prescription`` do.
    """
    require(actor, COMPOUND, branch_id)
    found = locked_prescription(branch_id, prescription_id, None)
    if found.state not in COMPOUNDED_IN:
        raise refused_jump(found)
    line = the_line(found, line_id)
    _require_its_product(line, preparation.product_id)
    made = keep_draft(branch_id, preparation, ForLine(found.id, line.id))
    if found.state != REVIEWING:
        _require_answered(actor, found)
    return made


def _require_answered(actor: Actor, found: Prescription) -> None:
    """Raise AlertsUnanswered where what stops now wasn't answered by the approval."""
    lines = list(PrescriptionLine.objects.filter(prescription=found).order_by("position"))
    alerts = check_prescription(actor, found, lines).alerts
    out = GoingOut(
        actor=actor,
        branch_id=found.branch_id,
        given=(),
        onward=_("The approval didn’t answer this. Review the prescription again."),
        holding=answers_at_review([found.id]).get(found.id, []),
    )
    answers_demanded(out, alerts)


def _require_its_product(line: PrescriptionLine, product_id: UUID) -> None:
    allowed, stopped = products_allowed([line])
    if line.id in stopped:
        words = _("It was noted why line %(line)s isn’t dispensed. Take that note back first.")
        raise PrescriptionRefused(words % {"line": line.position}, field="line_id")
    is_right = allowed[line.id] == product_id
    if allowed[line.id] is None and line.generic_id is not None:
        is_right = generics_of([product_id]).get(product_id) == line.generic_id
    if not is_right:
        words = _(
            "This isn’t what line %(line)s says. Substitute the medicine with a reason first, "
            "or choose the right product."
        )
        raise PrescriptionRefused(words % {"line": line.position}, field="product_id")
