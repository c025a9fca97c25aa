"""The demo's returns to suppliers: one whose credit is awaited, and one that isn't sent yet."""

from __future__ import annotations

from datetime import date, datetime

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.commands.returns.draft import (
    ReturnLineWritten,
    ReturnWhy,
    begin_return,
)
from theriac.domains.purchasing.commands.returns.send import send_return
from theriac.domains.purchasing.queries.returns import read_return
from theriac.domains.replenishment.queries.expiry_board import BoardLine, expiry_board
from theriac.domains.suppliers.queries import all_names

SENT_LINES = 2
LINES = 3


def add_returns(actor: Actor, branch_id: BranchId, end: datetime, today: date) -> int:
    """What expired or soon does goes back to the first supplier; how many returns there are."""
    board = expiry_board(actor=actor, branch_id=branch_id, today=today)
    lines = sorted(board.lines, key=lambda line: (line.expires_on, line.number))[:LINES]
    if len(lines) < LINES:
        return 0
    supplier_id = all_names()[0][0]
    with clock.at(end):
        sent = begin_return(
            actor=actor,
            branch_id=branch_id,
            supplier_id=supplier_id,
            lines=[_aside(line) for line in lines[:SENT_LINES]],
        )
        send_return(actor=actor, branch_id=branch_id, return_id=sent, version=1)
        view = read_return(actor=actor, return_id=sent)
        if view is not None and view.awaited > 1:
            enter_credit(
                actor=actor,
                branch_id=branch_id,
                return_id=sent,
                version=view.row.version,
                number=f"NK-{today:%y%m}-014",
                credited_on=today,
                amount=view.awaited // 2,
            )
        begin_return(
            actor=actor,
            branch_id=branch_id,
            supplier_id=supplier_id,
            lines=[_aside(line) for line in lines[SENT_LINES:]],
        )
    return 2


def _aside(line: BoardLine) -> ReturnLineWritten:
    why: ReturnWhy = "expired" if line.days_left <= 0 else "short_dated"
    return ReturnLineWritten(batch_id=line.batch_id, quantity=line.quantity, why=why)
