"""Keeping a customer out, and letting them in again; each with a reason."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Conflict, Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.customer_accounts import set_customer_active
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.customers.models import Customer
from theriac.domains.customers.problems import CustomerUnknown

LONGEST_REASON = 120


@command(
    name="customers.block_customer",
    done=gettext_lazy("Blocked a customer"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def block_customer(*, actor: Actor, customer_id: UUID, reason: str) -> None:
    """A customer can't sign in from now on, and is signed out everywhere.

    Raises CustomerUnknown, Conflict where they are blocked already, Unprocessable without a reason.
    """
    _set(actor, customer_id, reason, is_blocked=True)


@command(
    name="customers.unblock_customer",
    done=gettext_lazy("Unblocked a customer"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def unblock_customer(*, actor: Actor, customer_id: UUID, reason: str) -> None:
    """A blocked customer signs in again. Raises as ``block_customer`` does."""
    _set(actor, customer_id, reason, is_blocked=False)


def _set(actor: Actor, customer_id: UUID, reason: str, *, is_blocked: bool) -> None:
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Unprocessable(_("Enter the reason, in at most 120 characters."), field="reason")
    rows = Customer.objects.select_for_update().filter(id=customer_id, erased_at=None)
    customer = rows.first()
    if customer is None:
        raise CustomerUnknown
    if (customer.blocked_at is not None) is is_blocked:
        raise Conflict(_("Another user already did this. Check the customer."))
    customer.blocked_at = clock.now() if is_blocked else None
    keep(customer, "blocked_at")
    set_customer_active(actor=actor, user_id=customer_id, active=not is_blocked)
    facts = {"blocked": is_blocked}
    current_unit().record("customers.customer", customer_id, reason=reason, facts=facts)
    kind = SecurityEventKind.PERSON_SHUT_OUT if is_blocked else SecurityEventKind.PERSON_LET_IN
    note(kind, actor=actor, user_id=customer_id)
