"""One piece of background work: how far it is, its result or reason, stop and repeat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.jobs.commands import cancel_job, retry_job
from theriac.core.jobs.models import Job, JobState
from theriac.core.jobs.permissions import MANAGE_JOBS
from theriac.core.jobs.queries import get_job
from theriac.core.problems import NotFound, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.surfaces.backoffice.jobs.words import (
    job_badge,
    job_title,
    job_url,
    left_words,
    result_facts,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class JobScreen(Screen):
    """What the screens of one job share: everybody sees what they asked for."""

    permission = None

    @cached_property
    def job(self) -> Job:
        """The job. Raises NotFound, also for one that the actor may not see."""
        try:
            return get_job(self.actor, UUID(str(self.kwargs["job_id"])))
        except NotFound:
            raise NotFound(_("This task no longer exists, or it isn't yours.")) from None

    def address(self) -> str:
        return job_url(self.job)

    def may_steer(self) -> bool:
        """Whether the actor may stop and repeat it."""
        return self.job.requested_by == self.actor.id or self.may(MANAGE_JOBS)


class JobDetail(JobScreen):
    """Its state, result or reason."""

    permission = None
    template_name = "backoffice/jobs/job.html"

    def page_title(self) -> Text:
        return job_title(self.job)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Background tasks"), reverse("backoffice:job_list"))]

    def context(self) -> dict[str, Any]:
        job = self.job
        people = names_of([job.requested_by]) if job.requested_by else {}
        return {
            "job": job,
            "state": job_badge(job),
            "left": left_words(job),
            "who": people.get(job.requested_by, SYSTEM_NAME) if job.requested_by else SYSTEM_NAME,
            "facts": result_facts(job),
            "may_steer": self.may_steer(),
            "failed": job.state == JobState.FAILED,
            "may_retry": job.state in (JobState.FAILED, JobState.CANCELLED),
            "own_page": job_url(job),
        }


class JobProgress(JobDetail):
    """The bar alone, asked for each second while the work runs."""

    permission = None
    template_name = "backoffice/jobs/progress.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The bar; when the work has ended the page is drawn anew."""
        response = self.draw()
        if not self.job.is_live:
            response["HX-Refresh"] = "true"
        return response


class StopJob(JobScreen, ButtonScreen):
    """Stop waiting or running work, and go back to where its progress is shown."""

    calls = Calls(cancel_job)

    def said(self, result: Job) -> Text:
        """What stops."""
        return _("%(work)s is stopping.") % {"work": job_title(result)}

    def onward(self, result: Job) -> str:
        return job_url(result)


class RetryJob(JobScreen, ButtonScreen):
    """Do failed or stopped work again."""

    calls = Calls(retry_job)

    def onward(self, result: Job) -> str:
        return job_url(result)
