"""Lost sales by product and period: how often, how many, what is there now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.tables.heads import fold
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.replenishment.queries.reorder import reorder_reasons
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.queries import AskedProduct, asked_products
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.listing.windows import Windowed, window_filter
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.unmet_requests.lists import USUAL_WINDOW, WINDOWS
from theriac.surfaces.backoffice.unmet_requests.words import asked_words


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What was asked for, with the product and what of it may be sold now."""

    asked: AskedProduct
    product: ProductDetail | None
    available: int | None

    @property
    def pk(self) -> str:
        """The product's id, or what was typed."""
        return str(self.asked.product_id or self.asked.text)

    @property
    def name(self) -> str:
        """The product, or what was typed."""
        return self.product.name if self.product else self.asked.text

    @property
    def times(self) -> int:
        """How often."""
        return self.asked.times

    @property
    def open(self) -> int:
        """How many of them wait for a decision."""
        return self.asked.open

    @property
    def last(self) -> date:
        """The last day."""
        return self.asked.last_on

    @property
    def units(self) -> str:
        """How many in all, in packs."""
        return asked_words(self.asked.units, self.product)

    @property
    def left(self) -> str:
        """What may be sold now, in packs; empty for what isn't in the catalogue."""
        if self.product is None or self.available is None:
            return ""
        return in_words(self.available, self.product)


class AskedTable(ListTable):
    """What, how often, how many, what is there now, when last."""

    name = NameColumn(
        verbose_name=gettext_lazy("Item"),
        url=lambda row: f"{reverse('backoffice:unmet_request_list')}?{urlencode({'q': row.name})}",
    )
    times = NumberColumn(verbose_name=gettext_lazy("Times"), label=gettext_lazy("Times"))
    units = TextColumn(verbose_name=gettext_lazy("Asked for"), label=gettext_lazy("Asked for"))
    open = NumberColumn(verbose_name=gettext_lazy("To handle"), label=gettext_lazy("To handle"))
    left = TextColumn(
        verbose_name=gettext_lazy("Can be sold"),
        label=gettext_lazy("Can be sold"),
        empty_values=(None, ""),
    )
    last = DateColumn(verbose_name=gettext_lazy("Last"), label=gettext_lazy("Last"))


class AskedFilters(ListFilters):
    """Over how many days."""

    window = window_filter(gettext_lazy("Period"), WINDOWS, USUAL_WINDOW)

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen counts the days itself."""
        return rows


class AskedProductList(Windowed, GatheredList):
    """What the branch was asked for and hadn't, the most often first."""

    permission = VIEW_STOCK
    windows, usual_window = WINDOWS, USUAL_WINDOW
    title = gettext_lazy("Lost sales by product")
    counted = ngettext_lazy("%(count)s item", "%(count)s items", "count")
    search_hint = gettext_lazy("Product or description")
    table_class = AskedTable
    filterset_class = AskedFilters
    sorts = {
        "times": Sort(gettext_lazy("Times"), (), descending=True),
        "last": Sort(gettext_lazy("Last"), (), descending=True),
    }
    orders = {"times": lambda one: (one.times, one.units), "last": lambda one: one.last_on}
    default_sort = "times"
    exports = (
        Export(gettext_lazy("Item"), lambda row: row.name),
        Export(gettext_lazy("Times"), lambda row: row.times),
        Export(gettext_lazy("Asked for"), lambda row: row.units),
        Export(gettext_lazy("Quantity, base units"), lambda row: row.asked.units),
        Export(gettext_lazy("To handle"), lambda row: row.open),
        Export(gettext_lazy("Can be sold, base units"), lambda row: row.available),
        Export(gettext_lazy("Last"), lambda row: row.last),
    )
    empty = Empty(
        gettext_lazy("No lost sales"),
        gettext_lazy("Lost sales recorded at the counter are counted here."),
        "cart-x",
    )

    def gathered(self) -> Sequence[AskedProduct]:
        """What was asked for in the period and fits the search."""
        if self.branch_id is None:
            return []
        today = shown.today()
        rows = asked_products(
            actor=self.actor,
            branch_id=self.branch_id,
            first=today - timedelta(days=self.window - 1),
            last=today,
        )
        if not (text := self.search_text):
            return rows
        found = set(every_product_found(actor=self.actor, text=text))
        return [one for one in rows if one.product_id in found or fold(text) in fold(one.text)]

    def page_of(self, rows: Sequence[AskedProduct]) -> Sequence[AskedRow]:
        """With their products, and what is there now."""
        if self.branch_id is None:
            return []
        keys = [one.product_id for one in rows if one.product_id]
        details = product_details(actor=self.actor, product_ids=keys, priced=False)
        products = {one.id: one for one in details}
        reasons = reorder_reasons(
            actor=self.actor, branch_id=self.branch_id, today=shown.today(), product_ids=keys
        )
        return [
            AskedRow(
                one,
                products.get(one.product_id) if one.product_id else None,
                reasons[one.product_id].available if one.product_id in reasons else None,
            )
            for one in rows
        ]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Lost sales"), reverse("backoffice:unmet_request_list"))]
