"""From items to priced lines: allocation, splitting by price, amounts. Reads, never writes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.money import Money, share_out
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.pricing.problems import NoPrice, PriceAboveCeiling
from theriac.domains.pricing.rules.ceilings import CeilingBreach
from theriac.domains.pricing.rules.lines import LinePart, split_line, unstocked_part
from theriac.domains.pricing.rules.prices import PackLevel, UnitPrice, line_amount
from theriac.domains.pricing.rules.sale import LineToPrice
from theriac.domains.promotions.rules.best import LinePromotion
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prices import ceilings_of, price_of, units_of
from theriac.domains.sales.problems import ExpiresTooSoon, ProductUnknown, QuantityUnfit
from theriac.domains.stock.problems import BatchNotSellable, InsufficientStock
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.rules.allocation import (
    AllocationCandidate,
    Rotation,
    allocate,
    order_candidates,
)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """One line of the sale: a product in one pack at one price, with its batches."""

    item: SaleItem
    product: ProductFact
    pack_id: UUID
    packs: int
    quantity: int
    price: UnitPrice
    shares: tuple[tuple[ShelfBatch, int], ...]
    to_price: LineToPrice
    promotion: LinePromotion | None = None
    part: int = 0
    """Its place among the lines that its item became, from 0."""


def quantity_of(item: SaleItem, product: ProductFact, position: int) -> tuple[UUID, int]:
    """The pack that is sold and the base units asked for. Raises ProductUnknown, QuantityUnfit."""
    pack_id = item.pack_id
    if pack_id is None:
        pack_id = next(pack.id for pack in product.packs.values() if pack.factor == 1)
    pack = product.packs.get(pack_id)
    if pack is None:
        raise ProductUnknown(
            _("%(product)s doesn’t have this pack.") % {"product": product.name},
            field=f"lines.{position - 1}.pack_id",
        )
    quantity = item.quantity if item.packs is None else item.packs * pack.factor
    if quantity is None or quantity < 1:
        raise QuantityUnfit(
            _("Enter a quantity of 1 or more."), field=f"lines.{position - 1}.quantity"
        )
    return pack_id, quantity


class Shelf:
    """The shelf's batches while a basket takes from them line by line."""

    def __init__(self, batches: Mapping[UUID, Sequence[ShelfBatch]]) -> None:
        self._by_product = {key: list(value) for key, value in batches.items()}
        self._taken: dict[UUID, int] = {}

    def take(
        self, item: SaleItem, product: ProductFact, quantity: int, today: date, position: int
    ) -> tuple[tuple[ShelfBatch, int], ...]:
        """The batches for one item, all or nothing; none for a service.

        Raises InsufficientStock; ExpiresTooSoon where there is enough that expires too early for
        the item; BatchNotSellable for a named batch that can't be sold.
        """
        if product.is_service:
            return _of_service(item, product, position)
        batches: dict[Hashable, ShelfBatch] = {
            batch.batch_id: batch for batch in self._by_product.get(product.id, [])
        }
        if item.batch_id is not None:
            batches = {key: b for key, b in batches.items() if key == item.batch_id}
        left = [self._left(batch).candidate for batch in batches.values()]

        def in_order(min_days: int) -> list[AllocationCandidate]:
            return order_candidates(
                left,
                today=today,
                min_days=min_days,
                largest_pack=product.largest_pack,
                rotation=Rotation(product.rotation),
            )

        ordered = in_order(item.min_days)
        if item.batch_id is not None and batches and not in_order(0):
            raise BatchNotSellable(
                _("%(product)s, batch %(batch)s is expired or on hold. Choose another batch.")
                % {"product": product.name, "batch": batches[item.batch_id].number},
                field=f"lines.{position - 1}.batch_id",
            )
        allocation = allocate(ordered, quantity)
        if allocation.short and item.min_days and not allocate(in_order(0), quantity).short:
            raise ExpiresTooSoon.of(
                product_id=product.id, product=product.name, days=item.min_days, position=position
            )
        if allocation.short:
            raise InsufficientStock(
                product_id=product.id,
                product=product.name,
                requested=quantity,
                available=quantity - allocation.short,
                position=position,
            )
        shares = []
        for take in allocation.takes:
            batch = batches[take.id]
            self._taken[batch.balance_id] = self._taken.get(batch.balance_id, 0) + take.quantity
            shares.append((batch, take.quantity))
        return tuple(shares)

    def _left(self, batch: ShelfBatch) -> ShelfBatch:
        taken = self._taken.get(batch.balance_id, 0)
        if not taken:
            return batch
        return replace(batch, quantity=batch.quantity - taken)


