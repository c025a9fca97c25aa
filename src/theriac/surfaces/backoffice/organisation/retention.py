"""Retention: what is due, why, row by row; a longer period; and the word that it may go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.problems import Text, Unprocessable
from theriac.core.retention.lists import SHOWN
from theriac.core.retention.registry import DueRow, RecordKind, kept_kinds
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.commands.retention import (
    confirm_retention,
    set_retention_period,
)
from theriac.domains.organisation.jobs import work_through
from theriac.domains.organisation.permissions import MANAGE_RETENTION, VIEW_RETENTION
from theriac.domains.organisation.queries.retention import (
    dry_run,
    due_rows,
    list_runs,
    period_of,
    periods,
)
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.organisation.models import RetentionRun

LONGEST = 36_525
STATES = States(
    confirmed=(gettext_lazy("Confirmed"), "hourglass-split", "note"),
    running=(gettext_lazy("In progress"), "arrow-repeat", "note"),
    done=(gettext_lazy("Done"), "check-lg", "go"),
    changed=(gettext_lazy("Not deleted: the list had changed"), "exclamation-triangle", "look"),
)


class Retention(Screen):
    """The dry run: each kind with its count, dates, period and source; nothing is changed."""

    permission = VIEW_RETENTION
    title = gettext_lazy("Data retention")
    template_name = "backoffice/organisation/retention.html"

    def context(self) -> dict[str, Any]:
        """What would go, what clears itself, what stays, what went before."""
        runs = list_runs(actor=self.actor)
        people = names_of(run.confirmed_by for run in runs)
        return {
            "found": dry_run(actor=self.actor),
            "may_manage": self.may(MANAGE_RETENTION),
            "by_itself": [one for one in periods() if one.kind.clears_itself],
            "kept": kept_kinds(),
            "runs": [
                _run_words(run, people.get(run.confirmed_by, str(SYSTEM_NAME))) for run in runs
            ],
        }


def _run_words(run: RetentionRun, who: str) -> dict[str, Any]:
    return {
        "run": run,
        "who": who,
        "count": sum(part["count"] for part in run.plan),
        "cleared": sum(part["cleared"] for part in run.plan),
        "state": STATES.badge(run.state),
    }


class ConfirmRetention(Screen):
    """Confirm the list that was shown, by its hash; another list is refused."""

    permission = MANAGE_RETENTION
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Bind it and hand it to the worker."""
        if not request.POST.get("sure"):
            raise Unprocessable(_("Nothing was deleted. Tick the box to confirm, then try again."))
        run_id = confirm_retention(actor=self.actor, digest=request.POST.get("digest", ""))
        task = work_through.using(unique_key=f"retention:{run_id}", requested_by=self.actor.id)
        task.enqueue(run_id=str(run_id))
        messages.success(request, _("Confirmed. The records are being deleted in the background."))
        return HttpResponseRedirect(reverse("backoffice:retention"))


class RetentionPeriodForm(ScreenForm):
    """A longer period."""

    days = WholeNumberField(
        label=gettext_lazy("Days"),
        help_text=gettext_lazy("Leave empty to use the usual period by law and practice."),
        least=1,
        most=LONGEST,
        required=False,
    )


class RetentionKind(FormScreen):
    """One kind: its due rows, each of which can be opened, and the pharmacy's own period."""

    permission = MANAGE_RETENTION
    template_name = "backoffice/organisation/retention_kind.html"
    form_class = RetentionPeriodForm
    submit_label = gettext_lazy("Save period")
    done = gettext_lazy("Period saved. Check which records are due now.")

    def page_title(self) -> Text:
        return period_of(self.kwargs["code"]).kind.title

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Data retention"), reverse("backoffice:retention"))]

    def initial(self) -> dict[str, Any]:
        """The pharmacy's own period, where it has one."""
        period = period_of(self.kwargs["code"])
        return {"days": period.days if period.is_own else None}

    def context(self) -> dict[str, Any]:
        period, rows = due_rows(actor=self.actor, code=self.kwargs["code"])
        return {
            "period": period,
            "rows": [_row(period.kind, row) for row in rows],
            "is_cut": len(rows) == SHOWN,
        }

    def act(self, form: ScreenForm) -> str:
        set_retention_period(
            actor=self.actor, kind=self.kwargs["code"], days=form.cleaned_data["days"] or None
        )
        return reverse("backoffice:retention")


def _row(kind: RecordKind, row: DueRow) -> dict[str, Any]:
    url = reverse(f"backoffice:{kind.page}", args=[row.id]) if kind.page else ""
    return {"id": row.id, "at": row.at, "url": url}
