"""What a patient bought last, basket by basket, and which goods of it they buy again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from theriac.domains.sales.models import SaleLine

BASKETS = 5
"""So many are told."""
RECURRING = timedelta(days=186)
"""Within these days goods were bought on two of them at least, to be bought again and again."""
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class BasketLineSold:
    """So many packs of a product; ``recurs`` where it was bought on another day too."""

    product_id: UUID
    pack_id: UUID
    packs: int
    recurs: bool


@dataclass(frozen=True, slots=True)
class LastBasket:
    """A sale of the patient."""

    sale_id: UUID
    number: str
    sold_on: date
    lines: Sequence[BasketLineSold]

    @property
    def recurs(self) -> bool:
        """Whether some of it is bought again and again."""
        return any(line.recurs for line in self.lines)


def last_baskets(patient_ids: Sequence[UUID], today: date) -> list[LastBasket]:
    """The newest sales for these records, the last first; one statement.

    For who opened the patient's purchases (``patients.open_purchases``).
    """
    rows = (
        SaleLine.objects.filter(
            sale__patient__patient_id__in=list(patient_ids),
            sale__business_on__gte=today - RECURRING,
            sale__business_on__lte=today,
        )
        .order_by("-sale__business_on", "-sale__occurred_at", "-sale_id", "position")
        .values_list(
            "sale_id", "sale__number", "sale__business_on", "product_id", "pack_id", "packs"
        )[:MOST_LINES]
    )
    days: dict[UUID, set[date]] = defaultdict(set)
    sales: dict[UUID, tuple[str, date]] = {}
    packs: dict[UUID, dict[tuple[UUID, UUID], int]] = defaultdict(lambda: defaultdict(int))
    for sale_id, number, on, product_id, pack_id, count in rows:
        days[product_id].add(on)
        sales[sale_id] = (number, on)
        packs[sale_id][product_id, pack_id] += count
    return [
        LastBasket(sale_id, number, on, _lines(packs[sale_id], days))
        for sale_id, (number, on) in list(sales.items())[:BASKETS]
    ]


def _lines(
    packs: Mapping[tuple[UUID, UUID], int], days: Mapping[UUID, set[date]]
) -> list[BasketLineSold]:
    return [
        BasketLineSold(product_id, pack_id, count, recurs=len(days[product_id]) > 1)
        for (product_id, pack_id), count in packs.items()
    ]
