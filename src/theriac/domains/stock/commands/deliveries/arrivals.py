"""What is held as it arrives, with the reason on the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from theriac.core.command import current_unit
from theriac.domains.stock.models import Batch


def hold_arrivals(reasons: Iterable[tuple[Batch, str]]) -> None:
    """Set new batches with a reason to ``held``, with it on the trail; the caller writes them."""
    for batch, reason in reasons:
        if reason:
            hold(batch, reason, {})


def hold(batch: Batch, reason: str, facts: Mapping[str, object]) -> None:
    """Set one batch that comes in to ``held``; the caller writes it."""
    before, batch.state = batch.state, Batch.State.HELD
    current_unit().record(
        "stock.batch",
        batch.id,
        reason=reason,
        facts={"number": batch.number, "before": before, "after": batch.state, **facts},
    )
