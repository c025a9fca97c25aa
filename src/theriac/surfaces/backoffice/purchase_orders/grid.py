"""The grid of an order: a row is so many packs of a product at a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten
from theriac.domains.purchasing.queries.last_prices import LastAsked, last_asked
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.records import whole_of
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.headings import (
    COST_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import (
    Meant,
    PacksGridRow,
    ProductGrid,
)

NOT_ASKED = LastAsked(0, 0, "")


class OrderGridRow(PacksGridRow):
    """So many packs of a product; the price is that of one pack, without tax."""

    cells = ("product", "packs", "pack_id", "bonus_packs", "price")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
        "price": COST_HEADINGS,
    }

    bonus_packs = whole_of(
        OrderLineWritten, "bonus_packs", gettext_lazy("Free packs"), required=False
    )
    price = MoneyField(label=gettext_lazy("Price"))
    discount_bp = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000
    )
    supplier_code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def line(self) -> OrderLineWritten:
        """As the commands take it."""
        data = self.cleaned_data
        return given(
            OrderLineWritten,
            product_id=self.of.id if self.of else UUID(int=0),
            pack_id=parse_id(data["pack_id"]) or UUID(int=0),
            packs=data["packs"],
            bonus_packs=data["bonus_packs"] or 0,
            price=data["price"].amount,
            discount_bp=data["discount_bp"] or 0,
            supplier_code=data["supplier_code"],
        )


class OrderGrid(ProductGrid):
    """Rows begin with what the supplier asked the last time."""

    row = OrderGridRow
    typed = ("product", "price")
    find, paste = "backoffice:order_find", "backoffice:order_paste"
    beside = "id_supplier_id"

    def __init__(self, screen: Screen, supplier_id: UUID | None) -> None:
        super().__init__(screen)
        self.supplier_id = supplier_id

    @property
    def order_rows(self) -> list[OrderGridRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, OrderGridRow)]

    def coded(self, text: str) -> Meant | None:
        opened = self.opened(text, self.screen.branch_id)
        if opened is None:
            return None
        product, pack_id = opened
        return Meant(product, {"pack_id": str(pack_id), **self.priced(pack_id)})

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        """The largest pack, at what it cost the last time."""
        pack_id = product.packs[-1].id
        return {"pack_id": str(pack_id), "packs": "1", **self.priced(pack_id)}

    def priced(self, pack_id: UUID) -> Mapping[str, str]:
        """What the supplier asked for the pack the last time, as the row has it."""
        known = last_asked(self.supplier_id, [pack_id]) if self.supplier_id else {}
        return asked_values(known.get(pack_id, NOT_ASKED))


def asked_values(asked: LastAsked) -> dict[str, str]:
    """A last price as the cells of a row hold it; empty where none is known."""
    price = OrderGridRow.base_fields["price"].prepare_value(money(asked.price or None))
    return {
        "price": str(price or ""),
        "discount_bp": str(asked.discount_bp or ""),
        "supplier_code": asked.supplier_code,
    }


class OrderFind(GridFind):
    """What a product's cell of an order means."""

    permission = PLACE_ORDER

    def grid(self) -> ProductGrid:
        return OrderGrid(self, parse_id(self.request.GET.get("beside", "")))


class OrderPaste(GridPaste):
    """Rows of an order out of a sheet."""

    permission = PLACE_ORDER

    def grid(self) -> ProductGrid:
        return OrderGrid(self, parse_id(self.request.POST.get("beside", "")))
