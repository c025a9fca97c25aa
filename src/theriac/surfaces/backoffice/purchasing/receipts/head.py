"""The head of a delivery: new, or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt, change_receipt
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart
from theriac.surfaces.backoffice.purchasing.receipts.grid import (
    SHELF,
    ReceiptGrid,
    may_shelve,
    shelve,
)
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id

AMOUNTS = ("freight", "discount", "tax_total", "invoice_total")
FIRST = ("supplier_id", "delivery_note", "invoice_number")
PLAIN = (
    "received_on",
    "delivery_note",
    "invoice_number",
    "invoice_on",
    "tax_is_cost",
    "is_consigned",
    "note",
    "difference_reason",
)


class HeadForm(ScreenForm):
    """What concerns the whole delivery."""

    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), choices=())
    delivery_note = text_of(GoodsReceiptHead, "delivery_note", gettext_lazy("Delivery note"))
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("Leave empty for today."),
        required=False,
        localize=False,
    )
    invoice_number = text_of(GoodsReceiptHead, "invoice_number", gettext_lazy("Invoice"))
    invoice_on = forms.DateField(label=gettext_lazy("Invoice date"), required=False, localize=False)
    invoice_total = MoneyField(
        label=gettext_lazy("Total as printed"),
        help_text=gettext_lazy("With tax. Compared with the lines."),
        required=False,
    )
    discount = MoneyField(label=gettext_lazy("Total discount"), required=False)
    freight = MoneyField(label=gettext_lazy("Freight and other costs"), required=False)
    tax_total = MoneyField(
        label=gettext_lazy("Tax as printed"),
        help_text=gettext_lazy("Leave empty to calculate from the lines."),
        required=False,
    )
    tax_is_cost = forms.ChoiceField(
        label=gettext_lazy("Tax treatment"),
        choices=[
            ("", gettext_lazy("According to the branch’s tax registration")),
            ("yes", gettext_lazy("Part of the cost")),
            ("no", gettext_lazy("Reclaimed")),
        ],
        required=False,
    )
    is_consigned = forms.BooleanField(
        label=gettext_lazy("Consignment: owned by the supplier until sold"), required=False
    )
    note = text_of(GoodsReceiptHead, "note", gettext_lazy("Note"))
    difference_reason = text_of(
        GoodsReceiptHead, "difference_reason", gettext_lazy("Why the invoice differs")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["supplier_id"]
        field.choices = [
            ("", gettext_lazy("Choose")),
            *((str(key), name) for key, name in active_suppliers()),
        ]

    def facts(self) -> GoodsReceiptHead:
        data = self.cleaned_data
        amounts = {name: data[name].amount if data[name] else None for name in AMOUNTS}
        is_cost = {"yes": True, "no": False}.get(data["tax_is_cost"])
        return given(
            GoodsReceiptHead,
            supplier_id=parse_id(data["supplier_id"]),
            **{
                **{name: data[name] for name in PLAIN},
                **amounts,
                "tax_is_cost": is_cost,
                "freight": amounts["freight"] or 0,
                "discount": amounts["discount"] or 0,
            },
        )


class BeginReceipt(GridDocument):
    """Who brings it, and what: one page up to the shelf."""

    permission = DRAFT_RECEIPT
    form_class = HeadForm
    template_name = "backoffice/purchasing/receipts/begin.html"
    title = gettext_lazy("Receive goods")
    submit_label = gettext_lazy("Save draft")
    needs_rows = False

    def initial(self) -> dict[str, Any]:
        """The supplier that the address names, or the only one."""
        known = active_suppliers()
        only = str(known[0][0]) if len(known) == 1 else ""
        return {"supplier_id": self.request.GET.get("supplier", "") or only}

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """Who brings it first, the rest behind a line."""
        fields = list(more["form"]) if "form" in more else []
        return super().draw(
            status,
            **more,
            first=[one for one in fields if one.name in FIRST],
            rest=[one for one in fields if one.name not in FIRST],
            has_suppliers=bool(active_suppliers()),
            may_add_supplier=self.may(MANAGE_SUPPLIERS),
            may_shelve=may_shelve(self, self.branch),
        )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Goods receipts"), reverse("backoffice:receipt_list"))]

    def new_grid(self, data: Mapping[str, Any]) -> ReceiptGrid:
        return ReceiptGrid(self, parse_id(data.get("supplier_id", "")))

    def begin(self, grid: ReceiptGrid) -> None:
        """The first row is of the product that the address names."""
        key = parse_id(self.request.GET.get("product", ""))
        product = products_by_id(self.actor, [key], self.branch_id).get(key) if key else None
        if product is not None:
            grid.rows = [grid.filled(product, {}, prefix=f"{PREFIX}-0")]

    def write(self, form: Any) -> str:
        """Keep the delivery, and shelve it where that was asked."""
        key = begin_receipt(
            actor=self.actor,
            branch_id=self.branch,
            facts=form.facts(),
            lines=[row.facts() for row in self.grid.receipt_rows],
        )
        if self.request.POST.get("then") == SHELF and may_shelve(self, self.branch):
            shelve(self, self.branch, key)
        return reverse("backoffice:receipt_detail", args=[key])


class ReceiveBefore(Screen):
    """The address of receiving before goods receipts: it leads on to a new one."""

    permission = DRAFT_RECEIPT
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Lead on, with the product that the address names."""
        product = parse_id(request.GET.get("product", ""))
        address = reverse("backoffice:receipt_new")
        return HttpResponseRedirect(f"{address}?product={product}" if product else address)


class EditReceipt(ReceiptPart, FormScreen):
    """The head of a draft."""

    permission = DRAFT_RECEIPT
    form_class = HeadForm

    def page_title(self) -> Text:
        return gettext_lazy("Delivery details")

    def initial(self) -> dict[str, Any]:
        receipt = self.view.receipt
        return {
            **{name: getattr(receipt, name) for name in PLAIN},
            **{name: money(getattr(receipt, name) or None) for name in AMOUNTS},
            "tax_is_cost": "yes" if receipt.tax_is_cost else "no",
            "supplier_id": str(receipt.supplier_id or ""),
            "version": receipt.version,
        }

    def act(self, form: Any) -> str:
        change_receipt(
            actor=self.actor,
            branch_id=self.at_branch,
            receipt_id=self.view.receipt.id,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
        )
        return self.address()
