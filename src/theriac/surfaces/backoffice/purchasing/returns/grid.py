"""The grid of a return: a row is so many packs of a batch, why it goes back and what is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.returns.draft import ReturnLineWritten
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.stock.queries.batches.batch_lines import BatchLine
from theriac.domains.stock.queries.batches.returnable import returnable_goods
from theriac.surfaces.backoffice.purchasing.returns.words import WHY, usual_reason
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.batches import BatchGridRow, StockBatchGrid
from theriac.surfaces.backoffice.stock.grids.headings import (
    BATCH_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import (
    ProductGrid,
    ProductGridRow,
)

PLACES = ("shelf", "quarantine")
"""Where goods that go back may lie."""


class ReturnGridRow(BatchGridRow):
    """One batch of one product; without a credit what the goods cost is asked back."""

    none_here = gettext_lazy("There is no %(product)s here to return.")
    cells = ("product", "packs", "pack_id", "batch_id", "why", "credit")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
        "batch_id": BATCH_HEADINGS,
    }

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=list(WHY.items()))
    credit = MoneyField(label=gettext_lazy("Credit"), required=False)

    def line(self) -> ReturnLineWritten:
        """As the commands take it."""
        credit = self.cleaned_data["credit"]
        return given(
            ReturnLineWritten,
            batch_id=self.cleaned_data["batch_id"],
            quantity=self.units,
            why=self.cleaned_data["why"],
            credit=None if credit is None else credit.amount,
        )


class ReturnGrid(StockBatchGrid):
    """What lies on the shelf and in quarantine, each batch with why it mostly goes back."""

    row = ReturnGridRow
    find, paste = "backoffice:return_find", "backoffice:return_paste"

    def __init__(self, screen: Screen, branch_id: BranchId | None = None) -> None:
        super().__init__(screen, branch_id)
        self._why: dict[str, str] = {}

    def takes(self, line: BatchLine) -> bool:
        return line.place_kind in PLACES

    def learn(self, products: Collection[ProductDetail]) -> None:
        super().learn(products)
        new = [one.batch_id for of in products for one in self._lines[of.id]]
        goods = returnable_goods(self.branch_id, [one for one in new if str(one) not in self._why])
        self._why |= {
            str(key): usual_reason(one.state, one.expires_on) for key, one in goods.items()
        }

    def made(self, product: ProductDetail | None, **options: Any) -> ProductGridRow:
        """With the reason that its batch gives, where none is said."""
        row = super().made(product, **options)
        values: Any = row.data if row.is_bound else row.initial
        before = f"{row.prefix}-" if row.is_bound else ""
        if product is not None and not values.get(f"{before}why"):
            chosen = str(values.get(f"{before}batch_id", ""))
            values[f"{before}why"] = self._why.get(chosen, "damaged")
        return row


class ReturnFind(GridFind):
    """What a product's cell of a return means."""

    permission = DRAFT_RETURN

    def grid(self) -> ProductGrid:
        return ReturnGrid(self)


class ReturnPaste(GridPaste):
    """Rows of a return out of a sheet."""

    permission = DRAFT_RETURN

    def grid(self) -> ProductGrid:
        return ReturnGrid(self)
