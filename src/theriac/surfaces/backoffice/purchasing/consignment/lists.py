"""The list of payments for consigned goods, with their periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.queries.consignment import (
    amount_seen,
    list_settlements,
)
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.consignment.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class ConsignmentPaymentRow:
    """A payment in words; ``amount`` is None for who may not see costs."""

    row: Any
    supplier: str
    person: str
    amount: Money | None

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def first_on(self) -> date:
        """The first day that was paid."""
        found: date = self.row.first_on
        return found

    @property
    def last_on(self) -> date:
        """The last one."""
        found: date = self.row.last_on
        return found

    @property
    def paid_on(self) -> date:
        """When it was paid."""
        found: date = self.row.paid_on
        return found

    @property
    def why(self) -> str:
        """Why it was withdrawn; empty while it stands."""
        counter = withdrawal_of(self.row)
        return counter.reason if counter is not None else ""

    @property
    def code(self) -> str:
        """Its state."""
        return "recorded" if withdrawal_of(self.row) is None else "withdrawn"

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.code)


class ConsignmentPaymentTable(ListTable):
    """Supplier with the reference, the period, when and how much."""

    supplier = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda one: reverse("backoffice:consignment_payment", args=[one.pk]),
        note=lambda one: one.row.reference,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    first_on = DateColumn(verbose_name=gettext_lazy("From"), label=gettext_lazy("From"))
    last_on = DateColumn(verbose_name=gettext_lazy("Until"), label=gettext_lazy("Until"))
    paid_on = DateColumn(verbose_name=gettext_lazy("Paid on"), label=gettext_lazy("Paid on"))
    amount = MoneyColumn(
        verbose_name=gettext_lazy("Amount"), label=gettext_lazy("Amount"), permission=SEE_COSTS
    )


class ConsignmentPaymentList(ListScreen):
    """The branch's payments, the newest period first."""

    permission = VIEW_RECEIPTS
    title = gettext_lazy("Payments for consigned goods")
    counted = ngettext_lazy("%(count)s payment", "%(count)s payments", "count")
    table_class = ConsignmentPaymentTable
    sorts = {"last_on": Sort(gettext_lazy("Until"), ("last_on",), descending=True)}
    default_sort = "last_on"
    exports = (
        Export(gettext_lazy("Supplier"), lambda one: one.supplier),
        Export(gettext_lazy("Status"), lambda one: str(STATES.word(one.code))),
        Export(gettext_lazy("From"), lambda one: one.first_on),
        Export(gettext_lazy("Until"), lambda one: one.last_on),
        Export(gettext_lazy("Paid on"), lambda one: one.paid_on),
        Export(gettext_lazy("Reference"), lambda one: one.row.reference),
        Export(gettext_lazy("Amount"), lambda one: one.amount, SEE_COSTS),
        Export(gettext_lazy("Recorded by"), lambda one: one.person),
        Export(gettext_lazy("Recorded at"), lambda one: one.row.recorded_at),
        Export(gettext_lazy("Reason for withdrawal"), lambda one: one.why),
    )
    empty = Empty(
        gettext_lazy("No payments yet"),
        gettext_lazy("Payments to suppliers for consigned goods are listed here."),
        "cash-coin",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list")),
            Crumb(gettext_lazy("Consigned goods"), reverse("backoffice:consignment_due")),
        ]

    def rows(self) -> QuerySet[Any]:
        """Of the branch that is worked in, else of all that may be seen; in no order."""
        return list_settlements(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of_suppliers({row.supplier_id for row in rows})
        people = names_of({row.person_id for row in rows})
        return {
            row.pk: ConsignmentPaymentRow(
                row,
                names.get(row.supplier_id, ""),
                people.get(row.person_id, ""),
                money(amount_seen(self.actor, row)),
            )
            for row in rows
        }
