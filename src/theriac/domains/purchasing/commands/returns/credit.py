"""The supplier's credit notes for a return, and closing one whose credit differs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.purchasing.commands.books import enter_credit_note, enter_settled
from theriac.domains.purchasing.models import SupplierCredit, SupplierReturn
from theriac.domains.purchasing.permissions import SETTLE_RETURN
from theriac.domains.purchasing.supplier_return import locked_return, require_state, save_return

LONGEST_NUMBER = 40


@command(
    name="purchasing.enter_credit",
    done=gettext_lazy("Entered a supplier credit note"),
    permission=SETTLE_RETURN,
)
def enter_credit(
    *,
    actor: Actor,
    branch_id: BranchId,
    return_id: UUID,
    version: int,
    number: str,
    credited_on: date,
    amount: int,
) -> int:
    """Enter a credit note of ``amount`` minor units; the return's new version.

    What adds up to the expected credit settles the return. Raises Unprocessable for a missing
    number, a date to come or an amount below 1, Conflict for a note of this supplier that is
    entered already, NotFound, Stale, ReturnFixed.
    """
    typed = number.strip()
    _check(branch_id, typed, credited_on, amount)
    found = locked_return(return_id, branch_id, version)
    require_state(found, SupplierReturn.State.SENT)
    note = SupplierCredit(
        id=new_id(),
        supplier_return=found,
        branch_id=branch_id,
        supplier_id=found.supplier_id,
        number=typed,
        credited_on=credited_on,
        amount=amount,
        currency=pharmacy_currency(),
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    if not insert_if_absent(SupplierCredit, note):
        raise Conflict(
            _("Credit note %(number)s of this supplier is already entered.") % {"number": typed},
            field="number",
        )
    found.credited += amount
    if found.credited == found.expected:
        found.state = SupplierReturn.State.SETTLED
    enter_credit_note(found, note)
    return save_return(found, "credited", {"number": typed, "amount": amount})


@command(
    name="purchasing.settle_return",
    done=gettext_lazy("Closed a return with a different amount"),
    permission=SETTLE_RETURN,
)
def settle_return(
    *, actor: Actor, branch_id: BranchId, return_id: UUID, version: int, reason: str
) -> int:
    """Await no more credit for a return; why it differs stays on it. The new version.

    Raises Unprocessable without a reason, NotFound, Stale, ReturnFixed.
    """
    why = reason.strip()[:120]
    if not why:
        raise Unprocessable(_("Enter why the credit differs."), field="reason")
    found = locked_return(return_id, branch_id, version)
    require_state(found, SupplierReturn.State.SENT)
    found.state, found.difference_reason = SupplierReturn.State.SETTLED, why
    enter_settled(found)
    difference = found.credited - found.expected
    return save_return(found, "settled", {"difference": difference, "why": why})


def _check(branch_id: UUID, number: str, credited_on: date, amount: int) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(number) <= LONGEST_NUMBER:
        errors["number"] = _("Enter the number on the credit note.")
    if credited_on > branch_date(branch_id):
        errors["credited_on"] = _("This date is in the future. Enter the credit note date.")
    if amount < 1:
        errors["amount"] = _("Enter an amount of 1 or more.")
    if errors:
        raise Unprocessable(errors=errors)
