"""A customer's own name, and another address, which counts once its link was opened."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.core.problems import NotFound
from theriac.domains.accounts.commands.links import (
    IssuedLink,
    end_links,
    issue,
    take_email_link,
)
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.customers.book import keep_address, token_of
from theriac.domains.customers.models import Customer
from theriac.domains.customers.problems import CustomerUnknown
from theriac.domains.customers.rules import CONFIRM_WITHIN, checked_email, checked_name, folded

RECORD = "customers.customer"


@command(name="customers.change_own_name", done=gettext_lazy("Changed their own name"))
def change_own_name(*, actor: Actor, name: str) -> None:
    """Keep the actor's name. Raises CustomerUnknown, Unprocessable."""
    customer = own_locked(actor)
    customer.name = checked_name(name)
    keep(customer, "name")
    current_unit().record(RECORD, customer.id, reason="name", facts={"names": ["name"]})


@command(name="customers.ask_for_own_email", done=gettext_lazy("Entered a new email address"))
def ask_for_own_email(*, actor: Actor, email: str) -> bool:
    """Keep another address until it is confirmed; whether a link must go there now.

    Whether it is somebody else's isn't told before its mail is read. Links to an earlier one end.
    Raises CustomerUnknown, Unprocessable.
    """
    customer = own_locked(actor)
    email = checked_email(email)
    is_same = folded(email) == folded(customer.email)
    customer.new_email = "" if is_same else email
    keep(customer, "new_email")
    end_links(customer.id, ["email"])
    facts = {"names": ["new_email"]}
    current_unit().record(RECORD, customer.id, reason="e-mail asked", facts=facts)
    return not is_same


@command(
    name="customers.make_own_email_link",
    done=gettext_lazy("Sent an email confirmation link"),
    system_only=True,
)
def make_own_email_link(*, actor: Actor, customer_id: UUID) -> IssuedLink:
    """A link for two days, for the address that waits. Raises NotFound where none does."""
    customer = Customer.objects.filter(id=customer_id, erased_at=None).first()
    if customer is None or not customer.new_email:
        raise NotFound(_("No address is waiting for confirmation."))
    return issue(actor, customer_id, "email", CONFIRM_WITHIN)


@command(name="customers.confirm_own_email", done=gettext_lazy("Confirmed an email address"))
def confirm_own_email(*, actor: Actor, link_id: UUID) -> None:
    """Let the actor's address that waited count, and end the link.

    Raises LinkEnded, AddressTaken, CustomerUnknown.
    """
    take_email_link(actor, link_id)
    customer = own_locked(actor)
    if not customer.new_email:
        raise CustomerUnknown
    newest = hash_keys()[0]
    customer.email, customer.new_email = customer.new_email, ""
    customer.email_token = token_of(customer.email, newest)
    customer.hash_generation = newest.generation
    customer.version += 1
    keep_address(customer)
    facts = {"names": ["email"]}
    current_unit().record(RECORD, customer.id, reason="e-mail confirmed", facts=facts)
    note(SecurityEventKind.EMAIL_CHANGED, actor=actor, user_id=actor.id)


def own_locked(actor: Actor) -> Customer:
    """The actor's own account, locked. Raises CustomerUnknown."""
    rows = Customer.objects.select_for_update().filter(id=actor.id, erased_at=None)
    found: Customer | None = rows.first()
    if found is None:
        raise CustomerUnknown
    return found
