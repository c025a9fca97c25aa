"""Security events as their screen and Today read them."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.permissions import VIEW_SECURITY
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.accounts.security.events import ALARMS, SecurityEventKind

ALARM_DAYS = 7


@query(permission=VIEW_SECURITY)
def list_events(*, actor: Actor) -> QuerySet[SecurityEvent]:
    """The events that the actor may see, in no order.

    Who sees the security of some branches sees what concerns their branches and people; what
    concerns nobody who is known is for who sees all.
    """
    events = SecurityEvent.objects.order_by()
    branches = actor.branches_with(VIEW_SECURITY)
    if branches is None:
        return events
    people = people_seen(actor=actor, permission=VIEW_SECURITY).order_by().values("id")
    return events.filter(Q(branch_id__in=sorted(branches)) | Q(branch_id=None, user_id__in=people))


@query(permission=VIEW_SECURITY)
def count_alarms(*, actor: Actor) -> int:
    """Alarms of the last seven days since the actor said that they looked; not the actor's own."""
    since = clock.now() - timedelta(days=ALARM_DAYS)
    looked = SecurityEvent.objects.filter(actor_id=actor.id, kind=SecurityEventKind.LOOKED_AT)
    last = looked.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    alarms = list_events(actor=actor).filter(kind__in=sorted(ALARMS), recorded_at__gt=since)
    alarms = alarms.exclude(actor_id=actor.id)
    return alarms.filter(recorded_at__gt=last).count() if last else alarms.count()
