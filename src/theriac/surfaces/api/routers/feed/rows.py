"""Products and batches as the feed tells them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.catalog.queries.prices.dated import (
    dated_ceilings,
    dated_prices,
    prices_to_keep,
)
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.stock.queries.shelves import ShelfRow, shelf_rows
from theriac.surfaces.api.answers import told
from theriac.surfaces.api.schemas.feed import (
    FeedBatch,
    FeedCeiling,
    FeedPack,
    FeedPrice,
    FeedProduct,
)
from theriac.surfaces.api.schemas.types import Money


def feed_products(
    actor: Actor, branch_id: UUID, product_ids: Sequence[UUID], currency: str
) -> list[FeedProduct]:
    """The products in the order of their ids; unknown ids are left out."""
    details = product_details(actor=actor, product_ids=product_ids)
    ceilings = dated_ceilings(actor=actor, product_ids=product_ids)
    dated = dated_prices(actor=actor, product_ids=product_ids, at_branch=branch_id)
    now = clock.now()
    return [
        told(
            FeedProduct,
            detail,
            packs=[told(FeedPack, pack, barcodes=list(pack.barcodes)) for pack in detail.packs],
            prices=[
                FeedPrice(
                    pack_id=pack.id,
                    branch_id=row.branch_id,
                    price=Money(amount=row.amount, currency=currency),
                    valid_from=row.valid_from,
                )
                for pack in detail.packs
                for row in prices_to_keep(dated.get(pack.id, ()), now)
            ],
            ceilings=[
                FeedCeiling(
                    price=Money(amount=row.amount, currency=currency),
                    units=row.units,
                    valid_from=row.valid_from,
                )
                for row in ceilings.get(detail.id, ())
            ],
        )
        for detail in details
    ]


def feed_batches(
    actor: Actor,
    branch_id: UUID,
    product_ids: Sequence[UUID],
    currency: str,
    named: Collection[UUID] = (),
) -> list[FeedBatch]:
    """What is on the shelves of these products, and the ``named`` batches even where none is."""
    quantities: dict[UUID, int] = {}
    rows: dict[UUID, ShelfRow] = {}
    for row in shelf_rows(actor=actor, branch_id=branch_id, product_ids=product_ids):
        rows[row.batch_id] = row
        quantities[row.batch_id] = quantities.get(row.batch_id, 0) + row.quantity
    return [
        told(
            FeedBatch,
            row,
            id=batch_id,
            mrp=None if row.mrp_amount is None else Money(amount=row.mrp_amount, currency=currency),
            mrp_units=None if row.mrp_amount is None else row.mrp_units,
            quantity=quantities[batch_id],
        )
        for batch_id, row in rows.items()
        if quantities[batch_id] or batch_id in named
    ]
