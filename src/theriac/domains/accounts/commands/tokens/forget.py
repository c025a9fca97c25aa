"""Letting go of sign-ins that ended; the trail keeps that they were."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.accounts.models import RefreshToken, TokenFamily
from theriac.domains.accounts.permissions import MANAGE_STAFF

KEEP = timedelta(days=30)
AT_ONCE = 500


@command(permission=MANAGE_STAFF)
def forget_families(*, actor: Actor) -> int:
    """Delete at most 500 families that ended 30 days ago or earlier; returns how many."""
    before = clock.now() - KEEP
    ended = TokenFamily.objects.filter(Q(ended_at__lt=before) | Q(ends_at__lt=before))
    ids = list(ended.order_by("id").values_list("id", flat=True)[:AT_ONCE])
    RefreshToken.objects.filter(family_id__in=ids).delete()
    TokenFamily.objects.filter(id__in=ids).delete()
    unit = current_unit()
    unit.record("accounts.token_family", unit.effect_id, reason="over", facts={"count": len(ids)})
    return len(ids)
