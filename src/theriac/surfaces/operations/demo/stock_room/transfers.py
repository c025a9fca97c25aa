"""The demo's transfers: one closed, one of which a part hasn't come, one on the way, one draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.batches.batch_lines import BatchLine, batch_lines
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.commands.settle import close_transfer
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.queries import transfer_lines

ENDS = ("closed", "partly_received", "dispatched", "draft")
A_TRANSFER = 2
"""Batches of each."""
MOST = 10


def add_transfers(branches: Sequence[UUID], products: Sequence[UUID], end: datetime) -> int:
    """Write them from the first branch to the second, where there are two; tells how many."""
    if len(branches) < 2:
        return 0
    source, target = BranchId(branches[0]), BranchId(branches[1])
    with clock.at(end):
        kept = [lines for key in products if (lines := _sellable(source, key))]
    for number, state in enumerate(ENDS):
        chosen = [lines[0] for lines in kept[number * A_TRANSFER : (number + 1) * A_TRANSFER]]
        if chosen:
            with clock.at(end - timedelta(hours=3 - number)):
                _take_to(state, source, target, chosen)
    return len(ENDS)


def _sellable(branch_id: BranchId, product_id: UUID) -> list[BatchLine]:
    lines = batch_lines(actor=SYSTEM, branch_id=branch_id, product_id=product_id)
    return [line for line in lines if line.order and line.quantity > MOST]


def _take_to(state: str, source: BranchId, target: BranchId, chosen: Sequence[BatchLine]) -> None:
    lines = tuple(TransferLineAsked(batch_id=line.batch_id, quantity=MOST) for line in chosen)
    key = draft_transfer(
        actor=SYSTEM, branch_id=source, draft=TransferWritten(to_branch_id=target, lines=lines)
    )
    if state == "draft":
        return
    at: dict[str, Any] = {"actor": SYSTEM, "branch_id": source, "transfer_id": key}
    version = dispatch_transfer(**at, version=approve_transfer(**at, version=1))
    if state == "dispatched":
        return
    missing = 2 if state == "partly_received" else 0
    version = _receive(key, target, version, missing)
    if state == "closed":
        close_transfer(**at, version=version)


def _receive(key: TransferId, target: BranchId, version: int, missing: int) -> int:
    rows = transfer_lines(actor=SYSTEM, transfer_id=key)
    came = [LineCame(row.id, row.quantity - (missing if row.position == 1 else 0)) for row in rows]
    return receive_transfer(
        actor=SYSTEM, branch_id=target, transfer_id=key, version=version, came=came
    ).version
