"""Assessing an excursion: each held batch is released, set apart or set apart to be destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Reason
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.cold_chain.commands.excursions import RECORD, clear_excursion
from theriac.domains.cold_chain.models import Excursion, ExcursionBatch
from theriac.domains.cold_chain.permissions import ASSESS_COLD
from theriac.domains.cold_chain.problems import ExcursionSettled
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import release_batch
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Movement, Place

LONGEST_NOTE = 250
Decision = Literal["release", "quarantine", "destroy"]


@record
class BatchDecided:
    """What is done with a batch, and why."""

    batch_id: Id
    decision: Decision
    reason: Reason


@command(
    name="cold_chain.assess_excursion",
    done=gettext_lazy("Assessed a temperature excursion"),
    permission=ASSESS_COLD,
)
def assess_excursion(
    *,
    actor: Actor,
    branch_id: BranchId,
    excursion_id: UUID,
    decisions: Sequence[BatchDecided],
    note: str,
) -> bool:
    """Decide for these batches; tells whether the excursion is closed then.

    It closes when it is over and every batch is decided. What isn't released goes into quarantine
    and stays held; destroying it is a step of its own with its own witnesses. Raises NotFound,
    ExcursionSettled, Unprocessable.
    """
    rows = Excursion.objects.select_for_update().filter(id=excursion_id, branch_id=branch_id)
    excursion: Excursion | None = rows.first()
    if excursion is None:
        raise NotFound(_("This excursion doesn’t exist at this branch. Choose one from the list."))
    if excursion.closed_at is not None:
        raise ExcursionSettled(_("This excursion has already been assessed. View the decisions."))
    if excursion.ended_at is None:
        raise ExcursionSettled(
            _(
                "The fridge is still outside its limits. Move the goods, or wait until it is "
                "back within limits."
            )
        )
    note = _checked(decisions, note)
    kept = {row.batch_id: row for row in excursion.batches.select_for_update().order_by("batch_id")}
    for one in decisions:
        row = kept.get(one.batch_id)
        if row is None:
            raise NotFound(_("This batch wasn’t stored there."), batch_id=one.batch_id)
        if row.decision:
            raise ExcursionSettled(_("This batch already has a decision. Reload the page."))
        _decide(actor, excursion, row, one)
    is_closed = all(row.decision for row in kept.values())
    excursion.note = note or excursion.note
    if is_closed:
        excursion.closed_at, excursion.closed_by = clock.now(), actor.id
        clear_excursion(excursion.id)
    excursion.save()
    facts = {str(one.batch_id): one.decision for one in decisions}
    current_unit().record(RECORD, excursion.id, reason=note, facts={"decided": facts})
    return is_closed


def _checked(decisions: Sequence[BatchDecided], note: str) -> str:
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Unprocessable(
            _("Enter at most %(most)s characters.") % {"most": LONGEST_NOTE}, field="note"
        )
    if not decisions and not note:
        raise Unprocessable(
            _("Decide on at least one batch, or enter your findings."), field="note"
        )
    return note


def _decide(actor: Actor, excursion: Excursion, row: ExcursionBatch, decided: BatchDecided) -> None:
    row.decision, row.reason = decided.decision, " ".join(decided.reason.split())
    row.decided_by, row.decided_at = actor.id, clock.now()
    row.save()
    if ExcursionBatch.Decision(decided.decision) is not ExcursionBatch.Decision.RELEASE:
        _set_apart(excursion, row)
        return
    others = ExcursionBatch.objects.filter(batch_id=row.batch_id, decision="").exclude(id=row.id)
    state = Batch.objects.values_list("state", flat=True).get(id=row.batch_id)
    if row.was_held or state != Batch.State.HELD or others.exists():
        return
    release_batch(
        actor=actor,
        branch_id=BranchId(excursion.branch_id),
        batch_id=row.batch_id,
        reason=row.reason,
    )


def _set_apart(excursion: Excursion, row: ExcursionBatch) -> None:
    """Everything of the batch in the place goes into the branch's quarantine."""
    branch_id, place_id = excursion.branch_id, excursion.sensor.place_id
    quarantine = Place.objects.filter(branch_id=branch_id, kind=Place.Kind.QUARANTINE).first()
    product_id = Batch.objects.values_list("product_id", flat=True).get(id=row.batch_id)
    if quarantine is None or quarantine.id == place_id:
        return
    product_of = {row.batch_id: product_id}
    here = balances_for(branch_id, product_of, place_id)[row.batch_id]
    there = balances_for(branch_id, product_of, quarantine.id)[row.batch_id]
    quantity = Balance.objects.values_list("quantity", flat=True).get(id=here)
    if not quantity:
        return
    document = Document(
        kind=Movement.Kind.TRANSFER, id=new_id(), branch_id=branch_id, reason=row.reason
    )
    move = Move(
        batch_id=row.batch_id,
        product_id=product_id,
        from_place_id=place_id,
        to_place_id=quarantine.id,
        quantity=quantity,
        from_balance_id=here,
        to_balance_id=there,
    )
    post(document, [move])
    current_unit().record("stock.quarantine", document.id, reason=row.reason)
