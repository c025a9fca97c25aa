"""What products cost the last time that they came, at any branch."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from theriac.domains.stock.models import Batch


def last_costs(product_ids: Collection[UUID]) -> dict[UUID, Fraction]:
    """Minor units of one base unit by product, in one statement; none where nothing is known.

    That of the batch that came last of those with a cost above 0: goods that were free say nothing
    of the next.
    """
    newest = Window(
        RowNumber(),
        partition_by=[F("product_id")],
        order_by=[F("received_on").desc(), F("id").desc()],
    )
    rows = (
        Batch.objects.filter(product_id__in=product_ids, cost_amount__gt=0)
        .annotate(place=newest)
        .filter(place=1)
        .values_list("product_id", "cost_amount", "cost_units")
    )
    return {key: Fraction(amount, units) for key, amount, units in rows if amount is not None}
