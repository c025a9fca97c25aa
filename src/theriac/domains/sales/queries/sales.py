"""Sales as lists read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.database.prefix import Begins
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.sales.models import Payment, Sale, SaleLine, SalePatient
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


def products_sold(sale_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The product of each line of each sale, in their order, for who may see the sales."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = SaleLine.objects.filter(sale_id__in=sale_ids).order_by("sale_id", "position")
    for sale_id, product_id in rows.values_list("sale_id", "product_id"):
        found[sale_id].append(product_id)
    return dict(found)


def names_a_patient() -> Exists:
    """Whether a sale is for a patient, whoever that is, for who may see the sale."""
    return Exists(SalePatient.objects.filter(sale_id=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class SalesSum:
    """What sales of one currency come to, in minor units; ``paid`` by method, change given back."""

    currency: str
    total: int
    tax: int
    paid: Mapping[str, int]


def sums_of(sales: QuerySet[Sale]) -> list[SalesSum]:
    """What the sales come to, by currency, for who may see them; three reads at most."""
    among = sales.order_by()
    paid: dict[str, dict[str, int]] = defaultdict(dict)
    payments = Payment.objects.filter(sale__in=among.values("id")).order_by("method")
    for currency, method, amount in payments.values_list("sale__currency", "method").annotate(
        amount=Sum(F("tendered") - F("change"))
    ):
        paid[currency][method] = amount
    rows = among.values_list("currency").annotate(Sum("total"), Sum("tax")).order_by("currency")
    return [SalesSum(currency, total, tax, paid[currency]) for currency, total, tax in rows]


def paid_by(method: str) -> Q:
    """Keeps the sales of which a part was paid so."""
    return Q(id__in=Payment.objects.filter(method=method).order_by().values("sale_id"))


def methods_of(sale_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """How each sale was paid, each method once, for who may see the sales."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Payment.objects.filter(sale_id__in=sale_ids).order_by("method").distinct()
    for sale_id, method in rows.values_list("sale_id", "method"):
        found[sale_id].append(method)
    return dict(found)
