"""Prices of a product: each dated one, a new one from an instant on, and the ceiling by law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.permissions import MANAGE_CATALOG, SET_PRICES, VIEW_CATALOG
from theriac.domains.catalog.queries.prices.ceilings import list_ceilings
from theriac.domains.catalog.queries.prices.listed import list_prices
from theriac.domains.organisation.queries.branches import get_branch, list_branches
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.detail import product_head
from theriac.surfaces.backoffice.catalog.words import counted, money, pack_content, pack_title
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

PRICES_SHOWN = 100


class ProductPrices(ProductScreen, FurtherTables, ExportedScreen):
    """The tab "Prices": what each pack costs now, what comes, what was."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/prices.html"
    exports = (
        Export(_("Pack"), lambda row: row["pack"]),
        Export(_("Base units"), lambda row: row["factor"]),
        Export(_("Where"), lambda row: row["where"] or _("Every branch")),
        Export(_("From"), lambda row: row["from"]),
        Export(_("Price"), lambda row: row["amount"]),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "ceilings": FurtherTable(
            _("Legal maximum price"),
            (
                Export(_("Base units"), lambda row: row["units"]),
                Export(_("From"), lambda row: row["from"]),
                Export(_("Legal maximum price"), lambda row: row["amount"]),
            ),
            lambda screen: screen.ceilings(),
        )
    }

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        """Prices and ceilings, the newest first."""
        rows = self._rows(PRICES_SHOWN)
        return product_head(self) | {"prices": rows, "ceilings": self.ceilings()}

    def exported_rows(self) -> list[dict[str, Any]]:
        """Every price, the newest first."""
        return self._rows(None)

    def _rows(self, most: int | None) -> list[dict[str, Any]]:
        packs = {pack.id: pack for pack in self.product.packs}
        branches = dict(list_branches().values_list("id", "name"))
        now = clock.now()
        prices = list_prices(actor=self.actor, product_id=self.product.id)
        return [
            {
                "pack": pack_title(packs[price.pack_id].name),
                "factor": packs[price.pack_id].factor,
                "content": pack_content(packs[price.pack_id], self.product.base_unit),
                "where": branches.get(price.branch_id, "") if price.branch_id else "",
                "amount": money(price.amount),
                "from": price.valid_from,
                "is_coming": price.valid_from > now,
            }
            for price in prices.order_by("-valid_from", "-recorded_at", "-id")[:most]
        ]

    def ceilings(self) -> list[dict[str, Any]]:
        """Every ceiling, the newest first."""
        now = clock.now()
        return [
            {
                "amount": money(ceiling.amount),
                "units": ceiling.units,
                "for": counted(self.product.base_unit, ceiling.units),
                "from": ceiling.valid_from,
                "is_coming": ceiling.valid_from > now,
            }
            for ceiling in list_ceilings(actor=self.actor, product_id=self.product.id)
        ]


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
        seen = self.actor.branches_with(SET_PRICES)
        here = [(str(key), name) for key, name in list_branches(seen).values_list("id", "name")]
        everywhere = [("", _("Every branch"))] if self.actor.may_everywhere(SET_PRICES) else []
        fields["branch_id"].choices = [*everywhere, *here]
        fields["branch_id"].required = not everywhere
        return form

    def initial(self) -> dict[str, Any]:
        """The pack that was pressed."""
        return {"pack_id": self.request.GET.get("pack", "")}

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
        return self.product_url("product_prices")


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
