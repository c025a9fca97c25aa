"""Delivery invoices are uploaded, and what was read of one is checked beside its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.facts.records import given
from theriac.core.files.page_pictures import MOST_PAGES
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.purchasing.commands.receipts.check_invoice import (
    InvoiceHeadChecked,
    check_invoice_lines,
)
from theriac.domains.purchasing.commands.receipts.from_invoice import (
    read_invoice_again,
    take_invoice_file,
)
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.read_invoices import (
    asks,
    invoice_lines,
    orders_to_choose,
    reading_of,
)
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.paper import (
    PagePicture,
    PaperFilesForm,
    UploadPapers,
    printed_of,
    show_beside,
)
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart, ReceiptScreen
from theriac.surfaces.backoffice.purchasing.receipts.read_grid import (
    CheckedGrid,
    CheckedRow,
    typed_of,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id

MOST_SHOWN = 25
"""Lines at once: what a person looks through before saving."""
FIRST = ("supplier_id", "invoice_number", "order_id")


class UploadInvoices(UploadPapers):
    """Each file becomes a draft that the document engine writes."""

    permission = DRAFT_RECEIPT
    form_class = PaperFilesForm
    title = gettext_lazy("Upload delivery invoices")
    one, all = "backoffice:receipt_detail", "backoffice:receipt_list"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Goods receipts"), reverse(self.all))]

    def take(self, file: Any, supplier_id: UUID | None) -> UUID:
        """As a draft that is being read."""
        return take_invoice_file(
            actor=self.actor,
            branch_id=self.branch,
            file=file,
            name=file.name or "",
            supplier_id=supplier_id,
        )

    def said(self, count: int) -> str:
        """That they are read now."""
        words = ngettext(
            "%(count)s invoice uploaded. Its lines appear as soon as they are read.",
            "%(count)s invoices uploaded. Their lines appear as soon as they are read.",
            count,
        )
        return words % {"count": count}


class InvoiceHeadForm(ScreenForm):
    """What concerns the whole invoice."""

    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), choices=(), required=False)
    invoice_number = text_of(InvoiceHeadChecked, "invoice_number", gettext_lazy("Invoice"))
    order_id = forms.ChoiceField(label=gettext_lazy("Purchase order"), choices=(), required=False)
    invoice_on = forms.DateField(label=gettext_lazy("Invoice date"), required=False, localize=False)
    invoice_total = MoneyField(label=gettext_lazy("Total as printed"), required=False)
    tax_total = MoneyField(label=gettext_lazy("Tax as printed"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)

    def __init__(self, orders: Sequence[tuple[UUID, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, Any] = self.fields
        known = ((str(key), name) for key, name in active_suppliers())
        choices["supplier_id"].choices = [("", gettext_lazy("Choose")), *known]
        numbers = ((str(key), number) for key, number in orders)
        choices["order_id"].choices = [("", gettext_lazy("Without a purchase order")), *numbers]

    def facts(self) -> InvoiceHeadChecked:
        """The head as the command takes it."""
        data = self.cleaned_data
        amounts = {name: data[name].amount if data[name] else None for name in AMOUNTS}
        return given(
            InvoiceHeadChecked,
            supplier_id=parse_id(data["supplier_id"]),
            order_id=parse_id(data["order_id"]),
            invoice_number=data["invoice_number"],
            invoice_on=data["invoice_on"],
            **amounts,
        )


AMOUNTS = ("invoice_total", "tax_total")


class CheckInvoice(ReceiptPart, GridDocument):
    """One page of lines; saving them shows the next, until none asks for a look."""

    permission = DRAFT_RECEIPT
    form_class = InvoiceHeadForm
    template_name = "backoffice/purchasing/receipts/check_invoice.html"
    submit_label = gettext_lazy("Save as checked")
    done = gettext_lazy("Lines saved as checked.")
    needs_rows = False
    boxed: ClassVar[tuple[str, ...]] = ("application/pdf", "image/")

    def page_title(self) -> Text:
        return gettext_lazy("Check lines")

    def form(self, **options: Any) -> ScreenForm:
        receipt = self.view.receipt
        orders = orders_to_choose(
            actor=self.actor, receipt_id=receipt.id, supplier_id=receipt.supplier_id
        )
        return InvoiceHeadForm(
            orders, initial=self.initial(), data=options.get("data"), files=options.get("files")
        )

    def initial(self) -> dict[str, Any]:
        receipt = self.view.receipt
        return {
            **{name: getattr(receipt, name) for name in ("invoice_number", "invoice_on")},
            **{name: money(getattr(receipt, name)) for name in AMOUNTS},
            "supplier_id": str(receipt.supplier_id or ""),
            "order_id": str(receipt.order_id or ""),
            "version": receipt.version,
            "shown": " ".join(line.id.hex for line in self.lines),
        }

    @cached_property
    def all_lines(self) -> list[Any]:
        """Every line of the invoice, those that ask for a look first."""
        return list(invoice_lines(actor=self.actor, receipt_id=self.view.receipt.id))

    @cached_property
    def lines(self) -> list[Any]:
        """Those that ask for a look; where none does, those from ``?from=`` on."""
        asking = [line for line in self.all_lines if asks(line)]
        text = self.request.GET.get("from", "")
        first = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        in_order = sorted(self.all_lines, key=lambda line: line.row)
        rows = asking if asking and not first else [one for one in in_order if one.row >= first]
        return rows[:MOST_SHOWN]

    def new_grid(self, data: Mapping[str, Any]) -> CheckedGrid:
        return CheckedGrid(self, parse_id(data.get("supplier_id", "")))

    def begin(self, grid: CheckedGrid) -> None:
        """The lines as they were read."""
        keys = [line.product_id for line in self.lines if line.product_id]
        products = products_by_id(self.actor, keys, self.branch_id)
        for at, line in enumerate(self.lines):
            product = products.get(line.product_id) if line.product_id else None
            values = typed_of(line, CheckedRow(product))
            prefix = f"{PREFIX}-{at}"
            row = (
                grid.filled(product, values, prefix=prefix)
                if product
                else grid.made(None, initial=values, prefix=prefix)
            )
            if isinstance(row, CheckedRow):
                show_beside(row, line, printed_of(line.code, line.name))
                row.is_unsure = asks(line)
            grid.rows.append(row)

    def context(self) -> dict[str, Any]:
        receipt = self.view.receipt
        pages = [mark["page"] for line in self.all_lines for mark in line.marks.values()]
        boxed = any(mark.get("box") for line in self.all_lines for mark in line.marks.values())
        last = self.lines[-1].row if self.lines else 0
        return {
            **super().context(),
            "first": FIRST,
            "receipt": receipt,
            "reading": reading_of(actor=self.actor, receipt_id=receipt.id),
            "pages": range(1, min(max(pages), MOST_PAGES) + 1) if boxed else (),
            "page_url": reverse("backoffice:receipt_page", args=[receipt.id]) + "?number=",
            "next": last + 1 if any(line.row > last for line in self.all_lines) else 0,
        }

    def write(self, form: Any) -> str:
        """Keep head and lines; on to those that still ask, else the receipt's own page."""
        shown = [parse_id(text) for text in form.cleaned_data["shown"].split()]
        check_invoice_lines(
            actor=self.actor,
            branch_id=self.at_branch,
            receipt_id=self.view.receipt.id,
            version=form.cleaned_data["version"],
            facts=form.facts(),
            lines=[row.facts() for row in self.grid.checked_rows],
            shown=[key for key in shown if key and key not in self.grid.skipped],
        )
        still = reading_of(actor=self.actor, receipt_id=self.view.receipt.id)
        is_more = still is not None and still.asking > 0 and not self.grid.skipped
        return self.request.path if is_more else self.address()


class InvoicePage(ReceiptScreen, PagePicture):
    """A page of the invoice as a picture, drawn here."""

    permission = VIEW_RECEIPTS

    def file_id(self) -> UUID | None:
        """The receipt's."""
        return self.view.receipt.invoice_file_id


class ReadInvoiceAgain(ReceiptScreen, ButtonScreen):
    """The file goes to the engine once more."""

    calls = Calls(read_invoice_again)
    done = gettext_lazy("The file is read again. Its lines appear as soon as they are read.")
