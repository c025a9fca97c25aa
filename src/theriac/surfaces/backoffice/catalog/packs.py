"""Packs of a product and the codes that open them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.commands.change import add_pack
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.detail import product_head
from theriac.surfaces.backoffice.catalog.words import money, pack_content, pack_title
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.quantities import known_pack_words
from theriac.surfaces.backoffice.shell.screens import Crumb

PACK_WORDS = "pack-words"
"""The id of the list of usual pack names that a field suggests."""


class ProductPacks(ProductScreen, ExportedScreen):
    """The tab "Packs and codes"."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/packs.html"
    exports = (
        Export(_("Pack"), lambda row: row["title"]),
        Export(_("Base units"), lambda row: row["pack"].factor),
        Export(_("Barcodes"), lambda row: ", ".join(row["pack"].barcodes)),
        Export(_("Sold as a whole"), lambda row: row["pack"].sellable),
        Export(_("Price here"), lambda row: row["price"]),
    )

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        return product_head(self) | {"packs": self.exported_rows()}

    def exported_rows(self) -> list[dict[str, Any]]:
        """Each pack with its price at the branch."""
        return [
            {
                "pack": pack,
                "title": pack_title(pack.name),
                "content": pack_content(pack, self.product.base_unit),
                "price": money(pack.price),
            }
            for pack in reversed(self.product.packs)
        ]


class PackForm(ScreenForm):
    """Name and content of a pack."""

    name = forms.CharField(
        label=_("Name of the pack"),
        help_text=_("Such as strip, box, bottle."),
        max_length=24,
        widget=forms.TextInput(attrs={"list": PACK_WORDS, "autocomplete": "off"}),
    )
    factor = WholeNumberField(
        label=_("Base units in it"),
        help_text=_("A whole multiple of the next smaller pack. It stays once stock was booked."),
        least=2,
        most=1_000_000,
    )
    sellable = forms.BooleanField(label=_("Sold as a whole"), required=False, initial=True)


class AddPack(ProductScreen, FormScreen):
    """Add a pack level."""

    permission = MANAGE_CATALOG
    form_class = PackForm
    template_name = "backoffice/catalog/form_words.html"
    title = _("Add a pack")
    submit_label = _("Add the pack")
    done = _("The pack is added.")

    def context(self) -> dict[str, Any]:
        return {"pack_words": known_pack_words()}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        add_pack(
            actor=self.actor,
            product_id=self.product.id,
            name=data["name"],
            factor=data["factor"],
            sellable=data["sellable"],
        )
        return self.product_url("product_packs")


class BarcodeForm(ScreenForm):
    """The code and the pack that it opens."""

    pack_id = forms.ChoiceField(label=_("Pack"), choices=())
    code = forms.CharField(
        label=_("Barcode"),
        help_text=_("Scan it, or type what stands below the bars."),
        max_length=60,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class AddBarcode(ProductScreen, FormScreen):
    """Let a code open a pack."""

    permission = MANAGE_CATALOG
    form_class = BarcodeForm
    title = _("Add a barcode")
    submit_label = _("Add the barcode")
    done = _("The barcode is added.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        packs: Any = form.fields["pack_id"]
        packs.choices = [
            (str(pack.id), pack_content(pack, self.product.base_unit))
            for pack in self.product.packs
        ]
        return form

    def initial(self) -> dict[str, Any]:
        return {"pack_id": self.request.GET.get("pack", "")}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        add_barcode(actor=self.actor, pack_id=UUID(data["pack_id"]), code=data["code"])
        return self.product_url("product_packs")
