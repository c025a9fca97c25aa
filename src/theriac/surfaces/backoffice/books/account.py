"""An account day by day: what came, what went, what it stood at in the evening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import NotFound, Text
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.books.queries.statements import AccountDay, AccountLedger, account_ledger
from theriac.surfaces.backoffice.books.period import OverAPeriod, PeriodFilters
from theriac.surfaces.backoffice.books.words import account_title
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, MoneyColumn, NameColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class AccountDayRow:
    """A day in words; ``url`` opens its postings."""

    told: AccountDay
    url: str

    @property
    def pk(self) -> str:
        """The day."""
        return self.told.day.isoformat()

    @property
    def day(self) -> date:
        return self.told.day

    @property
    def words(self) -> str:
        """The day with its weekday."""
        return shown.long_date(self.told.day)

    @property
    def debit(self) -> Money | None:
        return money(self.told.debit or None)

    @property
    def credit(self) -> Money | None:
        return money(self.told.credit or None)

    @property
    def after(self) -> Money | None:
        return money(self.told.after)


class AccountDayTable(ListTable):
    """The day, each side, and the balance."""

    day = NameColumn(verbose_name=_("Day"), accessor="words", url=lambda row: row.url)
    debit = MoneyColumn(verbose_name=_("Debit"), label=_("Debit"))
    credit = MoneyColumn(verbose_name=_("Credit"), label=_("Credit"))
    after = MoneyColumn(verbose_name=_("Balance"), label=_("Balance"))


class AccountScreen(OverAPeriod, GatheredList):
    """One account's days, the latest first; a day opens its postings."""

    permission = VIEW_BOOKS
    template_name = "backoffice/books/account.html"
    title = _("Account")
    counted = ngettext_lazy("%(count)s day", "%(count)s days", "count")
    table_class = AccountDayTable
    filterset_class = PeriodFilters
    sorts = {
        "day": Sort(_("Day"), (), descending=True),
        "debit": Sort(_("Debit"), (), descending=True),
        "credit": Sort(_("Credit"), (), descending=True),
    }
    orders = {
        "day": lambda row: row.day,
        "debit": lambda row: row.told.debit,
        "credit": lambda row: row.told.credit,
    }
    default_sort = "day"
    exports = (
        Export(_("Day"), lambda row: row.day),
        Export(_("Debit"), lambda row: row.debit),
        Export(_("Credit"), lambda row: row.credit),
        Export(_("Balance"), lambda row: row.after),
    )
    empty = Empty(
        _("Nothing on this account for these days"),
        _("Choose another period above."),
        "journal-text",
    )

    @cached_property
    def ledger(self) -> AccountLedger:
        """Of the chosen days and branch. Raises NotFound."""
        first_on, last_on = self.days
        found = account_ledger(
            actor=self.actor,
            account=str(self.kwargs["account"]),
            first_on=first_on,
            last_on=last_on,
            branch_id=self.at_branch_id,
        )
        if found is None:
            raise NotFound(_("This account isn’t in the chart of accounts."))
        return found

    def gathered(self) -> Sequence[AccountDayRow]:
        return [AccountDayRow(one, self._url(one.day)) for one in self.ledger.days]

    def _url(self, day: date) -> str:
        journal = reverse("backoffice:journal")
        return self.address_over(journal, (day, day), account=self.ledger.account.key)

    def page_title(self) -> Text:
        return account_title(self.ledger.account)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def context(self) -> dict[str, Any]:
        """What stood before and after, above the days."""
        ledger = self.ledger
        return {
            **super().context(),
            "first_on": self.days[0],
            "last_on": self.days[1],
            "before": shown.money(money(ledger.before)),
            "debit": shown.money(money(sum(one.debit for one in ledger.days))),
            "credit": shown.money(money(sum(one.credit for one in ledger.days))),
            "after": shown.money(money(ledger.after)),
        }
