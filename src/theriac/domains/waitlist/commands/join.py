"""Joining the line for a product, as a patient or by the number of a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.rights import require
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.stock.waiting_lines import note_line
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.line import note
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.domains.waitlist.problems import AlreadyWaits, WaitRefused
from theriac.domains.waitlist.rules import MOST_UNITS, ORDER, ticket_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitWish:
    """Base units of a product that someone waits for: a patient, or else who has the ticket."""

    product_id: UUID
    quantity: int
    priority: str = Wait.Priority.NORMAL
    patient_id: UUID | None = None
    ticket: str = ""


@command(name="waitlist.join", done=gettext_lazy("Added to the waitlist"), permission=KEEP_WAITLIST)
def join_waitlist(*, actor: Actor, branch_id: BranchId, wish: WaitWish) -> WaitId:
    """Stand in the line for a product; served at once where enough is free and nobody waits.

    Raises WaitRefused, AlreadyWaits, PatientUnknown, PatientGone, PatientRestricted, and
    NotPermitted for a patient whom the actor may not see.
    """
    check_quantity(wish.quantity)
    check_priority(wish.priority)
    if wish.product_id not in sale_facts({wish.product_id}):
        raise WaitRefused(_("This product isn't in the catalogue."), field="product_id")
    wait = _wait(actor, branch_id, wish, _who(actor, branch_id, wish))
    if not insert_if_absent(Wait, wait):
        there = Wait.objects.filter(open_key=wait.open_key).values_list("id", flat=True).first()
        raise AlreadyWaits(
            _("This customer is already on the waitlist for the product. Change that entry."),
            wait_id=there,
        )
    note(wait, {}, {"priority": wait.priority, "quantity": wait.quantity})
    note_line(branch_id, wish.product_id)
    return WaitId(wait.id)


def check_quantity(quantity: int) -> None:
    """Raise WaitRefused for what can't be waited for."""
    if not 1 <= quantity <= MOST_UNITS:
        raise WaitRefused(_("Enter a quantity of at least 1."), field="quantity")


def check_priority(priority: str) -> None:
    """Raise WaitRefused for a priority that isn't one."""
    if priority not in ORDER:
        raise WaitRefused(_("Choose a priority: urgent or normal."), field="priority")


def _who(actor: Actor, branch_id: BranchId, wish: WaitWish) -> str:
    """The ticket as it is kept, "" for a patient. Raises WaitRefused for both or neither."""
    if wish.patient_id is not None:
        if wish.ticket.strip():
            raise WaitRefused(
                _("Enter a ticket number or choose a patient, not both."), field="ticket"
            )
        require(actor, VIEW_PATIENTS, branch_id)
        get_patient(wish.patient_id)
        return ""
    ticket = ticket_of(wish.ticket)
    if not ticket:
        raise WaitRefused(
            _(
                "Enter the number of a ticket: letters and at most 6 digits. Don’t enter a name "
                "or a telephone number."
            ),
            field="ticket",
        )
    return ticket


def _wait(actor: Actor, branch_id: UUID, wish: WaitWish, ticket: str) -> Wait:
    who = ticket or str(wish.patient_id)
    return Wait(
        id=current_unit().effect_id,
        branch_id=branch_id,
        product_id=wish.product_id,
        patient_id=wish.patient_id,
        ticket=ticket,
        priority=wish.priority,
        quantity=wish.quantity,
        state=Wait.State.WAITING,
        since=clock.now(),
        joined_by=actor.id,
        open_key=f"{branch_id}:{wish.product_id}:{who}",
        version=1,
    )
