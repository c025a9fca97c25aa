"""Scheduled work of recalls: the public lists, each night."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.recalls.public_lists import read_watched_lists


@scheduled(daily_at="03:20")
@task(name="recalls.read_public_recalls", title=_("Reading public recall lists"))
def read_public_recalls() -> int:
    """Read the public lists of recalls and match them with the stock; tells the new findings."""
    return read_watched_lists()
