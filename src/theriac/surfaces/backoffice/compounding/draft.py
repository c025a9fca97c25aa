"""Writing a preparation: the product that comes out, then a grid of what goes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.compounding.commands.draft import (
    IngredientShare,
    PreparationNew,
    write_preparation,
)
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.queries import formula_lines, get_formula, list_formulas
from theriac.domains.compounding.rules import MOST_MADE, share_of, share_words
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.words import money, pack_title
from theriac.surfaces.backoffice.compounding.words import FORMS
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.grids.headings import PRODUCT_HEADINGS, QUANTITY_HEADINGS
from theriac.surfaces.backoffice.stock.grids.products import Meant, ProductGrid, ProductGridRow
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    products_by_id,
    typed_text,
)

MOST_SHOWN = 50


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


class PreparationForm(ScreenForm):
    """How much, of which form, and the fees for all of it."""

    units = WholeNumberField(label=gettext_lazy("Quantity to make"), least=1, most=MOST_MADE)
    form = forms.ChoiceField(
        label=gettext_lazy("Dose form"),
        choices=list(FORMS.items()),
        help_text=gettext_lazy("Decides the latest beyond-use date."),
    )
    service_fee = MoneyField(label=gettext_lazy("Service fee (tuslah)"), required=False)
    packing_fee = MoneyField(label=gettext_lazy("Packing fee (embalase)"), required=False)
    instructions = forms.CharField(
        label=gettext_lazy("Instructions"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("How it is prepared. Don’t enter patient names."),
    )
    formula_id = forms.CharField(widget=forms.HiddenInput, required=False)


class AmongPreparations(Screen):
    """A screen below the list of preparations."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Compounding"), reverse("backoffice:preparation_list"))]


class FindToCompound(AmongPreparations):
    """Begin from a formula, or find the product that comes out."""

    permission = COMPOUND
    title = gettext_lazy("New preparation")
    template_name = "backoffice/compounding/find.html"

    def context(self) -> dict[str, Any]:
        text = typed_text(self.request)
        known = list_formulas(actor=self.actor, branch_id=self.branch).filter(archived=False)
        return {
            "text": text,
            "found": found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True),
            "formulas": list(known.order_by("name")[:MOST_SHOWN]),
        }


class WritePreparation(AmongPreparations, ProductScreen, GridDocument):
    """So many units of a product, of these ingredients."""

    permission = COMPOUND
    form_class = PreparationForm
    submit_label = gettext_lazy("Save draft")
    done = gettext_lazy("Draft saved. No stock has moved yet.")

    def page_title(self) -> Text:
        return _("Compound %(product)s") % {"product": self.product.name}

    def cancel_url(self) -> str:
        return reverse("backoffice:preparation_list")

    @cached_property
    def formula(self) -> Any:
        """The formula that the address names, at this branch; None without one."""
        key = parse_id(self.request.GET.get("formula", ""))
        found = get_formula(actor=self.actor, formula_id=key) if key else None
        if found is None or found.archived or found.branch_id != self.branch:
            return None
        return found if found.product_id == self.product.id else None

    def initial(self) -> dict[str, Any]:
        row = self.formula
        if row is None:
            return {}
        return {
            "units": row.units,
            "form": row.form,
            "service_fee": money(row.service_fee),
            "packing_fee": money(row.packing_fee),
            "instructions": row.instructions,
            "formula_id": str(row.id),
        }

    def new_grid(self, data: Mapping[str, Any]) -> IngredientGrid:
        return IngredientGrid(self)

    def begin(self, grid: IngredientGrid) -> None:
        """A row of each ingredient of the formula."""
        if self.formula is None:
            return
        lines = formula_lines(actor=self.actor, formula_id=self.formula.id)
        products = products_by_id(self.actor, [one.product_id for one in lines], self.branch_id)
        grid.rows = [
            grid.filled(
                products[one.product_id],
                {"share": share_words(one.numerator, one.denominator)},
                prefix=f"{PREFIX}-{at}",
            )
            for at, one in enumerate(lines)
            if one.product_id in products
        ]

    def write(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        key = write_preparation(
            actor=self.actor,
            branch_id=self.branch,
            preparation=given(
                PreparationNew,
                product_id=self.product.id,
                units=data["units"],
                form=data["form"],
                service_fee=_amount(data["service_fee"]),
                packing_fee=_amount(data["packing_fee"]),
                instructions=data["instructions"],
                formula_id=parse_id(data["formula_id"]),
                ingredients=tuple(row.ingredient() for row in self.grid.ingredient_rows),
            ),
        )
        return reverse("backoffice:preparation_detail", args=[key])


def _amount(value: Money | None) -> int:
    return 0 if value is None else value.amount


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
