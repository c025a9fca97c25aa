"""Opening a recall: every branch is frozen at once. Withdrawing one that was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from theriac.core.problems import Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.recalls.commands.reach import locked, made_of, whole_lots
from theriac.domains.recalls.commands.steps import add_step, open_recall_row
from theriac.domains.recalls.models import Recall, RecallBatch, RecallStep
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.stock.commands.batches import set_states, tell_every_branch
from theriac.domains.stock.models import Batch
from theriac.domains.stock.ports import why_kept

RECALL = "RC"


@dataclass(frozen=True, slots=True)
class RecallOpened:
    """The recall and how many batches it froze, those compounded among them."""

    id: UUID
    number: str
    batches: int


@command(name="recalls.open_recall", done=gettext_lazy("Opened a recall"), permission=RECALL_STOCK)
def open_recall(
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_ids: Sequence[UUID],
    source: str,
    reason: str,
    reference: str = "",
) -> RecallOpened:
    """Freeze these batches at every branch at once, and begin to account for them.

    A batch that is held, expired or without stock is frozen too, and so is every other batch of
    the same product and lot number, also one that came in a moment ago, and whatever was
    compounded of any of these. Raises Unprocessable without a batch, a reason or a source that
    there is.
    """
    _check(batch_ids, source, reason)
    meant = whole_lots(locked(batch_ids))
    made = made_of(meant)
    batches = [*meant, *made]
    number = take_document_number(branch_id, RECALL, branch_date(branch_id))
    recall = Recall.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        number=number,
        source=source,
        reason=reason.strip()[:250],
        reference=reference.strip()[:80],
        opened_at=clock.now(),
        opened_by=actor.id,
    )
    insert_rows(
        RecallBatch,
        [
            RecallBatch(id=new_id(), recall_id=recall.id, batch_id=one.id, state_before=one.state)
            for one in batches
        ],
    )
    set_states([one.id for one in batches], Batch.State.RECALLED)
    frozen = [[str(one.id), one.state] for one in batches]
    add_step(
        recall,
        RecallStep.Step.OPENED,
        branch_id,
        reason=recall.reason,
        content_hash=fingerprint({"batches": frozen, "reference": recall.reference}),
    )
    current_unit().record(
        "stock.recall",
        recall.id,
        reason=reason,
        facts={
            "number": number,
            "source": source,
            "batches": len(batches),
            "compounded": [one.number for one in made],
        },
    )
    tell_every_branch(batches)
    return RecallOpened(recall.id, number, len(batches))


@command(
    name="recalls.withdraw_recall", done=gettext_lazy("Withdrew a recall"), permission=RECALL_STOCK
)
def withdraw_recall(*, actor: Actor, branch_id: BranchId, recall_id: UUID, reason: str) -> None:
    """End a recall that was opened by mistake: its batches are again what they were before.

    One that another recall keeps stays recalled, one that waits for something else's settlement is
    held; what lies in quarantine stays there. Raises
    RecallEnded, NotFound, Unprocessable without a reason.
    """
    require_reason(reason)
    recall = open_recall_row(recall_id)
    rows = RecallBatch.objects.filter(recall_id=recall.id)
    before = dict(rows.values_list("batch_id", "state_before"))
    elsewhere = RecallBatch.objects.exclude(recall_id=recall.id).exclude(
        recall__state=Recall.State.WITHDRAWN
    )
    kept = set(
        elsewhere.filter(batch_id__in=rows.values("batch_id")).values_list("batch_id", flat=True)
    )
    batches = locked(sorted(set(before) - kept)) if set(before) - kept else []
    earlier = {one.id: _earlier(one.id, before[one.id]) for one in batches}
    for state in Batch.State.values:
        set_states([batch_id for batch_id, was in earlier.items() if was == state], state)
    _end(recall, Recall.State.WITHDRAWN, actor)
    add_step(recall, RecallStep.Step.WITHDRAWN, branch_id, reason=reason)
    facts = {"number": recall.number, "freed": len(batches)}
    current_unit().record("stock.recall", recall.id, reason=reason, facts=facts)
    tell_every_branch(batches)


def _earlier(batch_id: UUID, state: str) -> str:
    """What a batch was before; one that had been recalled by another, since withdrawn, is held.

    So is one that meanwhile something else keeps, such as an excursion that waits to be assessed.
    """
    if state == Batch.State.RECALLED or why_kept(batch_id):
        return Batch.State.HELD
    return state


def _end(recall: Recall, state: str, actor: Actor) -> None:
    recall.state = state
    recall.ended_at = clock.now()
    recall.ended_by = actor.id
    keep(recall, "state", "ended_at", "ended_by")


def _check(batch_ids: Sequence[UUID], source: str, reason: str) -> None:
    require_reason(reason)
    if source not in Recall.Source.values:
        raise Unprocessable(_("Choose from the list."), field="source")
    if not batch_ids:
        raise Unprocessable(
            _("No such batch is on record. Check that every line was read."),
            field="codes",
        )
