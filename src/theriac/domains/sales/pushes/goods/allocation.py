"""What the books can give of the batches that a pushed sale printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.goods.counted import bring_in_counted, named_units
from theriac.domains.sales.pushes.goods.cover import borrow, draw_on_quota
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.commands.take import LineTake, lock_shelf
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.queries.worth import LyingGoods


@dataclass(frozen=True, slots=True)
class Allocated:
    """What is taken for each line, and what is short.

    ``lying`` is what the locked balances have; None where goods were brought in after they were
    locked.
    """

    takes: Sequence[LineTake]
    short: Sequence[Disagreement]
    lying: Mapping[UUID, LyingGoods] | None


def allocate(
    branch_id: UUID,
    pushed: PushedSale,
    batches: Mapping[UUID, ShelfBatch],
    products: Mapping[UUID, ProductFact],
) -> Allocated:
    """What the books can give of the batches that were printed; the rest is short.

    Nothing is taken beyond a line's own quantity, and what names no batch is short too, unless it
    is a service.
    """
    locked = lock_shelf(branch_id, list(batches.values()))
    left = dict(locked.free)
    bring_in_counted(pushed, batches, left)
    lying = locked.lying if left == locked.free else None
    takes: list[LineTake] = []
    short: list[Disagreement] = []
    for line in pushed.lines:
        unnamed = line.quantity
        for batch_id, asked in named_units(line):
            unnamed -= asked
            batch = batches.get(batch_id)
            if batch is None or batch.product_id != line.product_id:
                short.append(_unknown(line, asked, batch_id))
                continue
            given = min(asked, left[batch.balance_id])
            left[batch.balance_id] -= given
            if given:
                takes.append(LineTake(line.id, batch, given))
            if given < asked:
                facts = {"batch_id": batch.batch_id, "batch": batch.number, "given": given}
                kind = Kind.STOCK_SHORT
                short.append(Disagreement(kind, line, asked - given, facts))
        if unnamed and not products[line.product_id].is_service:
            short.append(_unknown(line, unnamed, None))
    return Allocated(takes, short, lying)


def _unknown(line: PushedLine, quantity: int, batch_id: UUID | None) -> Disagreement:
    """Units of a batch that the books don't know, or of none that was named."""
    facts = {"batch_id": batch_id, "asked": quantity}
    return Disagreement(Kind.BATCH_UNKNOWN, line, quantity, facts)


def look_further(
    point: SellingPoint, pushed: PushedSale, books: KnownBooks, known: Allocated
) -> tuple[KnownBooks, Allocated]:
    """Where something is short: out of the counter's own quota, then of what was merged."""
    if draw_on_quota(point, books, known.short):
        known = allocate(point.branch_id, pushed, books.batches, books.products)
    lent = borrow(point.branch_id, books, known.short) if known.short else None
    if lent:
        known = allocate(point.branch_id, pushed, lent.batches, books.products)
    return lent or books, known
