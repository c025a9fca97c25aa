"""Reactions in the background: what reaches outside or takes long, so that nothing waits for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.models import Job
from theriac.core.jobs.task import task
from theriac.core.outbox.delivery import deliver_unbound
from theriac.core.outbox.pending import due, retry
from theriac.core.outbox.positions import last_position
from theriac.core.outbox.reactions import declared_reactions, reaction_named


def background_names() -> list[str]:
    """The reactions that are handed their events in the background."""
    return [one.name for one in declared_reactions() if one.background]


def let_hear(name: str) -> None:
    """Let a background task hand a reaction what is due, unless one is about it."""
    key = f"outbox:{name}"
    if not Job.objects.filter(live_key=key).exists():
        hear_events.using(unique_key=key).enqueue(name)


@task(name="outbox.hear_events", title=_("Process sales and stock changes"), takes_context=True)
def hear_events(context: JobContext, name: str) -> int:
    """Hand a reaction what waits for another attempt and what is new; tells how many events."""
    reaction = reaction_named(name)
    if reaction is None:
        return 0
    heard = retry(due().filter(reaction=name), unbound=True)
    while step := deliver_unbound(reaction, last_position()):
        heard += step
        context.check()
    return heard
