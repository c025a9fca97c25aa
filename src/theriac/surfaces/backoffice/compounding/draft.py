"""Writing a preparation: the product that comes out, then a grid of what goes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Text, Unprocessable
from theriac.domains.compounding.commands.draft import (
    PreparationNew,
    write_preparation,
)
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.queries import formula_lines, get_formula, list_formulas
from theriac.domains.compounding.rules import MOST_MADE, share_words
from theriac.domains.prescriptions.commands.compound import compound_line
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.to_compound import LineToCompound, lines_to_compound
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.compounding.ingredients import IngredientGrid
from theriac.surfaces.backoffice.compounding.words import FORMS, line_words
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    products_by_id,
    typed_text,
)

MOST_SHOWN = 50


class PreparationForm(ScreenForm):
    """How much, of which form, and the fees for all of it."""

    made_for = forms.ChoiceField(
        label=gettext_lazy("For the prescription"),
        choices=(),
        required=False,
        help_text=gettext_lazy("Prescriptions with this product that aren’t prepared yet."),
    )
    units = WholeNumberField(label=gettext_lazy("Quantity to make"), least=1, most=MOST_MADE)
    form = forms.ChoiceField(
        label=gettext_lazy("Dose form"),
        choices=list(FORMS.items()),
        help_text=gettext_lazy("Decides the latest beyond-use date."),
        widget=forms.Select(attrs={"class": "t-wide-field"}),
    )
    service_fee = MoneyField(label=gettext_lazy("Service fee"), required=False)
    packing_fee = MoneyField(label=gettext_lazy("Packing fee"), required=False)
    instructions = forms.CharField(
        label=gettext_lazy("Instructions"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("How it is prepared. Don’t enter patient names."),
        widget=forms.TextInput(attrs={"class": "t-wide-field"}),
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
    template_name = "backoffice/compounding/write.html"
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

    @cached_property
    def lines(self) -> dict[str, LineToCompound]:
        """The lines of prescriptions that it may be made for, by their ids."""
        if not self.may(PREPARE_PRESCRIPTIONS):
            return {}
        found = lines_to_compound(
            actor=self.actor, branch_id=self.branch, product_id=self.product.id
        )
        return {str(one.id): one for one in found}

    def form(self, **options: Any) -> ScreenForm:
        """With those lines; where there are none, nothing is asked."""
        form = super().form(**options)
        lines: Any = form.fields["made_for"]
        lines.choices = [
            ("", _("No prescription")),
            *((key, line_words(one.code, one.position)) for key, one in self.lines.items()),
        ]
        if not self.lines:
            del form.fields["made_for"]
        return form

    def context(self) -> dict[str, Any]:
        """Also the formulas of this product, to begin from."""
        known = list_formulas(actor=self.actor, branch_id=self.branch)
        own = known.filter(archived=False, product_id=self.product.id).order_by("name")
        asked = self.request.GET.get("line", "")
        return {
            **super().context(),
            "formulas": [] if self.formula else list(own[:MOST_SHOWN]),
            "for_line": asked if asked in self.lines else "",
        }

    def initial(self) -> dict[str, Any]:
        asked = self.lines.get(self.request.GET.get("line", ""))
        wanted = {"made_for": str(asked.id), "units": asked.left} if asked else {}
        return {**self._of_formula(), **wanted}

    def _of_formula(self) -> dict[str, Any]:
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
        place: dict[str, Any] = {"actor": self.actor, "branch_id": self.branch}
        preparation = given(
            PreparationNew,
            product_id=self.product.id,
            units=data["units"],
            form=data["form"],
            service_fee=_amount(data["service_fee"]),
            packing_fee=_amount(data["packing_fee"]),
            instructions=data["instructions"],
            formula_id=parse_id(data["formula_id"]),
            ingredients=tuple(row.ingredient() for row in self.grid.ingredient_rows),
        )
        asked = self.request.POST.get("made_for", "")
        line = self.lines.get(asked)
        if asked and line is None:
            words = _("This prescription has gone on. Choose another one, or none.")
            raise Unprocessable(words, field="made_for")
        if line is None:
            key = write_preparation(**place, preparation=preparation)
        else:
            key = compound_line(
                **place,
                prescription_id=PrescriptionId(line.prescription_id),
                line_id=PrescriptionLineId(line.id),
                preparation=preparation,
            )
        return reverse("backoffice:preparation_detail", args=[key])


def _amount(value: Money | None) -> int:
    return 0 if value is None else value.amount
