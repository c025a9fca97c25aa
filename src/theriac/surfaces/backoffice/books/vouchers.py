"""Money that is entered by hand: the form, its page, and its reversal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.problems import Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.books.commands.vouchers import enter_voucher, reverse_voucher
from theriac.domains.books.permissions import ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.books.queries.accounts import ChartAccount, chart
from theriac.domains.books.queries.vouchers import VoucherView, read_voucher
from theriac.domains.books.voucher import MOVED, OTHER_SIDE, VoucherKind, VoucherNew
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.books.words import VOUCHER_KINDS, account_title
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class VoucherForm(ScreenForm):
    """What happened, how much, when, from or into which account."""

    kind = forms.ChoiceField(label=_("What happened"), choices=list(VOUCHER_KINDS.items()))
    amount = MoneyField(label=_("Amount"))
    on = forms.DateField(label=_("Date"), localize=False)
    money = forms.ChoiceField(label=_("Cash or bank"))
    account = forms.ChoiceField(
        label=_("For what, or to where"),
        required=False,
        help_text=_(
            "For an expense, what it is for. For money moved, where it went. For an opening "
            "balance, which account."
        ),
    )
    reference = text_of(
        VoucherNew,
        "reference",
        _("Receipt or transfer number"),
        required=False,
    )
    note = text_of(VoucherNew, "note", _("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = chart()
        moved = _choices(accounts, MOVED)
        others = [
            (VOUCHER_KINDS[kind], _choices(accounts, one)) for kind, one in OTHER_SIDE.items()
        ]
        self.fields["money"].choices = moved  # type: ignore[attr-defined]
        self.fields["account"].choices = [("", ""), *others]  # type: ignore[attr-defined]


class NewVoucher(FormScreen):
    """Record what came in or went out."""

    permission = ENTER_BOOKS
    form_class = VoucherForm
    title = _("Record money")
    lead = _(
        "Sales, deliveries and supplier invoices are in the books already. Record here what no "
        "other page does."
    )
    done = _("Recorded.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def initial(self) -> dict[str, Any]:
        """An expense of today, unless the address names another kind."""
        asked = self.request.GET.get("kind", "")
        kind = asked if asked in set(VoucherKind) else VoucherKind.EXPENSE.value
        return {"kind": kind, "on": shown.today()}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount."), field="amount")
        kind = VoucherKind(data["kind"])
        voucher = given(
            VoucherNew,
            kind=kind.value,
            money=data["money"],
            account=data["account"] if kind in OTHER_SIDE else "",
            amount=data["amount"].amount,
            on=data["on"],
            reference=data["reference"],
            note=data["note"],
        )
        made = enter_voucher(actor=self.actor, branch_id=self.branch, voucher=voucher)
        return reverse("backoffice:voucher", args=[made])


class _VoucherScreen(OneScreen):
    """A screen of the money entry that the address names."""

    own_page = "backoffice:voucher"
    among = (
        (_("Books"), "backoffice:books"),
        (_("Journal"), "backoffice:journal"),
    )

    voucher: One[VoucherView] = One(
        "voucher_id",
        lambda at, key: read_voucher(actor=at.actor, voucher_id=key),
        missing=_("This entry doesn’t exist. Choose one from the journal."),
    )

    def name(self) -> Text:
        """Its number."""
        return self.voucher.number

    @property
    def at_branch(self) -> BranchId:
        """The branch where it was entered."""
        return BranchId(self.voucher.branch_id)


class VoucherPage(_VoucherScreen):
    """What it entered, and its reversal."""

    permission = VIEW_BOOKS
    template_name = "backoffice/books/voucher.html"

    def context(self) -> dict[str, Any]:
        voucher, accounts = self.voucher, chart()
        people = names_of({row.actor_id for row in voucher.postings})
        return {
            "voucher": voucher,
            "postings": [
                {
                    "row": row,
                    "debit": account_title(accounts[row.debit]),
                    "credit": account_title(accounts[row.credit]),
                    "amount": money(row.amount),
                    "person": people.get(row.actor_id, ""),
                }
                for row in voucher.postings
            ],
            "may_reverse": not voucher.is_reversed and self.actor.may(ENTER_BOOKS, self.at_branch),
            **history_beside(self, voucher.id),
        }


class ReverseVoucher(_VoucherScreen, ButtonScreen):
    """It was entered by mistake."""

    calls = Calls(reverse_voucher, reason=at_most(120))
    done = _("Reversed. Both entries stay in the journal.")


def _choices(accounts: Mapping[str, ChartAccount], keys: Collection[str]) -> list[tuple[str, str]]:
    return [(key, account_title(one)) for key, one in accounts.items() if key in keys]
