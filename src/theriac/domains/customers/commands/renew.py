"""The hashes by which addresses are found, under the newest key."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.domains.customers.book import token_of
from theriac.domains.customers.models import Customer

AT_ONCE = 25


@command(
    name="customers.renew_address_tokens",
    done=_("Updated the customer hashes"),
    system_only=True,
)
def renew_address_tokens(*, actor: Actor, customer_ids: Sequence[UUID]) -> int:
    """Hash these customers' addresses under the newest key; how many needed it."""
    newest = hash_keys()[0]
    rows = Customer.objects.select_for_update().filter(id__in=customer_ids, erased_at=None)
    done = 0
    for customer in rows.filter(hash_generation__lt=newest.generation).order_by("id"):
        customer.email_token = token_of(customer.email, newest)
        customer.hash_generation = newest.generation
        customer.save(update_fields=["email_token", "hash_generation"])
        done += 1
    unit = current_unit()
    unit.record("customers.customer", unit.effect_id, reason="hashes", facts={"renewed": done})
    return done


def renew_all() -> int:
    """Every customer, some at a time; they sign in all the while."""
    newest = hash_keys()[0].generation
    behind = Customer.objects.filter(erased_at=None, hash_generation__lt=newest).order_by("id")
    done = 0
    while ids := list(behind.values_list("id", flat=True)[:AT_ONCE]):
        done += renew_address_tokens(actor=SYSTEM, customer_ids=ids)
    return done
