"""A line of a transfer as a form: which batch, in which pack, how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.stock.queries.batches.batch_lines import BatchLine, batch_lines
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.stock.fields import pack_choices
from theriac.surfaces.backoffice.stock.product_search import products_by_id
from theriac.surfaces.backoffice.templatetags import theriac as shown

PREFIX = "line"
MOST_LINES = 200
SENDING = ("shelf", "quarantine")


class TransferBatchForm(ScreenForm):
    """So many packs of one batch of a product."""

    product_id = forms.CharField(widget=forms.HiddenInput)
    packs = WholeNumberField(label=gettext_lazy("Quantity"), least=1)
    factor = forms.ChoiceField(label=gettext_lazy("Pack"), choices=())
    batch_id = forms.ChoiceField(label=gettext_lazy("Batch"), choices=())

    def __init__(
        self, product: ProductDetail, batches: Sequence[BatchLine], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.product = product
        factor: Any = self.fields["factor"]
        factor.choices = pack_choices(product)
        batch: Any = self.fields["batch_id"]
        batch.choices = [(str(one.batch_id), _batch_words(one, product)) for one in batches]
        self.initial.setdefault("product_id", str(product.id))
        sold = [pack.factor for pack in product.packs if pack.sellable]
        self.initial.setdefault("factor", str(min(sold, default=1)))

    def line(self) -> dict[str, Any]:
        """As a line of the command's record."""
        data = self.cleaned_data
        quantity = data["packs"] * int(data["factor"])
        return {"batch_id": data["batch_id"], "quantity": quantity}


def _batch_words(batch: BatchLine, product: ProductDetail) -> str:
    expiry = shown.local_date(batch.expires_on) if batch.expires_on else _("no expiry")
    words = _("%(number)s, %(expiry)s: %(quantity)s") % {
        "number": batch.number or _("No number"),
        "expiry": expiry,
        "quantity": in_words(batch.quantity, product),
    }
    if batch.place_kind == "shelf":
        return words
    return _("%(batch)s (%(place)s)") % {"batch": words, "place": batch.place}


def lines_from(actor: Actor, branch_id: UUID, data: Mapping[str, Any]) -> list[TransferBatchForm]:
    """The lines that were sent, in their order."""
    prefixes = [
        name.removesuffix("-product_id")
        for name in data
        if name.startswith(f"{PREFIX}-") and name.endswith("-product_id")
    ][:MOST_LINES]
    wanted = {prefix: parse_id(data[f"{prefix}-product_id"]) for prefix in prefixes}
    products = products_by_id(actor, [key for key in wanted.values() if key], branch_id)
    return [
        TransferBatchForm(
            products[key], batches_here(actor, branch_id, key), prefix=prefix, data=data
        )
        for prefix, key in wanted.items()
        if key in products and key is not None
    ]


def batches_here(actor: Actor, branch_id: UUID, product_id: UUID) -> list[BatchLine]:
    """What may be sent of a product: on the shelf or in quarantine, what sells first in front."""
    lines = batch_lines(actor=actor, branch_id=branch_id, product_id=product_id)
    return [line for line in lines if line.place_kind in SENDING]


def new_line(
    product: ProductDetail,
    batches: Sequence[BatchLine],
    *,
    batch_id: str = "",
    factor: int | None = None,
    quantity: int | None = None,
) -> TransferBatchForm:
    """A line of a product, named so that no other line has its name."""
    form = TransferBatchForm(product, batches, prefix=f"{PREFIX}-{uuid4().hex[:8]}")
    if batch_id:
        form.initial["batch_id"] = batch_id
    if quantity:
        fits = [pack.factor for pack in product.packs if quantity % pack.factor == 0]
        factor = max(fits, default=1)
        form.initial["packs"] = quantity // factor
    if factor:
        form.initial["factor"] = str(factor)
    return form


def scanned(typed: str) -> tuple[str, str]:
    """What finds the pack, and the batch number where the code has one."""
    if not typed:
        return "", ""
    try:
        code = read_code(typed)
    except UnreadableCode:
        return typed, ""
    return code.lookup, code.batch_number or ""
