"""What a counter sold on a prescription, recorded on it once a person settled why it wasn't."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted
from theriac.domains.prescriptions.dispenses.lines import dispense_fitting
from theriac.domains.prescriptions.dispenses.terms import LineDispensed
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.sales.dispensing.pushed import OTHER_PATIENT, TOO_SOON, UNKNOWN
from theriac.domains.sales.models import DiscrepancyCase

NEVER = frozenset({OTHER_PATIENT, TOO_SOON, UNKNOWN})
"""Of another patient, or of no prescription of the branch; the last was dispensed already."""


def may_be_dispensed(case: DiscrepancyCase) -> bool:
    """Whether it may be recorded on its prescription, if that allows it by then."""
    return case.facts.get("why") not in NEVER


def dispense_after_all(actor: Actor, case: DiscrepancyCase) -> None:
    """Record what was sold as dispensed with its sale, in the running command.

    Raises NotPermitted, PrescriptionJump, DispenseRefused, NotFound.
    """
    if not actor.may(PREPARE_PRESCRIPTIONS, case.branch_id):
        raise NotPermitted(
            _("You don’t have permission to record what is dispensed. Ask a pharmacist."),
            field="settlement",
        )
    facts = case.facts
    given = LineDispensed(
        UUID(str(facts["prescription_line_id"])), UUID(str(facts["product_id"])), facts["sold"]
    )
    by = case.sale.person_id
    refused = dispense_fitting(case.branch_id, [given], sale_id=case.sale_id, by=by)
    if refused:
        raise refused[given]
