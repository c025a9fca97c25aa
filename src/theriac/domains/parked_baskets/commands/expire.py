"""Baskets that waited too long go; a note of each stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.parked_baskets.commands.park import RECORD
from theriac.domains.parked_baskets.models import ParkedBasket

KEPT = timedelta(days=7)
"""How long a basket waits, from when the server had it; and how long one is told that is gone."""
AT_ONCE = 200
State = ParkedBasket.State


def outdated() -> QuerySet[ParkedBasket]:
    """Those whose time is over and whose content is still there."""
    rows = ParkedBasket.objects.filter(received_at__lt=clock.now() - KEPT)
    return rows.exclude(sealed="")


@command(
    name="parked_baskets.expire_baskets",
    done=gettext_lazy("Removed parked baskets"),
    system_only=True,
)
def expire_baskets(*, actor: Actor, branch_id: UUID) -> int:
    """Destroy the content of a branch's outdated baskets; how many of them waited until now."""
    rows = outdated().filter(branch_id=branch_id).select_for_update().order_by("id")[:AT_ONCE]
    waited = 0
    for row in rows:
        if row.state == State.WAITING:
            before = {"state": row.state}
            row.state, row.ended_at = State.EXPIRED, clock.now()
            facts = {"before": before, "after": {"state": row.state}, "lines": row.lines}
            current_unit().record(RECORD, row.id, facts=facts, branch_id=branch_id)
            waited += 1
        row.sealed = row.sealed_name = ""
        row.save(update_fields=["state", "ended_at", "sealed", "sealed_name"])
    return waited
