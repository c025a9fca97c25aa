"""What goods of a batch cost at a place and moment, and what they may cost at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind, batch_price
from theriac.domains.pricing.rules.lines import BatchUnits, LinePart
from theriac.domains.pricing.rules.prices import PackLevel, PriceRow, UnitPrice, resolve_price
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.rules.allocation import Rotation, order_candidates


def mrp_of(batch: ShelfBatch) -> Ceiling | None:
    """A batch's printed MRP as a ceiling."""
    if batch.mrp_amount is None:
        return None
    return Ceiling(CeilingKind.MRP, batch.mrp_amount, batch.mrp_units)


def own_price_of(batch: ShelfBatch) -> UnitPrice | None:
    """What this batch alone is sold for; None where it goes by the price list."""
    if batch.own_price_amount is None:
        return None
    return UnitPrice(batch.own_price_amount, batch.own_price_units)


def units_of(batch: ShelfBatch, quantity: int) -> BatchUnits:
    """So many base units of the batch, with what decides their price."""
    return BatchUnits(batch.batch_id, quantity, mrp_of(batch), own_price_of(batch))


def ceilings_of(product: ProductFact, mrp: Ceiling | None, moment: datetime) -> tuple[Ceiling, ...]:
    """The ceilings on a line: the batch's MRP and the product's HET in force."""
    return tuple(ceiling for ceiling in (mrp, _het(product, moment)) if ceiling is not None)


def _het(product: ProductFact, moment: datetime) -> Ceiling | None:
    row = product.ceiling_at(moment)
    return None if row is None else Ceiling(CeilingKind.HET, row.amount, row.units)


def price_of(
    product: ProductFact,
    pack_id: UUID,
    goods: BatchUnits | LinePart | None,
    place: SaleContext,
    *,
    units: int | None = None,
) -> UnitPrice | None:
    """The price of a pack here and now, of goods with this MRP and own price; None without any.

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
        goods.mrp if goods else None,
        own=goods.own if goods else None,
        het=_het(product, place.moment) if goods and goods.own else None,
        sells_at_mrp=place.profile.sells_at_mrp,
        pack_units=units or product.packs[pack_id].factor,
    )


def first_sold(
    product: ProductFact, batches: Sequence[ShelfBatch], place: SaleContext, quantity: int
) -> BatchUnits | None:
    """The batch that would be sold first; None where nothing is on the shelf."""
    by_id = {batch.batch_id: batch for batch in batches}
    ordered = order_candidates(
        [batch.candidate for batch in batches],
        today=place.today,
        min_days=0,
        largest_pack=product.largest_pack,
        rotation=Rotation(product.rotation),
    )
    first = next((by_id[UUID(str(one.id))] for one in ordered if one.id in by_id), None)
    return None if first is None else units_of(first, quantity)
