"""A line of goods received, as a form: what came, in which pack, of which batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.stock.commands.receive import ReceiptLine
from theriac.surfaces.backoffice.catalog.words import largest_factor
from theriac.surfaces.backoffice.shell.forms import MoneyField, ScreenForm, WholeNumberField
from theriac.surfaces.backoffice.stock.fields import ExpiryField, pack_choices

PREFIX = "line"
MOST_LINES = 200


class LineForm(ScreenForm):
    """One batch of one product. Cost and MRP are those of one pack of the chosen size."""

    product_id = forms.CharField(widget=forms.HiddenInput)
    packs = WholeNumberField(label=_("Quantity"), least=1)
    factor = forms.ChoiceField(label=_("Pack"), choices=())
    number = forms.CharField(label=_("Batch number"), max_length=60, required=False)
    expires_on = ExpiryField(label=_("Expiry"), required=False)
    cost = MoneyField(label=_("Cost of one"), required=False)
    mrp = MoneyField(label=_("Printed price of one"), required=False)
    shelf = forms.CharField(label=_("Shelf"), max_length=20, required=False)

    def __init__(self, product: ProductDetail, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.product = product
        factor: Any = self.fields["factor"]
        factor.choices = pack_choices(product)
        self.initial.setdefault("product_id", str(product.id))
        self.initial.setdefault("factor", str(largest_factor(product)))

    def line(self) -> ReceiptLine:
        """What the command takes: base units, cost and MRP as exact ratios."""
        data = self.cleaned_data
        factor = int(data["factor"])
        return ReceiptLine(
            product_id=self.product.id,
            quantity=data["packs"] * factor,
            batch_number=data["number"].strip(),
            expires_on=data["expires_on"],
            cost_amount=data["cost"].amount if data["cost"] is not None else None,
            cost_units=factor,
            mrp_amount=data["mrp"].amount if data["mrp"] is not None else None,
            mrp_units=factor,
            shelf=data["shelf"].strip(),
        )


def new_line(product: ProductDetail, *, takes_focus: bool = False) -> LineForm:
    """An empty line of a product, named so that no other line has its name."""
    form = LineForm(product, prefix=f"{PREFIX}-{uuid4().hex[:8]}")
    if takes_focus:
        form.fields["packs"].widget.attrs["autofocus"] = True
    return form


def read_lines(actor: Actor, data: Mapping[str, Any], branch_id: UUID | None) -> list[LineForm]:
    """The lines that were sent, in their order; a line of an unknown product is left out."""
    prefixes = [
        name.removesuffix("-product_id")
        for name in data
        if name.startswith(f"{PREFIX}-") and name.endswith("-product_id")
    ][:MOST_LINES]
    wanted = {prefix: parse_id(data[f"{prefix}-product_id"]) for prefix in prefixes}
    products = products_by_id(actor, [key for key in wanted.values() if key], branch_id)
    return [
        LineForm(products[key], prefix=prefix, data=data)
        for prefix, key in wanted.items()
        if key in products
    ]


def products_by_id(
    actor: Actor, ids: Sequence[UUID], branch_id: UUID | None
) -> dict[UUID | None, ProductDetail]:
    """Products by id, in four reads."""
    found = product_details(actor=actor, product_ids=list(dict.fromkeys(ids)), at_branch=branch_id)
    return {product.id: product for product in found}
