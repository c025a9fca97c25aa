"""What was done at the branch, with whether it was billed, as a list and a file."""

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

from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.services.permissions import BOOK_SERVICES, OPEN_SERVICES, VIEW_SERVICES
from theriac.domains.services.queries import bills_of, list_service_records, unbilled
from theriac.domains.services.rules.codes import SERVICE_KINDS
from theriac.domains.stock.queries.batches.allocations import batch_labels
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.services.offers import AmongServices
from theriac.surfaces.backoffice.services.words import BILLS, KIND_CHOICES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class ServiceRecordRow:
    """A record with who made it, the batch that was given, and its bill."""

    row: Any
    person: str
    batch: str
    sale_id: UUID | None
    opens: bool
    bills: bool

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """The service."""
        return str(self.row.offered.name)

    @property
    def address(self) -> str:
        """Its page, for who may open it; for who only bills it, where that is done."""
        if self.opens:
            return reverse("backoffice:service_record_detail", args=[self.pk])
        if self.bills and self.bill == "unbilled":
            return reverse("backoffice:service_record_bill", args=[self.pk])
        return ""

    @property
    def bill(self) -> str:
        """Whether it was billed; a correction is billed with its first."""
        if self.row.first_id is not None:
            return "corrected"
        return "billed" if self.sale_id else "unbilled"


class ServiceRecordTable(ListTable):
    """The service with the code, when, by whom, its batch, its bill."""

    name = NameColumn(
        verbose_name=_("Service"),
        url=lambda row: row.address,
        note=lambda row: row.row.code,
    )
    at = MomentColumn(verbose_name=_("When"), accessor="row__at", label=_("When"))
    person = TextColumn(verbose_name=_("By"), accessor="person", label=_("By"))
    batch = TextColumn(verbose_name=_("Batch"), accessor="batch", label=_("Batch"))
    bill = TextColumn(verbose_name=_("Bill"), accessor="bill")

    def render_bill(self, value: str) -> SafeString:
        return BILLS.badge(value)


class ServiceRecordFilters(ListFilters):
    """By kind, bill and day."""

    kind = django_filters.ChoiceFilter(choices=KIND_CHOICES, label=_("Kind"))
    unbilled = django_filters.BooleanFilter(method="only_unbilled", label=_("Not billed"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def only_unbilled(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return unbilled(rows) if value else rows

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(at__lt=day_begins(day + timedelta(days=1)))


class ServiceRecordList(AmongServices, ListScreen):
    """What was done; of whom and with what result is told on its page alone."""

    permission = VIEW_SERVICES
    title = _("Service records")
    counted = ngettext_lazy("%(count)s record", "%(count)s records", "count")
    table_class = ServiceRecordTable
    filterset_class = ServiceRecordFilters
    sorts = {"at": Sort(_("When"), ("at",), descending=True)}
    default_sort = "at"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("Service"), lambda row: row.name),
        Export(_("Kind"), lambda row: str(SERVICE_KINDS[row.row.kind])),
        Export(_("When"), lambda row: row.row.at),
        Export(_("By"), lambda row: row.person),
        Export(_("Batch"), lambda row: row.batch),
        Export(_("Bill"), lambda row: str(BILLS.word(row.bill))),
    )
    empty = Empty(
        _("No service records yet"),
        _("Record what was measured or given on the appointment’s page."),
        "clipboard2-pulse",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_service_records(actor=self.actor, branch_id=branch_id)
        batch = parse_id(self.request.GET.get("batch", ""))
        if batch is not None:
            found = found.filter(batch_id=batch)
        return found.none() if self.branch_id is None else found

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With people, batches and bills."""
        rows = list(self.rows().filter(pk__in=ids))
        people = names_of({row.by for row in rows})
        labels = batch_labels({row.batch_id for row in rows if row.batch_id})
        bills = bills_of(row.pk for row in rows)
        opens = self.may(OPEN_SERVICES)
        may_bill = self.may(BOOK_SERVICES) and self.may(VIEW_SALES)
        return {
            row.pk: ServiceRecordRow(
                row,
                people.get(row.by, ""),
                labels[row.batch_id].number if row.batch_id in labels else "",
                bills.get(row.pk),
                opens,
                may_bill,
            )
            for row in rows
        }
