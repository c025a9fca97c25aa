"""Counts listed, and one read with how far it is, without any expected quantity."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stocktaking.models import CountEntry, CountLine, CountPosting, StockCount
from theriac.domains.stocktaking.permissions import VIEW_COUNTS

COUNTS: Listing[StockCount] = Listing(
    name="stocktaking.counts",
    sorts={"begun_at": SortFields(("begun_at",))},
    default_sort="-begun_at",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)
"""What may be asked of the list: the newest first."""


@dataclass(frozen=True, slots=True)
class CountProgress:
    """How many lines a count has, and how many somebody looked at."""

    lines: int
    counted: int


@query(permission=VIEW_COUNTS)
def list_counts(*, actor: Actor, branch_id: UUID) -> QuerySet[StockCount]:
    """The branch's counts, in no order."""
    return StockCount.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_COUNTS)
def find_count(*, actor: Actor, count_id: UUID) -> StockCount | None:
    """A count of a branch whose counts the actor may see, or None."""
    seen = branches_seen(actor, VIEW_COUNTS)
    return StockCount.objects.filter(id=count_id, **seen).first()


@query(permission=VIEW_COUNTS)
def progress_of(*, actor: Actor, counts: list[StockCount]) -> dict[UUID, CountProgress]:
    """How far each count is, in two reads."""
    ids = [one.id for one in counts]
    lines = list(CountLine.objects.filter(count_id__in=ids).values_list("count_id", "id"))
    looked = set(
        CountEntry.objects.filter(line__count_id__in=ids).values_list("line_id", flat=True)
    )
    return {
        key: CountProgress(
            sum(1 for count_id, _line in lines if count_id == key),
            sum(1 for count_id, line in lines if count_id == key and line in looked),
        )
        for key in ids
    }


@query(permission=VIEW_STOCK)
def posting_of(*, actor: Actor, count: StockCount) -> CountPosting | None:
    """What was posted of a count, or None."""
    return CountPosting.objects.filter(count_id=count.id).first()
