"""Opening an account, its particulars, and what a customer owed from before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Unprocessable
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.credit.commands.change import change_account
from theriac.domains.credit.commands.open import CreditAccountNew, CreditHolder, open_account
from theriac.domains.credit.commands.opening_balance import CreditOpening, open_credit_balance
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.permissions import MANAGE_CREDIT, SET_CREDIT_LIMIT
from theriac.domains.credit.rules import MOST_DAYS
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.surfaces.backoffice.credit.detail import OneCredit
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

HOLDER = ("name", "contact", "phone", "email", "address", "tax_id")


def _days(**more: Any) -> WholeNumberField:
    return WholeNumberField(
        label=_("Days to pay"),
        help_text=_("Counted from the day of each sale. 0 means the same day."),
        least=0,
        most=MOST_DAYS,
        **more,
    )


class _Holder(ScreenForm):
    """An organisation's particulars."""

    name = text_of(CreditHolder, "name", _("Organisation"))
    contact = text_of(CreditHolder, "contact", _("Contact person"), required=False)
    phone = text_of(CreditHolder, "phone", _("Telephone"), required=False)
    email = text_of(CreditHolder, "email", _("Email"), required=False)
    address = text_of(CreditHolder, "address", _("Address"), required=False)
    tax_id = text_of(CreditHolder, "tax_id", _("Tax number"), required=False)

    def holder(self) -> CreditHolder:
        """What was typed."""
        told = {name: self.cleaned_data.get(name, "") or "" for name in HOLDER}
        return given(CreditHolder, **told)


class NewCreditForm(_Holder):
    """Whose account it is, its limit and terms."""

    credit_limit = MoneyField(
        label=_("Credit limit"),
        help_text=_("How much may be owed. Sales above it need an approval."),
        required=False,
    )
    terms_days = _days(initial=30)


class NewCredit(FormScreen):
    """Open an account for an organisation, or for the patient that the address names."""

    permission = MANAGE_CREDIT
    form_class = NewCreditForm
    template_name = "backoffice/credit/new.html"
    title = _("Open a credit account")
    submit_label = _("Open account")
    done = _("Account opened.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Credit accounts"), reverse("backoffice:credit_list"))]

    @property
    def of_patient(self) -> UUID | None:
        """The patient, as the address says."""
        return parse_id(self.request.GET.get("patient", ""))

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record; "" where the address names none."""
        if self.of_patient is None or not self.may(VIEW_PATIENTS):
            return ""
        return name_patient(
            actor=self.actor, branch_id=self.branch, patient_id=PatientId(self.of_patient)
        )

    def form(self, **options: Any) -> ScreenForm:
        """A patient needs no particulars, and who may not set limits enters none."""
        form = super().form(**options)
        if self.of_patient is not None:
            for name in HOLDER:
                del form.fields[name]
        if not self.may(SET_CREDIT_LIMIT):
            del form.fields["credit_limit"]
        return form

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    def act(self, form: Any) -> str:
        limit = form.cleaned_data.get("credit_limit")
        new = given(
            CreditAccountNew,
            patient_id=self.of_patient,
            holder=form.holder(),
            credit_limit=limit.amount if limit else 0,
            terms_days=form.cleaned_data["terms_days"] or 0,
        )
        made = open_account(actor=self.actor, branch_id=self.branch, account=new)
        return reverse("backoffice:credit_detail", args=[made])


class EditCreditForm(EditForm, _Holder):
    """The particulars and terms."""

    terms_days = _days()


class EditCredit(OneCredit, FormScreen):
    """Change the particulars and the days to pay."""

    permission = MANAGE_CREDIT
    form_class = EditCreditForm
    title = _("Edit credit account")
    done = _("Saved.")
    below = True

    def initial(self) -> dict[str, Any]:
        row = self.account
        return {**row.holder, "terms_days": row.terms_days, "version": row.version}

    def form(self, **options: Any) -> ScreenForm:
        """A patient's particulars stand with the patient."""
        form: ScreenForm = super().form(**options)
        if self.account.patient_id is not None:
            for name in HOLDER:
                del form.fields[name]
        return form

    def act(self, form: Any) -> str:
        change_account(
            actor=self.actor,
            branch_id=self.branch,
            credit_account_id=CreditAccountId(self.account.id),
            version=form.cleaned_data["version"],
            holder=form.holder(),
            terms_days=form.cleaned_data["terms_days"] or 0,
        )
        return self.address()


class OpeningCreditForm(ScreenForm):
    """A bill from before: its number, its day, what is left of it."""

    number = text_of(CreditOpening, "number", _("Bill number"), required=False)
    billed_on = forms.DateField(label=_("Date of the bill"), localize=False)
    amount = MoneyField(label=_("Left to pay"))


class OpenCreditBalance(OneCredit, FormScreen):
    """What the customer owed before the books began, bill by bill."""

    permission = ENTER_BOOKS
    form_class = OpeningCreditForm
    title = _("Owed from before")
    lead = _("Enter each bill that wasn’t paid before the books began. Stock doesn’t change.")
    done = _("Recorded.")
    below = True

    def initial(self) -> dict[str, Any]:
        return {"billed_on": shown.today()}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount."), field="amount")
        opening = given(
            CreditOpening,
            number=data["number"],
            billed_on=data["billed_on"],
            amount=data["amount"].amount,
        )
        open_credit_balance(
            actor=self.actor,
            branch_id=self.branch,
            credit_account_id=CreditAccountId(self.account.id),
            opening=opening,
        )
        return self.address()
