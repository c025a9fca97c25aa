"""What the trail tells of a sale besides its rows: its device's clock, chosen batches, holding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from theriac.core.audit.models import AuditRecord
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.pushes.facts import REASONS, SKEW


@dataclass(frozen=True, slots=True)
class WasHeld:
    """The push was held for ``reason`` until ``decided_by`` had it booked.

    ``booked_as`` is its place in the terminal's held series where another sale has its number.
    """

    reason: str
    note: str
    decided_by: UUID | None
    decided_at: datetime | None
    booked_as: str


@dataclass(frozen=True, slots=True)
class SaleNotes:
    """``skew`` is above zero when the device was ahead; None within five minutes."""

    skew: timedelta | None = None
    batch_reasons: Mapping[int, str] = field(default_factory=dict)
    held: WasHeld | None = None


def notes_of(sale_id: UUID) -> SaleNotes:
    """The notes on a sale that the reader may see; whoever calls has asked for that."""
    records = AuditRecord.objects.filter(object_kind="sales.sale", object_id=sale_id)
    facts = records.order_by("recorded_at").values_list("facts", flat=True).first() or {}
    skew = facts.get(SKEW)
    return SaleNotes(
        skew=timedelta(seconds=skew) if skew else None,
        batch_reasons={int(line): code for line, code in facts.get(REASONS, {}).items()},
        held=_held(facts),
    )


def _held(facts: Mapping[str, str]) -> WasHeld | None:
    held_id = facts.get("held_id")
    push = HeldPush.objects.filter(id=held_id).first() if held_id else None
    if push is None:
        return None
    return WasHeld(
        push.reason, push.note, push.decided_by, push.decided_at, facts.get("booked_as", "")
    )
