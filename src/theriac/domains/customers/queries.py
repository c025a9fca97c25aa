"""Customers as their own page and who manages people read them; whether they may register here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings as environment
from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.customers.book import find_by_email
from theriac.domains.customers.models import Consent, Customer, Registration
from theriac.domains.customers.problems import CustomerUnknown
from theriac.domains.customers.rules import PRIVACY, PURPOSES, fingerprint
from theriac.domains.organisation.queries.branches import get_settings


@dataclass(frozen=True, slots=True)
class Said:
    """What counts for a purpose: yes or no, since when; never said is no, at no time."""

    purpose: str
    is_given: bool
    said_at: datetime | None
    text: str = ""


def own_account(actor: Actor) -> Customer:
    """The actor's own account. Raises CustomerUnknown for anybody else."""
    found: Customer | None = Customer.objects.filter(id=actor.id, erased_at=None).first()
    if found is None:
        raise CustomerUnknown
    return found


def consents_of(customer_id: UUID) -> Sequence[Said]:
    """The last word about each purpose; the privacy text's first."""
    last: dict[str, Consent] = {}
    for one in Consent.objects.filter(customer_id=customer_id).order_by("said_at", "id"):
        last[one.purpose] = one
    return [
        Said(purpose, said.is_given, said.said_at, said.text)
        if (said := last.get(purpose))
        else Said(purpose, is_given=False, said_at=None)
        for purpose in (PRIVACY, *PURPOSES)
    ]


@query(permission=MANAGE_STAFF)
def list_customers(*, actor: Actor) -> QuerySet[Customer]:
    """Every customer who isn't erased, in no order; they belong to no branch."""
    rows: QuerySet[Customer] = Customer.objects.filter(erased_at=None)
    return rows.order_by()


@query(permission=MANAGE_STAFF)
def get_customer(*, actor: Actor, customer_id: UUID) -> Customer:
    """One customer. Raises CustomerUnknown."""
    found = list_customers(actor=actor).filter(id=customer_id).first()
    if found is None:
        raise CustomerUnknown
    return found


def is_kept(customer_id: UUID) -> bool:
    """Whether this is a customer who isn't erased."""
    return bool(Customer.objects.filter(id=customer_id, erased_at=None).exists())


@query(permission=MANAGE_STAFF)
def customer_of_address(*, actor: Actor, email: str) -> UUID | None:
    """Whose this whole address is; None for nobody's."""
    found = find_by_email(email)
    return found.id if found else None


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether registration is on, and the privacy text with its fingerprint."""

    is_open: bool
    privacy_text: str = ""
    privacy: str = ""


def opening() -> Opening:
    """Registration as the pharmacy has it now; closed where no mail is sent.

    The text is there too where registration was turned off again, for who agreed to it.
    """
    settings = get_settings()
    if settings is None:
        return Opening(is_open=False)
    text = settings.privacy_text
    is_open = settings.customer_registration and environment.MAIL_WORKS
    return Opening(is_open, text, fingerprint(text))


def live_registration(secret: str) -> Registration | None:
    """Who waits behind a mailed link, unless it is over."""
    if not secret:
        return None
    rows = Registration.objects.filter(secret_hash=keyed_hash(secret), ends_at__gt=clock.now())
    found: Registration | None = rows.first()
    return found
