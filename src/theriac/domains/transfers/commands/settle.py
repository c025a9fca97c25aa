"""Explaining what didn't come of a transfer, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import Move, balances_for, post
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.transfers.commands.send import document_of, transit_of
from theriac.domains.transfers.commands.steps import (
    lines_of,
    locked_transfer,
    not_there,
    settle_state,
    tell,
)
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.permissions import SETTLE_TRANSFER
from theriac.domains.transfers.problems import InTransitStill, TransferUnfit
from theriac.domains.transfers.rules import Explanation, LineProgress, most_explained


@command(
    name="transfers.explain_transfer",
    done=gettext_lazy("Reported a difference in a transfer"),
    permission=SETTLE_TRANSFER,
)
def explain_transfer(  # noqa: PLR0913
    *,
    actor: Actor,
    branch_id: BranchId,
    transfer_id: TransferId,
    version: int,
    line_id: UUID,
    explanation: str,
    quantity: int,
    reason: str,
) -> int:
    """Say what became of goods that were sent and didn't come; returns the version then.

    Lost goods leave the books, returned ones go back to the place that sent them, found ones
    (said to be lost before) are on the way again. The sending branch says it, whose goods they
    are. Raises NotFound, Stale, TransferNotReady, QuantityRefused, TransferUnfit, Unprocessable
    without a reason.
    """
    require_reason(reason)
    kind = _kind(explanation)
    states = [Transfer.State.DISPATCHED, Transfer.State.PARTLY_RECEIVED, Transfer.State.RECEIVED]
    transfer = locked_transfer(transfer_id, version, *states)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    lines = lines_of(transfer)
    line = next((one for one in lines if one.id == line_id), None)
    if line is None:
        raise NotFound(_("This line isn’t part of the transfer."), field="line_id")
    _check(line, kind, quantity)
    _post(transfer, line, kind, quantity, reason.strip())
    if kind is Explanation.RETURNED:
        line.returned += quantity
    else:
        line.lost += quantity if kind is Explanation.LOST else -quantity
    line.save(update_fields=["lost", "returned"])
    settle_state(transfer, lines)
    transfer.save()
    facts = {"line_id": line.id, "explanation": kind.value, "quantity": quantity}
    tell(transfer, branch_id, reason.strip(), facts)
    return transfer.version


@command(
    name="transfers.close_transfer",
    done=gettext_lazy("Closed a transfer"),
    permission=SETTLE_TRANSFER,
)
def close_transfer(
    *, actor: Actor, branch_id: BranchId, transfer_id: TransferId, version: int
) -> int:
    """Close a transfer of which nothing is on the way any more; returns the version then.

    Raises NotFound, Stale, TransferNotReady, InTransitStill.
    """
    states = [Transfer.State.DISPATCHED, Transfer.State.PARTLY_RECEIVED, Transfer.State.RECEIVED]
    transfer = locked_transfer(transfer_id, version, *states)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    left = sum(line.in_transit for line in lines_of(transfer))
    if left:
        raise InTransitStill(
            _("%(left)s base units are still in transit. Explain them first.") % {"left": left},
            in_transit=left,
        )
    transfer.state = Transfer.State.CLOSED
    transfer.closed_at, transfer.closed_by = clock.now(), actor.id
    keep(transfer)
    tell(transfer, branch_id, "", {})
    return transfer.version


def _kind(explanation: str) -> Explanation:
    try:
        return Explanation(explanation)
    except ValueError:
        raise TransferUnfit(
            _("Record it as lost, returned or found."), field="explanation"
        ) from None


def _check(line: TransferLine, kind: Explanation, quantity: int) -> None:
    if quantity < 1:
        raise QuantityRefused(_("Enter a quantity of 1 or more base units."), field="quantity")
    progress = LineProgress(line.sent, line.received, line.lost, line.returned)
    most = most_explained(progress, kind)
    if quantity <= most:
        return
    words = _("%(most)s of this line are in transit. Enter at most this quantity.")
    if kind is Explanation.FOUND:
        words = _(
            "%(most)s of this line are recorded as lost. Enter at most this quantity as found."
        )
    raise TransferUnfit(words % {"most": most}, field="quantity", most=most)


def _post(
    transfer: Transfer, line: TransferLine, kind: Explanation, quantity: int, reason: str
) -> None:
    branch_id, product = transfer.from_branch_id, {line.batch_id: line.product_id}
    transit = transit_of(transfer).id
    on_way = balances_for(branch_id, product, transit)[line.batch_id]
    way: tuple[UUID, UUID, UUID | None, UUID | None]
    if kind is Explanation.RETURNED:
        back = balances_for(branch_id, product, transfer.from_place_id)[line.batch_id]
        way = (transit, transfer.from_place_id, on_way, back)
    elif kind is Explanation.LOST:
        way = (transit, OUTSIDE_ID, on_way, None)
    else:
        way = (OUTSIDE_ID, transit, None, on_way)
    move = Move(
        batch_id=line.batch_id,
        product_id=line.product_id,
        from_place_id=way[0],
        to_place_id=way[1],
        quantity=quantity,
        from_balance_id=way[2],
        to_balance_id=way[3],
        line_id=line.id,
        announced=quantity if kind is Explanation.RETURNED else 0,
    )
    post(document_of(transfer, branch_id, reason), [move])
