"""What falls due to suppliers for consigned goods that were sold, and what isn't paid of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.queries.products import product_details
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.consignment import (
    OpenConsignment,
    open_consignments,
    settled_until,
)
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.consigned import DueBatch, consignment_due
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ConsignmentPeriodForm(ScreenForm):
    """From which day to which."""

    first = forms.DateField(label=gettext_lazy("From"), localize=False)
    last = forms.DateField(label=gettext_lazy("Until"), localize=False)

    def clean(self) -> dict[str, Any]:
        """The end isn't before the beginning."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("The end is before the start. Choose a later end date."))
        return data


class ConsignmentDueScreen(ExportedScreen):
    """By supplier: sold and owed, and what is still theirs."""

    permission = VIEW_STOCK
    title = gettext_lazy("Consigned goods")
    template_name = "backoffice/stock/consigned.html"
    exports = (
        Export(gettext_lazy("Supplier"), lambda row: row["supplier"]),
        Export(gettext_lazy("Product"), lambda row: row["product"].name),
        Export(gettext_lazy("Batch"), lambda row: row["line"].number),
        Export(gettext_lazy("Sold, base units"), lambda row: row["line"].sold),
        Export(gettext_lazy("Due"), lambda row: row["due"], SEE_COSTS),
        Export(gettext_lazy("Owned by supplier, base units"), lambda row: row["line"].left),
        Export(gettext_lazy("Paid until"), lambda row: row["paid_until"]),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]

    def exported_rows(self) -> list[dict[str, Any]]:
        """Every batch with its supplier."""
        suppliers: list[dict[str, Any]] = self.context()["suppliers"]
        return [
            {**row, "supplier": one["name"], "paid_until": one["paid_until"]}
            for one in suppliers
            for row in one["lines"]
        ]

    def context(self) -> dict[str, Any]:
        """This month by the branch's date, unless the address says another period."""
        today = branch_date(self.branch)
        usual = {"first": today.replace(day=1).isoformat(), "last": today.isoformat()}
        form = ConsignmentPeriodForm(data=usual | self.request.GET.dict())
        shown = {
            "form": form,
            "sees_costs": self.may(SEE_COSTS),
            "sees_payments": self.may(VIEW_RECEIPTS),
            "may_pay": self.may(SETTLE_CONSIGNMENT) and self.may(SEE_COSTS),
            "open": self._open(),
        }
        if not form.is_valid():
            return {**shown, "suppliers": []}
        paid = settled_until(actor=self.actor, branch_id=self.branch)
        found = consignment_due(
            actor=self.actor,
            branch_id=self.branch,
            first=form.cleaned_data["first"],
            last=form.cleaned_data["last"],
        )
        lines = [line for one in found for line in one.batches]
        products = {
            one.id: one
            for one in product_details(
                actor=self.actor, product_ids=list({line.product_id for line in lines})
            )
        }
        names = names_of_suppliers({one.supplier_id for one in found if one.supplier_id})
        suppliers = [
            {
                "id": one.supplier_id,
                "name": names.get(one.supplier_id, "") if one.supplier_id else "",
                "due": money(one.due),
                "unpriced": one.unpriced,
                **_paid(paid.get(one.supplier_id) if one.supplier_id else None, form.cleaned_data),
                "lines": [_row(line, products) for line in one.batches],
            }
            for one in found
        ]
        return {**shown, "suppliers": sorted(suppliers, key=lambda one: str(one["name"]))}

    def _open(self) -> list[dict[str, Any]]:
        """What isn't paid, by supplier; nothing for who may not see payments."""
        if not self.may(VIEW_RECEIPTS):
            return []
        found = open_consignments(actor=self.actor, branch_id=self.branch)
        names = names_of_suppliers({one.supplier_id for one in found})
        rows = [_open_row(one, names.get(one.supplier_id, "")) for one in found]
        return sorted(rows, key=lambda row: str(row["name"]))


def _open_row(one: OpenConsignment, name: str) -> dict[str, Any]:
    return {"one": one, "name": name, "due": money(one.due), "unpriced": ", ".join(one.unpriced)}


def _paid(until: date | None, period: dict[str, Any]) -> dict[str, Any]:
    """Until when the supplier is paid, where the period has days that are."""
    if until is None or until < period["first"]:
        return {"paid_until": None, "is_all_paid": False}
    return {"paid_until": until, "is_all_paid": until >= period["last"]}


def _row(line: DueBatch, products: dict[Any, Any]) -> dict[str, Any]:
    product = products[line.product_id]
    return {
        "line": line,
        "product": product,
        "sold": in_words(line.sold, product),
        "left": in_words(line.left, product),
        "due": money(line.due),
    }
