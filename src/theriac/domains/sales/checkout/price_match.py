"""Whether the price that a line shows is one that the books give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.pricing.rules.lines import BatchUnits
from theriac.domains.pricing.rules.prices import UnitPrice
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prices import price_of


def in_parts(products: Iterable[UUID]) -> set[UUID]:
    """The products that stand on several lines, as one does whose line was split by MRP."""
    return {product_id for product_id, lines in Counter(products).items() if lines > 1}


def agreed_price(
    shown: tuple[int, int],
    prices: Iterable[UnitPrice],
) -> UnitPrice | None:
    """The first of ``prices`` that is what was shown, an amount for so many base units."""
    amount, units = shown
    return next((one for one in prices if one.amount * units == amount * one.units), None)


def prices_of(
    product: ProductFact,
    pack_id: UUID,
    goods: BatchUnits | None,
    place: SaleContext,
    *,
    is_part: bool,
) -> list[UnitPrice]:
    """The pack's price; for a part of a split line also each larger pack's, by exact ratio.

    The part is counted in this pack, and costs what the pack that was asked for does.
    """
    factor = product.packs[pack_id].factor
    packs = [pack_id]
    if is_part:
        larger = [pack for pack in product.packs.values() if pack.factor > factor and pack.sellable]
        packs += [pack.id for pack in sorted(larger, key=lambda pack: pack.factor)]
    found = (price_of(product, one, goods, place, units=factor) for one in packs)
    return [price for price in found if price is not None]
