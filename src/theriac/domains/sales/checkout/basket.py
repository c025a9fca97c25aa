"""From items to priced lines: allocation, splitting by MRP, gates, amounts. Reads, never writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.money import Money
from theriac.countries.base import CountryProfile
from theriac.countries.taxes import ConfiguredRate, TaxContext
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.pricing.problems import NoPrice, PriceAboveCeiling
from theriac.domains.pricing.rules.ceilings import (
    Ceiling,
    CeilingBreach,
    CeilingKind,
    CeilingRow,
    batch_price,
    het_in_force,
)
from theriac.domains.pricing.rules.lines import BatchUnits, split_line
from theriac.domains.pricing.rules.prices import (
    PackLevel,
    PriceRow,
    UnitPrice,
    resolve_price,
)
from theriac.domains.pricing.rules.sale import LineToPrice
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.problems import ProductUnknown, QuantityUnfit
from theriac.domains.stock.problems import BatchNotSellable, InsufficientStock
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.rules.allocation import Rotation, allocate, order_candidates


@dataclass(frozen=True, slots=True)
class SaleContext:
    """Where and when the sale happens."""

    point: SellingPoint
    profile: CountryProfile
    moment: datetime
    today: date

    @property
    def tax(self) -> TaxContext:
        """What decides the tax of all lines."""
        return self.tax_at("")

    def tax_at(self, place_of_supply: str) -> TaxContext:
        """The same for a buyer elsewhere."""
        rates: tuple[ConfiguredRate, ...] = ()
        if self.profile.code == "generic" and self.point.tax_rate_bp:
            rates = tuple(
                ConfiguredRate(tax_class.code, "TAX", self.point.tax_rate_bp, date.min)
                for tax_class in self.profile.tax_classes[:1]
            )
        inclusive = self.profile.prices_include_tax
        if self.profile.code == "generic":
            inclusive = self.point.tax_inclusive
        return TaxContext(
            on=self.today,
            registered=self.point.tax_registered,
            inclusive=inclusive,
            supplier_state=self.point.tax_state,
            place_of_supply=place_of_supply,
            rates=rates,
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


def quantity_of(item: SaleItem, product: ProductFact, position: int) -> tuple[UUID, int]:
    """The pack that is sold and the base units asked for. Raises ProductUnknown, QuantityUnfit."""
    pack_id = item.pack_id
    if pack_id is None:
        pack_id = next(pack.id for pack in product.packs.values() if pack.factor == 1)
    pack = product.packs.get(pack_id)
    if pack is None:
        raise ProductUnknown(
            _("%(product)s has no such pack.") % {"product": product.name},
            field=f"lines.{position - 1}.pack_id",
        )
    quantity = item.quantity if item.packs is None else item.packs * pack.factor
    if quantity is None or quantity < 1:
        raise QuantityUnfit(_("A quantity is 1 or more."), field=f"lines.{position - 1}.quantity")
    return pack_id, quantity


class Shelf:
    """The shelf's batches while a basket takes from them line by line."""

    def __init__(self, batches: Mapping[UUID, Sequence[ShelfBatch]]) -> None:
        self._by_product = {key: list(value) for key, value in batches.items()}
        self._taken: dict[UUID, int] = {}

    def take(
        self, item: SaleItem, product: ProductFact, quantity: int, today: date, position: int
    ) -> tuple[tuple[ShelfBatch, int], ...]:
        """The batches for one item, all or nothing.

        Raises InsufficientStock, or BatchNotSellable for a named batch that can't be sold.
        """
        batches = {batch.batch_id: batch for batch in self._by_product.get(product.id, [])}
        if item.batch_id is not None:
            batches = {key: b for key, b in batches.items() if key == item.batch_id}
        left = [self._left(batch) for batch in batches.values()]
        ordered = order_candidates(
            [batch.candidate for batch in left],
            today=today,
            largest_pack=product.largest_pack,
            rotation=Rotation(product.rotation),
        )
        if item.batch_id is not None and batches and not ordered:
            raise BatchNotSellable(
                _("%(product)s, batch %(batch)s: expired or held. Take another.")
                % {"product": product.name, "batch": batches[item.batch_id].number},
                field=f"lines.{position - 1}.batch_id",
            )
        allocation = allocate(ordered, quantity)
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
            batch = batches[UUID(str(take.id))]
            self._taken[batch.balance_id] = self._taken.get(batch.balance_id, 0) + take.quantity
            shares.append((batch, take.quantity))
        return tuple(shares)

    def _left(self, batch: ShelfBatch) -> ShelfBatch:
        taken = self._taken.get(batch.balance_id, 0)
        if not taken:
            return batch
        return replace(batch, quantity=batch.quantity - taken)


