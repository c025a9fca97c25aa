"""What the demo's counters push after an hour without a network: sales that disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.core.money import divide_half_up
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.pricing.rules.payments import PaymentMethod, Tender, cash_part
from theriac.domains.pricing.rules.sale import PricedSale, price_sale
from theriac.domains.sales.checkout.basket import BasketLine, lines_of
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.past_sales import BookedNumber
from theriac.domains.sales.pushes.lines import PushedAllocation, PushedLine, PushedTax
from theriac.domains.sales.pushes.sale import PushedGround, PushedPayment, PushedSale
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.surfaces.operations.demo.pharmacy import Founded
from theriac.surfaces.operations.demo.plan.mistakes import Mistake
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.stock import Stocked

Numbers = dict[UUID, int]
"""The last sequence that was taken of each series."""


def push_mistake(
    mistake: Mistake,
    founded: Founded,
    product: ProductPlan,
    stocked: Stocked,
    numbers: Numbers,
    end: datetime,
) -> UUID:
    """Push a sale that disagrees, as its counter would when the network came back at ``end``.

    It takes the next of ``numbers``. Returns the sale's id.
    """
    terminal_id = founded.terminals[mistake.branch, mistake.terminal]
    point = get_selling_point(terminal_id)
    if point is None:
        raise LookupError(f"no terminal {mistake.terminal} in {mistake.branch}")
    sent_at = end - mistake.clock_behind
    moment = sent_at - mistake.before_end
    today = moment.astimezone(ZoneInfo(point.time_zone)).date()
    place = SaleContext(point, profile_for(point.country), moment, today)
    basket = _basket(mistake, product, stocked, place)
    with clock.at(end):
        person_id = founded.people[mistake.person].id
        grounds = _grounds(mistake, founded)
        pushed = _pushed(place, _number(place, numbers), person_id, basket, grounds, sent_at)
        record_sale(actor=terminal_actor(point), point=point, pushed=pushed)
    return pushed.id


def _number(place: SaleContext, numbers: Numbers) -> BookedNumber:
    prefix = place.profile.series_prefix(
        place.point.branch_code, place.point.terminal_code, place.today
    )
    series_id = open_series(
        actor=SYSTEM,
        terminal_id=place.point.terminal_id,
        kind=SALE_SERIES,
        prefix=prefix,
        period=place.profile.fiscal_year(place.today).label,
    )
    numbers[series_id] = numbers.get(series_id, 0) + 1
    number = place.profile.format_number(prefix, numbers[series_id])
    return BookedNumber(series_id, numbers[series_id], number)


def terminal_actor(point: SellingPoint) -> Actor:
    """The terminal itself, as what it pushes comes by."""
    return Actor(
        kind=ActorKind.TERMINAL,
        id=point.terminal_id,
        name=point.terminal_code,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
    )


def _basket(
    mistake: Mistake, product: ProductPlan, stocked: Stocked, place: SaleContext
) -> list[BasketLine]:
    """The one line of the sale: its batch as the device believed it, its price as it had it."""
    fact = sale_facts([stocked.product_id])[stocked.product_id]
    pack_id = stocked.packs[product.shelf_factor]
    batch = _batch(mistake, stocked.product_id, place)
    there = batch.quantity // product.shelf_factor if mistake.beyond_stock else 0
    packs = there + mistake.packs
    item = SaleItem(product_id=stocked.product_id, pack_id=pack_id, packs=packs)
    quantity = packs * product.shelf_factor
    return [
        _at_price(line, mistake.price_percent)
        for line in lines_of(item, fact, pack_id, [(batch, quantity)], place)
    ]


def _batch(mistake: Mistake, product_id: UUID, place: SaleContext) -> ShelfBatch:
    for batch in shelf_batches(place.point.branch_id, [product_id])[product_id]:
        if (batch.number, batch.expires_on) == (mistake.batch.number, mistake.batch.expires_on):
            return batch
    raise LookupError(f"batch {mistake.batch.number} isn't on the shelf")


def _at_price(line: BasketLine, percent: int) -> BasketLine:
    if percent == 100:
        return line
    listed = line.price.amount
    price = replace(line.price, amount=min(listed - 1, divide_half_up(listed * percent, 100)))
    return replace(line, price=price, to_price=replace(line.to_price, price=price))


def _pushed(
    place: SaleContext,
    number: BookedNumber,
    person_id: UUID,
    basket: list[BasketLine],
    grounds: list[PushedGround],
    sent_at: datetime,
) -> PushedSale:
    cash = cash_part([Tender(PaymentMethod.CASH, 0)], place.point.cash_rounding)
    priced = price_sale([line.to_price for line in basket], place.profile, place.tax, cash)
    sale_id = new_id()
    content = {"id": str(sale_id), "number": number.number, "total": priced.total}
    return PushedSale(
        id=sale_id,
        number=number.number,
        series_id=number.series_id,
        sequence=number.sequence,
        occurred_at=place.moment,
        sent_at=sent_at,
        business_on=place.today,
        person_id=person_id,
        currency=place.point.currency,
        gross=priced.gross,
        discount=priced.discount,
        tax=priced.tax,
        rounding=priced.rounding,
        total=priced.total,
        lines=tuple(_lines(basket, priced, grounds[0].id if grounds else None)),
        grounds=tuple(grounds),
        payments=(PushedPayment(id=new_id(), method="cash", tendered=priced.total, change=0),),
        content=content,
        content_hash=fingerprint(content),
    )


def _grounds(mistake: Mistake, founded: Founded) -> list[PushedGround]:
    ground = mistake.ground
    if ground is None:
        return []
    return [
        PushedGround(
            id=new_id(),
            kind="prescription",
            permitted_by=founded.people[ground.permitted_by].id,
            prescriber=ground.prescriber,
            number=ground.number,
            written_on=ground.written_on,
        )
    ]


def _lines(
    basket: list[BasketLine], priced: PricedSale, ground_id: UUID | None
) -> list[PushedLine]:
    return [
        PushedLine(
            id=new_id(),
            position=position,
            product_id=line.product.id,
            pack_id=line.pack_id,
            packs=line.packs,
            quantity=line.quantity,
            price_amount=line.price.amount,
            price_units=line.price.units,
            gross=amounts.gross,
            discount=amounts.discount,
            taxable=amounts.taxable,
            tax=amounts.tax,
            total=amounts.total,
            taxes=tuple(
                PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in amounts.taxes
            ),
            allocations=tuple(
                PushedAllocation(batch_id=batch.batch_id, quantity=quantity)
                for batch, quantity in line.shares
            ),
            ground_id=ground_id,
        )
        for position, (line, amounts) in enumerate(zip(basket, priced.lines, strict=True), start=1)
    ]
