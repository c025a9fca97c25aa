"""Where a pushed sale finds goods that aren't free.

What was reserved for it comes free in its own transaction; one that ended meanwhile, or holds less
than the sale had of it, makes a case: the goods left the shop. What is short is found in its
counter's quota and in a merged product's batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.goods.counted import named_units
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.commands.merges.substitute import lend_for_sale
from theriac.domains.stock.queries.reservations import reservations_told
from theriac.domains.stock.queries.sellable import ShelfBatch, named_batches
from theriac.domains.stock.reserved.collected import Collected, collect
from theriac.domains.stock.reserved.draw import draw_for_sale


def collect_reserved(
    pushed: PushedSale, branch_id: UUID, batches: Mapping[UUID, ShelfBatch]
) -> list[Disagreement]:
    """Let the sale have what was reserved for it; reads nothing for an ordinary sale.

    Never more than it sells of each product. The balances that it takes from are locked with those
    of its reservations, in one order. Raises Contended.
    """
    if not pushed.reserved:
        return []
    said: dict[UUID, int] = defaultdict(int)
    for one in pushed.reserved:
        said[one.reservation_id] += one.quantity
    asked = _sold_of(said, pushed, branch_id)
    named: dict[UUID, int] = defaultdict(int)
    for batch_id, units in (share for line in pushed.lines for share in named_units(line)):
        named[batch_id] += units
    balances = [batch.balance_id for batch in batches.values()]
    given = collect(branch_id, Collected(asked, named, balances)) if asked else {}
    return [
        _lacking(reservation_id, (quantity, given.get(reservation_id, 0)), branch_id)
        for reservation_id, quantity in said.items()
        if given.get(reservation_id, 0) < quantity
    ]


def _sold_of(said: Mapping[UUID, int], pushed: PushedSale, branch_id: UUID) -> dict[UUID, int]:
    """Units by reservation, never more than is sold of its product; those of nothing left out."""
    left = _sold(pushed)
    asked: dict[UUID, int] = {}
    for reservation_id, told in reservations_told(branch_id, said).items():
        units = min(said[reservation_id], left.get(told.product_id, 0))
        if units:
            asked[reservation_id] = units
            left[told.product_id] -= units
    return asked


def _sold(pushed: PushedSale) -> dict[UUID, int]:
    sold: dict[UUID, int] = defaultdict(int)
    for line in pushed.lines:
        sold[line.product_id] += line.quantity
    return sold


def _lacking(reservation_id: UUID, units: tuple[int, int], branch_id: UUID) -> Disagreement:
    """The case of one that gave less; its state is read once the balances are locked."""
    told = reservations_told(branch_id, [reservation_id]).get(reservation_id)
    why = "unknown" if told is None else told.state
    if units[1] or why == "active":
        why = "less"
    facts = {
        "reservation_id": reservation_id,
        "product_id": told.product_id if told else None,
        "why": why,
        "asked": units[0],
        "given": units[1],
    }
    return Disagreement(Kind.RESERVATION, facts=facts)


def draw_on_quota(point: SellingPoint, books: KnownBooks, short: Sequence[Disagreement]) -> bool:
    """Whether units came free of what was kept for this counter, of the batches that are short."""
    missing: dict[UUID, tuple[UUID, UUID, int]] = {}
    for one in short:
        batch = books.batches.get(one.facts["batch_id"]) if one.kind == Kind.STOCK_SHORT else None
        if batch is None:
            continue
        known = missing.get(batch.balance_id)
        units = one.quantity + (known[2] if known else 0)
        missing[batch.balance_id] = (batch.batch_id, batch.product_id, units)
    if not missing:
        return False
    return draw_for_sale(point.branch_id, point.terminal_id, missing)


def borrow(branch_id: UUID, books: KnownBooks, short: Sequence[Disagreement]) -> KnownBooks | None:
    """The books after what is short was brought back onto the printed batches; None for nothing.

    Asked only when something is short, so that an ordinary sale reads nothing for it.
    """
    missing: dict[UUID, int] = defaultdict(int)
    for one in short:
        if one.kind == Kind.STOCK_SHORT:
            missing[one.facts["batch_id"]] += one.quantity
    held = lend_for_sale(branch_id, missing)
    if not held:
        return None
    batches = dict(books.batches)
    for batch_id, batch in named_batches(branch_id, held, books.place.moment).items():
        batches[batch_id] = replace(batch, held=batch.held or held[batch_id])
    return replace(books, batches=batches)
