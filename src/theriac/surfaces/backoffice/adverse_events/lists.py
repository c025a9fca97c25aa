"""The branch's reports of adverse events, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
    VIEW_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.queries import (
    due_on,
    form_of,
    list_reports,
    medicines_named,
    naming,
    of_seriousness,
)
from theriac.surfaces.backoffice.adverse_events.words import (
    SERIOUSNESS,
    STATES,
    recipients,
    serious_words,
)
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with who wrote it, the medicines it suspects, and by when it is due."""

    row: Any
    person: str
    medicines: str
    due: date | None
    recipient: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """The suspected medicines of ours; what is another's is told to who opens the report."""
        return self.medicines or _now("Medicine from elsewhere")

    @property
    def serious(self) -> str:
        """The criteria."""
        return serious_words(self.row)

    @property
    def state(self) -> str:
        """The state's code."""
        return str(self.row.state)


class ReportTable(ListTable):
    """Medicines with the code, seriousness, when, by whom, due, state."""

    name = NameColumn(
        verbose_name=_("Suspected medicine"),
        url=lambda row: reverse("backoffice:adverse_event_detail", args=[row.pk]),
        note=lambda row: row.row.code,
    )
    serious = TextColumn(verbose_name=_("Seriousness"), accessor="serious", label=_("Seriousness"))
    at = MomentColumn(verbose_name=_("When"), accessor="row__at", label=_("When"))
    person = TextColumn(verbose_name=_("By"), accessor="person", label=_("By"))
    due = DateColumn(verbose_name=_("Due by"), accessor="due", label=_("Due by"))
    state = TextColumn(verbose_name=_("Status"), accessor="state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class ReportFilters(ListFilters):
    """By state, seriousness, product, batch and day."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))
    seriousness = django_filters.ChoiceFilter(
        choices=list(SERIOUSNESS.items()), label=_("Seriousness"), method="of_seriousness"
    )
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def of_seriousness(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return of_seriousness(rows, value)

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(at__lt=day_begins(day + timedelta(days=1)))


class ReportList(ListScreen):
    """What was written at the branch; whom it is about is told on its page alone."""

    permission = VIEW_ADVERSE_EVENTS
    title = _("Adverse events")
    counted = ngettext_lazy("%(count)s report", "%(count)s reports", "count")
    table_class = ReportTable
    filterset_class = ReportFilters
    sorts = {"at": Sort(_("When"), ("at",), descending=True)}
    default_sort = "at"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("When"), lambda row: row.row.at),
        Export(_("By"), lambda row: row.person),
        Export(_("Suspected medicine"), lambda row: row.medicines),
        Export(_("Seriousness"), lambda row: row.serious),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
        Export(_("Due by"), lambda row: row.due),
        Export(_("Sent on"), lambda row: row.row.sent_on),
        Export(_("Sent to"), lambda row: row.recipient),
        Export(_("Authority’s number"), lambda row: row.row.reference),
    )
    empty = Empty(
        _("No adverse event reports yet"),
        _("Start one from a patient’s, prescription’s or batch’s page."),
        "exclamation-diamond",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_reports(actor=self.actor, branch_id=UUID(int=0)).none()
        found = list_reports(actor=self.actor, branch_id=self.branch_id)
        for name in ("product", "batch"):
            key = parse_id(self.request.GET.get(name, ""))
            if key is not None:
                found = naming(found, **{f"{name}_id": key})
        return found

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With people, medicines and due days."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of({row.by for row in rows})
        medicines = medicines_named(row.pk for row in rows)
        due = due_on(self.branch_id, rows)
        sent_to = recipients(form_of(self.branch_id))
        return {
            row.pk: ReportRow(
                row,
                names.get(row.by, ""),
                ", ".join(medicines.get(row.pk, ())),
                due.get(row.pk),
                str(sent_to.get(row.authority, row.authority)),
            )
            for row in rows
        }

    def actions(self) -> Sequence[Action]:
        period = reverse("backoffice:adverse_event_period")
        new = reverse("backoffice:adverse_event_new")
        title = _now("Report an adverse event")
        return [
            Action(_("Reporting period"), "calendar3", period, ASSESS_ADVERSE_EVENTS),
            Action(title, "plus-lg", new, REPORT_ADVERSE_EVENTS, "primary"),
        ]
