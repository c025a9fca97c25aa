"""Setting what must stay available."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.capital.commands.floor import set_floor
from theriac.domains.capital.permissions import SET_FLOOR
from theriac.domains.capital.queries.position import floor_now
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class FloorForm(ScreenForm):
    """How much, and why."""

    amount = MoneyField(label=_("Minimum available"))
    reason = forms.CharField(label=_("Reason"), max_length=120)


class SetFloor(FormScreen):
    """No order takes what is available under it."""

    permission = SET_FLOOR
    form_class = FloorForm
    title = _("Minimum available capital")
    lead = _("A purchase order that would take the available capital below this is refused.")
    done = _("Saved. It applies to orders from now on.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Capital"), reverse("backoffice:capital"))]

    def initial(self) -> dict[str, Any]:
        return {"amount": money(floor_now())}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        set_floor(actor=self.actor, amount=data["amount"].amount, reason=data["reason"])
        return reverse("backoffice:capital")
