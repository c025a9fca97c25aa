"""Adding a product: what it is, its packs with codes and prices, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.pack_words import known_pack_words
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import BarcodeTaken
from theriac.domains.catalog.queries.barcodes import likely_maker
from theriac.domains.catalog.unknown_codes import code_to_keep
from theriac.surfaces.backoffice.catalog.particulars import (
    ProductParticularsForm,
    group_names,
    maker_names,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import (
    MoneyField,
    WholeNumberField,
    put_into_our_words,
)
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

PACK_ROWS = 4
LONGEST_SCAN = 500


class ProductForm(ProductParticularsForm):
    """The particulars, the base unit, and rows of packs: the first row is the base unit itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for row in range(PACK_ROWS):
            for name, field in _pack_fields(row).items():
                put_into_our_words(field)
                self.fields[f"{name}_{row}"] = field
        self.fields["is_service"] = forms.BooleanField(
            label=gettext_lazy("Service or fee, not stocked"),
            help_text=gettext_lazy(
                "It is sold without batches and never received. This can’t be changed later."
            ),
            required=False,
        )
        if frame.pharmacy().country == "id":
            self.fields["ceiling"] = MoneyField(
                label=gettext_lazy("Legal maximum price (HET), per base unit"), required=False
            )
        del self.fields["status"]

    def pack_rows(self) -> list[dict[str, Any]]:
        """The bound fields, row by row."""
        names = ("name", "factor", "barcode", "price")
        return [
            {name: self[f"{name}_{row}"] for name in names if f"{name}_{row}" in self.fields}
            for row in range(PACK_ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty: a pack has a name and a content."""
        data: dict[str, Any] = super().clean() or {}
        for row in range(1, PACK_ROWS):
            name, factor = data.get(f"name_{row}"), data.get(f"factor_{row}")
            others = data.get(f"barcode_{row}") or data.get(f"price_{row}") is not None
            if not name and (factor or others) and f"name_{row}" not in self.errors:
                self.add_error(f"name_{row}", _("Enter the pack’s name."))
            if name and factor is None and f"factor_{row}" not in self.errors:
                self.add_error(f"factor_{row}", _("Enter the number of base units per pack."))
        return data

    def packs(self) -> list[NewPack]:
        """The rows that were filled in."""
        data = self.cleaned_data
        found = [self._pack(0, data["name_0"], 1)]
        found += [
            self._pack(row, data[f"name_{row}"], data[f"factor_{row}"])
            for row in range(1, PACK_ROWS)
            if data.get(f"name_{row}")
        ]
        return found

    def _pack(self, row: int, name: str, factor: int) -> NewPack:
        code, price = self.cleaned_data[f"barcode_{row}"], self.cleaned_data[f"price_{row}"]
        return NewPack(
            name=name,
            factor=factor,
            barcodes=[code] if code else [],
            price=price.amount if price is not None else None,
        )

    def take(self, problem: Problem) -> None:
        """Put a refusal of codes, packs or base unit into the row that it concerns."""
        if isinstance(problem, BarcodeTaken):
            taken = problem.facts.get("code")
            for row in range(PACK_ROWS):
                typed = self.cleaned_data.get(f"barcode_{row}")
                if typed and normalise_barcode(typed) == taken:
                    self.add_error(f"barcode_{row}", str(problem.detail))
                    return
        if problem.field in {"packs", "base_unit"}:
            place = "name_0" if problem.field == "base_unit" else "factor_1"
            self.add_error(place, str(problem.detail))
            return
        super().take(problem)


def _pack_fields(row: int) -> dict[str, forms.Field]:
    number = {"number": row + 1}
    fields: dict[str, forms.Field] = {
        "name": forms.CharField(
            label=gettext_lazy("Base unit") if row == 0 else _("Pack %(number)s: name") % number,
            max_length=24,
            required=row == 0,
            widget=forms.TextInput(attrs={"list": "pack-words", "autocomplete": "off"}),
        ),
    }
    if row:
        fields["factor"] = WholeNumberField(
            label=_("Pack %(number)s: base units per pack") % number,
            least=2,
            most=1_000_000,
            required=False,
        )
    fields["barcode"] = forms.CharField(
        label=_("Pack %(number)s: barcode") % number,
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    fields["price"] = MoneyField(label=_("Pack %(number)s: price") % number, required=False)
    return fields


class AddProduct(FormScreen):
    """A new product; it is sellable at every counter as soon as it has stock."""

    permission = MANAGE_CATALOG
    form_class = ProductForm
    template_name = "backoffice/catalog/new.html"
    title = gettext_lazy("New product")
    submit_label = gettext_lazy("Add product")
    done = gettext_lazy("Product added. Receive stock, and counters can sell it.")

    def initial(self) -> dict[str, Any]:
        """What was searched for in vain becomes the name; a code that nobody knows, a barcode.

        A GTIN of a trade unit of several (its first digit isn't 0) stands at the first larger pack.
        """
        named = {"name": self.request.GET.get("name", "")[:200]}
        code = self.code
        if not code:
            return named
        gtin = gtin14(code)
        row = 1 if gtin and gtin[0] != "0" else 0
        return {
            **named,
            f"barcode_{row}": code,
            "manufacturer": likely_maker(actor=self.actor, code=code),
        }

    @cached_property
    def code(self) -> str:
        """The code that the address names, as a barcode is kept; "" where it names none."""
        try:
            return code_to_keep(self.request.GET.get("barcode", "")[:LONGEST_SCAN])
        except Problem:
            return ""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Products"), reverse("backoffice:product_list"))]

    def context(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "pack_words": known_pack_words(),
            "makers": maker_names(self.actor),
            "groups": group_names(self.actor),
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        ceiling = data.get("ceiling")
        product_id = add_product(
            actor=self.actor,
            product=NewProduct(
                **form.particulars(),
                base_unit=data["name_0"],
                is_service=data["is_service"],
                packs=form.packs(),
                ceiling_amount=ceiling.amount if ceiling is not None else None,
            ),
        )
        return reverse("backoffice:product_detail", args=[product_id])
