"""The grid of a delivery: a row is a batch of a product, with what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import AsksFirst, Problem
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.receipts.at_once import receive_at_once
from theriac.domains.purchasing.permissions import CHECK_RECEIPT, DRAFT_RECEIPT, POST_RECEIPT
from theriac.domains.purchasing.queries.receipts import read_receipt
from theriac.domains.purchasing.queries.scans import read_scan
from theriac.domains.purchasing.rules.facts import GoodsLineWritten
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.forms.button import words_of
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.fields import ExpiryField
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.headings import (
    BATCH_HEADINGS,
    COST_HEADINGS,
    EXPIRY_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import (
    Meant,
    ProductGrid,
    ProductGridRow,
)
from theriac.surfaces.backoffice.stock.product_search import products_by_id

LONGEST_SERIALS = 20_000
SHELF = "shelf"
"""The button that also puts the goods on the shelf."""


class ReceiptRow(ProductGridRow):
    """One batch of one product; the cost is that of one pack, without tax."""

    cells: ClassVar[Sequence[str]] = (
        "product",
        "packs",
        "pack_id",
        "batch_number",
        "expires_on",
        "price",
    )
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
        "batch_number": BATCH_HEADINGS,
        "expires_on": EXPIRY_HEADINGS,
        "price": COST_HEADINGS,
    }

    packs = whole_of(GoodsLineWritten, "packs", gettext_lazy("Quantity"), required=True)
    batch_number = text_of(GoodsLineWritten, "batch_number", gettext_lazy("Batch"))
    expires_on = ExpiryField(label=gettext_lazy("Expiry"), required=False)
    price = MoneyField(label=gettext_lazy("Cost"), required=False)
    serials = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_SERIALS)
    supplier_code = text_of(GoodsLineWritten, "supplier_code", "", widget=forms.HiddenInput)
    last_price = forms.IntegerField(widget=forms.HiddenInput, required=False)
    discount_bp = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000
    )
    mrp = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**15
    )

    def clean_packs(self) -> int:
        """At least one. Raises ValidationError."""
        packs: int = self.cleaned_data["packs"]
        if packs < 1:
            raise forms.ValidationError(_("Enter a quantity of 1 or more packs."))
        return packs

    def facts(self) -> GoodsLineWritten:
        """The line as the command takes it."""
        data = self.cleaned_data
        price = data["price"].amount if data["price"] is not None else 0
        return given(
            GoodsLineWritten,
            product_id=self.of.id if self.of else UUID(int=0),
            pack_id=parse_id(data["pack_id"]) or UUID(int=0),
            packs=data["packs"],
            batch_number=data["batch_number"],
            expires_on=data["expires_on"],
            serials=data["serials"].split(),
            price=price,
            is_last_price=data["price"] is not None and price == data["last_price"],
            discount_bp=data["discount_bp"] or 0,
            mrp=data["mrp"],
            supplier_code=data["supplier_code"],
        )


class ReceiptGrid(ProductGrid):
    """Reads codes as goods that come in: GS1, barcode, or the supplier's own."""

    row = ReceiptRow
    typed: ClassVar[Sequence[str]] = ("product", "batch_number", "expires_on", "price")
    find, paste = "backoffice:receipt_find", "backoffice:receipt_paste"
    beside = "id_supplier_id"

    def __init__(self, screen: Screen, supplier_id: UUID | None) -> None:
        super().__init__(screen)
        self.supplier_id = supplier_id

    @property
    def receipt_rows(self) -> list[ReceiptRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, ReceiptRow)]

    @property
    def beside_value(self) -> str:
        """The supplier, where no field beside the grid says it."""
        return str(self.supplier_id or "")

    def coded(self, text: str) -> Meant | None:
        scan = read_scan(
            actor=self.screen.actor,
            branch_id=self.screen.branch,
            supplier_id=self.supplier_id,
            text=text,
        )
        if scan.product_id is None or scan.pack_id is None:
            return None
        key = scan.product_id
        product = products_by_id(self.screen.actor, [key], self.screen.branch_id).get(key)
        row = ReceiptRow(product)
        values = {
            "pack_id": str(scan.pack_id),
            "batch_number": scan.batch_number,
            "expires_on": f"{scan.expires_on:%d/%m/%Y}" if scan.expires_on else "",
            "serials": scan.serial,
            "supplier_code": scan.supplier_code,
            "price": row.fields["price"].prepare_value(money(scan.price or None)) or "",
            "last_price": str(scan.price or ""),
            "discount_bp": str(scan.discount_bp or ""),
            "mrp": "" if scan.mrp is None else str(scan.mrp),
        }
        return Meant(product, values, cautions=scan.cautions)


class ReceiptFind(GridFind):
    """What a product's cell of a delivery means."""

    permission = DRAFT_RECEIPT

    def grid(self) -> ProductGrid:
        return ReceiptGrid(self, parse_id(self.request.GET.get("beside", "")))


class ReceiptPaste(GridPaste):
    """Rows of a delivery out of a sheet, such as the supplier's invoice."""

    permission = DRAFT_RECEIPT

    def grid(self) -> ProductGrid:
        return ReceiptGrid(self, parse_id(self.request.POST.get("beside", "")))


def may_shelve(screen: Screen, branch_id: UUID) -> bool:
    """Whether the person may check and post in one step."""
    return all(screen.actor.may(one, branch_id) for one in (CHECK_RECEIPT, POST_RECEIPT))


def shelve(screen: Screen, branch_id: BranchId, receipt_id: UUID) -> None:
    """Put a saved draft on the shelf and say so; where it is refused, the draft stays, and why."""
    view = read_receipt(actor=screen.actor, receipt_id=receipt_id)
    try:
        receive_at_once(
            actor=screen.actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=view.receipt.version if view else 0,
        )
    except Problem as problem:
        messages.warning(
            screen.request, _("The draft is saved. The goods are not on the shelf yet.")
        )
        asked = problem.questions if isinstance(problem, AsksFirst) else ()
        for words in [str(one.words) for one in asked] or words_of(problem):
            messages.error(screen.request, words)
        return
    after = read_receipt(actor=screen.actor, receipt_id=receipt_id)
    held = after is not None and any(line.is_held_for_temperature for line in after.lines)
    messages.success(screen.request, str(on_shelf(held=held)))


def on_shelf(*, held: bool) -> str:
    """What is said of goods that were put on the shelf."""
    if held:
        return _("Goods receipt posted. Goods that arrived outside temperature limits are on hold.")
    return _("Goods receipt posted. The goods are in stock and can be sold.")
