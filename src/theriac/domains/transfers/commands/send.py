"""Approving a transfer and sending its goods off."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.counters import lock_rows
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.shortage import short_batch
from theriac.domains.transfers.commands.steps import (
    lines_of,
    locked_transfer,
    not_there,
    refuse_for_shelf,
    tell,
)
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.permissions import APPROVE_TRANSFER, TRANSFER


@command(
    name="transfers.approve_transfer",
    done=gettext_lazy("Approved a transfer"),
    permission=APPROVE_TRANSFER,
)
def approve_transfer(
    *, actor: Actor, branch_id: BranchId, transfer_id: TransferId, version: int
) -> int:
    """Let a draft of this branch be sent; returns the version then. It moves no stock.

    Raises NotFound, Stale, TransferNotReady.
    """
    transfer = locked_transfer(transfer_id, version, Transfer.State.DRAFT)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    transfer.state = Transfer.State.APPROVED
    transfer.approved_at, transfer.approved_by = clock.now(), actor.id
    keep(transfer)
    tell(transfer, branch_id, "", {})
    return transfer.version


@command(
    name="transfers.dispatch_transfer",
    done=gettext_lazy("Sent a transfer"),
    permission=TRANSFER,
)
def dispatch_transfer(
    *, actor: Actor, branch_id: BranchId, transfer_id: TransferId, version: int
) -> int:
    """Send an approved transfer off: its goods move to the sending branch's transit place.

    All lines or none. Raises NotFound, Stale, TransferNotReady, InsufficientStock, NotForSale.
    """
    transfer = locked_transfer(transfer_id, version, Transfer.State.APPROVED)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    lines = lines_of(transfer)
    today = branch_date(transfer.to_branch_id)
    for index, line in enumerate(lines):
        refuse_for_shelf(line.batch, transfer.to_place, today, f"lines.{index}.batch_id")
    _move(transfer, lines)
    for line in lines:
        line.sent = line.quantity
    TransferLine.objects.bulk_update(lines, ["sent"])
    transfer.state = Transfer.State.DISPATCHED
    transfer.dispatched_at, transfer.dispatched_by = clock.now(), actor.id
    keep(transfer)
    tell(transfer, branch_id, "", {"sent": sum(line.sent for line in lines)})
    return transfer.version


def _move(transfer: Transfer, lines: list[TransferLine]) -> None:
    transit = transit_of(transfer)
    products = {line.batch_id: line.product_id for line in lines}
    sources = balances_for(transfer.from_branch_id, products, transfer.from_place_id)
    targets = balances_for(transfer.from_branch_id, products, transit.id)
    here = lock_rows(Balance, "quantity", sorted([*sources.values(), *targets.values()]))
    for index, line in enumerate(lines):
        there = here[sources[line.batch_id]]
        if there < line.quantity:
            raise short_batch(
                line.batch_id,
                requested=line.quantity,
                available=there,
                position=index + 1,
                to_do=_("Cancel this transfer and create a new one with at most this quantity."),
            )
    moves = [
        Move(
            batch_id=line.batch_id,
            product_id=line.product_id,
            from_place_id=transfer.from_place_id,
            to_place_id=transit.id,
            quantity=line.quantity,
            from_balance_id=sources[line.batch_id],
            to_balance_id=targets[line.batch_id],
            line_id=line.id,
            announced=-line.quantity,
        )
        for line in lines
    ]
    post(document_of(transfer, transfer.from_branch_id), moves)


def transit_of(transfer: Transfer) -> Place:
    """Where the sending branch keeps what is on its way. Raises NotFound."""
    place = Place.objects.filter(branch_id=transfer.from_branch_id, kind=Place.Kind.TRANSIT)
    found = place.order_by("id").first()
    if found is None:
        raise NotFound(_("This branch has no place for goods in transit. Set up its places first."))
    return found


def document_of(transfer: Transfer, branch_id: UUID, reason: str = "") -> Document:
    """The transfer as the ledger's document, for movements of one branch."""
    return Document(
        kind=Movement.Kind.TRANSFER,
        id=transfer.id,
        branch_id=branch_id,
        number=transfer.number,
        reason=reason,
    )
