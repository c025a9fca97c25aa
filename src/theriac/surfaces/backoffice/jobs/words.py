"""Background work in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.task import UnknownTask, find_task
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.badges import States, badge
from theriac.surfaces.backoffice.shell.progress import time_left

VERIFY = "operations.verify_everything"
IMPORTS = frozenset(
    {
        "catalog.check_import_rows",
        "catalog.commit_import_rows",
    }
)
"""Work that an import's own page shows; its only argument is the import's id."""

STATES = States(
    ready=(gettext_lazy("Pending"), "hourglass-split", "note"),
    running=(gettext_lazy("Running"), "arrow-repeat", "note"),
    succeeded=(gettext_lazy("Done"), "check-circle-fill", "go"),
    failed=(gettext_lazy("Failed"), "x-octagon-fill", "stop"),
    cancelled=(gettext_lazy("Stopped"), "slash-circle", "line"),
)


def job_title(job: Job) -> Text:
    """What the work is; another version's by its name."""
    try:
        return find_task(job.task).title
    except UnknownTask:
        return job.task.rpartition(".")[2].replace("_", " ").capitalize()


def job_badge(job: Job) -> SafeString:
    """Where it stands."""
    if job.is_live and job.cancel_requested:
        return badge(_("Stopping"), "slash-circle", "look")
    return STATES.badge(job.state)


def job_url(job: Job) -> str:
    """Its page; an import's work is shown by the import."""
    if job.task in IMPORTS and job.args:
        return reverse("backoffice:import_detail", args=[job.args[0]])
    if job.task == VERIFY and not job.is_live:
        return reverse("backoffice:verification")
    return reverse("backoffice:job_detail", args=[job.id])


def seconds_left(job: Job) -> int | None:
    """How long it will take at the pace until now; None while nobody can tell."""
    if not job.total or not job.done or job.started_at is None or job.state != JobState.RUNNING:
        return None
    passed = int((clock.now() - job.started_at).total_seconds())
    return passed * (job.total - job.done) // job.done if passed >= 2 else None


def left_words(job: Job) -> str:
    """About 20 s left."""
    return time_left(seconds_left(job))


def result_facts(job: Job) -> list[tuple[str, Any]]:
    """A finished work's result as pairs of name and value; nested parts are counted.

    None for work whose own page tells the result in words.
    """
    if job.task in IMPORTS or job.task == VERIFY:
        return []
    result = job.result
    if isinstance(result, Mapping):
        return [
            (
                str(name).replace("_", " ").capitalize(),
                len(value) if isinstance(value, list | dict) else value,
            )
            for name, value in result.items()
        ]
    return [] if result is None else [(_("Result"), result)]
