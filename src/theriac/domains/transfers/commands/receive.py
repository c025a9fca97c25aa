"""Taking in what came of a transfer, in one or several goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.counters import lock_rows
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.ledger import Move, balances_for, post
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.transfers.commands.send import document_of, transit_of
from theriac.domains.transfers.commands.steps import (
    batch_condition,
    lines_of,
    locked_transfer,
    not_there,
    refuse_for_shelf,
    settle_state,
    tell,
)
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.problems import TransferUnfit
from theriac.domains.transfers.rules import may_go_to_shelf


@dataclass(frozen=True, slots=True)
class LineCame:
    """So many base units of a line were counted on arrival."""

    line_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class TransferReceived:
    """The version then, and the batches that went to quarantine because they can't be sold."""

    version: int
    quarantined: tuple[UUID, ...]


@command(
    name="transfers.receive_transfer", done=gettext_lazy("Received a transfer"), permission=TRANSFER
)
def receive_transfer(
    *,
    actor: Actor,
    branch_id: BranchId,
    transfer_id: TransferId,
    version: int,
    came: Sequence[LineCame],
) -> TransferReceived:
    """Take what came into the receiving branch's place; what is missing stays on the way.

    A batch that expired or was held meanwhile goes to that branch's quarantine instead of its
    shelf. Raises NotFound, Stale, TransferNotReady, QuantityRefused, TransferUnfit for more than
    is on the way.
    """
    states = (Transfer.State.DISPATCHED, Transfer.State.PARTLY_RECEIVED)
    transfer = locked_transfer(transfer_id, version, *states)
    if transfer.to_branch_id != branch_id:
        raise not_there()
    lines = lines_of(transfer)
    counted = _counted(lines, came)
    quarantined = _take_in(transfer, lines, counted)
    for line in lines:
        line.received += counted.get(line.id, 0)
    TransferLine.objects.bulk_update(lines, ["received"])
    settle_state(transfer, lines)
    transfer.received_at, transfer.received_by = clock.now(), actor.id
    transfer.save()
    facts = {
        "received": sum(counted.values()),
        "in_transit": sum(line.in_transit for line in lines),
        "quarantined": quarantined,
    }
    tell(transfer, branch_id, "", facts)
    return TransferReceived(transfer.version, tuple(quarantined))


def _counted(lines: list[TransferLine], came: Sequence[LineCame]) -> dict[UUID, int]:
    known = {line.id: line for line in lines}
    counted: dict[UUID, int] = {}
    for index, one in enumerate(came):
        line = known.get(one.line_id)
        if line is None or one.line_id in counted:
            raise NotFound(
                _("This line isn’t part of the transfer."), field=f"lines.{index}.line_id"
            )
        if one.quantity < 0:
            raise QuantityRefused(_("Enter a count of 0 or more."), field=f"lines.{index}.quantity")
        if one.quantity > line.in_transit:
            raise TransferUnfit(
                _(
                    "%(left)s are in transit, but you counted %(count)s. Receive %(left)s. "
                    "The sender can send the rest with another transfer."
                )
                % {"left": line.in_transit, "count": one.quantity},
                field=f"lines.{index}.quantity",
                in_transit=line.in_transit,
            )
        if one.quantity:
            counted[one.line_id] = one.quantity
    if not counted:
        raise TransferUnfit(_("No items counted. Scan the items that arrived."), field="lines")
    return counted


def _take_in(transfer: Transfer, lines: list[TransferLine], counted: dict[UUID, int]) -> list[UUID]:
    """Post what came; the batches that went to quarantine."""
    today = branch_date(transfer.to_branch_id)
    transit = transit_of(transfer)
    coming = [line for line in lines if line.id in counted]
    sources = balances_for(
        transfer.from_branch_id, {line.batch_id: line.product_id for line in coming}, transit.id
    )
    by_place: dict[UUID, list[TransferLine]] = {}
    for line in coming:
        by_place.setdefault(_target(transfer, line, today), []).append(line)
    moves = []
    for place_id, there in by_place.items():
        products = {line.batch_id: line.product_id for line in there}
        targets = balances_for(transfer.to_branch_id, products, place_id)
        moves += [
            Move(
                batch_id=line.batch_id,
                product_id=line.product_id,
                from_place_id=transit.id,
                to_place_id=place_id,
                quantity=counted[line.id],
                from_balance_id=sources[line.batch_id],
                to_balance_id=targets[line.batch_id],
                line_id=line.id,
                announced=counted[line.id],
            )
            for line in there
        ]
    ids = {key for move in moves for key in (move.from_balance_id, move.to_balance_id) if key}
    lock_rows(Balance, "quantity", sorted(ids))
    post(document_of(transfer, transfer.to_branch_id), moves)
    return [move.batch_id for move in moves if move.to_place_id != transfer.to_place_id]


def _target(transfer: Transfer, line: TransferLine, today: date) -> UUID:
    place = transfer.to_place
    if place.kind != Place.Kind.SHELF or may_go_to_shelf(batch_condition(line.batch, today)):
        return place.id
    there = Place.objects.filter(branch_id=transfer.to_branch_id, kind=Place.Kind.QUARANTINE)
    quarantine: UUID | None = there.order_by("id").values_list("id", flat=True).first()
    if quarantine is None or quarantine == transfer.from_place_id:
        refuse_for_shelf(line.batch, place, today, "lines")
        raise AssertionError("a batch that may be sold goes to the shelf")
    return quarantine
