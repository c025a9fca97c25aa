"""What is withheld stays so through merging and its undoing."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from theriac.core.command import current_unit
from theriac.domains.stock.commands.batches import tell_every_branch
from theriac.domains.stock.models import Batch

STRICTER = (Batch.State.RELEASED, Batch.State.HELD, Batch.State.RECALLED)
"""From what may be sold to what may least."""


def keep_withheld(goes_to: Mapping[UUID, UUID], reason: str) -> None:
    """A batch that takes goods of a withheld one is withheld like it, and every branch learns it.

    ``goes_to`` is by the batch that gives. Both are the same goods, so that what the taking batch
    had is withheld with them.
    """
    batches = Batch.objects.in_bulk([*goes_to, *goes_to.values()])
    changed: list[Batch] = []
    for giving, taking in sorted(goes_to.items()):
        wanted, batch = batches[giving].state, batches[taking]
        if STRICTER.index(Batch.State(wanted)) <= STRICTER.index(Batch.State(batch.state)):
            continue
        facts = {"before": {"state": batch.state}, "after": {"state": wanted}}
        batch.state, batch.version = wanted, batch.version + 1
        batch.save(update_fields=["state", "version"])
        current_unit().record("stock.batch", batch.id, reason=reason, facts=facts)
        changed.append(batch)
    tell_every_branch(changed)
