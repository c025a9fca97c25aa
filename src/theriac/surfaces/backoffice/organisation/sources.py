"""What the bell tells of retention: how much was due when the list was last looked at."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.core.jobs.models import Job, JobState
from theriac.domains.organisation.jobs import review_retention
from theriac.domains.organisation.permissions import MANAGE_RETENTION
from theriac.surfaces.backoffice.shell.surroundings import Notice


def retention_notices(actor: Actor) -> Sequence[Notice]:
    """What waits for a person's word since the last night, for who may give it."""
    if not actor.may_anywhere(MANAGE_RETENTION):
        return []
    looked = Job.objects.filter(task=review_retention.module_path, state=JobState.SUCCEEDED)
    last = looked.order_by("-finished_at").values_list("result", flat=True).first()
    due = int((last or {}).get("due", 0))
    if not due:
        return []
    words = ngettext(
        "%(count)s record is past its period", "%(count)s records are past their period", due
    )
    address = reverse("backoffice:retention")
    return [Notice(words % {"count": due}, address, "look", "hourglass-bottom")]
