"""What a sale has that others answer: lines that are billed by it, goods that are returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.query import branches_seen, query
from theriac.domains.sales.models import Payment, Sale, SaleLine
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.queries.batches.allocations import (
    TakenBatch,
    taken_batches,
    taken_of_documents,
)


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale: base units of a product, and of each batch that it took."""

    line_id: UUID
    product_id: UUID
    quantity: int
    batches: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class SaleToBill:
    """A sale that has a product, as somebody chooses it."""

    sale_id: UUID
    number: str
    sold_on: date


def sold_lines(branch_id: UUID, sale_id: UUID) -> list[SoldLine]:
    """The lines of a sale of the branch, in order; none where it has no such sale."""
    rows = SaleLine.objects.filter(sale_id=sale_id, sale__branch_id=branch_id).order_by("position")
    lines = list(rows.values_list("id", "product_id", "quantity"))
    taken = taken_batches(sale_id) if lines else {}
    return [
        SoldLine(key, product, quantity, {one.batch_id: one.quantity for one in taken.get(key, ())})
        for key, product, quantity in lines
    ]


def lines_there(line_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, UUID, UUID, int]]:
    """Branch, sale, product and base units of each line, for checks; unknown ids are missing."""
    rows = SaleLine.objects.filter(id__in=set(line_ids)).order_by()
    columns = ("id", "sale__branch_id", "sale_id", "product_id", "quantity")
    return {
        key: (branch, sale, product, units)
        for key, branch, sale, product, units in rows.values_list(*columns)
    }


def latest_sales_of(branch_id: UUID, product_id: UUID, at_most: int) -> list[SaleToBill]:
    """The branch's newest sales that have the product; for who may see its sales."""
    rows = SaleLine.objects.filter(product_id=product_id, sale__branch_id=branch_id)
    columns = ("sale_id", "sale__number", "sale__business_on", "sale__recorded_at")
    found = rows.order_by("-sale__recorded_at").values_list(*columns).distinct()[:at_most]
    return [SaleToBill(key, number, day) for key, number, day, _at in found]


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """A line of a sale; ``total`` and ``tax`` in minor units, ``quantity`` in base units.

    ``batches`` are those that it took; none of a service, and none while a case is open.
    """

    line_id: UUID
    position: int
    product_id: UUID
    pack_id: UUID
    packs: int
    quantity: int
    total: int
    tax: int
    taxes: Sequence[Mapping[str, Any]]
    batches: Sequence[TakenBatch]

    @property
    def units_a_pack(self) -> int:
        """Base units in one of its packs."""
        return self.quantity // self.packs


@dataclass(frozen=True, slots=True)
class ReturnableSale:
    """A completed sale; ``paid`` is by method, without the change, in minor units."""

    sale_id: UUID
    branch_id: UUID
    number: str
    currency: str
    business_on: date
    total: int
    paid: Mapping[str, int]
    lines: Sequence[SoldGoods]


@query(permission=VIEW_SALES)
def returnable_sale(*, actor: Actor, sale_id: UUID) -> ReturnableSale | None:
    """The sale, of a branch that the actor may see; None otherwise. Four statements."""
    sale = Sale.objects.filter(id=sale_id, **branches_seen(actor, VIEW_SALES)).first()
    if sale is None:
        return None
    batches = taken_of_documents([sale.id])
    lines = SaleLine.objects.filter(sale_id=sale.id).order_by("position")
    paid: dict[str, int] = defaultdict(int)
    for one in Payment.objects.filter(sale_id=sale.id).order_by("id"):
        paid[one.method] += one.tendered - one.change
    return ReturnableSale(
        sale_id=sale.id,
        branch_id=sale.branch_id,
        number=sale.number,
        currency=sale.currency,
        business_on=sale.business_on,
        total=sale.total,
        paid=dict(paid),
        lines=[
            SoldGoods(
                line_id=line.id,
                position=line.position,
                product_id=line.product_id,
                pack_id=line.pack_id,
                packs=line.packs,
                quantity=line.quantity,
                total=line.total,
                tax=line.tax,
                taxes=line.taxes,
                batches=batches.get(line.id, ()),
            )
            for line in lines
        ],
    )


@dataclass(frozen=True, slots=True)
class SoldLineFacts:
    """A line as checks compare it: base units, and those of each batch that it took."""

    quantity: int
    total: int
    taxes: Sequence[Mapping[str, Any]]
    batches: Mapping[UUID, int]


def sold_for_checks(line_ids: Collection[UUID]) -> dict[UUID, SoldLineFacts]:
    """The lines by id; unknown ids are missing."""
    lines = list(SaleLine.objects.filter(id__in=line_ids))
    taken = taken_of_documents({line.sale_id for line in lines})
    found = {}
    for line in lines:
        units: dict[UUID, int] = defaultdict(int)
        for one in taken.get(line.id, ()):
            units[one.batch_id] += one.quantity
        found[line.id] = SoldLineFacts(line.quantity, line.total, line.taxes, dict(units))
    return found


