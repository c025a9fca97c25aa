"""Erasing a customer: their key is destroyed, the account ends, the trail stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.domains.accounts.commands.customer_accounts import end_customer_account
from theriac.domains.customers.commands.change import own_locked
from theriac.domains.customers.models import Customer

RECORD = "customers.customer"


@dataclass(frozen=True, slots=True)
class CustomerErasureProof:
    """What can be shown of an erasure: the account, when, and the key's fingerprint."""

    customer_id: UUID
    erased_at: datetime
    fingerprint: str


@command(name="customers.erase_own", done=_("Erased their own account"))
def erase_own(*, actor: Actor) -> CustomerErasureProof:
    """Erase the actor: empty the row, end the account, destroy the key, keep the proof.

    The key goes before the transaction ends: should that fail, the next start finishes what was
    begun, since what has no key can't be read. Consents stay, under an id that means nobody any
    more. Raises CustomerUnknown.
    """
    customer = own_locked(actor)
    customer.name = customer.email = customer.new_email = ""
    _close(customer)
    customer.save()
    destroy_keys([customer.id])
    return _record(customer, "request")


@command(
    name="customers.forget_customer",
    done=_("Erased a customer whose key was destroyed"),
    system_only=True,
)
def forget_customer(*, actor: Actor, customer_id: UUID) -> None:
    """Let go of whom a backup still knows, though their key was destroyed since."""
    customer = Customer.objects.select_for_update().get(id=customer_id)
    _close(customer)
    customer.save(
        update_fields=["email_token", "erased_at", "blocked_at", "hash_generation", "version"]
    )
    _record(customer, "restored")


def _close(customer: Customer) -> None:
    customer.email_token = None
    customer.blocked_at = None
    customer.erased_at = clock.now()
    customer.version += 1
    end_customer_account(actor=SYSTEM, user_id=customer.id)


def _record(customer: Customer, reason: str) -> CustomerErasureProof:
    moment: datetime = customer.erased_at  # type: ignore[assignment] # it was just set
    proof = CustomerErasureProof(customer.id, moment, destroyed_owners().get(customer.id, ""))
    facts = {"key": proof.fingerprint}
    current_unit().record(RECORD, customer.id, reason=reason, facts=facts)
    return proof
