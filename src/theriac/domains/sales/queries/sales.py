"""Sales as lists read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, QuerySet

from theriac.core.actor import Actor
from theriac.core.database.prefix import Begins
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.sales.models import Payment, Sale, SaleLine
from theriac.domains.sales.permissions import VIEW_SALES

SALES: Listing[Sale] = Listing(
    name="sales.sales",
    sorts={
        "business_on": SortFields(("business_on",)),
        "number": SortFields(("number",)),
    },
    default_sort="-business_on",
    filters={
        "business_on": lambda rows, day: rows.filter(business_on=day),
        "since": lambda rows, day: rows.filter(business_on__gte=day),
        "until": lambda rows, day: rows.filter(business_on__lte=day),
        "number": lambda rows, number: rows.filter(number=number),
        "terminal_id": lambda rows, terminal_id: rows.filter(terminal_id=terminal_id),
        "product_id": lambda rows, product_id: rows.filter(lines__product_id=product_id).distinct(),
    },
)
"""What may be asked of the list of sales."""


@query(permission=VIEW_SALES)
def list_sales(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Sale]:
    """Sales of the branch, or of every branch that the actor may see, in no order."""
    return Sale.objects.filter(**branches_seen(actor, VIEW_SALES, branch_id)).order_by()


@query(permission=VIEW_SALES)
def find_sales_by_number(*, actor: Actor, beginning: str, limit: int = 5) -> list[Sale]:
    """The newest sales whose number begins like this."""
    rows = list_sales(actor=actor).filter(Begins("number", beginning.upper()))
    return list(rows.order_by("-recorded_at")[:limit])


def line_counts(sale_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many lines each sale has, for who may see the sales."""
    rows = SaleLine.objects.filter(sale_id__in=sale_ids).order_by().values_list("sale_id")
    return dict(rows.annotate(count=Count("id")))


def methods_of(sale_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """How each sale was paid, each method once, for who may see the sales."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Payment.objects.filter(sale_id__in=sale_ids).order_by("method").distinct()
    for sale_id, method in rows.values_list("sale_id", "method"):
        found[sale_id].append(method)
    return dict(found)
