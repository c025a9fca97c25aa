"""Settings and branches as they were changed, newest first."""

from __future__ import annotations

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.organisation.models import SettingsChange
from theriac.domains.organisation.permissions import VIEW_ORGANISATION


@query(permission=VIEW_ORGANISATION)
def list_changes(*, actor: Actor) -> QuerySet[SettingsChange]:
    """Every change: who, when, before and after; those of a branch name its code."""
    return SettingsChange.objects.order_by("-changed_at", "-id")
