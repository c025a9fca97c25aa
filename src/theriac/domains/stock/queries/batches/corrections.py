"""What was changed of batches' labels after they were booked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.stock.models import BatchCorrection
from theriac.domains.stock.permissions import VIEW_STOCK


@query(permission=VIEW_STOCK)
def corrections_of(*, actor: Actor, batch_id: UUID) -> list[BatchCorrection]:
    """The corrections of a batch at the branches that the actor sees, the newest first."""
    rows = BatchCorrection.objects.filter(batch_id=batch_id, **branches_seen(actor, VIEW_STOCK))
    return list(rows.order_by("-recorded_at", "-id"))


@query(permission=VIEW_STOCK)
def agreed_since(*, actor: Actor, branch_id: UUID, since: datetime) -> QuerySet[BatchCorrection]:
    """Corrections at the branch from then on to which somebody else had to say yes."""
    return BatchCorrection.objects.filter(
        branch_id=branch_id, recorded_at__gte=since, approved_by__isnull=False
    )
