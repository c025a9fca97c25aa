"""What the pharmacy began with, on one page: by account, and whether books and goods agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.books.accounts import Account
from theriac.domains.books.permissions import ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.books.queries.accounts import chart
from theriac.domains.books.queries.opening_balances import opened_at, standing_at
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.accounts import owed_at
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_ORGANISATION
from theriac.domains.organisation.queries.document_numbers import document_numbers
from theriac.domains.purchasing.permissions import VIEW_BILLS
from theriac.domains.purchasing.queries.bills import list_bills
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.valuation import value_by_place
from theriac.surfaces.backoffice.books.words import account_title
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

STOCK = (Account.STOCK, Account.STOCK_ON_THE_WAY)
EXPECTED = (Account.CASH, Account.BANK, Account.STOCK, Account.SUPPLIERS, Account.CUSTOMERS)
"""What every pharmacy is asked, also while nothing was entered of it."""


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """An account, what it began with as its own side counts it, where that is seen and entered."""

    title: Text
    amount: Money | None
    url: str
    enter_url: str


@dataclass(frozen=True, slots=True)
class OpeningAgreement:
    """The same money in the books and by what is kept of it; ``kept`` is what that is."""

    title: Text
    kept_title: Text
    url: str
    entered: int
    kept: int

    @property
    def agrees(self) -> bool:
        return self.entered == self.kept

    @property
    def in_books(self) -> Money | None:
        return money(self.entered)

    @property
    def there(self) -> Money | None:
        return money(self.kept)


class OpeningBalancesScreen(Screen):
    """Cash, bank, stock, dues and numbers that a branch began with, and whether they agree."""

    permission = VIEW_BOOKS
    template_name = "backoffice/books/opening_balances.html"
    title = _("Opening balances")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def context(self) -> dict[str, Any]:
        opened = opened_at(actor=self.actor, branch_id=self.branch)
        may_number = self.actor.may(VIEW_ORGANISATION, self.branch)
        return {
            "accounts": self._accounts(opened),
            "agreements": self._agreements(standing_at(actor=self.actor, branch_id=self.branch)),
            "numbers": document_numbers(actor=self.actor, branch_id=self.branch)
            if may_number
            else (),
            "may_number": self.actor.may(MANAGE_ORGANISATION, self.branch),
            "may_import": self.actor.may_anywhere(IMPORT_CATALOG),
        }

    def _accounts(self, opened: Mapping[str, int]) -> Sequence[OpenedRow]:
        accounts = chart()
        keys = [key for key in accounts if key in opened or key in EXPECTED]
        return [
            OpenedRow(
                account_title(accounts[key]),
                money(opened.get(key, 0) * (1 if accounts[key].kind.is_debit else -1)),
                f"{reverse('backoffice:journal')}?account={key}",
                self._enter_url(key),
            )
            for key in keys
        ]

    def _enter_url(self, key: str) -> str:
        """Where it is entered, for who may."""
        if key == Account.STOCK:
            may, where = self.actor.may_anywhere(IMPORT_CATALOG), "import_new"
        elif key == Account.CUSTOMERS:
            may, where = self.actor.may(ENTER_BOOKS, self.branch), "credit_list"
        else:
            where = "bill_new" if key == Account.SUPPLIERS else "voucher_new"
            may = self.actor.may(ENTER_BOOKS, self.branch)
        kind = {"import_new": "?kind=stock", "voucher_new": "?kind=opening"}.get(where, "")
        return reverse(f"backoffice:{where}") + kind if may else ""

    def _agreements(self, standing: Mapping[str, int]) -> Sequence[OpeningAgreement]:
        """Of what the reader may see."""
        found = []
        if self.actor.may(SEE_COSTS, self.branch):
            places = value_by_place(actor=self.actor)
            value = sum(one.value for one in places if one.branch_id == self.branch)
            in_books = sum(standing.get(key, 0) for key in STOCK)
            found.append(
                OpeningAgreement(
                    _("Stock"),
                    _("By batch at cost"),
                    reverse("backoffice:stock_value"),
                    in_books,
                    value,
                )
            )
        if self.actor.may(VIEW_BILLS, self.branch):
            bills = list_bills(actor=self.actor, branch_id=self.branch)
            found.append(
                OpeningAgreement(
                    _("Owed to suppliers"),
                    _("By bill"),
                    reverse("backoffice:bill_list"),
                    -standing.get(Account.SUPPLIERS, 0),
                    sum(one.left for one in bills),
                )
            )
        if self.actor.may(VIEW_CREDIT, self.branch):
            found.append(
                OpeningAgreement(
                    _("Owed by customers"),
                    _("By credit account"),
                    reverse("backoffice:credit_list"),
                    standing.get(Account.CUSTOMERS, 0),
                    owed_at(actor=self.actor, branch_id=self.branch),
                )
            )
        return found