def _of_service(
    item: SaleItem, product: ProductFact, position: int
) -> tuple[tuple[ShelfBatch, int], ...]:
    """Nothing is taken for it. Raises BatchNotSellable where a batch was named."""
    if item.batch_id is not None:
        raise BatchNotSellable(
            _("%(product)s is a service and has no batches. Remove the batch.")
            % {"product": product.name},
            field=f"lines.{position - 1}.batch_id",
        )
    return ()


def left_of(
    shelf: Mapping[UUID, Sequence[ShelfBatch]], basket: Sequence[BasketLine]
) -> dict[UUID, int]:
    """What is left of each stocked product on the shelf after the basket."""
    services = {line.product.id for line in basket if line.product.is_service}
    left = {
        product_id: sum(batch.quantity for batch in batches)
        for product_id, batches in shelf.items()
        if product_id not in services
    }
    for line in basket:
        if not line.product.is_service:
            left[line.product.id] -= line.quantity
    return left


def lines_of(
    item: SaleItem,
    product: ProductFact,
    pack_id: UUID,
    shares: Sequence[tuple[ShelfBatch, int]],
    place: SaleContext,
) -> list[BasketLine]:
    """The item's lines, one for each MRP and own price among its batches. Raises NoPrice.

    A part that is counted in a smaller pack than was asked for keeps that pack's price, by exact
    ratio: a split never makes the customer pay more. The item's discount is shared out over its
    parts by what they cost.
    """
    levels = [PackLevel(p.id, p.factor, p.sellable) for p in product.packs.values()]
    batches: dict[Hashable, ShelfBatch] = {batch.batch_id: batch for batch, _quantity in shares}
    packs: dict[Hashable, UUID] = {pack.id: pack.id for pack in product.packs.values()}
    parts = (
        unstocked_part(quantity_of(item, product, 0)[1], levels, pack_id)
        if product.is_service
        else split_line([units_of(batch, quantity) for batch, quantity in shares], levels, pack_id)
    )
    prices = [_price(product, pack_id, part, place) for part in parts]
    grosses = [line_amount(price, part.quantity) for price, part in zip(prices, parts, strict=True)]
    off = share_out(item.discount, grosses)
    return [
        BasketLine(
            item=item,
            product=product,
            pack_id=packs[part.pack.id],
            packs=part.packs,
            quantity=part.quantity,
            price=prices[index],
            shares=tuple((batches[share.batch_id], share.quantity) for share in part.shares),
            to_price=LineToPrice(
                price=prices[index],
                quantity=part.quantity,
                tax_class=product.tax_class,
                discount=off[index],
                ceilings=ceilings_of(product, part.mrp, place.moment),
            ),
            part=index,
        )
        for index, part in enumerate(parts)
    ]


def _price(product: ProductFact, pack_id: UUID, part: LinePart, place: SaleContext) -> UnitPrice:
    price = price_of(product, pack_id, part, place, units=part.pack.factor)
    if price is None:
        raise NoPrice.of(product.name, product_id=product.id)
    return price


def refuse_breaches(
    breaches: Sequence[CeilingBreach], lines: Sequence[BasketLine], place: SaleContext
) -> None:
    """Raise PriceAboveCeiling for the first line above its MRP or HET."""
    for breach in breaches:
        line = lines[breach.position - 1]
        units = line.product.packs[line.pack_id].factor
        most = Money(breach.ceiling.most_for(units), place.point.currency)
        raise PriceAboveCeiling.of(
            breach.ceiling.kind.value,
            most,
            place.profile.code,
            position=breach.position,
            product_id=line.product.id,
        )


def basket_of(
    draft: SaleDraft, products: Mapping[UUID, ProductFact], shelf: Shelf, place: SaleContext
) -> list[BasketLine]:
    """The lines with their batches, taken from ``shelf``. Raises as Shelf.take and lines_of do."""
    basket: list[BasketLine] = []
    for position, item in enumerate(draft.items, start=1):
        product = products[item.product_id]
        pack_id, quantity = quantity_of(item, product, position)
        shares = shelf.take(item, product, quantity, place.today, position)
        basket += lines_of(item, product, pack_id, shares, place)
    return basket
