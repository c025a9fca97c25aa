"""A payment to a supplier for consigned goods is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.purchasing.commands.consignment import (
    LONGEST_REFERENCE,
    settle_consignment,
)
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT
from theriac.domains.purchasing.queries.consignment import OpenConsignment, open_consignment
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ConsignmentPaymentForm(ScreenForm):
    """Until which day was paid, when, by which reference, and how much."""

    last_on = forms.DateField(
        label=_("Last day paid"),
        help_text=_("Choose a day that has ended. The amount due changes with it."),
        localize=False,
    )
    paid_on = forms.DateField(label=_("Payment date"), localize=False)
    reference = forms.CharField(
        label=_("Payment reference"),
        help_text=_("For example the bank transfer number."),
        max_length=LONGEST_REFERENCE,
        required=False,
    )
    amount = MoneyField(
        label=_("Amount paid"),
        help_text=_("Must equal the amount due. Start a credit with a minus sign."),
    )


class PayConsignment(FormScreen):
    """What is due until the chosen day, and that it was paid."""

    permission = SETTLE_CONSIGNMENT
    template_name = "backoffice/purchasing/consignment/pay.html"
    form_class = ConsignmentPaymentForm
    title = _("Record payment")
    submit_label = _("Record payment")
    done = _("Payment saved.")

    @cached_property
    def opened(self) -> OpenConsignment:
        """What is open until the day in the form. Raises NotPermitted, NotFound."""
        if not self.may(SEE_COSTS):
            raise NotPermitted(
                _(
                    "Your role doesn't have permission to open this. Ask the owner or the "
                    "administrator."
                ),
                permission=SEE_COSTS.code,
            )
        return open_consignment(
            actor=self.actor,
            branch_id=self.branch,
            supplier_id=self._supplier_id,
            last_on=self._typed_day(),
        )

    @property
    def _supplier_id(self) -> UUID:
        return UUID(str(self.kwargs["supplier_id"]))

    def _typed_day(self) -> date | None:
        typed = self.request.POST.get("last_on", "") or self.request.GET.get("last_on", "")
        return day_of(typed)

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Stock"), reverse("backoffice:stock_list")),
            Crumb(_("Consigned goods"), reverse("backoffice:consignment_due")),
        ]

    def initial(self) -> dict[str, Any]:
        """The last day that is over, today, and what is due."""
        return {
            "last_on": self.opened.until_on,
            "paid_on": shown.today(),
            "amount": money(self.opened.due),
        }

    def context(self) -> dict[str, Any]:
        names = names_of_suppliers([self._supplier_id])
        return {
            "opened": self.opened,
            "supplier": names.get(self._supplier_id, ""),
            "due": money(self.opened.due),
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        vars(self).pop("opened", None)  # a refusal is drawn with what is open then
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount that was paid."), field="amount")
        made = settle_consignment(
            actor=self.actor,
            branch_id=self.branch,
            supplier_id=self._supplier_id,
            last_on=data["last_on"],
            paid_on=data["paid_on"],
            amount=data["amount"].amount,
            reference=data["reference"],
        )
        return reverse("backoffice:consignment_payment", args=[made])
