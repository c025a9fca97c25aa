"""How suppliers did in a period, each figure with what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.forecasting.rules.lead_times import (
    OrderArrival,
    days_of_orders,
    lead_spread,
)
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchase_orders.queries.arrivals import arrivals_by_supplier, order_outcomes
from theriac.domains.purchase_orders.rules.outcomes import OrderOutcome
from theriac.domains.purchasing.delivery import short_days
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.rules.scorecard import (
    CountedShare,
    GoodsCame,
    ProductDrift,
    SupplierScore,
    fill_of,
    index_of,
    prices_of,
    short_of,
)
from theriac.domains.suppliers.queries import names_of_suppliers

FAULTY = ("damaged", "wrong", "recalled", "expired")
GONE = ("sent", "settled")


@dataclass(frozen=True, slots=True)
class ScoredOrder:
    """An order with the days that its goods took; None where nothing came."""

    outcome: OrderOutcome
    days: Fraction | None


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """A supplier's score with the orders and products that it rests on."""

    score: SupplierScore
    orders: Sequence[ScoredOrder]
    products: Sequence[ProductDrift]


@dataclass(frozen=True, slots=True)
class ScoredSupplier:
    """A supplier's score with its name."""

    name: str
    score: SupplierScore


@dataclass(frozen=True, slots=True)
class _Happened:
    """What was read of a period, by supplier."""

    arrivals: Mapping[UUID, Sequence[OrderArrival]]
    orders: Mapping[UUID, Sequence[OrderOutcome]]
    goods: Mapping[UUID, Sequence[GoodsCame]]
    returned: Mapping[UUID, int]
    deliveries: Mapping[UUID, tuple[int, int, int]]
    short_days: int

    def score(self, supplier_id: UUID) -> SupplierScore:
        goods = self.goods.get(supplier_id, ())
        orders = self.orders.get(supplier_id, ())
        by_line, by_unit = fill_of(orders)
        moved, compared = index_of(prices_of(goods, self.short_days))
        short = short_of(goods, self.short_days)
        deliveries, invoiced, different = self.deliveries.get(supplier_id, (0, 0, 0))
        days = days_of_orders(self.arrivals.get(supplier_id, ()))
        return SupplierScore(
            supplier_id=supplier_id,
            lead=lead_spread([*days.values()]),
            orders=len(orders),
            fill_lines=by_line,
            fill_units=by_unit,
            deliveries=deliveries,
            short=short,
            returned=CountedShare(self.returned.get(supplier_id, 0), short.whole),
            different=CountedShare(different, invoiced),
            moved_bp=moved,
            compared=compared,
        )


@query(permission=VIEW_RECEIPTS)
def supplier_scores(
    *, actor: Actor, branch_id: UUID | None = None, first_on: date, last_on: date
) -> list[ScoredSupplier]:
    """Every supplier of whom something was ordered or came in these days, by name.

    Seven statements. Orders count where the actor may see them too.
    """
    happened = _happened(actor, branch_id, first_on, last_on)
    ids = set(happened.orders) | set(happened.goods) | set(happened.arrivals)
    names = names_of_suppliers(ids)
    found = [ScoredSupplier(names.get(one, ""), happened.score(one)) for one in ids]
    return sorted(found, key=lambda one: (one.name.casefold(), one.score.supplier_id))


@query(permission=VIEW_RECEIPTS)
def supplier_record(
    *,
    actor: Actor,
    supplier_id: UUID,
    branch_id: UUID | None = None,
    first_on: date,
    last_on: date,
) -> SupplierRecord:
    """One supplier's score, its orders the newest first, and the products that came of it."""
    happened = _happened(actor, branch_id, first_on, last_on, supplier_id)
    took = days_of_orders(happened.arrivals.get(supplier_id, ()))
    orders = [
        ScoredOrder(one, took.get(one.order_id)) for one in happened.orders.get(supplier_id, ())
    ]
    products = prices_of(happened.goods.get(supplier_id, ()), happened.short_days)
    return SupplierRecord(happened.score(supplier_id), orders[::-1], products)


