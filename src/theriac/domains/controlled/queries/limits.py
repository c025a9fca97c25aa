"""The limits per patient that are set."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.controlled.models import DispensingLimit
from theriac.domains.controlled.permissions import VIEW_REGISTERS


@query(permission=VIEW_REGISTERS)
def list_limits(*, actor: Actor) -> QuerySet[DispensingLimit]:
    """Every limit that holds, in no order; the same at every branch."""
    return DispensingLimit.objects.filter(ended_at=None).order_by()


@query(permission=VIEW_REGISTERS)
def find_limit(*, actor: Actor, dispensing_limit_id: UUID) -> DispensingLimit | None:
    """One limit, ended ones too."""
    return DispensingLimit.objects.filter(id=dispensing_limit_id).first()
