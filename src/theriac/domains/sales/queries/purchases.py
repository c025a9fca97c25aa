"""What was sold to a patient, line by line: of every branch, where somebody named them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.patients.ports import register_own_records
from theriac.domains.sales.models import SaleLine
from theriac.domains.stock.queries.batches.allocations import TakenBatch, taken_of_documents

PAGE_SIZE = 50
AT_ONCE = 500
BASKETS = 5
"""So many are told."""
RECURRING = timedelta(days=186)
"""Within these days goods were bought on two of them at least, to be bought again and again."""
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Purchase:
    """A line of a sale: ``packs`` of a pack, ``quantity`` base units; ``total`` in minor units."""

    line_id: UUID
    sale_id: UUID
    number: str
    branch_id: UUID
    occurred_at: datetime
    sold_on: date
    product_id: UUID
    product: str
    pack: str
    packs: int
    quantity: int
    total: int
    currency: str


@dataclass(frozen=True, slots=True)
class Purchases:
    """A page, the newest sale first; ``has_more`` where older ones follow."""

    items: Sequence[Purchase]
    has_more: bool


def purchases_of(
    patient_ids: Sequence[UUID],
    *,
    since: date | None = None,
    until: date | None = None,
    after: int = 0,
    at_most: int = PAGE_SIZE,
) -> Purchases:
    """What was sold for these records from ``since`` to ``until``, both days included.

    For who opened the patient's purchases (``patients.open_purchases``). ``after`` lines are left
    out. Three statements whatever the number of lines.
    """
    days = {"sale__business_on__gte": since, "sale__business_on__lte": until}
    rows = _lines_of(patient_ids).filter(**{name: day for name, day in days.items() if day})
    page = _told(list(rows[after : after + at_most + 1]))
    return Purchases(page[:at_most], len(page) > at_most)


@dataclass(frozen=True, slots=True)
class ReceivedGoods:
    """Goods of a sale that a patient got, with the very batches; on a line of a prescription."""

    sale_id: UUID
    sold_on: date
    product_id: UUID
    prescription_line_id: UUID | None
    batches: Sequence[TakenBatch]


def received_by(
    patient_ids: Sequence[UUID],
    prescription_line_ids: Sequence[UUID],
    *,
    since: date,
    until: date,
    at_most: int,
) -> list[ReceivedGoods]:
    """What was sold for these records or on these lines, both days included; the newest first.

    For who opened the patient's purchases. A statement, and one for 400 sales' batches.
    """
    theirs = Q(sale__patient__patient_id__in=list(patient_ids))
    on_lines = Q(prescription_line_id__in=list(prescription_line_ids))
    rows = SaleLine.objects.filter(
        theirs | on_lines, sale__business_on__gte=since, sale__business_on__lte=until
    ).select_related("sale")
    order = ("-sale__business_on", "-sale__occurred_at", "-sale_id", "position")
    lines = list(rows.order_by(*order)[:at_most])
    batches = taken_of_documents({one.sale_id for one in lines})
    return [
        ReceivedGoods(
            sale_id=one.sale_id,
            sold_on=one.sale.business_on,
            product_id=one.product_id,
            prescription_line_id=one.prescription_line_id,
            batches=batches.get(one.id, ()),
        )
        for one in lines
    ]


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
        LastBasket(sale_id, number, on, _sold_lines(packs[sale_id], days))
        for sale_id, (number, on) in list(sales.items())[:BASKETS]
    ]


def _sold_lines(
    packs: Mapping[tuple[UUID, UUID], int], days: Mapping[UUID, set[date]]
) -> list[BasketLineSold]:
    return [
        BasketLineSold(product_id, pack_id, count, recurs=len(days[product_id]) > 1)
        for (product_id, pack_id), count in packs.items()
    ]


def _lines_of(patient_ids: Sequence[UUID]) -> QuerySet[SaleLine]:
    return (
        SaleLine.objects.filter(sale__patient__patient_id__in=list(patient_ids))
        .select_related("sale")
        .order_by("-sale__business_on", "-sale__occurred_at", "-sale_id", "position")
    )


def _told(rows: Sequence[SaleLine]) -> list[Purchase]:
    products = product_names({row.product_id for row in rows})
    packs = pack_names(row.pack_id for row in rows)
    return [
        Purchase(
            line_id=row.id,
            sale_id=row.sale_id,
            number=row.sale.number,
            branch_id=row.sale.branch_id,
            occurred_at=row.sale.occurred_at,
            sold_on=row.sale.business_on,
            product_id=row.product_id,
            product=products.get(row.product_id, ""),
            pack=packs.get(row.pack_id, ""),
            packs=row.packs,
            quantity=row.quantity,
            total=row.total,
            currency=row.sale.currency,
        )
        for row in rows
    ]


def _everything(patient_ids: Sequence[UUID]) -> Iterator[Purchase]:
    after, has_more = 0, True
    while has_more:
        page = purchases_of(patient_ids, after=after, at_most=AT_ONCE)
        yield from page.items
        after, has_more = after + AT_ONCE, page.has_more


def for_export(patient_ids: Sequence[UUID]) -> list[Mapping[str, Any]]:
    """Everything that was sold to a person, as their own export tells it."""
    return [
        {
            "number": one.number,
            "occurred_at": one.occurred_at,
            "product": one.product,
            "pack": one.pack,
            "packs": one.packs,
            "total": one.total,
            "currency": one.currency,
        }
        for one in _everything(patient_ids)
    ]


register_own_records("purchases", for_export)
