"""Refunds in cash that customers are owed until a till pays them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.domains.tills.queries.refunds import refunds_owed
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class Owed:
    """A note whose cash waits for a till."""

    pk: str
    number: str
    recorded_at: datetime
    person: str
    amount: Money
    url: str


class OwedTable(ListTable):
    """Credit note, since when, who accepted the goods, how much."""

    number = NameColumn(verbose_name=_("Credit note"), url=lambda row: row.url)
    recorded = MomentColumn(verbose_name=_("Returned"), accessor="recorded_at", label=_("Returned"))
    person = TextColumn(verbose_name=_("Who"), label=_("Who"))
    amount = MoneyColumn(verbose_name=_("Refund"))


class OwedList(GatheredList):
    """The branch's refunds that nobody was paid yet."""

    permission = VIEW_TILLS
    title = _("Refunds to pay out")
    counted = ngettext_lazy("%(count)s refund", "%(count)s refunds", "count")
    table_class = OwedTable
    sorts = {
        "recorded": Sort(_("Returned"), ()),
        "amount": Sort(_("Refund"), (), descending=True),
    }
    orders = {
        "recorded": lambda row: row.recorded_at,
        "amount": lambda row: row.amount.amount,
    }
    default_sort = "recorded"
    exports = (
        Export(_("Credit note"), lambda row: row.number),
        Export(_("Returned"), lambda row: row.recorded_at),
        Export(_("Who"), lambda row: row.person),
        Export(_("Refund"), lambda row: row.amount),
    )
    empty = Empty(
        _("No refunds to pay out"),
        _("Refunds in cash are listed here until a counter pays them out of its till."),
        "cash-stack",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Till sessions"), reverse("backoffice:till_list"))]

    def gathered(self) -> Sequence[Owed]:
        if self.branch_id is None:
            return []
        rows = refunds_owed(actor=self.actor, branch_id=self.branch)
        people = names_of({one.person_id for one in rows})
        currency = pharmacy_currency()
        return [
            Owed(
                str(one.return_id),
                one.number,
                one.recorded_at,
                people.get(one.person_id, ""),
                Money(one.amount, currency),
                reverse("backoffice:customer_return_detail", args=[one.return_id]),
            )
            for one in rows
        ]
