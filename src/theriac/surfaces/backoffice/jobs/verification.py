"""The check of the books: what the nightly ``verify`` found, and a button to run it now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.models import LIVE_STATES, JobState
from theriac.core.jobs.permissions import MANAGE_JOBS, VIEW_JOBS
from theriac.core.jobs.queries import list_jobs
from theriac.core.jobs.task import find_task
from theriac.core.outbox.pending import count_parked
from theriac.core.verification.registry import sentence_of
from theriac.surfaces.backoffice.jobs.sources import last_verification
from theriac.surfaces.backoffice.jobs.words import VERIFY, left_words
from theriac.surfaces.backoffice.shell.screens import Screen


class Verification(Screen):
    """The last result: what was checked, and each thing that isn't as it must be."""

    permission = VIEW_JOBS
    title = _("Nightly check")
    template_name = "backoffice/jobs/verification.html"

    def context(self) -> dict[str, Any]:
        """The last result, what runs now, a failure since, parked reactions."""
        jobs = list_jobs(self.actor).filter(task=VERIFY)
        last = last_verification(self.actor)
        running = jobs.filter(state__in=LIVE_STATES).first()
        failed = jobs.filter(state=JobState.FAILED).first()
        if failed is not None and last is not None and failed.id < last.id:
            failed = None
        result = (last.result if last else None) or {}
        return {
            "last": last,
            "running": running,
            "left": left_words(running) if running else "",
            "failed": failed,
            "checks": result.get("checks", ()),
            "violations": result.get("violations", 0),
            "sentences": _sentences(result),
            "parked": int(count_parked()),
            "may_run": self.may(MANAGE_JOBS),
        }


def _sentences(result: Mapping[str, Any]) -> list[str]:
    """What was found in the reader's language; a result of an earlier version has sentences."""
    found = [sentence_of(one["code"], one["facts"]) for one in result.get("findings", ())]
    return found or list(result.get("sentences", ()))


class VerifyNow(Screen):
    """Run the check now, as a job; one at a time."""

    permission = MANAGE_JOBS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Queue it and go back to the page, which shows its progress."""
        task = find_task(VERIFY)
        key = f"schedule:{VERIFY}"[-150:]
        task.using(unique_key=key, requested_by=self.actor.id).enqueue()
        return HttpResponseRedirect(reverse("backoffice:verification"))
