"""An account: what is owed and open, its last documents, and what may be done with it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.credit.commands.change import (
    block_account,
    close_account,
    replace_number,
    set_credit_limit,
    unblock_account,
)
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.paper import spaced
from theriac.domains.credit.permissions import (
    MANAGE_CREDIT,
    RECEIVE_CREDIT_PAYMENTS,
    REVERSE_CREDIT_PAYMENTS,
    SET_CREDIT_LIMIT,
    VIEW_CREDIT,
)
from theriac.domains.credit.queries.accounts import find_credit_account
from theriac.domains.credit.queries.statement import latest_entries, standing_of
from theriac.domains.credit.words import AGES, ENTRY_KINDS
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.credit.words import STATES, names_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import EditForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown

LONGEST_REASON = 120


class OfCredit(OneScreen):
    """A screen of an account, or of something of one: it says which."""

    account: Any

    @cached_property
    def holder_name(self) -> str:
        """Whose account it is."""
        return names_beside(self.actor, self.branch, [self.account])[self.account.id]


class OneCredit(OfCredit):
    """A screen of the account that the address names."""

    own_page = "backoffice:credit_detail"
    among = ((_("Credit accounts"), "backoffice:credit_list"),)
    account: One[Any] = One(
        "credit_account_id",
        lambda at, key: (
            find_credit_account(actor=at.actor, branch_id=at.branch_id, account_id=key)
            if at.branch_id
            else None
        ),
        missing=_("This credit account doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        return self.holder_name


class CreditDetail(OneCredit):
    """The account, with the buttons for what its state lets somebody do."""

    permission = VIEW_CREDIT
    template_name = "backoffice/credit/detail.html"

    def context(self) -> dict[str, Any]:
        row = self.account
        told = {"actor": self.actor, "branch_id": self.branch, "account_id": row.id}
        open_charges, ageing = standing_of(**told, on=shown.today())
        is_open = row.state != "closed"
        may_manage = self.may(MANAGE_CREDIT) and is_open
        return {
            "account": row,
            "number": spaced(row.number),
            "state": STATES.badge(row.state),
            "sees_patient": row.patient_id is not None and self.may(VIEW_PATIENTS),
            "sees_sales": self.may(VIEW_SALES),
            "owed": money(row.owed),
            "limit": money(row.credit_limit),
            "free": money(max(0, row.credit_limit - row.owed) if row.state == "active" else 0),
            "overdue": money(ageing.overdue),
            "ages": [(title, money(sum_)) for title, sum_ in zip(AGES, ageing.ages, strict=True)],
            "open": [(one, money(one.charge.amount), money(one.open)) for one in open_charges],
            "entries": [
                (one, ENTRY_KINDS[one.entry.kind], money(one.entry.amount), money(one.after))
                for one in latest_entries(**told)
            ],
            "opened_by": names_of([row.opened_by]).get(row.opened_by, ""),
            "may_manage": may_manage,
            "may_limit": self.may(SET_CREDIT_LIMIT) and is_open,
            "may_receive": self.may(RECEIVE_CREDIT_PAYMENTS) and row.owed > 0,
            "may_pay_out": self.may(REVERSE_CREDIT_PAYMENTS) and row.owed < 0,
            "may_open": self.may(ENTER_BOOKS) and is_open,
            **history_beside(self, row.id),
        }


class _CreditButton(OneCredit, ButtonScreen):
    """A button on an account's page."""

    done = _("Saved.")


class CreditLimitForm(EditForm):
    """So much may be owed, and why."""

    credit_limit = MoneyField(
        label=_("Credit limit"), help_text=_("Sales above it need an approval.")
    )
    reason = forms.CharField(
        label=_("Reason"), help_text=_("For later reference."), max_length=LONGEST_REASON
    )


class SetCreditLimit(OneCredit, FormScreen):
    """Another limit from now on."""

    permission = SET_CREDIT_LIMIT
    form_class = CreditLimitForm
    title = _("Set credit limit")
    submit_label = _("Set limit")
    done = _("Credit limit set.")
    below = True

    def initial(self) -> dict[str, Any]:
        return {"credit_limit": money(self.account.credit_limit), "version": self.account.version}

    def act(self, form: Any) -> str:
        limit: Money | None = form.cleaned_data["credit_limit"]
        set_credit_limit(
            actor=self.actor,
            branch_id=self.branch,
            credit_account_id=CreditAccountId(self.account.id),
            version=form.cleaned_data["version"],
            credit_limit=limit.amount if limit else 0,
            reason=form.cleaned_data["reason"],
        )
        return self.address()


class BlockCredit(_CreditButton):
    """Nothing more is charged."""

    calls = Calls(block_account, reason=at_most(LONGEST_REASON))
    done = _("Account blocked.")


class UnblockCredit(_CreditButton):
    """It may be charged again."""

    calls = Calls(unblock_account, reason=at_most(LONGEST_REASON))
    done = _("Account unblocked.")


class CloseCredit(_CreditButton):
    """For good."""

    calls = Calls(close_account, reason=at_most(LONGEST_REASON))
    done = _("Account closed.")


class ReplaceCreditNumber(_CreditButton):
    """The card was lost."""

    calls = Calls(replace_number, reason=at_most(LONGEST_REASON))
    done = _("The account has a new number. The old one is no longer valid.")
