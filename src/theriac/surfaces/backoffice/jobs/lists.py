"""The list of background work: one's own, or all of it for who may see it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.jobs.models import Job
from theriac.core.jobs.queries import list_jobs
from theriac.domains.accounts.queries.people import names_of
from theriac.surfaces.backoffice.jobs.words import STATES, job_badge, job_title, job_url
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort


class JobTable(ListTable):
    """What, when, for whom, state."""

    title = NameColumn(verbose_name=_("Task"), url=job_url, note=lambda job: job.note)
    created_at = MomentColumn(verbose_name=_("Requested"), label=_("Requested"))
    finished_at = MomentColumn(verbose_name=_("Ended"), label=_("Ended"))
    who = TextColumn(verbose_name=_("By"), label=_("By"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_badge")


class JobFilters(ListFilters):
    """By state, and one's own."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))
    mine = django_filters.BooleanFilter(method="only_mine", label=_("Requested by me"))

    def only_mine(self, rows: QuerySet[Job], _name: str, value: bool) -> QuerySet[Job]:
        """What the reader asked for."""
        return rows.filter(requested_by=self.request.user.id) if value else rows


class JobList(ListScreen):
    """Background work, newest first."""

    permission = None
    title = _("Background tasks")
    counted = ngettext_lazy("%(count)s task", "%(count)s tasks", "count")
    table_class = JobTable
    filterset_class = JobFilters
    sorts = {"created_at": Sort(_("Requested"), ("created_at",), descending=True)}
    default_sort = "created_at"
    exports = (
        Export(_("Task"), lambda job: job.title),
        Export(_("Note"), lambda job: job.note),
        Export(_("Requested"), "created_at"),
        Export(_("Ended"), "finished_at"),
        Export(_("By"), lambda job: job.who),
        Export(_("Status"), lambda job: STATES.word(job.state)),
    )
    empty = Empty(
        _("No tasks yet"),
        _("Imports, backups and checks appear here with their results."),
        "arrow-repeat",
    )

    def rows(self) -> QuerySet[Job]:
        """What the actor may see, in no order."""
        return list_jobs(self.actor).order_by()

    def load(self, ids: Any) -> Any:
        """Work in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.requested_by for row in rows.values() if row.requested_by)
        for row in rows.values():
            row.title = job_title(row)
            row.note = row.error_sentence or row.message
            row.who = people.get(row.requested_by, SYSTEM_NAME)
            row.state_badge = job_badge(row)
        return rows
