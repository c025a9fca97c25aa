"""Suppliers as they are listed, found and read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.core.tables.heads import fold
from theriac.domains.accounts.permissions import VIEW_API_KEYS
from theriac.domains.suppliers.models import Supplier, SupplierKey
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS
from theriac.domains.suppliers.rules import SupplierLicenceWritten

SOON_DAYS = 60
"""A licence that ends within so many days is asked for anew."""


@dataclass(frozen=True, slots=True)
class LicenceStanding:
    """How a supplier's licences stand on a day: the kinds that ended, and that soon will."""

    ended: tuple[str, ...]
    ending: tuple[str, ...]


def matching(rows: QuerySet[Supplier], text: str) -> QuerySet[Supplier]:
    """Those whose name or code holds every word of the text."""
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(code__istartswith=word))
    return rows


SUPPLIERS: Listing[Supplier] = Listing(
    name="suppliers.suppliers",
    sorts={"name": SortFields(("name",)), "code": SortFields(("code",))},
    default_sort="name",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "text": matching,
    },
)


@query(permission=VIEW_SUPPLIERS)
def list_suppliers(*, actor: Actor) -> QuerySet[Supplier]:
    """Every supplier with its licences, in no order."""
    rows: QuerySet[Supplier] = Supplier.objects.prefetch_related("licences").order_by()
    return rows


@query(permission=VIEW_SUPPLIERS)
def find_supplier(*, actor: Actor, supplier_id: UUID) -> Supplier | None:
    """One supplier with its licences."""
    found: Supplier | None = (
        Supplier.objects.prefetch_related("licences").filter(id=supplier_id).first()
    )
    return found


def licences_of(supplier: Supplier) -> list[SupplierLicenceWritten]:
    """Its licences by kind."""
    rows: list[Any] = sorted(supplier.licences.all(), key=lambda row: row.kind)
    return [
        SupplierLicenceWritten(kind=row.kind, number=row.number, valid_until=row.valid_until)
        for row in rows
    ]


def standing_of(supplier: Supplier, on: date) -> LicenceStanding:
    """How its licences stand on ``on``; an end within ``SOON_DAYS`` is soon."""
    left = {
        row.kind: (row.valid_until - on).days
        for row in supplier.licences.all()
        if row.valid_until is not None
    }
    return LicenceStanding(
        ended=tuple(sorted(kind for kind, days in left.items() if days < 0)),
        ending=tuple(sorted(kind for kind, days in left.items() if 0 <= days <= SOON_DAYS)),
    )


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are suppliers."""
    return set(Supplier.objects.filter(id__in=ids).values_list("id", flat=True))


def names_of_suppliers(ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by supplier id, for who may see what they delivered."""
    return dict(Supplier.objects.filter(id__in=ids).values_list("id", "name"))


@dataclass(frozen=True, slots=True)
class SupplierCard:
    """What other domains need of a supplier; ``blocked_reason`` is None while it is active."""

    id: UUID
    name: str
    tax_registered: bool
    blocked_reason: str | None


def payment_days_of(supplier_id: UUID) -> int | None:
    """Calendar days until a bill of the supplier is due; None where it isn't known."""
    rows = Supplier.objects.filter(id=supplier_id).values_list("payment_days", flat=True)
    found: int | None = rows.first()
    return found


def order_delays(ids: Collection[UUID]) -> dict[UUID, tuple[int | None, int | None]]:
    """Calendar days until goods come, and until their bill is due, by supplier."""
    rows = Supplier.objects.filter(id__in=ids).values_list("id", "lead_days", "payment_days")
    return {key: (lead, payment) for key, lead, payment in rows}


def address_of_supplier(supplier_id: UUID) -> str:
    """Where the supplier reads e-mail; "" where it isn't known."""
    rows = Supplier.objects.filter(id=supplier_id).values_list("email", flat=True)
    return rows.first() or ""


def supplier_cards(ids: Collection[UUID]) -> dict[UUID, SupplierCard]:
    """The suppliers by id; for other domains' checks, so nothing is asked."""
    rows = Supplier.objects.filter(id__in=ids).values_list(
        "id", "name", "tax_registered", "state", "state_reason"
    )
    return {
        key: SupplierCard(
            key, name, registered, reason if state == Supplier.State.BLOCKED else None
        )
        for key, name, registered, state, reason in rows
    }


@dataclass(frozen=True, slots=True)
class SupplierTerms:
    """What an order of a supplier goes by: calendar days until it comes, None where unknown.

    ``minimum_order`` is in minor units of the pharmacy's currency.
    """

    name: str
    lead_days: int | None
    minimum_order: int
    is_blocked: bool


def supplier_terms() -> dict[UUID, SupplierTerms]:
    """The terms of every supplier by id; for other domains' sums, so nothing is asked."""
    rows = Supplier.objects.order_by().values_list(
        "id", "name", "lead_days", "minimum_order", "state"
    )
    return {
        key: SupplierTerms(name, lead_days, minimum, state == Supplier.State.BLOCKED)
        for key, name, lead_days, minimum, state in rows
    }


def active_suppliers() -> list[tuple[UUID, str]]:
    """Whom goods may be taken from, by name; for other domains' choices, so nothing is asked."""
    rows = Supplier.objects.filter(state=Supplier.State.ACTIVE).order_by("name", "id")
    return list(rows.values_list("id", "name"))


def suppliers_by_word() -> dict[str, UUID]:
    """Every supplier by folded name and code; for other domains' tables, so nothing is asked."""
    rows = Supplier.objects.order_by("-name", "-id").values_list("id", "name", "code")
    found: dict[str, UUID] = {}
    for key, name, code in rows:
        found |= {fold(word): key for word in (name, code) if word}
    return found


def all_names() -> list[tuple[UUID, str]]:
    """Every supplier by name, a blocked one too: goods may go back to it."""
    return list(Supplier.objects.order_by("name", "id").values_list("id", "name"))


def suppliers_by_marks() -> list[tuple[UUID, str, str]]:
    """Id, name and tax number of each active supplier, by which papers name it; nothing asked."""
    rows = Supplier.objects.filter(state=Supplier.State.ACTIVE).order_by("id")
    return list(rows.values_list("id", "name", "tax_id"))


@query(permission=VIEW_API_KEYS)
def supplier_keys(*, actor: Actor, supplier_id: UUID) -> QuerySet[SupplierKey]:
    """A supplier's keys at branches whose keys the actor sees, the newest first."""
    rows: QuerySet[SupplierKey] = SupplierKey.objects.filter(
        supplier_id=supplier_id, **branches_seen(actor, VIEW_API_KEYS)
    )
    return rows.select_related("branch").order_by("-created_at", "-id")
