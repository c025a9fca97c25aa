"""The grid of what goes into one unit: products, and a fraction of a base unit of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.compounding.commands.draft import IngredientShare
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.rules import share_of
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.headings import PRODUCT_HEADINGS, QUANTITY_HEADINGS
from theriac.surfaces.backoffice.stock.grids.products import Meant, ProductGrid, ProductGridRow


class IngredientRow(ProductGridRow):
    """What one unit takes of a product, in its base units."""

    cells = ("product", "share", "base")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "share": QUANTITY_HEADINGS,
    }
    named: ClassVar[Mapping[str, str]] = {"product_id": "product"}

    share = forms.CharField(label=gettext_lazy("For 1 unit"), max_length=20)
    pack_id = forms.ChoiceField(choices=(), required=False, widget=forms.HiddenInput)
    base = forms.CharField(
        label=gettext_lazy("Unit"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"readonly": True, "tabindex": "-1"}),
    )

    def clean_share(self) -> Fraction:
        """The fraction that was typed. Raises ValidationError for what is none."""
        share = share_of(str(self.cleaned_data["share"]))
        if share is None:
            raise forms.ValidationError(_("Enter an amount such as 2, 0.25 or 1/4."))
        return share

    def ingredient(self) -> IngredientShare:
        """As the command takes it."""
        share: Fraction = self.cleaned_data["share"]
        return given(
            IngredientShare,
            product_id=self.of.id if self.of else UUID(int=0),
            numerator=share.numerator,
            denominator=share.denominator,
        )


class IngredientGrid(ProductGrid):
    """The ingredients of a preparation."""

    row = IngredientRow
    typed = ("product", "share")
    find, paste = "backoffice:preparation_grid_find", "backoffice:preparation_grid_paste"
    same = ()

    @property
    def ingredient_rows(self) -> list[IngredientRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, IngredientRow)]

    def coded(self, text: str) -> Meant | None:
        opened = self.opened(text, self.screen.branch_id)
        return Meant(opened[0]) if opened else None

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        return {"pack_id": str(product.packs[-1].id), "base": pack_title(product.base_unit)}


class IngredientFind(GridFind):
    """What an ingredient's cell means."""

    permission = COMPOUND

    def grid(self) -> ProductGrid:
        return IngredientGrid(self)


class IngredientPaste(GridPaste):
    """Ingredients out of a sheet."""

    permission = COMPOUND

    def grid(self) -> ProductGrid:
        return IngredientGrid(self)
