"""Differences that counts of controlled medicines found: until when each is to be explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.controlled.commands.settle import LONGEST, SETTLE, settle_count
from theriac.domains.controlled.ids import CountCaseId
from theriac.domains.controlled.permissions import SETTLE_COUNT, VIEW_REGISTERS
from theriac.domains.controlled.queries.counts import counts_of_case, find_case, list_cases
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.form import EditForm
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES: dict[str, Text] = {"open": _("Open"), "settled": _("Settled")}


def case_badge(case: Any) -> SafeString:
    """Open, past its day, or settled."""
    if case.state != "open":
        return badge(_("Settled"), "check2-all", "go")
    if case.due_on < shown.today():
        return badge(_("Overdue"), "exclamation-triangle", "stop")
    return badge(_("Open"), "hourglass-split", "look")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A difference with its product."""

    case: Any
    name: str

    @property
    def pk(self) -> UUID:
        """The case's id."""
        return UUID(str(self.case.pk))


class CountCaseTable(ListTable):
    """The product, by how much it differs, until when."""

    name = NameColumn(
        verbose_name=_("Product"), url=lambda row: reverse("backoffice:count_case", args=[row.pk])
    )
    difference = NumberColumn(
        verbose_name=_("Difference"), accessor="case__difference", label=_("Difference")
    )
    due = DateColumn(verbose_name=_("Due by"), accessor="case__due_on", label=_("Due by"))
    state = TextColumn(verbose_name=_("Status"), accessor="case__state")

    def render_state(self, record: CaseRow) -> SafeString:
        """As a badge."""
        return case_badge(record.case)


class CountCaseFilters(ListFilters):
    """How it stands."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=list(STATES.items()))


class CountCases(ListScreen):
    """The differences of the branch, the one due first on top."""

    permission = VIEW_REGISTERS
    title = _("Differences of controlled medicines")
    counted = ngettext_lazy("%(count)s difference", "%(count)s differences", "count")
    table_class = CountCaseTable
    filterset_class = CountCaseFilters
    sorts = {"due": Sort(_("Due by"), ("due_on",))}
    default_sort = "due"
    exports = (
        Export(_("Product"), lambda row: row.name),
        Export(_("Difference"), lambda row: row.case.difference),
        Export(_("Due by"), lambda row: row.case.due_on),
        Export(_("Status"), lambda row: str(STATES[row.case.state])),
        Export(_("Explanation"), lambda row: row.case.explanation),
    )
    empty = Empty(
        _("No differences"), _("Counts that differ from the register appear here."), "check2-all"
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Controlled medicines"), reverse("backoffice:register_list"))]

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_cases(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_cases(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, CaseRow]:
        """With the products' names."""
        rows = list(self.rows().filter(pk__in=list(ids)))
        names = product_names({row.product_id for row in rows})
        return {row.pk: CaseRow(row, names.get(row.product_id, "")) for row in rows}


class OneCase(Screen):
    """A screen of the difference that the address names."""

    case: One[Any] = One(
        "count_case_id",
        lambda at, key: find_case(actor=at.actor, branch_id=at.branch, count_case_id=key),
        missing=_("This difference doesn’t exist at this branch."),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Controlled medicines"), reverse("backoffice:register_list")),
            Crumb(_("Differences of controlled medicines"), reverse("backoffice:count_cases")),
        ]

    @property
    def product(self) -> str:
        """The product's name."""
        return product_names({self.case.product_id}).get(self.case.product_id, "")


class CountCaseDetail(OneCase):
    """By how much, until when, who counted what, how it was explained."""

    permission = VIEW_REGISTERS
    template_name = "backoffice/controlled/case.html"

    def page_title(self) -> Text:
        return self.product

    def context(self) -> dict[str, Any]:
        case = self.case
        counts = counts_of_case(actor=self.actor, branch_id=self.branch, count_case_id=case.id)
        named = (case.settled_by, case.witness_id, *(one.counted_by for one in counts))
        people = names_of(one for one in named if one)
        return {
            "case": case,
            "state": case_badge(case),
            "counts": [(one, people.get(one.counted_by, SYSTEM_NAME)) for one in counts],
            "settled_by": people.get(case.settled_by, ""),
            "witness": people.get(case.witness_id, ""),
            "may_settle": case.state == "open" and self.may(SETTLE_COUNT),
            **history_beside(self, case.id),
        }


class ExplainForm(ApprovedForm, EditForm):
    """Why it differs."""

    page_tells = True
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("What was found out, and what was done. Don’t name a patient."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleCountCase(OneCase, ApprovedScreen):
    """Explain a difference; a second person signs it."""

    permission = SETTLE_COUNT
    action = SETTLE
    form_class = ExplainForm
    title = _("Settle a difference")
    submit_label = _("Settle")
    done = _("Difference settled.")
    lead = _("The register stays as it is. If units are missing, adjust the stock as well.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.case.version}

    def act(self, form: Any) -> str:
        count_case_id = CountCaseId(self.case.id)
        self.approved(
            form,
            lambda approval_id: settle_count(
                actor=self.actor,
                branch_id=self.branch,
                count_case_id=count_case_id,
                version=form.cleaned_data["version"],
                explanation=form.cleaned_data["explanation"],
                approval_id=approval_id,
            ),
        )
        return reverse("backoffice:count_case", args=[count_case_id])
