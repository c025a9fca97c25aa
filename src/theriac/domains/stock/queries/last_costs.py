"""What products cost the last time that they came, at any branch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from theriac.domains.stock.models import Batch


@dataclass(frozen=True, slots=True)
class LastBought:
    """The goods of a product that came last: from whom, and what one base unit cost.

    ``shelf_days`` is how long they could be sold when they came, None without an expiry.
    """

    batch_id: UUID
    supplier_id: UUID | None
    cost: Fraction
    shelf_days: int | None


def last_costs(product_ids: Collection[UUID]) -> dict[UUID, Fraction]:
    """Minor units of one base unit by product, in one statement; none where nothing is known.

    That of the batch that came last of those with a cost above 0: goods that were free say nothing
    of the next.
    """
    costly = Batch.objects.filter(product_id__in=product_ids, cost_amount__gt=0)
    rows = _newest(costly).values_list("product_id", "cost_amount", "cost_units")
    return {key: Fraction(amount, units) for key, amount, units in rows if amount is not None}


def last_bought(since: date) -> dict[UUID, LastBought]:
    """What came last of every product and had a cost, at any branch, since a day; one statement.

    What a supplier brought goes before what was counted in.
    """
    known = ExpressionWrapper(Q(supplier__isnull=False), output_field=BooleanField())
    rows = _newest(
        Batch.objects.filter(received_on__gte=since, cost_amount__gt=0).annotate(known=known),
        F("known").desc(),
    ).values_list(
        *("product_id", "id", "supplier_id", "cost_amount", "cost_units"),
        *("received_on", "expires_on"),
    )
    return {
        product_id: LastBought(
            batch_id,
            supplier_id,
            Fraction(amount or 0, units),
            (expires_on - received_on).days if expires_on else None,
        )
        for product_id, batch_id, supplier_id, amount, units, received_on, expires_on in rows
    }


def _newest(batches: QuerySet[Batch], *first: OrderBy) -> QuerySet[Batch]:
    """Of each product the batch that came last; by ``first`` before."""
    newest = Window(
        RowNumber(),
        partition_by=[F("product_id")],
        order_by=[*first, F("received_on").desc(), F("id").desc()],
    )
    return batches.annotate(place=newest).filter(place=1)
