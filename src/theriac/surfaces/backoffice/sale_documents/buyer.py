"""Naming the buyer of a sale."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.countries.india.states import STATES
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.rules import LONGEST_ADDRESS, LONGEST_NAME
from theriac.domains.sales.permissions import SELL
from theriac.surfaces.backoffice.sale_documents.papers import SalePapered
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen


class BuyerForm(ScreenForm):
    """Who buys; a business by its tax number."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    address = forms.CharField(label=_("Address"), max_length=LONGEST_ADDRESS, required=False)
    delivery = forms.CharField(
        label=_("Delivery address, if different"), max_length=LONGEST_ADDRESS, required=False
    )
    tax_number = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", "–"), *((code, f"{name} ({code})") for code, name in STATES.items())],
        required=False,
    )


class NameBuyer(SalePapered, FormScreen):
    """Say once whom the document is made out to."""

    permission = SELL
    form_class = BuyerForm
    template_name = "backoffice/form.html"
    submit_label = _("Save buyer")
    lead = _("The document is made out to this buyer. This can’t be changed later.")
    done = _("Buyer saved.")

    def page_title(self) -> Text:
        return _("Buyer")

    def form(self, **options: Any) -> ScreenForm:
        """A State where the country has one, and the tax number by its own name."""
        form = super().form(**options)
        if frame.pharmacy().country != "in":
            del form.fields["state"]
        else:
            form.fields["tax_number"].label = _("GSTIN (businesses)")
        return form

    def act(self, form: ScreenForm) -> str:
        sale = self.receipt.sale
        typed = form.cleaned_data
        name_buyer(
            actor=self.actor,
            branch_id=BranchId(sale.branch_id),
            sale_id=sale.id,
            buyer=DocumentBuyer(
                typed["name"],
                typed["address"],
                typed.get("state", ""),
                typed["tax_number"],
                typed["delivery"],
            ),
        )
        return reverse("backoffice:sale_document", args=[sale.id])
