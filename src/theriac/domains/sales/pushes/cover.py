"""Where a pushed sale finds what is short: its counter's quota, a merged product's batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.pushes.disagreements import Disagreement, Kind, KnownBooks
from theriac.domains.stock.commands.merges.substitute import lend_for_sale
from theriac.domains.stock.queries.sellable import named_batches
from theriac.domains.stock.reserved.draw import draw_for_sale


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
