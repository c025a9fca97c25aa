"""Bringing in sales of the past, many in one transaction: a former system's year, or the demo's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_rows
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.sales.checkout.basket import BasketLine, Shelf, basket_of
from theriac.domains.sales.checkout.books import enter_sale
from theriac.domains.sales.checkout.grounds import ground_rows, refuse_ungrounded
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.rows import line_row, payment_rows
from theriac.domains.sales.models import Payment, Sale, SaleGround, SaleLine
from theriac.domains.sales.past_sales import (
    BookedNumber,
    PastRows,
    PastSale,
    Points,
    amounts_of,
    permitting,
)
from theriac.domains.stock.commands.past_stock import PastTake, take_for_past_sales
from theriac.domains.stock.commands.take import LineTake, SaleDocument, lock_shelf, still_there
from theriac.domains.stock.queries.sellable import shelf_batches


@command(
    name="sales.record_past_sales", done=_("Imported past sales"), permission=MANAGE_ORGANISATION
)
def record_past_sales(
    *, actor: Actor, branch_id: BranchId, sales: Sequence[PastSale]
) -> list[BookedNumber]:
    """Book past sales in the order given, by every rule of their moment; returns their numbers.

    Each takes the next number of its terminal's series. All or none; nothing is announced.
    Raises what ``complete_sale`` raises, for the first sale that the rules refuse.
    """
    current_unit().is_history = True
    products = sale_facts({item.product_id for sale in sales for item in sale.draft.items})
    batches = shelf_batches(branch_id, products)
    rows = PastRows()
    _add_all(rows, actor, branch_id, sales, products, Shelf(batches))
    shares = [(take.batch, take.quantity) for past in rows.takes for take in past.takes]
    locked = lock_shelf(branch_id, [batch for batch, _quantity in shares])
    if not still_there(locked, shares):
        raise Contended("stock changed while past sales were allocated")
    _write(rows)
    return [BookedNumber(sale.series_id, sale.sequence, sale.number) for sale in rows.sales]


def _add_all(
    rows: PastRows,
    actor: Actor,
    branch_id: BranchId,
    sales: Sequence[PastSale],
    products: Mapping[UUID, ProductFact],
    shelf: Shelf,
) -> None:
    points, numbers = Points(branch_id), _Numbers(actor)
    people = actors_of(
        {key for sale in sales for key in (sale.person_id, sale.permitted_by) if key}
    )
    for sale in sales:
        place = points.place(sale)
        basket = basket_of(sale.draft, products, shelf, place)
        decider = permitting(sale, people)
        refuse_ungrounded(decider, place, sale.draft, basket)
        _add(
            rows,
            sale,
            place,
            basket,
            numbers.next(place),
            ground_rows(sale.id, decider, place, sale.draft, basket, place.moment),
        )


class _Numbers:
    """The next numbers of the terminals' series, each series looked up once."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._series: dict[tuple[UUID, str], UUID] = {}
        self._last: dict[UUID, int] = {}

    def next(self, place: SaleContext) -> BookedNumber:
        prefix = place.profile.series_prefix(
            place.point.branch_code, place.point.terminal_code, place.today
        )
        key = (place.point.terminal_id, prefix)
        if key not in self._series:
            self._open(key, place)
        series_id = self._series[key]
        self._last[series_id] += 1
        sequence = self._last[series_id]
        return BookedNumber(series_id, sequence, place.profile.format_number(prefix, sequence))

    def _open(self, key: tuple[UUID, str], place: SaleContext) -> None:
        with clock.at(place.moment):
            series_id = open_series(
                actor=self._actor,
                terminal_id=place.point.terminal_id,
                kind=SALE_SERIES,
                prefix=key[1],
                period=place.profile.fiscal_year(place.today).label,
            )
        last = Sale.objects.filter(series_id=series_id).aggregate(last=Max("sequence"))["last"]
        self._series[key] = series_id
        self._last[series_id] = last or 0


def _add(
    rows: PastRows,
    past: PastSale,
    place: SaleContext,
    basket: Sequence[BasketLine],
    number: BookedNumber,
    grounds: Sequence[SaleGround],
) -> None:
    """The rows of one sale, its audit record among the unit's."""
    priced, payments = amounts_of(past, basket, place)
    sale = Sale(
        id=past.id,
        branch_id=place.point.branch_id,
        terminal_id=place.point.terminal_id,
        series_id=number.series_id,
        sequence=number.sequence,
        number=number.number,
        source=Sale.Source.COUNTER,
        person_id=past.person_id,
        occurred_at=place.moment,
        recorded_at=place.moment,
        business_on=place.today,
        currency=place.point.currency,
        gross=priced.gross,
        discount=priced.discount,
        tax=priced.tax,
        rounding=priced.rounding,
        total=priced.total,
        place_of_supply=past.draft.place_of_supply,
        till_session_id=past.draft.till_session_id,
        content_hash="",
    )
    lines = [
        line_row(sale.id, position, line, amounts, _ground_id(line, grounds))
        for position, (line, amounts) in enumerate(zip(basket, priced.lines, strict=True), start=1)
    ]
    rows.sales.append(sale)
    rows.grounds += grounds
    rows.lines += lines
    paid = payment_rows(sale.id, payments, [past.draft.tenders[0].reference])
    rows.payments += paid
    enter_sale(sale, paid)
    document = SaleDocument(
        sale.id, place.point.branch_id, sale.number, sale.occurred_at, sale.business_on
    )
    rows.takes.append(PastTake(document, past.person_id, _takes(basket, lines)))
    with clock.at(place.moment):
        facts = {"number": sale.number, "total": sale.total}
        current_unit().record("sales.sale", sale.id, reason="past sale", facts=facts)


def _ground_id(line: BasketLine, grounds: Sequence[SaleGround]) -> UUID | None:
    return None if line.item.ground is None else grounds[line.item.ground].id


def _takes(basket: Sequence[BasketLine], lines: Sequence[SaleLine]) -> list[LineTake]:
    return [
        LineTake(row.id, batch, quantity)
        for line, row in zip(basket, lines, strict=True)
        for batch, quantity in line.shares
    ]


def _write(rows: PastRows) -> None:
    insert_rows(Sale, rows.sales)
    insert_rows(SaleGround, rows.grounds)
    insert_rows(SaleLine, rows.lines)
    insert_rows(Payment, rows.payments)
    take_for_past_sales(rows.takes)
