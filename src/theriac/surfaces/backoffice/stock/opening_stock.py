"""Typing what lay on the shelves before the books began: a grid, a batch a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.gs1.codes import CAUTIONS, read_code
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.permissions import OPEN_STOCK
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.fields import ExpiryField
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.grids.headings import (
    BATCH_HEADINGS,
    COST_HEADINGS,
    EXPIRY_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import (
    Meant,
    PacksGridRow,
    ProductGrid,
)

LONGEST_BATCH, LONGEST_SHELF, LONGEST_REASON = 60, 20, 120


class OpeningRow(PacksGridRow):
    """One batch of one product; the cost is that of one pack."""

    cells = ("product", "packs", "pack_id", "batch_number", "expires_on", "cost", "shelf")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": (*QUANTITY_HEADINGS, "stock", "stok"),
        "batch_number": BATCH_HEADINGS,
        "expires_on": EXPIRY_HEADINGS,
        "cost": COST_HEADINGS,
        "shelf": ("location", "bin", "shelf", "rack", "rak", "lokasi"),
    }
    named: ClassVar[Mapping[str, str]] = {
        "quantity": "packs",
        "product_id": "product",
        "cost_units": "cost",
    }

    batch_number = forms.CharField(
        label=gettext_lazy("Batch"), max_length=LONGEST_BATCH, required=False
    )
    expires_on = ExpiryField(label=gettext_lazy("Expiry"), required=False)
    cost = MoneyField(label=gettext_lazy("Cost"), required=False)
    shelf = forms.CharField(
        label=gettext_lazy("Location (bin)"), max_length=LONGEST_SHELF, required=False
    )

    def line(self) -> DeliveryLine:
        """As the command takes it."""
        data = self.cleaned_data
        cost = data["cost"]
        return DeliveryLine(
            product_id=self.of.id if self.of else UUID(int=0),
            quantity=self.units,
            batch_number=data["batch_number"],
            expires_on=data["expires_on"],
            cost_amount=None if cost is None else cost.amount,
            cost_units=self.factor,
            shelf=data["shelf"],
        )


class OpeningGrid(ProductGrid):
    """Reads a code as the pack that is there: its product, batch and expiry."""

    row = OpeningRow
    typed = ("product", "batch_number", "expires_on", "cost", "shelf")
    find, paste = "backoffice:opening_find", "backoffice:opening_paste"

    @property
    def opening_rows(self) -> list[OpeningRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, OpeningRow)]

    def coded(self, text: str) -> Meant | None:
        code = read_code(text)
        opened = self.opened(code.lookup, self.screen.branch_id)
        if opened is None:
            return None
        product, pack_id = opened
        values = {
            "pack_id": str(pack_id),
            "batch_number": code.batch_number or "",
            "expires_on": f"{code.expires_on:%d/%m/%Y}" if code.expires_on else "",
        }
        return Meant(product, values, cautions=[CAUTIONS[one] for one in code.warnings])


class OpeningForm(ScreenForm):
    """Why these goods come in without a delivery."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("For example “Stock at the start, counted on 1 March”."),
    )


class EnterOpeningStock(GridDocument):
    """What was there when the books began; what a supplier brings is received instead."""

    permission = OPEN_STOCK
    form_class = OpeningForm
    title = gettext_lazy("Opening stock")
    submit_label = gettext_lazy("Add to stock")
    done = gettext_lazy("Opening stock added.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]

    def new_grid(self, data: Mapping[str, Any]) -> OpeningGrid:
        return OpeningGrid(self)

    def write(self, form: ScreenForm) -> str:
        enter_opening_stock(
            actor=self.actor,
            branch_id=self.branch,
            lines=[row.line() for row in self.grid.opening_rows],
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:stock_list")


class OpeningFind(GridFind):
    """What a product's cell means among opening stock."""

    permission = OPEN_STOCK

    def grid(self) -> ProductGrid:
        return OpeningGrid(self)


class OpeningPaste(GridPaste):
    """Rows of opening stock out of a sheet."""

    permission = OPEN_STOCK

    def grid(self) -> ProductGrid:
        return OpeningGrid(self)
