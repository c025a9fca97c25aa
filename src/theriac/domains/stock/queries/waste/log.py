"""The log of what was brought back, and its weight by class and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, Sort
from theriac.core.query import query
from theriac.domains.stock.models import TakenBack
from theriac.domains.stock.permissions import VIEW_STOCK

LOG: Listing[TakenBack] = Listing(
    name="stock.taken_back",
    sorts={"recorded_at": Sort(("recorded_at",))},
    default_sort="-recorded_at",
    filters={
        "waste": lambda rows, waste: rows.filter(waste=waste),
        "since": lambda rows, day: rows.filter(business_on__gte=day),
        "until": lambda rows, day: rows.filter(business_on__lte=day),
    },
)


@dataclass(frozen=True, slots=True)
class MonthOfClass:
    """What one class weighed in a month, less what was cancelled; ``month`` is its first day."""

    month: date
    waste: str
    grams: int
    entries: int


@query(permission=VIEW_STOCK)
def list_taken_back(*, actor: Actor, branch_id: UUID) -> QuerySet[TakenBack]:
    """The branch's entries, in no order."""
    rows = TakenBack.objects.filter(branch_id=branch_id)
    return rows.select_related("product").order_by()


@query(permission=VIEW_STOCK)
def cancelled_of(*, actor: Actor, branch_id: UUID) -> set[UUID]:
    """Ids of entries that another answers."""
    answers = TakenBack.objects.filter(branch_id=branch_id, cancels__isnull=False)
    return set(answers.values_list("cancels_id", flat=True))


@query(permission=VIEW_STOCK)
def weights_by_month(*, actor: Actor, branch_id: UUID, since: date) -> list[MonthOfClass]:
    """The months from ``since`` on, the newest first, each class that weighed something."""
    counted, taken_out = Q(cancels=None), Q(cancels__isnull=False)
    rows = (
        TakenBack.objects.filter(branch_id=branch_id, business_on__gte=since)
        .annotate(month=TruncMonth("business_on"))
        .values_list("month", "waste")
        .annotate(
            came=Sum("grams", filter=counted, default=0),
            went=Sum("grams", filter=taken_out, default=0),
            entered=Count("id", filter=counted),
            answered=Count("id", filter=taken_out),
        )
        .order_by()
    )
    found = [
        MonthOfClass(month, waste, int(came) - int(went), entered - answered)
        for month, waste, came, went, entered, answered in rows
        if entered > answered
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), one.waste))
