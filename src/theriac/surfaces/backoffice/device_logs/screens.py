"""What in device logs doesn't agree: the list, and one with both versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.device_logs.commands.settle import settle_finding
from theriac.domains.device_logs.queries import get_finding, list_findings
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.device_logs.versions import version_lines
from theriac.surfaces.backoffice.device_logs.words import CHECKED, DOCUMENTS, EXPLAINED, KINDS
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class LogFindingTable(ListTable):
    """What doesn't agree, of which document and terminal, since when."""

    kind_words = NameColumn(
        verbose_name=gettext_lazy("Finding"),
        url=lambda row: reverse("backoffice:log_finding_settle", args=[row.pk]),
        note=lambda row: row.document_words,
    )
    terminal_name = TextColumn(
        verbose_name=gettext_lazy("Terminal"), label=gettext_lazy("Terminal")
    )
    opened_at = MomentColumn(verbose_name=gettext_lazy("Since"), label=gettext_lazy("Since"))


class LogFindingFilters(ListFilters):
    """Open ones first of all."""

    settled = django_filters.BooleanFilter(
        field_name="settled_at", lookup_expr="isnull", exclude=True, label=gettext_lazy("Settled")
    )
    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=gettext_lazy("Finding"))


class LogFindingList(ListScreen):
    """Open findings, the oldest first; settled ones by the filter."""

    permission = VIEW_SALES
    title = gettext_lazy("Device logs")
    counted = ngettext_lazy("%(count)s finding", "%(count)s findings", "count")
    table_class = LogFindingTable
    filterset_class = LogFindingFilters
    sorts = {"opened_at": Sort(gettext_lazy("Since"), ("opened_at",))}
    default_sort = "opened_at"
    exports = (
        Export(gettext_lazy("Finding"), lambda row: row.kind_words),
        Export(gettext_lazy("Document"), lambda row: row.document_words),
        Export(gettext_lazy("Terminal"), lambda row: row.terminal_name),
        Export(gettext_lazy("Since"), "opened_at"),
        Export(gettext_lazy("Settled"), "settled_at"),
    )
    empty = Empty(
        gettext_lazy("All device logs match"),
        gettext_lazy(
            "Counters log each sale and document. If something was changed, deleted or added on a "
            "device before it was sent, it is listed here."
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Findings of the branch that is worked in; open ones unless settled are asked for."""
        rows = list_findings(actor=self.actor, branch_id=self.branch_id)
        return rows if self.request.GET.get("settled") else rows.filter(settled_at=None)

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Kind and document in words."""
        for row in rows:
            row.kind_words = KINDS[row.kind]
            row.document_words = document_words(row)
            row.terminal_name = row.log.terminal.name
        return rows


def document_words(finding: Any) -> str:
    """Sale KBY-K1-000123; "" for a finding of the log itself."""
    kind = DOCUMENTS.get(finding.document_kind)
    return f"{kind} {finding.facts.get('number', '')}".strip() if kind else ""


class SettleLogForm(ScreenForm):
    """What somebody found out."""

    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=250,
        initial=CHECKED,
    )


class SettleLogFinding(FormScreen):
    """One finding: both versions beside each other, and settling it."""

    permission = VIEW_SALES
    template_name = "backoffice/device_logs/versions.html"
    form_class = SettleLogForm
    submit_label = gettext_lazy("Settle finding")
    done = gettext_lazy("Finding settled.")

    finding: One[Any] = One(
        "log_finding_id",
        lambda at, key: get_finding(actor=at.actor, finding_id=key),
        missing=gettext_lazy("This finding doesn’t exist. Choose one from the list."),
    )

    def page_title(self) -> Text:
        return KINDS[self.finding.kind]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Device logs"), reverse("backoffice:log_finding_list"))]

    def context(self) -> dict[str, Any]:
        """The finding, what it means, and whether this person may settle it."""
        total = self.finding.facts.get("total")
        return {
            "finding": self.finding,
            "explained": EXPLAINED[self.finding.kind],
            "document": document_words(self.finding),
            "total": money(total) if isinstance(total, int) else None,
            "fields": version_lines(self.finding.facts.get("fields", [])),
            "terminal": self.finding.log.terminal,
            "may_settle": self.actor.may(SETTLE_CASE, self.finding.branch_id),
        }

    def act(self, form: ScreenForm) -> str:
        settle_finding(
            actor=self.actor,
            branch_id=BranchId(self.finding.branch_id),
            finding_id=self.finding.id,
            note=form.cleaned_data["note"],
        )
        return reverse("backoffice:log_finding_list")
