"""Setting the loyalty programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.domains.loyalty.commands.program import (
    LoyaltyProgramNew,
    set_program,
    usually_excluded,
)
from theriac.domains.loyalty.permissions import SET_PROGRAM
from theriac.domains.loyalty.queries import program_kept
from theriac.surfaces.backoffice.catalog.words import legal_classes, money
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import EditForm
from theriac.surfaces.backoffice.shell.forms.records import whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ProgramForm(EditForm):
    """The programme's terms."""

    is_on = forms.BooleanField(
        label=_("Customers collect points"),
        help_text=_("While it is off, customers can’t earn or spend points."),
        required=False,
    )
    earn_amount = MoneyField(label=_("Amount that earns points"), required=False)
    earn_points = whole_of(LoyaltyProgramNew, "earn_points", _("Points for this amount"))
    point_value = MoneyField(
        label=_("Value of a point"),
        help_text=_("Leave it empty if points aren’t taken as payment."),
        required=False,
    )
    least_spend = whole_of(
        LoyaltyProgramNew,
        "least_spend",
        _("Minimum points per payment"),
        help_text=_("Enter 0 for no minimum."),
    )
    expiry_months = whole_of(
        LoyaltyProgramNew,
        "expiry_months",
        _("Months until points expire"),
        help_text=_("Enter 0 if points never expire."),
    )
    excluded = forms.MultipleChoiceField(
        label=_("No points for"),
        help_text=_(
            "Medicines of these legal classes don’t earn points and can’t be paid with points."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.fields["excluded"].choices = legal_classes()  # type: ignore[attr-defined]


class LoyaltyProgramForm(FormScreen):
    """What is earned, what a point pays, what expires."""

    permission = SET_PROGRAM
    form_class = ProgramForm
    title = _("Loyalty programme")
    lead = _("This applies immediately at every branch. Points already earned don’t change.")
    done = _("Programme saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Loyalty members"), reverse("backoffice:loyalty_list"))]

    def initial(self) -> dict[str, Any]:
        now = program_kept()
        terms = now.terms
        return {
            "is_on": terms.is_on,
            "earn_amount": money(terms.earn_amount or None),
            "earn_points": terms.earn_points or 1,
            "point_value": money(terms.point_value or None),
            "least_spend": terms.least_spend,
            "expiry_months": terms.expiry_months,
            "excluded": sorted(terms.excluded) if now.version else usually_excluded(),
            "version": now.version,
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        told = given(
            LoyaltyProgramNew,
            is_on=data["is_on"],
            earn_amount=data["earn_amount"].amount if data["earn_amount"] else 0,
            earn_points=data["earn_points"] or 1,
            point_value=data["point_value"].amount if data["point_value"] else 0,
            least_spend=data["least_spend"] or 0,
            expiry_months=data["expiry_months"] or 0,
            excluded=data["excluded"],
        )
        set_program(actor=self.actor, version=data["version"], program=told)
        return reverse("backoffice:loyalty_list")
