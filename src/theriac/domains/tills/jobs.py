"""Scheduled work of tills: what void and decided numbers let settle."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.tills.commands.settle import follow_sessions
from theriac.domains.tills.models import TillSession

AT_ONCE = 200


@scheduled(every=timedelta(minutes=5))
@task(name="tills.settle_sessions", title=_("Settling till sessions"))
def settle_sessions() -> int:
    """Settle closed sessions whose numbers are accounted for; tells how many.

    Some at once, so that those that wait for a person are in nobody's way.
    """
    rows = TillSession.objects.filter(state=TillSession.State.CLOSED).order_by("closed_at", "id")
    waiting = list(rows.values_list("id", flat=True))
    return sum(
        follow_sessions(actor=SYSTEM, session_ids=waiting[at : at + AT_ONCE])
        for at in range(0, len(waiting), AT_ONCE)
    )
