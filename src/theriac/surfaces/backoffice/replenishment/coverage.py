"""For how many days a branch's stock of each product lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.replenishment.queries.coverage import USUAL_WINDOW, WINDOWS, Cover, every_cover
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.listing.windows import Windowed, window_filter
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

SHORT_DAYS = 7
"""Cover below so many days is marked."""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A product's cover with the product."""

    cover: Cover
    product: ProductDetail

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.cover.product_id

    @property
    def name(self) -> str:
        """The product's name."""
        return self.product.name

    @property
    def available(self) -> str:
        """What may be sold, in packs."""
        return in_words(self.cover.level.available, self.product)

    @property
    def sold(self) -> str:
        """What was sold in the window, in packs."""
        return in_words(self.cover.sold, self.product) if self.cover.sold else ""

    @property
    def out(self) -> str:
        """On how many days of the window it couldn't be sold; empty for none."""
        return shown.number(self.cover.days_out) if self.cover.days_out else ""


class CoverTable(ListTable):
    """Product, what may be sold, what was sold, and for how many days that lasts."""

    name = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:product_demand", args=[row.pk]),
    )
    days = TextColumn(verbose_name=_("Days of cover"), accessor="cover", label=_("Days of cover"))
    available = TextColumn(verbose_name=_("Can be sold"), label=_("Can be sold"))
    sold = TextColumn(verbose_name=_("Sold"), label=_("Sold"), empty_values=(None, ""))
    out = TextColumn(
        verbose_name=_("Days without stock"),
        accessor="out",
        label=_("Days without stock"),
        empty_values=(None, ""),
    )

    def render_days(self, value: Cover) -> SafeString | str:
        """A number; a mark where it is short, words where nothing was sold."""
        if value.days is None:
            return gettext("No sales")
        words = shown.number(value.days)
        if value.days >= SHORT_DAYS:
            return words
        return badge(words, "exclamation-triangle", "stop" if not value.days else "look")


class CoverFilters(ListFilters):
    """Over how many days the rate of sale is taken; short; idle."""

    window = window_filter(_("Sales rate period"), WINDOWS, USUAL_WINDOW)
    short = django_filters.BooleanFilter(label=_("Less than a week"), method="keep")
    idle = django_filters.BooleanFilter(label=_("No sales"), method="keep")

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen leaves rows out itself."""
        return rows


class StockCover(Windowed, GatheredList):
    """For how many days the branch's stock of each product lasts, the shortest first."""

    permission = VIEW_STOCK
    windows, usual_window = WINDOWS, USUAL_WINDOW
    template_name = "backoffice/replenishment/coverage.html"
    title = _("Days of cover")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    search_hint = _("Name, brand, manufacturer or barcode")
    table_class = CoverTable
    filterset_class = CoverFilters
    sorts = {
        "days": Sort(_("Days of cover"), ()),
        "sold": Sort(_("Sold"), (), descending=True),
    }
    orders = {
        "days": lambda one: (one.days is None, one.days or 0, -one.sold),
        "sold": lambda one: one.sold,
    }
    default_sort = "days"
    exports = (
        Export(_("Product"), lambda row: row.name),
        Export(_("Days of cover"), lambda row: row.cover.days),
        Export(_("Can be sold, base units"), lambda row: row.cover.level.available),
        Export(_("On the shelf, base units"), lambda row: row.cover.level.on_hand),
        Export(_("Sold, base units"), lambda row: row.cover.sold),
        Export(_("In days"), lambda row: row.cover.window),
        Export(_("Days without stock"), lambda row: row.cover.days_out),
        Export(_("Base unit"), lambda row: row.product.base_unit),
    )
    empty = Empty(
        _("No results"),
        _("Products that this branch stocks are listed here."),
        "calendar-range",
    )

    def gathered(self) -> Sequence[Cover]:
        """The cover of every product that fits."""
        if self.branch_id is None:
            return []
        rows = every_cover(actor=self.actor, branch_id=self.branch_id, window=self.window)
        kept = [one for one in rows if self._fits(one)]
        if not self.search_text:
            return kept
        wanted = set(every_product_found(actor=self.actor, text=self.search_text))
        return [one for one in kept if one.product_id in wanted]

    def _fits(self, one: Cover) -> bool:
        asked = self.request.GET
        if asked.get("short") == "true":
            return one.days is not None and one.days < SHORT_DAYS
        if asked.get("idle") == "true":
            return one.days is None and one.level.available > 0
        return bool(one.sold or one.level.on_hand)

    def page_of(self, rows: Sequence[Cover]) -> Sequence[CoverRow]:
        """With their products."""
        details = product_details(
            actor=self.actor, product_ids=[one.product_id for one in rows], priced=False
        )
        products = {one.id: one for one in details}
        return [CoverRow(one, products[one.product_id]) for one in rows]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def context(self) -> dict[str, Any]:
        """The window beside the list."""
        return {**super().context(), "window": self.window}
