"""Entering what a batch lacked, holding and releasing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.models import Approval
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.approval import demand_for_correction
from theriac.domains.stock.commands.put_in_bin import note_shelf
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.ledger import lock_lying
from theriac.domains.stock.locks import lock_batches
from theriac.domains.stock.models import Balance, Batch, BatchBin, BatchCorrection, Movement
from theriac.domains.stock.permissions import ADJUST_STOCK, HOLD_STOCK, RELEASE_STOCK
from theriac.domains.stock.ports import (
    freeze_arrivals,
    join_recalls,
    release_registered,
    why_kept,
)
from theriac.domains.stock.problems import BatchKept, BatchRecalled
from theriac.domains.stock.queries.batches.by_place import product_of_batch_at
from theriac.domains.stock.queries.batches.lots import batches_of_lots
from theriac.domains.stock.rules.correction import BatchLabel, wants_second_person
from theriac.domains.stock.waiting_lines import note_line

AT_ONCE = 400


@command(
    name="stock.correct_batch", done=gettext_lazy("Corrected a batch"), permission=ADJUST_STOCK
)
def correct_batch(  # noqa: PLR0913
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    version: int,
    number: str,
    expires_on: date | None,
    shelf: str | None,
    reason: str,
    approval_id: UUID | None = None,
) -> int:
    """Enter or correct number, expiry and the bin at this branch; returns the new version.

    With None as ``shelf`` the batch stays where it lies, with "" it lies in no bin that is known.
    With the number of a lot that was recalled it is frozen as one that is delivered.
    The correction is kept with the batch and on the audit trail. Raises Stale when somebody
    changed it meanwhile, NotFound for a batch that was never at the branch, Unprocessable without
    a reason, and ApprovalNeeded or ApprovalUnfit where ``wants_second_person`` says so.
    """
    require_reason(reason)
    product_id = product_of_batch_at(branch_id, batch_id)
    lock_lying([batch_id])
    lock_batches({batch_id} | batches_of_lots([(product_id, number)]))
    batch = _locked(batch_id)
    changed = _("Another user changed this batch. Your entry is still here; choose which to use.")
    at_version(batch, version, changed, current={"number": batch.number})
    before, label = _facts(batch, branch_id), _label(batch)
    batch.number, batch.expires_on = number, expires_on
    batch.version += 1
    approved = _approved(batch, label, branch_id, (actor.id, approval_id))
    frozen = {} if number == label.number else freeze_arrivals([batch])
    batch.save(update_fields=["number", "expires_on", "state", "version"])
    if frozen:
        lying = Balance.objects.filter(batch_id=batch.id).aggregate(units=Sum("quantity"))
        join_recalls([(batch, lying["units"] or 0)], frozen, branch_id)
    if shelf is not None:
        note_shelf(branch_id, batch.id, shelf)
    _keep_correction(batch, label, branch_id, reason, approved)
    facts: dict[str, object] = {"before": before, "after": _facts(batch, branch_id)}
    if approved:
        facts |= {"approval_id": approved.id, "approved_by": approved.approved_by}
    _tell(batch, reason, facts)
    return batch.version


@command(name="stock.hold_batch", done=gettext_lazy("Put a batch on hold"), permission=HOLD_STOCK)
def hold_batch(*, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str) -> None:
    """Keep a batch from being sold, at every branch, until somebody who may releases it.

    Raises BatchRecalled for one that a recall keeps, NotFound for one that was never at the
    branch, Unprocessable without a reason.
    """
    _set_state(branch_id, batch_id, Batch.State.HELD, reason)


@command(
    name="stock.release_batch", done=gettext_lazy("Released a batch"), permission=RELEASE_STOCK
)
def release_batch(*, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str) -> None:
    """Let a held batch be sold again.

    Raises BatchRecalled for one that a recall keeps, BatchKept for one that waits for something
    else's settlement (an excursion's assessment), NotFound for one that was never at the branch,
    Unprocessable without a reason, ApprovalNeeded for a controlled medicine.
    """
    if why := why_kept(batch_id):
        raise BatchKept(why)
    batch = _set_state(branch_id, batch_id, Batch.State.RELEASED, reason)
    release_registered(branch_id, batch, reason)


def set_states(batch_ids: Sequence[UUID], state: str) -> None:
    """Give batches that the caller locked another state; who they concern is told by the caller."""
    for start in range(0, len(batch_ids), AT_ONCE):
        rows = Batch.objects.filter(id__in=batch_ids[start : start + AT_ONCE])
        rows.update(state=state, version=F("version") + 1)


def tell_every_branch(batches: Sequence[Batch]) -> None:
    """Announce to each branch that has or had these batches that they changed.

    A state is the batch's own, whichever branch set it; counters take it at their next contact.
    """
    product_of = {batch.id: batch.product_id for batch in batches}
    there = Balance.objects.filter(batch_id__in=list(product_of)).values_list(
        "branch_id", "batch_id"
    )
    by_subject: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for branch_id, batch_id in there.order_by().distinct():
        by_subject[branch_id, product_of[batch_id]].add(batch_id)
    for (branch_id, product_id), changed in sorted(by_subject.items()):
        note_line(branch_id, product_id)
        told = sorted(changed)
        current_unit().announce(
            StockUpdated(
                subject=f"{branch_id}/{product_id}",
                branch_id=branch_id,
                data={
                    "product_id": product_id,
                    "document_kind": "batch",
                    "document_id": told[0],
                    "batches": [{"batch_id": batch_id, "change": 0} for batch_id in told],
                },
            )
        )


def _set_state(branch_id: UUID, batch_id: UUID, state: str, reason: str) -> Batch:
    require_reason(reason)
    product_of_batch_at(branch_id, batch_id)
    lock_lying([batch_id])
    batch = _locked(batch_id)
    before = batch.state
    if before == Batch.State.RECALLED:
        raise BatchRecalled(_("This batch is recalled. Settle it on the recall’s page."))
    batch.state = state
    keep(batch, "state")
    _tell(batch, reason, {"before": before, "after": state})
    return batch


def _label(batch: Batch) -> BatchLabel:
    return BatchLabel(batch.number, batch.expires_on)


def _approved(
    batch: Batch, before: BatchLabel, branch_id: UUID, asked: tuple[UUID, UUID | None]
) -> Approval | None:
    """The yes that the change of the label needs, used up; None where it needs none."""
    traded = Movement.objects.filter(
        batch_id=batch.id, kind__in=(Movement.Kind.RECEIPT, Movement.Kind.SALE)
    )
    labels = before, _label(batch)
    today = branch_date(branch_id)
    if wants_second_person(*labels, is_traded=traded.exists(), today=today):
        return demand_for_correction(batch.id, labels, branch_id, asked)
    return None


def _keep_correction(
    batch: Batch, before: BatchLabel, branch_id: UUID, reason: str, approved: Approval | None
) -> None:
    if before == _label(batch):
        return
    row = BatchCorrection(
        id=new_id(),
        batch_id=batch.id,
        branch_id=branch_id,
        number_before=before.number,
        number_after=batch.number,
        expiry_before=before.expires_on,
        expiry_after=batch.expires_on,
        reason=reason.strip(),
        corrected_by=current_unit().actor.id,
        approved_by=approved.approved_by if approved else None,
        recorded_at=clock.now(),
    )
    insert_rows(BatchCorrection, [row])


def _locked(batch_id: UUID) -> Batch:
    batch = Batch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise NotFound(_("This batch isn’t on record."))
    return batch


def _facts(batch: Batch, branch_id: UUID) -> dict[str, object]:
    lying = BatchBin.objects.filter(batch_id=batch.id, branch_id=branch_id)
    code = lying.values_list("bin__code", flat=True).first() or ""
    return {"number": batch.number, "expires_on": batch.expires_on, "shelf": code}


def _tell(batch: Batch, reason: str, facts: dict[str, object]) -> None:
    current_unit().record("stock.batch", batch.id, reason=reason, facts=facts)
    tell_every_branch([batch])
