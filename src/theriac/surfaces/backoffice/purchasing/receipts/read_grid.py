"""The receiving grid with what an invoice says besides: free goods, and the line on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.purchasing.commands.receipts.check_invoice import InvoiceLineChecked
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.rules.facts import MOST_MONEY
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.paper_grid import PaperGrid, PaperRow
from theriac.surfaces.backoffice.purchasing.receipts.grid import ReceiptGrid, ReceiptRow
from theriac.surfaces.backoffice.shell.forms.records import whole_of
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.products import ProductGrid

KEPT = ("line_id", "supplier_code", "discount_bp", "discount", "tax_bp", "mrp")
"""What a line keeps whatever product is chosen for it."""


class CheckedRow(PaperRow, ReceiptRow):
    """One batch of one product, as the invoice says it."""

    kept = KEPT
    cells = ("product", "packs", "bonus_packs", "pack_id", "batch_number", "expires_on", "price")

    bonus_packs = whole_of(InvoiceLineChecked, "bonus_packs", gettext_lazy("Free goods"))
    line_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    discount = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_MONEY
    )
    tax_bp = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000
    )

    def clean_packs(self) -> int:
        """None where all of it came free; the command says what is too little."""
        packs: int = self.cleaned_data["packs"]
        return packs

    def facts(self) -> InvoiceLineChecked:
        """The line as the command takes it."""
        goods, data = super().facts(), self.cleaned_data
        said = {one.name: getattr(goods, one.name) for one in fields(goods)}
        said |= {
            "bonus_packs": data["bonus_packs"] or 0,
            "discount": data["discount"] or 0,
            "tax_bp": data["tax_bp"],
            "invoice_line_id": parse_id(data["line_id"]),
        }
        return given(InvoiceLineChecked, **said)


class CheckedGrid(PaperGrid, ReceiptGrid):
    """What is read of an invoice, corrected."""

    row = CheckedRow
    typed = (*ReceiptGrid.typed, "line_id")
    find, paste = "backoffice:receipt_read_find", "backoffice:receipt_read_paste"
    same: ClassVar[Sequence[str]] = (*ReceiptGrid.same, "line_id")

    @property
    def checked_rows(self) -> list[CheckedRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, CheckedRow)]


def typed_of(line: Any, row: CheckedRow) -> dict[str, str]:
    """A line's values as the grid shows them."""
    values = {
        "pack_id": str(line.pack_id or ""),
        "packs": "" if line.packs is None else str(line.packs),
        "bonus_packs": str(line.bonus_packs or ""),
        "batch_number": line.batch_number,
        "expires_on": f"{line.expires_on:%d/%m/%Y}" if line.expires_on else "",
        "price": str(row.fields["price"].prepare_value(money(line.price)) or ""),
        "line_id": str(line.id),
        "supplier_code": line.code,
        "discount_bp": str(line.discount_bp or ""),
        "discount": str(line.discount or ""),
    }
    for name in ("tax_bp", "mrp"):
        value = getattr(line, name)
        values[name] = "" if value is None else str(value)
    return values


class CheckedFind(GridFind):
    """What a product's cell of an invoice means."""

    permission = DRAFT_RECEIPT

    def grid(self) -> ProductGrid:
        return CheckedGrid(self, parse_id(self.request.GET.get("beside", "")))


class CheckedPaste(GridPaste):
    """Rows of an invoice out of a sheet."""

    permission = DRAFT_RECEIPT

    def grid(self) -> ProductGrid:
        return CheckedGrid(self, parse_id(self.request.POST.get("beside", "")))
