"""Unmet requests as they are read: by entry, by product and period, and as demand by day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.models import UnmetRequest

UNMET_REQUESTS: Listing[UnmetRequest] = Listing(
    name="unmet_requests.requests",
    sorts={"asked_at": SortFields(("asked_at",))},
    default_sort="-asked_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
        "since": lambda rows, value: rows.filter(asked_on__gte=value),
        "until": lambda rows, value: rows.filter(asked_on__lte=value),
    },
)
TOLD_DAYS = 30
"""Over how many days it is told how often something was asked for."""


@dataclass(frozen=True, slots=True)
class AskedProduct:
    """How often a branch was asked for a thing in a period, and for how many units in all.

    ``text`` says what the catalogue doesn't have, and is "" of a product. ``last_on`` is the last
    day; ``open`` of the requests are neither wanted nor dismissed.
    """

    product_id: UUID | None
    text: str
    times: int
    units: int
    open: int
    last_on: date


@query(permission=VIEW_STOCK)
def list_requests(*, actor: Actor, branch_id: UUID) -> QuerySet[UnmetRequest]:
    """Every request that the branch recorded, in no order."""
    return UnmetRequest.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def find_request(*, actor: Actor, branch_id: UUID, unmet_request_id: UUID) -> UnmetRequest | None:
    """One request of the branch; None where there is none."""
    return UnmetRequest.objects.filter(branch_id=branch_id, id=unmet_request_id).first()


@query(permission=VIEW_STOCK)
def asked_products(
    *, actor: Actor, branch_id: UUID, first: date, last: date
) -> tuple[AskedProduct, ...]:
    """What was asked for in a period, the most often first; dismissed ones left out; one read."""
    open_ones = Count("id", filter=Q(state=UnmetRequest.State.OPEN))
    rows = _counted(branch_id, first, last).values("product_id", "text")
    added = rows.annotate(
        times=Count("id"), units=Sum("quantity"), waiting=open_ones, last_on=Max("asked_on")
    )
    found = [
        AskedProduct(
            one["product_id"],
            one["text"],
            one["times"],
            int(one["units"]),
            one["waiting"],
            one["last_on"],
        )
        for one in added
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, -one.units, one.text)))


def asked_units(branch_id: UUID, first: date, last: date) -> dict[tuple[UUID, date], int]:
    """The units that were asked for by product and day of the branch, dismissed ones left out."""
    rows = _counted(branch_id, first, last).filter(product__isnull=False)
    added = rows.values_list("product_id", "asked_on").annotate(units=Sum("quantity"))
    return {(product_id, day): int(units) for product_id, day, units in added}


def asked_units_of(
    branch_id: UUID, product_ids: Collection[UUID], first: date, last: date
) -> Mapping[date, int]:
    """The units that were asked for of these products together, by day."""
    rows = _counted(branch_id, first, last).filter(product_id__in=product_ids)
    added = rows.values_list("asked_on").annotate(units=Sum("quantity"))
    return {day: int(units) for day, units in added}


def times_asked(branch_id: UUID, last: date, days: int = TOLD_DAYS) -> Mapping[UUID, int]:
    """How often each product was asked for in so many days that end with one; one read."""
    first = last - timedelta(days=days - 1)
    rows = _counted(branch_id, first, last).filter(product__isnull=False)
    return dict(rows.values_list("product_id").annotate(times=Count("id")))


def _counted(branch_id: UUID, first: date, last: date) -> QuerySet[UnmetRequest]:
    rows = UnmetRequest.objects.filter(branch_id=branch_id, asked_on__gte=first, asked_on__lte=last)
    return rows.exclude(state=UnmetRequest.State.DISMISSED).order_by()
