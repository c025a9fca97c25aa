"""Batches with what this branch's shelf has of them, as the feed sends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.stock.queries.reservations import promised_units
from theriac.domains.stock.queries.shelves import ShelfRow, shelf_rows
from theriac.surfaces.counter.wire.feed import BatchOut, BatchPriceOut, MrpOut

RELEASED = "released"


def batches_out(
    actor: Actor, branch_id: UUID, product_ids: Sequence[UUID], named: Iterable[UUID] = ()
) -> list[BatchOut]:
    """What is on the shelf of these products, and the ``named`` batches even where none is left.

    With what of it is promised to people and orders; another counter's quota is told by the check.
    """
    wanted = set(named)
    found: dict[UUID, BatchOut] = {}
    for row in shelf_rows(actor=actor, branch_id=branch_id, product_ids=product_ids):
        if not row.quantity and row.batch_id not in wanted:
            continue
        known = found.get(row.batch_id)
        if known is None:
            known = found[row.batch_id] = _batch(row)
        known.quantity += row.quantity
    promised = promised_units(branch_id, product_ids) if found else {}
    for batch_id, units in promised.items():
        if batch_id in found:
            found[batch_id].reserved = units
    return list(found.values())


def _batch(row: ShelfRow) -> BatchOut:
    mrp = None
    if row.mrp_amount is not None and row.mrp_units is not None:
        mrp = MrpOut(amount=row.mrp_amount, units=row.mrp_units)
    own = None
    if row.own_price_amount is not None:
        own = BatchPriceOut(amount=row.own_price_amount, units=row.own_price_units)
    return BatchOut(
        id=row.batch_id,
        product_id=row.product_id,
        number=row.number,
        expiry=row.expires_on,
        received=row.received_on,
        status="available" if row.state == RELEASED else "held",
        shelf=row.shelf,
        mrp=mrp,
        own_price=own,
        quantity=0,
    )
