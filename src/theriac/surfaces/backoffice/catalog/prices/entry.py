"""A new price of a pack and a new ceiling by law, each from an instant on."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.ids import parse_id
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.permissions import MANAGE_CATALOG, SET_PRICES
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.prices.in_place import place_of, price_places
from theriac.surfaces.backoffice.catalog.words import money, pack_content
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Screen, own_address


def beginning(screen: Screen, day: Any) -> datetime | None:
    """The day's first instant on the branch's clock; None (now) for today or no day."""
    branch = get_branch(screen.branch_id) if screen.branch_id else None
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    if day is None or day == clock.now().astimezone(zone).date():
        return None
    return datetime.combine(day, time(), zone)


class PriceForm(ScreenForm):
    """Pack, amount, where and from when."""

    pack_id = forms.ChoiceField(label=_("Pack"), choices=())
    price = MoneyField(label=_("Price per pack"))
    branch_id = forms.ChoiceField(label=_("Where"), choices=(), required=False)
    valid_from = forms.DateField(
        label=_("From date"), required=False, help_text=_("Leave empty to start now.")
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)


class AddPrice(ProductScreen, FormScreen):
    """Set a pack's price; what was sold before keeps the price it was sold at."""

    permission = SET_PRICES
    form_class = PriceForm
    title = _("Set price")
    lead = _("Earlier prices stay in the list. Past sales keep their price.")
    submit_label = _("Save price")
    done = _("Price saved. Counters show it when they are online.")

    def form(self, **options: Any) -> ScreenForm:
        """With the product's packs and the branches that the person works in."""
        form = super().form(**options)
        fields: dict[str, Any] = form.fields
        fields["pack_id"].choices = [
            (str(pack.id), pack_content(pack, self.product.base_unit))
            for pack in self.product.packs
        ]
        fields["branch_id"].choices = price_places(self)
        fields["branch_id"].required = not self.actor.may_everywhere(SET_PRICES)
        return form

    def initial(self) -> dict[str, Any]:
        """The pack that was pressed, with its price and where that holds."""
        pressed = self.request.GET.get("pack", "")
        pack = next((one for one in self.product.packs if str(one.id) == pressed), None)
        if pack is None:
            return {}
        return {"pack_id": pressed, "price": money(pack.price), "branch_id": place_of(self, pack)}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        set_price(
            actor=self.actor,
            pack_id=UUID(data["pack_id"]),
            amount=data["price"].amount,
            branch_id=parse_id(data["branch_id"]),
            valid_from=beginning(self, data["valid_from"]),
            confirmed=form.confirmed,
        )
        return own_address(data["back"]) or self.product_url("product_prices")


class CeilingForm(ScreenForm):
    """Amount for so many base units, from a day on."""

    amount = MoneyField(label=_("Legal maximum price"))
    units = WholeNumberField(label=_("Number of base units"), least=1, initial=1)
    valid_from = forms.DateField(
        label=_("From date"), required=False, help_text=_("Leave empty to start now.")
    )


class AddCeiling(ProductScreen, FormScreen):
    """Set the ceiling that law puts on the price (HET)."""

    permission = MANAGE_CATALOG
    form_class = CeilingForm
    title = _("Set legal maximum price")
    lead = _("Sales can’t exceed it. Past sales stay unchanged.")
    submit_label = _("Save maximum price")
    done = _("Legal maximum price saved.")

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        set_ceiling(
            actor=self.actor,
            product_id=self.product.id,
            amount=data["amount"].amount,
            units=data["units"],
            valid_from=beginning(self, data["valid_from"]),
        )
        return self.product_url("product_prices")
