"""What every step of a recall shares: the recall, locked, and the appended row of the step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.recalls.models import Recall, RecallBatch, RecallStep
from theriac.domains.recalls.problems import RecallEnded


def open_recall_row(recall_id: UUID, *, even_closed: bool = False) -> Recall:
    """The recall, locked, so that its steps follow one another.

    Raises NotFound, and RecallEnded for one that was withdrawn, or closed unless ``even_closed``.
    """
    recall = Recall.objects.select_for_update().filter(id=recall_id).first()
    if recall is None:
        raise NotFound(_("This recall doesn’t exist. Choose one from the list."))
    allowed = {Recall.State.OPEN, *([Recall.State.CLOSED] if even_closed else [])}
    if recall.state not in allowed:
        raise RecallEnded(_("This recall has ended. Open a new one if needed."))
    return recall


def batch_of(recall: Recall, batch_id: UUID) -> UUID:
    """The product of a batch of the recall. Raises NotFound for another batch."""
    rows = RecallBatch.objects.filter(recall_id=recall.id, batch_id=batch_id)
    product_id: UUID | None = rows.values_list("batch__product_id", flat=True).first()
    if product_id is None:
        raise NotFound(_("This batch isn’t part of this recall."), batch_id=batch_id)
    return product_id


def add_step(recall: Recall, step: str, branch_id: UUID, **facts: Any) -> RecallStep:
    """Append what was done, with what belongs to it: batch, quantity, document, reason, hash."""
    facts["reason"] = str(facts.get("reason", "")).strip()[:250]
    return RecallStep.objects.create(
        id=new_id(),
        recall_id=recall.id,
        step=step,
        branch_id=branch_id,
        person_id=current_unit().actor.id,
        recorded_at=clock.now(),
        **facts,
    )
