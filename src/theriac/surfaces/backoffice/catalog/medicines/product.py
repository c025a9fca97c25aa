"""A product's tab "Same medicine", and saying which medicine it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.commands.generics import GenericParts, set_generic
from theriac.domains.catalog.medicines.recognition import Recognised, parts_of
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.generics import (
    equivalents_of,
    generic_details,
    suggested_generics,
)
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.detail import product_head
from theriac.surfaces.backoffice.catalog.medicines.brands import BRANDS, brand_rows
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ProductEquivalents(ProductScreen, ExportedScreen):
    """What else has the same substances, strengths and form, with stock, price and expiry."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/equivalents.html"
    exports = BRANDS

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def exported_rows(self) -> list[dict[str, Any]]:
        """The others."""
        found = equivalents_of(actor=self.actor, product_id=self.product.id)
        return brand_rows(self, found)

    def context(self) -> dict[str, Any]:
        generic_id = self.product.generic_id
        ids = [generic_id] if generic_id else []
        return product_head(self) | {
            "generic": next(iter(generic_details(actor=self.actor, generic_ids=ids)), None),
            "brands": self.exported_rows(),
        }


class GenericForm(ScreenForm):
    """Substances with strengths, a form, and the version that the person saw."""

    composition = forms.CharField(
        label=_("Substances with strengths"),
        help_text=_(
            "For example Amoxicillin 500 mg + Clavulanic acid 125 mg, or Paracetamol 120 "
            "mg/5 ml. Leave empty if unknown."
        ),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    dose_form = forms.CharField(
        label=_("Dose form"), help_text=_("For example tablet."), max_length=60, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProductGeneric(ProductScreen, FormScreen):
    """Say which medicine a product is; products of one medicine stand for each other."""

    permission = MANAGE_CATALOG
    form_class = GenericForm
    title = _("Generic medicine")
    lead = _(
        "Products with the same substances, strengths and form are offered as equivalent brands."
    )
    submit_label = _("Save generic medicine")
    done = _("Generic medicine saved.")

    def initial(self) -> dict[str, Any]:
        """What is known, else what the product's own words suggest."""
        version = {"version": self.product.version}
        generic_id = self.product.generic_id
        if generic_id is not None:
            known = generic_details(actor=self.actor, generic_ids=[generic_id])[0]
            parts = [(one.substance, one.strength) for one in known.ingredients]
            return version | {"composition": _written(parts), "dose_form": known.dose_form}
        found = suggested_generics(actor=self.actor, product_ids=[self.product.id])
        guess: Recognised | None = found.get(self.product.id)
        if guess is None:
            return version | {"dose_form": self.product.dose_form}
        parts = [(part.substance, part.strength) for part in guess.parts]
        return version | {"composition": _written(parts), "dose_form": guess.dose_form}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        parts = parts_of(data["composition"])
        set_generic(
            actor=self.actor,
            product_id=self.product.id,
            version=data["version"],
            generic=GenericParts(ingredients=parts, dose_form=data["dose_form"]) if parts else None,
        )
        return self.product_url("product_equivalents")


def _written(parts: Sequence[tuple[str, str]]) -> str:
    return " + ".join(f"{substance} {strength}" for substance, strength in parts)