def _happened(
    actor: Actor,
    branch_id: UUID | None,
    first: date,
    last: date,
    supplier_id: UUID | None = None,
) -> _Happened:
    of = {} if supplier_id is None else {"supplier_id": supplier_id}
    where = {**branches_seen(actor, VIEW_RECEIPTS, branch_id), **of}
    arrivals: Mapping[UUID, Sequence[OrderArrival]] = {}
    orders: dict[UUID, list[OrderOutcome]] = defaultdict(list)
    if branch_id is None or actor.may(VIEW_ORDERS, branch_id):
        ordered = {**branches_seen(actor, VIEW_ORDERS, branch_id), **of}
        arrivals = arrivals_by_supplier(ordered, first, last)
        for one in order_outcomes(ordered, first, last):
            orders[one.supplier_id].append(one)
    return _Happened(
        arrivals=arrivals,
        orders=orders,
        goods=_goods(where, first, last),
        returned=_returned(where, first, last),
        deliveries=_deliveries(where, first, last),
        short_days=short_days(),
    )


def _goods(where: Mapping[str, Any], first: date, last: date) -> dict[UUID, list[GoodsCame]]:
    """The lines of posted receipts by supplier, in the order in which they came."""
    rows = GoodsReceiptLine.objects.filter(
        receipt__state=GoodsReceipt.State.POSTED,
        receipt__received_on__gte=first,
        receipt__received_on__lte=last,
        **{f"receipt__{name}": value for name, value in where.items()},
    ).order_by("receipt__received_on", "receipt_id", "position")
    found: dict[UUID, list[GoodsCame]] = defaultdict(list)
    columns = ("receipt__supplier_id", "product_id", "receipt_id", "receipt__number")
    facts = ("receipt__received_on", "expires_on", "quantity", "cost")
    for (
        supplier_id,
        product_id,
        receipt_id,
        number,
        received_on,
        expires_on,
        units,
        cost,
    ) in rows.values_list(*columns, *facts).iterator():
        if supplier_id is not None:
            found[supplier_id].append(
                GoodsCame(
                    supplier_id=supplier_id,
                    product_id=product_id,
                    receipt_id=receipt_id,
                    number=number,
                    received_on=received_on,
                    expires_on=expires_on,
                    units=units,
                    cost=cost or 0,
                )
            )
    return found


def _returned(where: Mapping[str, Any], first: date, last: date) -> dict[UUID, int]:
    """Base units that were sent back for a fault in these days, by supplier."""
    rows = SupplierReturnLine.objects.filter(
        supplier_return__state__in=GONE,
        why__in=FAULTY,
        supplier_return__postings__posting_kind=SupplierReturnPosting.Kind.SENT,
        supplier_return__postings__business_on__gte=first,
        supplier_return__postings__business_on__lte=last,
        **{f"supplier_return__{name}": value for name, value in where.items()},
    )
    sums = rows.order_by().values_list("supplier_return__supplier_id").annotate(sum=Sum("quantity"))
    return {supplier_id: int(units) for supplier_id, units in sums}


def _deliveries(
    where: Mapping[str, Any], first: date, last: date
) -> dict[UUID, tuple[int, int, int]]:
    """Posted receipts by supplier: all, those with an invoice, and those that differed from it."""
    rows = GoodsReceipt.objects.filter(
        state=GoodsReceipt.State.POSTED,
        received_on__gte=first,
        received_on__lte=last,
        supplier_id__isnull=False,
        **where,
    )
    counts = (
        rows.order_by()
        .values_list("supplier_id")
        .annotate(
            all_of=Count("id"),
            invoiced=Count("id", filter=~Q(invoice_number="")),
            differing=Count("id", filter=~Q(invoice_number="") & ~Q(difference_reason="")),
        )
    )
    return {key: (every, invoiced, differing) for key, every, invoiced, differing in counts}
