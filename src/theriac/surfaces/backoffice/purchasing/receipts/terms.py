"""The rules of receiving: what is short-dated, and the margins by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.money import CURRENCIES
from theriac.core.problems import Text
from theriac.domains.purchasing.commands.terms import set_margin, set_short_days
from theriac.domains.purchasing.permissions import SET_TERMS
from theriac.domains.purchasing.queries.terms import read_terms
from theriac.domains.purchasing.rules.price_proposal import Basis
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.organisation.settings_form import RateField
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

GROUPS: dict[str, Text] = {
    "free": gettext_lazy("Over the counter"),
    "rx": gettext_lazy("Prescription medicines"),
}
BASES: dict[str, Text] = {
    "list": gettext_lazy("Invoice price with tax, before discount and free goods"),
    "cost": gettext_lazy("Cost with tax, after discount and free goods"),
}


class MarginForm(ScreenForm):
    """A margin of a group from a day on."""

    group = forms.ChoiceField(label=gettext_lazy("Items"), choices=list(GROUPS.items()))
    basis = forms.ChoiceField(label=gettext_lazy("Based on"), choices=list(BASES.items()))
    margin_bp = RateField(label=gettext_lazy("Margin in %"))
    step = MoneyField(label=gettext_lazy("Round up to a multiple of"))
    valid_from = forms.DateField(label=gettext_lazy("From"), localize=False)


class ShortForm(ScreenForm):
    """How many days make goods short-dated."""

    short_days = WholeNumberField(
        label=gettext_lazy("Days before expiry that count as short-dated"), least=1, most=1095
    )


class ReceivingRules(FormScreen):
    """The margins, dated, and what is short-dated."""

    permission = SET_TERMS
    form_class = MarginForm
    template_name = "backoffice/purchasing/receipts/terms.html"
    title = gettext_lazy("Receiving rules")
    submit_label = gettext_lazy("Save margin")
    done = gettext_lazy("Margin saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Goods receipts"), reverse("backoffice:receipt_list"))]

    def initial(self) -> dict[str, Any]:
        """From today on, rounded up to a hundred, as pharmacies mostly do."""
        exponent = CURRENCIES[frame.pharmacy().currency].exponent
        return {"valid_from": shown.today(), "step": money(100 if exponent == 0 else 10**exponent)}

    def context(self) -> dict[str, Any]:
        terms = read_terms(actor=self.actor)
        return {
            "short": ShortForm(initial={"short_days": terms.short_days}),
            "margins": [
                (GROUPS[one.group], BASES[one.basis], one, money(one.step)) for one in terms.margins
            ],
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        set_margin(
            actor=self.actor,
            group=data["group"],
            basis=Basis(data["basis"]),
            margin_bp=data["margin_bp"],
            step=data["step"].amount,
            valid_from=data["valid_from"],
        )
        return reverse("backoffice:receipt_terms")


class ShortDays(FormScreen):
    """What is short-dated."""

    permission = SET_TERMS
    form_class = ShortForm
    title = gettext_lazy("Short-dated goods")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Receiving rules"), reverse("backoffice:receipt_terms"))]

    def initial(self) -> dict[str, Any]:
        return {"short_days": read_terms(actor=self.actor).short_days}

    def act(self, form: Any) -> str:
        set_short_days(actor=self.actor, days=form.cleaned_data["short_days"])
        return reverse("backoffice:receipt_terms")
