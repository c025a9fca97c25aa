"""Registering, confirming the address by the mailed link, and letting go of who never did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.core.privacy.keys import discard_keys, make_keys
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.commands.customer_accounts import open_customer_account
from theriac.domains.accounts.passwords import check_newcomers_password
from theriac.domains.accounts.problems import (
    LinkEnded,
    RegistrationClosed,
    SignInRefused,
)
from theriac.domains.accounts.queries.supplier_accounts import is_suppliers_address
from theriac.domains.customers.book import find_by_email, keep_address, token_of
from theriac.domains.customers.models import Consent, Customer, Registration
from theriac.domains.customers.problems import AddressTaken, PrivacyNotAgreed
from theriac.domains.customers.queries import live_registration, opening
from theriac.domains.customers.rules import (
    CONFIRM_WITHIN,
    PRIVACY,
    checked_email,
    checked_name,
    number_of,
)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What somebody types who registers; ``privacy`` is the fingerprint of what they agree to."""

    name: str
    email: str
    password: str
    privacy: str
    how: str
    language: str = ""


def newcomer(registration_id: UUID | None = None) -> Actor:
    """Somebody who isn't anybody yet; the id becomes the account's."""
    user_id = registration_id or new_id()
    return Actor(kind=ActorKind.PERSON, id=user_id, name=number_of(user_id))


@command(name="customers.register_customer", done=gettext_lazy("Registered as a customer"))
def register_customer(*, actor: Actor, given: NewCustomer) -> UUID:
    """Keep what a newcomer typed until the address is confirmed; the id by which a link is mailed.

    Whether the address is known is neither asked nor told here: the mail says it, to who reads it.
    Raises RegistrationClosed, PrivacyNotAgreed, WeakPassword, Unprocessable.
    """
    now_open = opening()
    if not now_open.is_open:
        raise RegistrationClosed(_("Customers can't register here. Ask the pharmacy."))
    name, email = checked_name(given.name), checked_email(given.email)
    if given.privacy != now_open.privacy:
        words = _("Read and accept the privacy text.")
        raise PrivacyNotAgreed(words, field="privacy")
    check_newcomers_password(given.password, name, email)
    moment = clock.now()
    make_keys([actor.id])
    Registration.objects.create(
        id=actor.id,
        content={"name": name, "email": email},
        password=make_password(given.password),
        language=given.language,
        privacy=given.privacy,
        how=given.how,
        asked_at=moment,
        ends_at=moment + CONFIRM_WITHIN,
    )
    current_unit().record("customers.registration", actor.id, reason=given.how)
    return actor.id


@command(
    name="customers.make_confirmation_link",
    done=gettext_lazy("Sent a link to a new customer"),
    system_only=True,
)
def make_confirmation_link(*, actor: Actor, registration_id: UUID) -> str | None:
    """The secret of a link that confirms the address, once; None where an account has it.

    Such a registration never gets a link, and goes with those that nobody confirmed. Raises
    LinkEnded for one that is over.
    """
    rows = Registration.objects.select_for_update().filter(id=registration_id)
    found = rows.filter(ends_at__gt=clock.now()).first()
    if found is None:
        raise LinkEnded
    if _signs_in(found.content["email"]):
        current_unit().record("customers.registration", registration_id, reason="has an account")
        return None
    secret = new_secret()
    found.secret_hash = keyed_hash(secret)
    found.save(update_fields=["secret_hash"])
    current_unit().record("customers.registration", registration_id, reason="mailed")
    return secret


@command(name="customers.confirm_registration", done=gettext_lazy("Confirmed their registration"))
def confirm_registration(*, actor: Actor, secret: str, password: str) -> UUID:
    """Open the account of who opens the link and knows the password; the account's id.

    The password shows that who reads the mail is who registered: nobody gets an account opened
    under a password of their own by another's click. The link works once. Raises LinkEnded,
    SignInRefused, AddressTaken.
    """
    waiting = live_registration(secret)
    found = (
        Registration.objects.select_for_update().filter(id=waiting.id).first() if waiting else None
    )
    if found is None:
        raise LinkEnded
    if not check_password(password, found.password):
        raise SignInRefused(
            _("This isn't the password that you chose when you registered. Enter it again."),
            field="password",
        )
    content, newest = found.content, hash_keys()[0]
    if _signs_in(content["email"]):
        raise AddressTaken
    open_customer_account(
        actor=SYSTEM,
        user_id=found.id,
        number=number_of(found.id),
        password_hash=found.password,
        language=found.language,
    )
    moment = clock.now()
    customer = Customer(
        id=found.id,
        user_id=found.id,
        name=content["name"],
        email=content["email"],
        email_token=token_of(content["email"], newest),
        hash_generation=newest.generation,
        number=number_of(found.id),
        registered_at=moment,
    )
    keep_address(customer, force_insert=True)
    Consent.objects.create(
        id=new_id(),
        customer=customer,
        purpose=PRIVACY,
        is_given=True,
        how=found.how,
        text=found.privacy,
        said_at=found.asked_at,
        recorded_at=moment,
        recorded_by=found.id,
    )
    found.delete()
    current_unit().record("customers.customer", customer.id, reason="registered")
    return customer.id


@command(
    name="customers.forget_registrations",
    done=gettext_lazy("Deleted unconfirmed registrations"),
    system_only=True,
)
def forget_registrations(*, actor: Actor) -> int:
    """Delete registrations that nobody confirmed in time, with their keys; how many."""
    over = Registration.objects.filter(ends_at__lte=clock.now()).order_by("id")
    ids = list(over.values_list("id", flat=True)[:1000])
    _let_go(ids)
    unit = current_unit()
    unit.record("customers.registration", unit.effect_id, reason="over", facts={"count": len(ids)})
    return len(ids)


def _let_go(ids: Sequence[UUID]) -> None:
    Registration.objects.filter(id__in=ids).delete()
    discard_keys(ids)


def _signs_in(email: str) -> bool:
    """Whether a customer, or a supplier's person, signs in by this address already."""
    return find_by_email(email) is not None or is_suppliers_address(email)
