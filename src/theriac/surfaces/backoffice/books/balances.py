"""Every account over a period: the trial balance, and what it says of the pharmacy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.books.accounts import Account
from theriac.domains.books.permissions import CLOSE_BOOKS, ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.books.queries.journal import closed_on
from theriac.domains.books.queries.statements import AccountBalance, TrialBalance, trial_balance
from theriac.surfaces.backoffice.books.period import OverAPeriod, PeriodFilters
from theriac.surfaces.backoffice.books.words import ACCOUNT_KINDS
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, MoneyColumn, NameColumn
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown

MONEY = (Account.CASH, Account.SAFE, Account.BANK, Account.CARD, Account.QR)
STOCK = (Account.STOCK, Account.STOCK_ON_THE_WAY)
OWED = (Account.SUPPLIERS, Account.NOT_INVOICED, Account.CONSIGNORS)


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An account in words; ``url`` opens it day by day."""

    told: AccountBalance
    url: str

    @property
    def pk(self) -> str:
        """Its key."""
        return self.told.account.key

    @property
    def number(self) -> str:
        return self.told.account.number

    @property
    def name(self) -> Text:
        return self.told.account.name

    @property
    def kind(self) -> Text:
        """On which statement it stands."""
        return ACCOUNT_KINDS[self.told.account.kind]

    @property
    def before(self) -> Money | None:
        """Debits less credits before the period; None for nothing."""
        return money(self.told.before or None)

    @property
    def debit(self) -> Money | None:
        return money(self.told.debit or None)

    @property
    def credit(self) -> Money | None:
        return money(self.told.credit or None)

    @property
    def after(self) -> Money | None:
        """Debits less credits on the last day."""
        return money(self.told.after)


class BalanceTable(ListTable):
    """The account with its number, what stood before, what came on each side, what stands."""

    account = NameColumn(
        verbose_name=_("Account"),
        accessor="name",
        url=lambda row: row.url,
        note=lambda row: f"{row.number} · {row.kind}",
    )
    before = MoneyColumn(verbose_name=_("Before"), label=_("Before"), wide_only=True)
    debit = MoneyColumn(verbose_name=_("Debit"), label=_("Debit"), wide_only=True)
    credit = MoneyColumn(verbose_name=_("Credit"), label=_("Credit"), wide_only=True)
    after = MoneyColumn(verbose_name=_("Balance"), label=_("Balance"))


class TrialBalanceScreen(OverAPeriod, GatheredList):
    """The accounts with something on them, by number."""

    permission = VIEW_BOOKS
    template_name = "backoffice/books/balances.html"
    title = _("Books")
    counted = ngettext_lazy("%(count)s account", "%(count)s accounts", "count")
    table_class = BalanceTable
    filterset_class = PeriodFilters
    sorts = {
        "number": Sort(_("No."), ()),
        "account": Sort(_("Account"), ()),
        "debit": Sort(_("Debit"), (), descending=True),
        "credit": Sort(_("Credit"), (), descending=True),
        "after": Sort(_("Balance"), (), descending=True),
    }
    orders = {
        "number": lambda row: row.number,
        "account": lambda row: str(row.name).lower(),
        "debit": lambda row: row.told.debit,
        "credit": lambda row: row.told.credit,
        "after": lambda row: row.told.after,
    }
    default_sort = "number"
    exports = (
        Export(_("No."), lambda row: row.number),
        Export(_("Account"), lambda row: str(row.name)),
        Export(_("Kind"), lambda row: str(row.kind)),
        Export(_("Before"), lambda row: row.before),
        Export(_("Debit"), lambda row: row.debit),
        Export(_("Credit"), lambda row: row.credit),
        Export(_("Balance"), lambda row: row.after),
    )
    empty = Empty(
        _("Nothing in the books for these days"),
        _("Sales, deliveries and money entries are added here as they are recorded."),
        "journal-text",
    )

    @cached_property
    def balance(self) -> TrialBalance:
        """Of the chosen days and branch."""
        first_on, last_on = self.days
        return trial_balance(
            actor=self.actor, first_on=first_on, last_on=last_on, branch_id=self.at_branch_id
        )

    def gathered(self) -> Sequence[BalanceRow]:
        """Each account, with its own days of the same period."""
        return [BalanceRow(one, self._url(one.account.key)) for one in self.balance.accounts]

    def _url(self, key: str) -> str:
        return self.address_over(reverse("backoffice:book_account", args=[key]), self.days)

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Record money"),
                "plus-lg",
                reverse("backoffice:voucher_new"),
                ENTER_BOOKS,
                kind="primary",
            ),
            Action(
                _("Opening balances"), "flag", reverse("backoffice:opening_balances"), VIEW_BOOKS
            ),
            Action(_("Journal"), "journal-text", reverse("backoffice:journal"), VIEW_BOOKS),
            *(
                [
                    Action(
                        _("GSTR-1"),
                        "file-earmark-arrow-down",
                        reverse("backoffice:gst_return"),
                        VIEW_BOOKS,
                    )
                ]
                if frame.pharmacy().country == "in"
                else []
            ),
            Action(_("Close books"), "lock", reverse("backoffice:close_books"), CLOSE_BOOKS),
        ]

    def context(self) -> dict[str, Any]:
        """What the pharmacy has and owes, and what the period earned, above the accounts."""
        standing = {one.account.key: one.after for one in self.balance.accounts}
        return {
            **super().context(),
            "first_on": self.days[0],
            "last_on": self.days[1],
            "money": _sum(standing, MONEY),
            "stock": _sum(standing, STOCK),
            "owed": _sum(standing, OWED, -1),
            "profit": shown.money(money(self.balance.profit)),
            "debits": shown.money(money(self.balance.debits)),
            "credits": shown.money(money(self.balance.credits)),
            "closed_on": closed_on(actor=self.actor),
        }


def _sum(standing: dict[str, int], accounts: Sequence[Account], sign: int = 1) -> str:
    total = sum(standing.get(account, 0) for account in accounts)
    return shown.money(money(sign * total))
