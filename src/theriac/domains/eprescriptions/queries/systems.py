"""Prescribing systems of a branch and their keys."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.eprescriptions.models import PrescribingSystem, SystemKey
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS


@query(permission=MANAGE_SYSTEMS)
def list_systems(*, actor: Actor, branch_id: UUID) -> QuerySet[PrescribingSystem]:
    """The systems of the branch with how many keys aren't revoked; in no order."""
    standing = Count("keys", filter=Q(keys__revoked_at=None))
    rows = PrescribingSystem.objects.filter(branch_id=branch_id)
    return rows.annotate(key_count=standing).order_by()


@query(permission=MANAGE_SYSTEMS)
def find_system(*, actor: Actor, branch_id: UUID, system_id: UUID) -> PrescribingSystem | None:
    """A system of the branch."""
    rows = PrescribingSystem.objects.filter(id=system_id, branch_id=branch_id)
    found: PrescribingSystem | None = rows.first()
    return found


@query(permission=MANAGE_SYSTEMS)
def keys_of(*, actor: Actor, branch_id: UUID, system_id: UUID) -> list[SystemKey]:
    """A system's keys, the newest first."""
    rows = SystemKey.objects.filter(system_id=system_id, system__branch_id=branch_id)
    return list(rows.order_by("-valid_from", "-registered_at", "id"))
