"""The branch's clinical interventions, as a list and a file."""

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
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.interventions.codes import ACTIONS, CAUSES, PROBLEMS
from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS, VIEW_INTERVENTIONS
from theriac.domains.interventions.queries import list_interventions, of_outcome
from theriac.domains.prescribers.queries.prescribers import prescriber_names
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.interventions.words import STATES, outcome_of
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """An intervention with who recorded it and the prescriber who is known."""

    row: Any
    person: str
    prescriber: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """The problem."""
        return str(PROBLEMS[self.row.problem])

    @property
    def done(self) -> str:
        """What was done, and with whom."""
        action = str(ACTIONS[self.row.action])
        return f"{action}: {self.prescriber}" if self.prescriber else action

    @property
    def state(self) -> str:
        """The outcome's code."""
        return outcome_of(self.row)


class InterventionTable(ListTable):
    """Problem with cause, what was done, when, by whom, outcome."""

    name = NameColumn(
        verbose_name=_("Problem"),
        url=lambda row: reverse("backoffice:intervention_detail", args=[row.pk]),
        note=lambda row: str(CAUSES[row.row.cause]),
    )
    done = TextColumn(verbose_name=_("Action"), accessor="done", label=_("Action"))
    at = MomentColumn(verbose_name=_("When"), accessor="row__at", label=_("When"))
    person = TextColumn(verbose_name=_("By"), accessor="person", label=_("By"))
    state = TextColumn(verbose_name=_("Outcome"), accessor="state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class InterventionFilters(ListFilters):
    """By problem, cause, action, outcome and day."""

    problem = django_filters.ChoiceFilter(choices=list(PROBLEMS.items()), label=_("Problem"))
    cause = django_filters.ChoiceFilter(choices=list(CAUSES.items()), label=_("Cause"))
    action = django_filters.ChoiceFilter(choices=list(ACTIONS.items()), label=_("Action"))
    outcome = django_filters.ChoiceFilter(
        choices=[one for one in STATES.choices() if one[0] != "none"],
        label=_("Outcome"),
        method="of_outcome",
    )
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def of_outcome(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(of_outcome(value))

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(at__lt=day_begins(day + timedelta(days=1)))


class InterventionList(ListScreen):
    """What was recorded at the branch; whom it is about is told on its page alone."""

    permission = VIEW_INTERVENTIONS
    title = _("Interventions")
    counted = ngettext_lazy("%(count)s intervention", "%(count)s interventions", "count")
    table_class = InterventionTable
    filterset_class = InterventionFilters
    sorts = {"at": Sort(_("When"), ("at",), descending=True)}
    default_sort = "at"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("When"), lambda row: row.row.at),
        Export(_("By"), lambda row: row.person),
        Export(_("Problem"), lambda row: row.name),
        Export(_("Cause"), lambda row: str(CAUSES[row.row.cause])),
        Export(_("Action"), lambda row: str(ACTIONS[row.row.action])),
        Export(_("Prescriber"), lambda row: row.prescriber),
        Export(_("Outcome"), lambda row: str(STATES.word(row.state))),
        Export(_("Outcome recorded"), lambda row: row.row.outcome_at),
    )
    empty = Empty(
        _("No interventions yet"),
        _("Record problems that you find in a treatment, and calls to prescribers."),
        "telephone",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_interventions(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_interventions(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With people and prescribers."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of({row.by for row in rows})
        called = prescriber_names({row.prescriber_id for row in rows if row.prescriber_id})
        return {
            row.pk: InterventionRow(
                row, names.get(row.by, ""), called.get(row.prescriber_id or row.pk, "")
            )
            for row in rows
        }

    def actions(self) -> Sequence[Action]:
        report = reverse("backoffice:intervention_report")
        new = reverse("backoffice:intervention_new")
        return [
            Action(_("Report"), "bar-chart", report, VIEW_INTERVENTIONS),
            Action(_("Record an intervention"), "plus-lg", new, RECORD_INTERVENTIONS, "primary"),
        ]
