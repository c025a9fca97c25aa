"""A branch's latest sales as promotions would judge them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from theriac.core.money import divide_half_up
from theriac.domains.catalog.queries.product_facts import classes_and_categories_of
from theriac.domains.promotions.rules.best import LineToPromote
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import SaleLine
from theriac.domains.sales.promotions.given import law_of

DAYS = timedelta(days=30)
MOST_LINES = 5_000
"""Lines that are judged, the newest first."""


@dataclass(frozen=True, slots=True)
class SoldBefore:
    """A line that was sold; what its customer paid of ``paid`` was ``taxable`` without tax."""

    line_id: UUID
    to_promote: LineToPromote
    paid: int
    taxable: int

    def untaxed(self, amount: int) -> int:
        """What is left of an amount without the tax that the line bore; halves up."""
        return divide_half_up(amount * self.taxable, self.paid) if self.paid > 0 else amount


@dataclass(frozen=True, slots=True)
class SaleBefore:
    """A sale with its lines, and when it was, by the device."""

    id: UUID
    moment: datetime
    lines: Sequence[SoldBefore]


@dataclass(frozen=True, slots=True)
class SalesBefore:
    """The sales from a day to a day; ``is_cut`` where those before were too many to be read."""

    first_on: date
    last_on: date
    is_cut: bool
    sales: Sequence[SaleBefore]


def sales_before(place: SaleContext, product_ids: Collection[UUID]) -> SalesBefore:
    """The last thirty days' sales of the branch, today's too, the newest first; two statements.

    Whole sales: those with one of these products, or all where none is named.
    """
    first_on = place.today - DAYS + timedelta(days=1)
    period = {
        "sale__branch_id": place.point.branch_id,
        "sale__business_on__gte": first_on,
        "sale__business_on__lte": place.today,
    }
    found = SaleLine.objects.filter(**period)
    if product_ids:
        having = SaleLine.objects.filter(product_id__in=sorted(product_ids), **period)
        found = found.filter(sale_id__in=having.order_by().values("sale_id"))
    columns = ("sale_id", "sale__business_on", "sale__occurred_at", *_OF_LINE)
    newest = found.order_by("-sale__business_on", "-sale_id", "position").values_list(*columns)
    rows: list[Any] = list(newest[: MOST_LINES + 1])
    is_cut = len(rows) > MOST_LINES
    if is_cut:
        rows = [row for row in rows if row[0] != rows[-1][0]]
        first_on = rows[-1][1] if rows else place.today
    facts = classes_and_categories_of({row[4] for row in rows})
    sales = [_sale(list(parts), facts, place) for _id, parts in groupby(rows, lambda row: row[0])]
    return SalesBefore(first_on, place.today, is_cut, sales)


_OF_LINE = ("id", "product_id", "quantity", "gross", "discount", "taxable")


def _sale(
    rows: Sequence[Any], facts: Mapping[UUID, tuple[str, UUID | None]], place: SaleContext
) -> SaleBefore:
    lines = []
    for line_id, product_id, quantity, gross, discount, taxable in (row[3:] for row in rows):
        legal_class, category_id = facts[product_id]
        law = law_of(place.profile, legal_class)
        one = LineToPromote(product_id, category_id, law, quantity, gross)
        lines.append(SoldBefore(line_id, one, gross - discount, taxable))
    return SaleBefore(rows[0][0], rows[0][2], lines)
