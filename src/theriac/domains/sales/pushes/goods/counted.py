"""Goods that a pushed sale took before a count that was posted meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, MutableMapping
from uuid import UUID

from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stocktaking.commands.correct import correct_short


def named_units(line: PushedLine) -> Iterator[tuple[UUID, int]]:
    """The batches that a line names with base units of each, never more than the line has."""
    left = line.quantity
    for share in line.allocations:
        units = min(share.quantity, left)
        left -= units
        if units:
            yield share.batch_id, units


def bring_in_counted(
    pushed: PushedSale, batches: Mapping[UUID, ShelfBatch], left: MutableMapping[UUID, int]
) -> None:
    """Make a posted count good where the sale finds a batch short that it took before the look.

    ``left`` has the locked balances by id and takes what came in. Nothing is read where nothing
    is short.
    """
    wanted: dict[UUID, int] = defaultdict(int)
    for line in pushed.lines:
        for batch_id, units in named_units(line):
            batch = batches.get(batch_id)
            if batch is not None and batch.product_id == line.product_id:
                wanted[batch.batch_id] += units
    short = {
        (batch_id, batches[batch_id].place_id): lacking
        for batch_id, asked in wanted.items()
        if (lacking := asked - left[batches[batch_id].balance_id]) > 0
    }
    if not short:
        return
    came = correct_short(short=short, occurred_at=pushed.occurred_at)
    for (batch_id, _place), quantity in came.items():
        left[batches[batch_id].balance_id] += quantity
