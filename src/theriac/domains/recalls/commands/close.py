"""Closing a recall: only when every received unit is accounted for."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_rows
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.recalls.commands.steps import add_step, open_recall_row
from theriac.domains.recalls.models import Recall, RecallBatch, RecallClosing, RecallStep
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.problems import RecallOpenStill
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.recalls.rules import Accounted
from theriac.domains.stock.ledger import lock_lying

COLUMNS = ("received", "found", "returned", "destroyed", "sold", "explained")


@command(name="recalls.close_recall", done=gettext_lazy("Closed a recall"), permission=RECALL_STOCK)
def close_recall(*, actor: Actor, branch_id: BranchId, recall_id: UUID, reason: str = "") -> None:
    """Close it, with the sums of each batch for good.

    Raises RecallOpenStill while units of a batch lie outside quarantine or an offline sale of it
    has an open case; RecallEnded, NotFound.
    """
    recall = open_recall_row(recall_id)
    rows = RecallBatch.objects.filter(recall_id=recall.id).order_by("batch_id")
    batch_ids = list(rows.values_list("batch_id", flat=True))
    lock_lying(batch_ids)
    accounts = accounts_of(batch_ids)
    _check(accounts)
    sums = {
        str(batch_id): {name: getattr(one, name) for name in COLUMNS}
        for batch_id, one in accounts.items()
    }
    step = add_step(
        recall, RecallStep.Step.CLOSED, branch_id, reason=reason, content_hash=fingerprint(sums)
    )
    insert_rows(
        RecallClosing,
        [
            RecallClosing(id=new_id(), step_id=step.id, batch_id=batch_id, **sums[str(batch_id)])
            for batch_id in batch_ids
        ],
    )
    recall.state = Recall.State.CLOSED
    recall.ended_at = clock.now()
    recall.ended_by = actor.id
    keep(recall, "state", "ended_at", "ended_by")
    facts = {"number": recall.number, "batches": len(batch_ids)}
    current_unit().record("stock.recall", recall.id, reason=reason, facts=facts)


def _check(accounts: dict[UUID, Accounted]) -> None:
    left = {str(key): one.elsewhere for key, one in accounts.items() if one.elsewhere}
    late = {str(key): one.late for key, one in accounts.items() if one.late}
    if late:
        raise RecallOpenStill(
            _(
                "Offline sales of these batches have open discrepancies: %(units)s base "
                "units. Settle them first."
            )
            % {"units": sum(late.values())},
            late=late,
            elsewhere=left,
        )
    if not all(one.is_settled for one in accounts.values()):
        raise RecallOpenStill(
            _(
                "%(units)s base units are not accounted for. Put the units that you find "
                "into quarantine, and explain the missing ones."
            )
            % {"units": sum(left.values())},
            elsewhere=left,
        )