def lines_of(
    item: SaleItem,
    product: ProductFact,
    pack_id: UUID,
    shares: Sequence[tuple[ShelfBatch, int]],
    place: SaleContext,
) -> list[BasketLine]:
    """The item's lines, one for each MRP among its batches. Raises NoPrice.

    A part that is counted in a smaller pack than was asked for keeps that pack's price, by exact
    ratio: a split never makes the customer pay more.
    """
    levels = [PackLevel(p.id, p.factor, p.sellable) for p in product.packs.values()]
    batches = {batch.batch_id: batch for batch, _quantity in shares}
    parts = split_line(
        [
            BatchUnits(batch.batch_id, quantity, mrp_of(batch.mrp_amount, batch.mrp_units))
            for batch, quantity in shares
        ],
        levels,
        pack_id,
    )
    lines: list[BasketLine] = []
    for part in parts:
        part_pack = UUID(str(part.pack.id))
        price = price_of(product, pack_id, part.mrp, place, units=part.pack.factor)
        if price is None:
            raise NoPrice.of(product.name, product_id=product.id)
        ceilings = ceilings_of(product, part.mrp, place.moment)
        lines.append(
            BasketLine(
                item=item,
                product=product,
                pack_id=part_pack,
                packs=part.packs,
                quantity=part.quantity,
                price=price,
                shares=tuple(
                    (batches[UUID(str(share.batch_id))], share.quantity) for share in part.shares
                ),
                to_price=LineToPrice(
                    price=price,
                    quantity=part.quantity,
                    tax_class=product.tax_class,
                    discount=item.discount if not lines else 0,
                    ceilings=ceilings,
                ),
            )
        )
    return lines


def mrp_of(amount: int | None, units: int) -> Ceiling | None:
    """A batch's printed MRP as a ceiling."""
    return None if amount is None else Ceiling(CeilingKind.MRP, amount, units)


def ceilings_of(product: ProductFact, mrp: Ceiling | None, moment: datetime) -> tuple[Ceiling, ...]:
    """The ceilings on a line: the batch's MRP and the product's HET in force."""
    rows = [CeilingRow(row.amount, row.units, row.valid_from) for row in product.ceilings]
    het = het_in_force(rows, moment)
    return tuple(ceiling for ceiling in (mrp, het) if ceiling is not None)


def price_of(
    product: ProductFact,
    pack_id: UUID,
    mrp: Ceiling | None,
    place: SaleContext,
    *,
    units: int | None = None,
) -> UnitPrice | None:
    """The price of a pack here and now, of goods with this MRP; None when there is none.

    ``units`` is the size in which the goods are counted, where it isn't the pack's own.
    """
    levels = [PackLevel(p.id, p.factor, p.sellable) for p in product.packs.values()]
    rows = [
        PriceRow(pack.id, row.branch_id, row.amount, row.valid_from)
        for pack in product.packs.values()
        for row in pack.prices
    ]
    listed = resolve_price(
        levels, rows, pack_id, branch_id=place.point.branch_id, moment=place.moment
    )
    return batch_price(
        listed,
        mrp,
        sells_at_mrp=place.profile.sells_at_mrp,
        pack_units=units or product.packs[pack_id].factor,
    )


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
