"""Shared sales: the list of the days, and each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.sales.queries.receipts import SaleReceipt, get_receipt
from theriac.domains.sales.queries.sales import list_sales
from theriac.domains.shares.rights import NAMED, SALES, reader_of_patients
from theriac.surfaces.backoffice.sales.detail import SaleDetail
from theriac.surfaces.backoffice.sales.lists import SaleFilters, SaleList, SaleTable
from theriac.surfaces.backoffice.sales.people import patient_beside
from theriac.surfaces.backoffice.shares.visitors.visit import Visit
from theriac.surfaces.backoffice.shell.listing.tables import NameColumn
from theriac.surfaces.backoffice.shell.lists import Action
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class SharedSaleTable(SaleTable):
    """The numbers lead to the shared documents."""

    number = NameColumn(
        verbose_name=gettext_lazy("Number"),
        url=lambda sale: reverse("shared:sale", args=[sale.pk]),
    )


class SharedSaleFilters(SaleFilters):
    """By day and by the way in."""

    mine = None


class SharedSales(Visit, SaleList):
    """The sales of the share's days."""

    permission = SaleList.permission
    kind = SALES
    table_class = SharedSaleTable
    filterset_class = SharedSaleFilters

    def actions(self) -> Sequence[Action]:
        """None."""
        return ()

    def rows(self) -> QuerySet[Any]:
        """Of the share's branches, by the day in the books."""
        return self.of_books(list_sales(actor=self.actor))


def _shared(at: Visit, sale_id: UUID) -> SaleReceipt | None:
    """The sale; None for one of another day or branch than the share's."""
    shared = SharedSales(request=at.request, share=at.share).rows()
    is_shared = shared.filter(id=sale_id).exists()
    return get_receipt(actor=at.actor, sale_id=sale_id) if is_shared else None


class SharedSale(Visit, SaleDetail):
    """One sale with lines, taxes and payments; no prescriber, the patient only as shared."""

    permission = SaleDetail.permission
    kind = SALES
    template_name = "backoffice/shares/sale.html"

    receipt: One[SaleReceipt] = One(
        "sale_id",
        _shared,
        missing=gettext_lazy("This link doesn't include that. Ask the person who gave it to you."),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Sales"), reverse("shared:sales"))]

    def context(self) -> Mapping[str, Any]:  # type: ignore[override]
        """Without references of payments, grounds, cases and history."""
        known = super().context()
        reader = reader_of_patients(self.share)
        sale, is_masked = self.receipt.sale, self.share.patients != NAMED
        known["patient"] = (
            patient_beside(reader, sale, is_masked=is_masked) if self.share.patients else None
        )
        for payment in known["payments"]:
            payment["reference"] = ""
        hidden = {
            "approvals",
            "grounds",
            "cases",
            "history",
            "history_url",
            "history_more",
            "may_settle",
        }
        return {name: value for name, value in known.items() if name not in hidden}