def exchange_payment(sale_id: UUID) -> tuple[int, str] | None:
    """What a sale was paid of by goods that came back, and their credit note; None for no sale."""
    if not is_sale(sale_id):
        return None
    rows = Payment.objects.filter(sale_id=sale_id, method=Payment.Method.EXCHANGE).order_by("id")
    told = rows.values_list("tendered", "reference")
    return (sum(amount for amount, _note in told), next((note for _amount, note in told), ""))


def exchanges_told(branch_id: UUID, since: date) -> list[tuple[UUID, UUID, str, str]]:
    """Sale, terminal, number and credit note of each counter's exchange since a day."""
    rows = Payment.objects.filter(
        sale__branch_id=branch_id,
        sale__business_on__gte=since,
        method=Payment.Method.EXCHANGE,
    ).exclude(reference="")
    columns = ("sale_id", "sale__terminal_id", "sale__number", "reference")
    return list(rows.order_by("sale_id").values_list(*columns))


def is_sale(sale_id: UUID) -> bool:
    """Whether there is such a sale; for who judges an approval."""
    return bool(Sale.objects.filter(id=sale_id).exists())


def sale_numbers(sale_ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of these sales, for who may see what names them."""
    return dict(Sale.objects.filter(id__in=set(sale_ids)).values_list("id", "number"))


@dataclass(frozen=True, slots=True)
class AnsweredDocument:
    """What a credit note says of the sale that it answers."""

    branch_id: UUID
    number: str
    business_on: date
    place_of_supply: str
    total: int


def answered_document(sale_id: UUID) -> AnsweredDocument | None:
    """For who may see what answers it; None where there is no such sale."""
    return answered_documents([sale_id]).get(sale_id)


def answered_documents(sale_ids: Collection[UUID]) -> dict[UUID, AnsweredDocument]:
    """The same of many, by id; unknown ones are missing."""
    columns = ("id", "branch_id", "number", "business_on", "place_of_supply", "total")
    rows = Sale.objects.filter(Among("id", sale_ids)).order_by().values_list(*columns)
    return {key: AnsweredDocument(*told) for key, *told in rows}


@dataclass(frozen=True, slots=True)
class SoldAt:
    """What ``units`` base units of a line cost and bore of tax; minor units."""

    total: int
    units: int
    tax: int
    taxes: Sequence[Mapping[str, Any]]


def lowest_price(product_ids: Collection[UUID], since: date) -> SoldAt | None:
    """The line that cost the least a base unit since that day, at any branch; None where none was.

    For who takes goods back without their receipt. Lines that cost nothing count.
    """
    rows = SaleLine.objects.filter(product_id__in=set(product_ids), sale__business_on__gte=since)
    prices = set(rows.order_by().values_list("total", "quantity").distinct())
    if not prices:
        return None
    total, units = min(prices, key=lambda one: (Fraction(*one), one))
    line = rows.filter(total=total, quantity=units).order_by("id").first()
    return None if line is None else SoldAt(total, units, line.tax, line.taxes)


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """A line as a tax return asks: base units, what is taxed, and the taxes."""

    product_id: UUID
    quantity: int
    taxable: int
    taxes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class TaxedDocument:
    """A sale, or what answers one (``sale_id``), as a tax return asks."""

    sale_id: UUID | None
    branch_id: UUID
    number: str
    series: str
    sequence: int
    on: date
    place_of_supply: str
    total: int
    lines: Sequence[TaxedLine]


def sold_between(branch_ids: Collection[UUID], first: date, last: date) -> list[TaxedDocument]:
    """The sales of these branches on these days, by number; for who may see their books."""
    sales = Sale.objects.filter(
        branch_id__in=list(branch_ids), business_on__gte=first, business_on__lte=last
    )
    lines: dict[UUID, list[TaxedLine]] = defaultdict(list)
    rows = SaleLine.objects.filter(sale__in=sales.order_by().values("id")).order_by("position")
    columns = ("sale_id", "product_id", "quantity", "taxable", "taxes")
    for sale_id, *line in rows.values_list(*columns).iterator(chunk_size=2_000):
        lines[sale_id].append(TaxedLine(*line))
    return [
        TaxedDocument(
            sale_id=sale.id,
            branch_id=sale.branch_id,
            number=sale.number,
            series=str(sale.series_id),
            sequence=sale.sequence,
            on=sale.business_on,
            place_of_supply=sale.place_of_supply,
            total=sale.total,
            lines=lines[sale.id],
        )
        for sale in sales.order_by("series_id", "sequence")
    ]
