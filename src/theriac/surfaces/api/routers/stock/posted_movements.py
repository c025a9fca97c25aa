"""What a document posted, read from the ledger: the first answer and every repeat of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.domains.stock.queries.batches.by_place import get_batch
from theriac.domains.stock.queries.ledger.posted import posted_movements
from theriac.surfaces.api.schemas.stock.movements import MovementDone


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A count that was as the books said: the batch and what was counted."""

    batch_id: UUID
    counted: int


def batch_posted(actor: Actor, document_id: UUID, unmoved: Unmoved | None = None) -> MovementDone:
    """The one movement of a document with the shelf's balance of the batch after it."""
    posted = posted_movements(actor=actor, document_id=document_id)
    if posted:
        return MovementDone.model_validate(posted[0])
    batch = get_batch(actor=actor, batch_id=unmoved.batch_id) if unmoved else None
    if unmoved is None or batch is None:
        raise NotFound(_("This movement doesn’t exist."))
    return MovementDone(
        document_id=document_id,
        movement_id=None,
        product_id=batch.product_id,
        batch_id=batch.id,
        balance=unmoved.counted,
    )
