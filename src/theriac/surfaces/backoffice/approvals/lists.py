"""What was approved, by whom and for whom, and what somebody confirmed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.approval.actions import declared_actions
from theriac.core.approval.permissions import SET_LIMITS, VIEW_APPROVALS
from theriac.core.approval.queries import list_approvals
from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.approvals.words import (
    MEANS,
    action_title,
    alone_badge,
    content_words,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    ListFilters,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort

if TYPE_CHECKING:
    from theriac.core.approval.models import Approval


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=frame.pharmacy().zone)


class ApprovalFilters(ListFilters):
    """By action, day, alone, unused, and one person's."""

    action = django_filters.ChoiceFilter(
        choices=lambda: [(one.code, str(one.title)) for one in declared_actions()], label=_("What")
    )
    alone = django_filters.BooleanFilter(method="only_alone", label=_("Self-confirmed"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))
    person = django_filters.CharFilter(method="of_person", label=_("Staff member"))

    def only_alone(self, rows: QuerySet[Approval], _name: str, value: bool) -> QuerySet[Any]:
        """By one person under a rule; else by two."""
        return rows.filter(rule__isnull=not value)

    def begun(self, rows: QuerySet[Approval], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(recorded_at__gte=_begins(day))

    def ended(self, rows: QuerySet[Approval], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(recorded_at__lt=_begins(day + timedelta(days=1)))

    def of_person(self, rows: QuerySet[Approval], _name: str, value: str) -> QuerySet[Any]:
        """Asked or approved by a person."""
        person_id = parse_id(value)
        if not person_id:
            return rows
        return rows.filter(requested_by=person_id) | rows.filter(approved_by=person_id)


class ApprovalTable(LedgerTable):
    """When, what, who asked, who approved, how, why."""

    recorded_at = MomentColumn(verbose_name=_("When"))
    what = TextColumn(verbose_name=_("What"))
    asked = TextColumn(verbose_name=_("Requested by"), label=_("Requested by"))
    approver = TextColumn(verbose_name=_("Approved by"), label=_("Approved by"))
    how = TextColumn(verbose_name=_("How"))
    why = TextColumn(verbose_name=_("Reason"), label=_("Reason"))
    used = TextColumn(verbose_name=_("Used"), label=_("Used"))


class ApprovalList(ListScreen):
    """Every approval of the branches that the reader may see, the newest first."""

    permission = VIEW_APPROVALS
    title = _("Approvals")
    counted = ngettext_lazy("%(count)s approval", "%(count)s approvals", "count")
    table_class = ApprovalTable
    filterset_class = ApprovalFilters
    sorts = {"recorded_at": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "recorded_at"
    exports: ClassVar[Sequence[Export]] = (
        Export(_("When"), "recorded_at"),
        Export(_("Branch"), "place"),
        Export(_("What"), "title"),
        Export(_("Details"), "exactly"),
        Export(_("Requested by"), "asked"),
        Export(_("Approved by"), "approver"),
        Export(_("Verified by"), "known_by"),
        Export(_("Self-confirmed"), lambda row: "1" if row.rule_id else "0"),
        Export(_("Reason"), "why"),
        Export(_("Used"), "used"),
    )
    empty = Empty(
        _("No approvals yet"),
        _("Approvals by a second person and self-confirmations appear here."),
        "person-check",
    )

    def actions(self) -> Sequence[Action]:
        """The ways to what waits, and to limits and rules."""
        waiting = reverse("backoffice:approval_requests")
        rules = reverse("backoffice:approval_rules")
        return [
            Action(_("Pending approvals"), "hourglass-split", waiting, None),
            Action(_("Limits and rules"), "sliders", rules, SET_LIMITS),
        ]

    def rows(self) -> QuerySet[Approval]:
        """What the actor may see."""
        return list_approvals(actor=self.actor)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(
            key for row in rows.values() for key in (row.requested_by, row.approved_by)
        )
        places = {branch.id: branch.name for branch in list_branches()}
        for row in rows.values():
            _draw(row, people, places, self.content_of(row))
        return rows

    def content_of(self, row: Approval) -> Mapping[str, Any]:
        """What of the approved is told in words."""
        content: Mapping[str, Any] = row.content
        return content


def _draw(
    row: Any, people: Mapping[Any, str], places: Mapping[Any, str], content: Mapping[str, Any]
) -> None:
    row.title = action_title(row.action)
    row.exactly = content_words(row.action, content)
    row.what = f"{row.title}: {row.exactly}" if row.exactly else row.title
    row.asked = people.get(row.requested_by, "")
    row.approver = people.get(row.approved_by, "")
    row.known_by = str(MEANS.get(row.means, row.means))
    row.how = alone_badge(row.rule_id is not None, row.known_by)
    row.why = row.reason
    row.place = places.get(row.branch_id, "")
    row.used = str(_("yes") if hasattr(row, "use") else _("no"))
