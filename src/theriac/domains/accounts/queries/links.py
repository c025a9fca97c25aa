"""Finding the link that somebody opened, and whom a forgotten password belongs to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from theriac.core import clock
from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.models import AccountLink, User
from theriac.domains.accounts.ports import customer_book
from theriac.domains.accounts.queries.people import staff
from theriac.domains.accounts.security.name_hashes import MAIL, SIGN_IN, tokens_of


def live_link(secret: str, *, email: bool = False) -> AccountLink | None:
    """The link of this secret with its person, unless it is over or the account closed.

    One that confirms an e-mail address, or one that opens a password; never the other.
    """
    links = AccountLink.objects.select_related("user")
    links = links.filter(purpose="email") if email else links.exclude(purpose="email")
    return links.filter(
        secret_hash=keyed_hash(secret),
        used_at=None,
        ends_at__gt=clock.now(),
        user__is_active=True,
    ).first()


def people_to_mail(name_or_address: str) -> list[UUID]:
    """Whom a forgotten password may belong to: one of each kind of people, or nobody."""
    found = (
        person_to_mail(name_or_address),
        customer_book().account_of(name_or_address),
        suppliers_person_at(name_or_address),
    )
    return [one for one in found if one is not None]


def suppliers_person_at(address: str) -> UUID | None:
    """The active person of a supplier who signs in by this address."""
    known = User.objects.filter(sign_in_token__in=tokens_of(SIGN_IN, address))
    people = known.filter(is_active=True, kind=User.Kind.SUPPLIER)
    return people.values_list("id", flat=True).first()


def person_to_mail(name_or_address: str) -> UUID | None:
    """The one active person of the staff of this name or e-mail who has an address, or None."""
    known = Q(sign_in_token__in=tokens_of(SIGN_IN, name_or_address))
    known |= Q(email_token__in=tokens_of(MAIL, name_or_address))
    people = staff().filter(known, is_active=True).exclude(email_token=None)
    ids = list(people.order_by("id").values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 and name_or_address else None
