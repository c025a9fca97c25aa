"""Older receipts of a branch, found by what a customer can tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.database.prefix import Begins
from theriac.core.problems import Unprocessable
from theriac.core.query import query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.terminals import series_of_branch
from theriac.domains.sales.models import Sale, SaleLine
from theriac.domains.sales.permissions import VIEW_SALES

MOST = 20
LOOK_BACK = timedelta(days=92)
"""How far back a product or an amount without its day is looked for."""
LARGEST_SEQUENCE = 2**31 - 1
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSought:
    """What is known of a receipt: its number or its last digits, day, total, a product on it."""

    number: str = ""
    on: date | None = None
    total: int | None = None
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """A sale in the list: how many lines it has, and the first one's product."""

    sale: Sale
    lines: int
    product: str


@dataclass(frozen=True, slots=True)
class FoundReceipts:
    """The newest first; ``has_more`` where more fit than are told."""

    receipts: Sequence[FoundReceipt]
    has_more: bool


@query(permission=VIEW_SALES)
def find_receipts(
    *, actor: Actor, branch_id: UUID, today: date, sought: ReceiptSought
) -> FoundReceipts:
    """The branch's receipts that everything said fits.

    Without number and day the last 92 days are looked through. Raises Unprocessable where nothing
    was said.
    """
    if not sought.number.strip() and sought == ReceiptSought(number=sought.number):
        raise Unprocessable(_("Enter a number, a date, an amount or a product."), field="number")
    rows = _fitting(Sale.objects.filter(branch_id=branch_id), branch_id, today, sought)
    sales = list(rows.order_by("-business_on", "-occurred_at", "-id")[: MOST + 1])
    return FoundReceipts(_with_lines(sales[:MOST]), len(sales) > MOST)


def _fitting(
    sales: QuerySet[Sale], branch_id: UUID, today: date, sought: ReceiptSought
) -> QuerySet[Sale]:
    number = sought.number.strip().upper()[:LONGEST_NUMBER]
    if number:
        sales = sales.filter(_numbered(number, branch_id))
    if sought.on is not None:
        sales = sales.filter(business_on=sought.on)
    elif not number:
        sales = sales.filter(business_on__gt=today - LOOK_BACK)
    if sought.total is not None:
        sales = sales.filter(total=sought.total)
    if sought.product_id is not None:
        lines = SaleLine.objects.filter(product_id=sought.product_id)
        sales = sales.filter(id__in=lines.order_by().values("sale_id"))
    return sales


def _numbered(number: str, branch_id: UUID) -> Q:
    """A number as printed or its beginning; digits alone are its end in any of the series."""
    as_printed = Q(Begins("number", number))
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= LARGEST_SEQUENCE):
        return as_printed
    series = [one.id for one in series_of_branch(branch_id)]
    return as_printed | Q(series_id__in=series, sequence=int(number))


def _with_lines(sales: Sequence[Sale]) -> list[FoundReceipt]:
    products: dict[UUID, list[UUID]] = {sale.id: [] for sale in sales}
    rows = SaleLine.objects.filter(sale_id__in=list(products)).order_by("sale_id", "position")
    for sale_id, product_id in rows.values_list("sale_id", "product_id"):
        products[sale_id].append(product_id)
    names = product_names(found[0] for found in products.values() if found)
    return [
        FoundReceipt(
            sale,
            len(products[sale.id]),
            names.get(products[sale.id][0], "") if products[sale.id] else "",
        )
        for sale in sales
    ]
