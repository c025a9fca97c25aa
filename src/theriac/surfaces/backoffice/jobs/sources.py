"""What the frame shows of background work: what runs, and what waits for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.counts import count_together
from theriac.core.jobs.models import LIVE_STATES, Job, JobState
from theriac.core.jobs.permissions import VIEW_JOBS
from theriac.core.jobs.queries import last_results, list_jobs
from theriac.core.outbox.pending import parked_reactions
from theriac.surfaces.backoffice.audit.sources import seal_notices
from theriac.surfaces.backoffice.jobs.words import VERIFY, job_title, job_url
from theriac.surfaces.backoffice.organisation.sources import RETENTION, retention_notices
from theriac.surfaces.backoffice.shell.frame import Notice, Work

MOST = 8
RECENT = timedelta(days=7)


def work_of(actor: Actor) -> Sequence[Work]:
    """What runs or waits and the actor may see, newest first."""
    live = list_jobs(actor).filter(state__in=LIVE_STATES, run_after__lte=clock.now())[:MOST]
    return [Work(job_title(job), job_url(job), job.done, job.total) for job in live]


def last_verification(actor: Actor) -> Job | None:
    """The newest finished check of the books; None before the first."""
    done = list_jobs(actor).filter(task=VERIFY, state=JobState.SUCCEEDED)
    return done.order_by("-finished_at").first()


def notices_of(actor: Actor) -> Sequence[Notice]:
    """The seal's alarm and work that failed this week.

    For who sees all work also violations and parked reactions.
    """
    sees_all = actor.may_anywhere(VIEW_JOBS)
    last = last_results([RETENTION, VERIFY])
    notices: list[Notice] = [*seal_notices(actor), *retention_notices(actor, last.get(RETENTION))]
    failed = list_jobs(actor).filter(state=JobState.FAILED, finished_at__gte=clock.now() - RECENT)
    waiting = [failed, parked_reactions()] if sees_all else [failed]
    count, *parked = count_together(waiting)
    if count:
        words = ngettext(
            "%(count)s background task failed", "%(count)s background tasks failed", count
        )
        address = reverse("backoffice:job_list") + "?state=failed"
        notices.append(Notice(words % {"count": count}, address, "stop", "x-octagon"))
    return [*notices, *_of_the_books(last.get(VERIFY), *parked)] if sees_all else notices


def _of_the_books(last: Mapping[str, Any] | None, parked: int) -> Sequence[Notice]:
    """What the last check found, and how many follow-ups wait for a person."""
    notices: list[Notice] = []
    if found := int((last or {}).get("violations", 0)):
        words = ngettext(
            "The nightly check found %(count)s problem",
            "The nightly check found %(count)s problems",
            found,
        )
        address = reverse("backoffice:verification")
        notices.append(Notice(words % {"count": found}, address, "stop", "clipboard2-x"))
    if parked:
        words = ngettext(
            "%(count)s follow-up of a sale or stock change is on hold",
            "%(count)s follow-ups of sales or stock changes are on hold",
            parked,
        )
        address = reverse("backoffice:verification") + "#parked"
        notices.append(Notice(words % {"count": parked}, address, "look", "pause-circle"))
    return notices
