"""Stock by product: what may be sold, what lies there, the minimum, the next expiry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.database.among import Among
from theriac.domains.catalog.queries.products import list_products, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.replenishment.queries.summary import low_products
from theriac.domains.stock.permissions import OPEN_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.batches.batch_lines import (
    products_in_stock,
    products_kept,
)
from theriac.domains.stock.queries.levels import StockLevel, stock_levels
from theriac.surfaces.backoffice.catalog.rows import ProductRow, maker_and_group
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of
from theriac.surfaces.backoffice.templatetags import theriac as shown


class LevelTable(ListTable):
    """A product's stock at the branch, in words."""

    name = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:product_detail", args=[row.pk]),
        note=lambda row: maker_and_group(row.detail),
        before=lambda row: shown.class_mark(row.detail.legal_class),
    )
    available = TextColumn(verbose_name=_("Can be sold"), accessor="level", label=_("Can be sold"))
    on_hand = TextColumn(
        verbose_name=_("On the shelf"), accessor="level", label=_("On the shelf"), wide_only=True
    )
    batches = NumberColumn(verbose_name=_("Batches"), accessor="level__batches", wide_only=True)
    minimum = TextColumn(verbose_name=_("Minimum"), accessor="level", label=_("Minimum"))
    expiry = TextColumn(verbose_name=_("Earliest expiry"), label=_("Earliest expiry"))
    card = TextColumn(verbose_name=_("Stock card"), accessor="detail", wide_only=True)

    def render_available(self, value: StockLevel, record: ProductRow) -> SafeString:
        """In words; a badge where there is none."""
        if not value.available:
            return badge(gettext("Out of stock"), "dash-circle", "stop")
        return format_html(
            '<span class="t-qty">{}</span>', in_words(value.available, record.detail)
        )

    def render_on_hand(self, value: StockLevel, record: ProductRow) -> Any:
        """In words; how much of it is reserved."""
        words = in_words(value.on_hand, record.detail)
        if not value.reserved:
            return words
        kept = in_words(value.reserved, record.detail)
        said = gettext("%(kept)s reserved") % {"kept": kept}
        return format_html("{} {}", words, badge(said, "bookmark-check", "note"))

    def render_minimum(self, value: StockLevel, record: ProductRow) -> Any:
        """In words; how much is missing."""
        if not value.minimum:
            return "–"
        words = in_words(value.minimum, record.detail)
        if not value.lacking:
            return words
        under = in_words(value.lacking, record.detail)
        return format_html(
            "{} {}",
            words,
            badge(gettext("%(under)s below") % {"under": under}, "arrow-down", "look"),
        )

    def render_expiry(self, value: Any) -> SafeString:
        return shown.expiry_badge(value)

    def render_card(self, record: ProductRow) -> SafeString:
        """The way to the stock card."""
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">, {}</span></a>',
            reverse("backoffice:stock_card", args=[record.pk]),
            gettext("Open"),
            record.name,
        )


class LevelFilters(ListFilters):
    """In stock, below the minimum, none left."""

    low = django_filters.BooleanFilter(method="keep_low", label=_("Below the minimum"))
    in_stock = django_filters.BooleanFilter(method="keep_in_stock", label=_("In stock"))
    none = django_filters.BooleanFilter(method="keep_none", label=_("Out of stock"))

    def _ids(self, listed: Any) -> Any:
        actor = actor_of(self.request)
        return listed(actor=actor, branch_id=actor.branch_id)

    def keep_low(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Products with an open alert."""
        return rows.filter(pk__in=self._ids(low_products)) if value else rows

    def keep_in_stock(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Products with something on the shelf."""
        return rows.filter(pk__in=self._ids(products_in_stock)) if value else rows

    def keep_none(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Products that were here and have run out."""
        return rows.exclude(pk__in=self._ids(products_in_stock)) if value else rows


class StockList(ListScreen):
    """The products that the branch keeps or kept."""

    permission = VIEW_STOCK
    title = _("Stock")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    search_hint = _("Name, brand, manufacturer or barcode")
    table_class = LevelTable
    filterset_class = LevelFilters
    sorts = {"name": Sort(_("Product"), ("name",))}
    default_sort = "name"
    exports = (
        Export(_("Product"), "name"),
        Export(_("Can be sold, base units"), lambda row: row.level.available),
        Export(_("Reserved, base units"), lambda row: row.level.reserved),
        Export(_("On the shelf, base units"), lambda row: row.level.on_hand),
        Export(_("Base unit"), lambda row: row.detail.base_unit),
        Export(_("Quantity in packs"), lambda row: in_words(row.level.on_hand, row.detail)),
        Export(_("Minimum"), lambda row: row.level.minimum),
        Export(_("Earliest expiry"), lambda row: row.level.next_expiry),
    )
    empty = Empty(
        _("No stock yet"),
        _("Receive goods or import opening stock. The batches are listed here."),
        "boxes",
    )

    def rows(self) -> QuerySet[Any]:
        """Products with a balance here, or below their minimum."""
        products = list_products(actor=self.actor).filter(is_service=False)
        if self.branch_id is None:
            return products.none()
        kept = products_kept(actor=self.actor, branch_id=self.branch_id)
        low = low_products(actor=self.actor, branch_id=self.branch_id)
        return products.filter(pk__in=kept) | products.filter(pk__in=low)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The products that the catalogue's search finds."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(Among("pk", found))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Products with their levels, in six reads; no price stands here."""
        keys: list[UUID] = list(ids)
        details = product_details(actor=self.actor, product_ids=keys, priced=False)
        if self.branch_id is None:
            return {}
        levels = stock_levels(actor=self.actor, branch_id=self.branch_id, product_ids=keys)
        return {one.id: ProductRow(one, levels[one.id]) for one in details}

    def actions(self) -> Sequence[Action]:
        """Receiving, and what was there before."""
        opening = reverse("backoffice:opening_stock")
        return [
            Action(_("Opening stock"), "box-seam", opening, OPEN_STOCK),
            Action(
                _("Receive"),
                "box-arrow-in-down",
                reverse("backoffice:receipt_new"),
                DRAFT_RECEIPT,
                "primary",
            ),
        ]
