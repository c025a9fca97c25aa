"""What accounts asks about customers: whose address signs in where, and where to write."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from theriac.core.privacy.keyed_hashes import HashKey, hash_keys
from theriac.core.privacy.problems import Erased
from theriac.domains.accounts.ports import Addressee
from theriac.domains.customers.models import Customer
from theriac.domains.customers.problems import AddressTaken
from theriac.domains.customers.rules import folded

TOKEN = "customer.email"  # noqa: S105 (a kind of hash)


def token_of(email: str, key: HashKey) -> int:
    """The keyed hash by which an address is found."""
    return key.token(TOKEN, folded(email))


def find_by_email(email: str) -> Customer | None:
    """The customer who signs in with this address, under whichever key it was hashed."""
    tokens = [token_of(email, key) for key in hash_keys()]
    found: Customer | None = Customer.objects.filter(email_token__in=tokens).first()
    return found


def keep_address(customer: Customer, *, force_insert: bool = False) -> None:
    """Save a customer with their address. Raises AddressTaken where another signs in with it."""
    try:
        with transaction.atomic():
            customer.save(force_insert=force_insert)
    except IntegrityError:
        raise AddressTaken from None


class Book:
    """The answers."""

    def account_of(self, email: str) -> UUID | None:
        """The account of an address."""
        tokens = [token_of(email, key) for key in hash_keys()]
        ids = Customer.objects.filter(email_token__in=tokens).order_by()
        found: UUID | None = ids.values_list("id", flat=True).first()
        return found

    def contact_of(self, user_id: UUID) -> Addressee | None:
        """Name and address; None once they are erased."""
        found = Customer.objects.filter(id=user_id, erased_at=None).first()
        try:
            return Addressee(found.name, found.email) if found else None
        except Erased:
            return None


BOOK = Book()
