"""Accounts of suppliers' people as the pages of their supplier show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core import clock
from theriac.domains.accounts.models import AccountLink, User
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.devices import places_of
from theriac.domains.accounts.security.name_hashes import SIGN_IN, tokens_of


@dataclass(frozen=True, slots=True)
class SupplierAccount:
    """Who it is, and how far they are.

    ``invited_until`` is when their open invitation ends; ``locked_until`` when they may try again.
    """

    name: str
    email: str
    signed_in_at: datetime | None
    invited_until: datetime | None
    locked_until: datetime | None


def supplier_accounts(ids: Iterable[UUID]) -> dict[UUID, SupplierAccount]:
    """Accounts of suppliers' people by id; nothing is asked."""
    people = list(User.objects.filter(id__in=list(ids), kind=User.Kind.SUPPLIER))
    links = AccountLink.objects.filter(
        user__in=people, purpose="invitation", used_at=None, ends_at__gt=clock.now()
    )
    ends = dict(links.values_list("user_id", "ends_at"))
    return {
        one.id: SupplierAccount(
            name=one.display_name,
            email=str(one.email),
            signed_in_at=one.last_login,
            invited_until=ends.get(one.id),
            locked_until=tries.locked_until(
                tries.account(one.handle), *places_of(one.id, one.handle)
            ),
        )
        for one in people
    }


def is_suppliers_address(address: str) -> bool:
    """Whether a supplier's person signs in by this address, or did and may again."""
    known = User.objects.filter(sign_in_token__in=tokens_of(SIGN_IN, address))
    return known.filter(kind=User.Kind.SUPPLIER).exists()
