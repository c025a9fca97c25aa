"""The want list as it is read: what stands on it, and what left it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.stock.permissions import VIEW_STOCK

WANTS: Listing[WantEntry] = Listing(
    name="replenishment.wants",
    sorts={"added_at": SortFields(("added_at",))},
    default_sort="-added_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "is_listed": lambda rows, value: rows.filter(open_key__isnull=not value),
        "source": lambda rows, value: rows.filter(source=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
    },
)


@query(permission=VIEW_STOCK)
def list_wants(*, actor: Actor, branch_id: UUID) -> QuerySet[WantEntry]:
    """Every entry that the branch's list has or had, in no order."""
    return WantEntry.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def find_want(*, actor: Actor, branch_id: UUID, want_id: UUID) -> WantEntry | None:
    """One entry of the branch."""
    return WantEntry.objects.filter(branch_id=branch_id, id=want_id).first()


@query(permission=VIEW_STOCK)
def open_wants(*, actor: Actor, branch_id: UUID) -> QuerySet[WantEntry]:
    """The entries that nobody took yet."""
    return WantEntry.objects.filter(branch_id=branch_id, state=WantEntry.State.OPEN)


def wants_of_branches(want_ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The branch of each of these entries; left out where there is no such entry."""
    rows = WantEntry.objects.filter(id__in=want_ids)
    return dict(rows.values_list("id", "branch_id"))
