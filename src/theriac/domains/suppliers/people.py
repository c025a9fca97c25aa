"""A supplier's people: who stands behind an account, and how its page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.accounts.queries.supplier_accounts import SupplierAccount, supplier_accounts
from theriac.domains.suppliers.keys import RIGHTS
from theriac.domains.suppliers.models import Supplier, SupplierPerson
from theriac.domains.suppliers.permissions import INVITE_SUPPLIERS


@dataclass(frozen=True, slots=True)
class PortalPerson:
    """Whom a supplier's person acts as, for the supplier's own orders and price lists."""

    actor: Actor
    supplier_id: UUID
    supplier: str


@dataclass(frozen=True, slots=True)
class PersonOfSupplier:
    """One of a supplier's people."""

    id: UUID
    supplier_id: UUID
    invited_at: datetime
    withdrawn_at: datetime | None
    account: SupplierAccount


PEOPLE_OF_SUPPLIER: Listing[SupplierPerson] = Listing(
    name="suppliers.people",
    sorts={"invited_at": SortFields(("invited_at",))},
    default_sort="-invited_at",
    filters={},
)


def portal_person(account: Actor) -> PortalPerson | None:
    """Whom the signed-in account acts as; None once withdrawn, or while the supplier is blocked."""
    rows = _live(account.id).values_list("supplier_id", "supplier__name")
    found = rows.first()
    if found is None:
        return None
    actor = Actor(kind=account.kind, id=account.id, name=account.name, grants={None: RIGHTS})
    return PortalPerson(actor, *found)


def supplier_of_person(user_id: UUID) -> UUID | None:
    """The active supplier whose person this is; None for anybody else."""
    return _live(user_id).values_list("supplier_id", flat=True).first()


def has_people(supplier_id: UUID) -> bool:
    """Whether somebody of the supplier may look into the portal."""
    return SupplierPerson.objects.filter(supplier_id=supplier_id, withdrawn_at=None).exists()


def people_ids_of(supplier_id: UUID) -> list[UUID]:
    """Everybody who was ever invited of the supplier."""
    rows = SupplierPerson.objects.filter(supplier_id=supplier_id)
    return list(rows.values_list("id", flat=True))


@query(permission=INVITE_SUPPLIERS)
def list_people_of(*, actor: Actor, supplier_id: UUID) -> QuerySet[SupplierPerson]:
    """Everybody who was ever invited of the supplier, in no order."""
    rows: QuerySet[SupplierPerson] = SupplierPerson.objects.filter(supplier_id=supplier_id)
    return rows


def with_accounts(rows: list[SupplierPerson]) -> list[PersonOfSupplier]:
    """These people with what their accounts tell."""
    accounts = supplier_accounts([row.id for row in rows])
    return [
        PersonOfSupplier(
            row.id, row.supplier_id, row.invited_at, row.withdrawn_at, accounts[row.id]
        )
        for row in rows
        if row.id in accounts
    ]


def _live(user_id: UUID) -> QuerySet[SupplierPerson]:
    rows: QuerySet[SupplierPerson] = SupplierPerson.objects.filter(
        id=user_id, withdrawn_at=None, supplier__state=Supplier.State.ACTIVE
    )
    return rows
