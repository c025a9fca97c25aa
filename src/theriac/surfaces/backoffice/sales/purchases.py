"""What was sold to a patient, for who may see health data; opening it is on the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.countries.subject_requests import months_after
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.patients.commands.open import open_purchases
from theriac.domains.patients.permissions import VIEW_CLINICAL
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.purchases import PAGE_SIZE, Purchase, Purchases, purchases_of
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.templatetags.theriac import today

MONTHS = (3, 12, 24)
USUAL = 12
FARTHEST = 1_000
"""Pages beyond are asked for by nobody."""


class PurchaseLine(NamedTuple):
    """A purchase in words; ``url`` leads to its sale where the reader may see it."""

    occurred_at: datetime
    product: str
    product_url: str
    amount: str
    branch: str
    number: str
    url: str
    total: Money


class PatientPurchases(PatientScreen, ExportedScreen):
    """Each line that was sold to the patient, the newest first."""

    permission = VIEW_CLINICAL
    title = gettext_lazy("Purchases")
    template_name = "backoffice/sales/purchases.html"
    exports = (
        Export(gettext_lazy("Sold"), lambda row: row.occurred_at),
        Export(gettext_lazy("Product"), lambda row: row.product),
        Export(gettext_lazy("Quantity"), lambda row: row.amount),
        Export(gettext_lazy("Branch"), lambda row: row.branch),
        Export(gettext_lazy("Receipt"), lambda row: row.number),
        Export(gettext_lazy("Currency"), lambda row: row.total.currency),
        Export(gettext_lazy("Total"), lambda row: row.total),
    )

    @cached_property
    def patient_ids(self) -> Sequence[UUID]:
        """The record and those merged into it; asked once, so that it is recorded once."""
        return open_purchases(**self.named)

    @property
    def months(self) -> int:
        """How many months back the address asks for."""
        asked = whole(self.request.GET.get("months", ""))
        return asked if asked in MONTHS else USUAL

    @property
    def first_day(self) -> date:
        """The first day that is shown."""
        return months_after(today(), -self.months)

    def _page(self, number: int) -> Purchases:
        return purchases_of(self.patient_ids, since=self.first_day, after=number * PAGE_SIZE)

    def exported_rows(self) -> Iterator[PurchaseLine]:
        """Every page, one at a time."""
        for number in range(FARTHEST):
            page = self._page(number)
            yield from self._in_words(page.items)
            if not page.has_more:
                return

    def context(self) -> dict[str, Any]:
        """One page."""
        number = min(whole(self.request.GET.get("page", "")), FARTHEST)
        page = self._page(number)
        address = f"?months={self.months}&page="
        return {
            "rows": self._in_words(page.items),
            "months": [(count, count == self.months) for count in MONTHS],
            "since": self.first_day,
            "earlier_url": f"{address}{number + 1}" if page.has_more else "",
            "later_url": f"{address}{number - 1}" if number else "",
        }

    def _in_words(self, rows: Sequence[Purchase]) -> list[PurchaseLine]:
        branches: Mapping[UUID, str] = dict(list_branches().values_list("id", "name"))
        return [
            PurchaseLine(
                occurred_at=row.occurred_at,
                product=row.product,
                product_url=reverse("backoffice:product_detail", args=[row.product_id]),
                amount=counted(row.pack, row.packs),
                branch=branches.get(row.branch_id, ""),
                number=row.number,
                url=reverse("backoffice:sale_detail", args=[row.sale_id])
                if self.actor.may(VIEW_SALES, row.branch_id)
                else "",
                total=Money(row.total, row.currency),
            )
            for row in rows
        ]
