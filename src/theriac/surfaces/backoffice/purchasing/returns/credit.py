"""Credit notes of a return, closing it with another sum, taking it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Unprocessable
from theriac.domains.purchasing.commands.returns.credit import enter_credit, settle_return
from theriac.domains.purchasing.commands.returns.send import take_return_back
from theriac.domains.purchasing.permissions import SEND_RETURN, SETTLE_RETURN
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.returns.base import ReturnPart
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown


class CreditForm(ScreenForm):
    """What stands on the supplier's credit note."""

    number = forms.CharField(label=_("Credit note number"), max_length=40)
    credited_on = forms.DateField(label=_("Credit note date"), localize=False)
    amount = MoneyField(label=_("Amount"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class _Versioned(ReturnPart, FormScreen):
    """A form that holds the version that the person saw."""

    permission = SETTLE_RETURN

    def initial(self) -> dict[str, Any]:
        return {"version": self.view.row.version}

    def named(self, form: Any) -> dict[str, Any]:
        """What every command takes."""
        return {
            "actor": self.actor,
            "branch_id": self.branch,
            "return_id": self.view.row.id,
            "version": form.cleaned_data["version"],
        }


class EnterCredit(_Versioned):
    """Enter a credit note of the supplier."""

    permission = SETTLE_RETURN
    form_class = CreditForm
    title = _("Add credit note")
    lead = _(
        "When the credit notes equal the amount requested, the return is settled automatically."
    )
    submit_label = _("Save credit note")
    done = _("Credit note saved.")

    def page_title(self) -> Any:
        return self.title

    def initial(self) -> dict[str, Any]:
        return {
            **super().initial(),
            "credited_on": shown.today(),
            "amount": money(self.view.awaited),
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter an amount of 1 or more."), field="amount")
        enter_credit(
            **self.named(form),
            number=data["number"],
            credited_on=data["credited_on"],
            amount=data["amount"].amount,
        )
        return self.address()


class WhyForm(ScreenForm):
    """A reason that the trail keeps, and the version that was seen."""

    reason = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SettleReturn(_Versioned):
    """Await no more credit, although the sums differ."""

    permission = SETTLE_RETURN
    form_class = WhyForm
    title = _("Close with a different amount")
    lead = _("No more credit is expected. The difference stays on the return with your reason.")
    submit_label = _("Close return")
    done = _("Return settled.")

    def page_title(self) -> Any:
        return self.title

    def act(self, form: Any) -> str:
        settle_return(**self.named(form), reason=form.cleaned_data["reason"])
        return self.address()


class TakeReturnBack(_Versioned):
    """The supplier didn't take the goods."""

    permission = SEND_RETURN
    form_class = WhyForm
    title = _("Return goods to stock")
    lead = _("All goods are put back in stock. A reversing document is added to the return.")
    submit_label = _("Return to stock")
    done = _("The goods are back in stock.")

    def page_title(self) -> Any:
        return self.title

    def act(self, form: Any) -> str:
        take_return_back(**self.named(form), reason=form.cleaned_data["reason"])
        return self.address()
