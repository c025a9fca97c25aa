"""The register as a list: the open ones first, by deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.domains.subject_requests.queries import is_overdue, list_subject_requests
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.subject_requests.words import (
    CHANNELS,
    KINDS,
    OUTCOMES,
    STATE_WORDS,
    SUBJECTS,
    state_badge,
    state_words,
)


class SubjectRequestTable(ListTable):
    """What, whose, when it arrived and is due, who sees to it, how it stands."""

    what = NameColumn(
        verbose_name=_("Request"),
        accessor="kind_words",
        url=lambda row: reverse("backoffice:subject_request_detail", args=[row.pk]),
        note=lambda row: row.subject_words,
    )
    arrived = MomentColumn(verbose_name=_("Received"), accessor="arrived_at", label=_("Received"))
    due = MomentColumn(verbose_name=_("Answer by"), accessor="due_at", label=_("Answer by"))
    handler = TextColumn(verbose_name=_("Assigned to"), label=_("Assigned to"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_badge")


class SubjectRequestFilters(ListFilters):
    """By state, deadline, kind, whose, answer."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=list(STATE_WORDS.items()))
    overdue = django_filters.BooleanFilter(method="keep_overdue", label=_("Overdue"))
    kind = django_filters.ChoiceFilter(label=_("Request"), choices=list(KINDS.items()))
    subject_kind = django_filters.ChoiceFilter(label=_("For"), choices=list(SUBJECTS.items()))
    outcome = django_filters.ChoiceFilter(label=_("Decision"), choices=list(OUTCOMES.items()))

    def keep_overdue(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Open beyond the deadline."""
        return is_overdue(rows, True) if value else rows


class SubjectRequestList(ListScreen):
    """Every request about somebody's data."""

    permission = VIEW_SUBJECT_REQUESTS
    title = _("Data requests")
    counted = ngettext_lazy("%(count)s request", "%(count)s requests", "count")
    table_class = SubjectRequestTable
    filterset_class = SubjectRequestFilters
    sorts = {
        "due": Sort(_("Open requests first, by deadline"), ("state", "due_at")),
        "arrived": Sort(_("Received"), ("arrived_at",), descending=True),
    }
    default_sort = "due"
    exports = (
        Export(_("Request"), lambda row: str(KINDS[row.kind])),
        Export(_("For"), lambda row: str(SUBJECTS[row.subject_kind])),
        Export(_("Record"), lambda row: str(row.subject_id or "")),
        Export(_("Received via"), lambda row: str(CHANNELS[row.channel])),
        Export(_("Received"), lambda row: row.arrived_at),
        Export(_("Identity confirmed"), lambda row: row.identified_on),
        Export(_("Answer by"), lambda row: row.due_at),
        Export(_("Extension notice"), lambda row: row.notice_on),
        Export(_("Assigned to"), lambda row: row.handler),
        Export(_("Status"), lambda row: str(state_words(row))),
        Export(_("Decision"), lambda row: str(OUTCOMES.get(row.outcome, ""))),
        Export(_("Answered on"), lambda row: row.answered_on),
        Export(_("Provision"), lambda row: row.law),
        Export(_("Closed"), lambda row: row.closed_at),
        Export(_("Number"), lambda row: str(row.pk)),
    )
    empty = Empty(
        _("No data requests yet"),
        _(
            "Requests from people about their own data appear here, with the deadline for the "
            "answer."
        ),
        "envelope-paper",
    )

    def rows(self) -> QuerySet[Any]:
        return list_subject_requests(actor=self.actor)

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:subject_request_new")
        return [Action(_("New data request"), "plus-lg", address, ERASE_PATIENTS, "primary")]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Requests in words; what people wrote isn't read here."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of({row.handler_id for row in rows.values()})
        for row in rows.values():
            row.kind_words = KINDS[row.kind]
            row.subject_words = SUBJECTS[row.subject_kind]
            row.handler = people.get(row.handler_id, "")
            row.state_badge = state_badge(row)
        return rows
