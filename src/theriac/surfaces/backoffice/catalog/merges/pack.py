"""Changing a pack; what it holds is open only until something of the product was booked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.commands.packs import change_pack
from theriac.domains.catalog.pack_words import known_pack_words
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.products import PackDetail
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.packs import PACK_WORDS
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One


class MergedPackForm(ScreenForm):
    """Name and content of a pack."""

    name = forms.CharField(
        label=gettext_lazy("Pack name"),
        max_length=24,
        widget=forms.TextInput(attrs={"list": PACK_WORDS, "autocomplete": "off"}),
    )
    factor = WholeNumberField(
        label=gettext_lazy("Base units per pack"),
        help_text=gettext_lazy("It can’t be changed after stock of the product was booked."),
        least=1,
        most=1_000_000,
    )
    sellable = forms.BooleanField(label=gettext_lazy("Sold only as a whole pack"), required=False)


class PackEdit(ProductScreen, FormScreen):
    """Another name or content of a pack."""

    permission = MANAGE_CATALOG
    form_class = MergedPackForm
    template_name = "backoffice/catalog/form_words.html"
    title = gettext_lazy("Edit pack")
    done = gettext_lazy("Pack saved.")

    pack: One[PackDetail] = One(
        "pack_id",
        lambda at, key: next((one for one in at.product.packs if one.id == key), None),
        missing=gettext_lazy("This pack isn't in the catalogue."),
    )

    def initial(self) -> dict[str, Any]:
        return {
            "name": self.pack.name,
            "factor": self.pack.factor,
            "sellable": self.pack.sellable,
        }

    def cancel_url(self) -> str:
        """Back to the packs."""
        return self.product_url("product_packs")

    def context(self) -> dict[str, Any]:
        return {"pack_words": known_pack_words()}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        change_pack(
            actor=self.actor,
            pack_id=self.pack.id,
            name=data["name"],
            factor=data["factor"],
            sellable=data["sellable"],
        )
        return self.product_url("product_packs")
