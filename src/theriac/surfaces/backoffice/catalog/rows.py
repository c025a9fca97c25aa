"""A product as lists draw it: picture, class, stock in words with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail
from theriac.domains.stock.queries.levels import StockLevel
from theriac.surfaces.backoffice.catalog.storage import KEPT_COLD, storage_words
from theriac.surfaces.backoffice.catalog.words import (
    STATUS_BADGES,
    STATUSES,
    in_words,
    money,
    pack_content,
    per_unit,
    usual_price,
)
from theriac.surfaces.backoffice.shell.badges import badge, draw_icon
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as the list draws it; ``level`` is None for who may not see stock.

    ``change`` draws a price as what is pressed to change it; None where it isn't changed.
    """

    detail: ProductDetail
    level: StockLevel | None
    change: Callable[[ProductDetail, PackDetail, Text], SafeString] | None = None

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.detail.id

    @property
    def name(self) -> str:
        """The product's name."""
        return self.detail.name

    @property
    def stock(self) -> StockLevel | None:
        """What the branch has."""
        return self.level

    @property
    def expiry(self) -> date | None:
        """The earliest expiry of what may be sold."""
        return self.level.next_expiry if self.level else None

    @property
    def price(self) -> ProductDetail:
        """What the price's cell draws from."""
        return self.detail


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack with its product, as a file has it."""

    product: ProductDetail
    pack: PackDetail


PACK_COLUMNS = (
    Export(_("Product"), lambda row: row.product.name),
    Export(_("Generic name"), lambda row: row.product.generic_name),
    Export(_("Strength"), lambda row: row.product.strength),
    Export(_("Class"), lambda row: row.product.legal_class),
    Export(_("Category"), lambda row: row.product.category),
    Export(_("Manufacturer"), lambda row: row.product.manufacturer),
    Export(_("Status"), lambda row: row.product.status),
    Export(_("External code"), lambda row: row.product.external_code),
    Export(_("Pack"), lambda row: row.pack.name),
    Export(_("Base units"), lambda row: row.pack.factor),
    Export(_("Sold only as a whole pack"), lambda row: row.pack.sellable),
    Export(_("Price here"), lambda row: money(row.pack.price)),
    Export(_("Barcodes"), lambda row: ", ".join(row.pack.barcodes)),
)
"""The columns of a file of packs, one a row."""


def product_url(row: Any) -> str:
    """The product's page."""
    return reverse("backoffice:product_detail", args=[row.pk])


def thumbnail(product: ProductDetail) -> SafeString:
    """The picture, small, or its placeholder; the name beside it says what it is."""
    if not product.has_picture:
        return format_html('<span class="t-thumb">{}</span>', draw_icon("capsule"))
    return format_html(
        '<img class="t-thumb" src="{}?v={}" alt="" width="40" height="40" loading="lazy">',
        reverse("backoffice:product_picture", args=[product.id, "thumbnail"]),
        product.version,
    )


def maker_and_group(product: ProductDetail) -> str:
    """Nusa Farma · Antibiotic."""
    return " · ".join(part for part in (product.manufacturer, product.category) if part)


def mark_and_picture(row: ProductRow) -> SafeString:
    """What stands before a product's name."""
    mark = shown.class_mark(row.detail.legal_class)
    return format_html("{}{}", thumbnail(row.detail), mark)


def each_line(amount: int | None, units: int, base_unit: str) -> SafeString:
    """The amount of one base unit as the line below a price; nothing where it says nothing new."""
    words = per_unit(amount, units, base_unit)
    return format_html('<div class="t-2 t-sm">{}</div>', words) if words else SafeString("")


def stock_cell(level: StockLevel, product: ProductDetail) -> SafeString:
    """What may be sold, in words, and what is wrong with it."""
    if product.is_service:
        return badge(gettext("Service"), "clipboard2-pulse", "note")
    notes: list[SafeString] = []
    if level.minimum and level.lacking:
        least = in_words(level.minimum, product)
        notes.append(
            badge(gettext("Below minimum %(least)s") % {"least": least}, "arrow-down", "look")
        )
    if level.reserved:
        kept = in_words(level.reserved, product)
        notes.append(badge(gettext("%(kept)s reserved") % {"kept": kept}, "bookmark-check", "note"))
    if level.on_hand - level.available > level.reserved:
        kept = in_words(level.on_hand - level.available - level.reserved, product)
        notes.append(badge(gettext("%(kept)s not for sale") % {"kept": kept}, "x-octagon", "stop"))
    if product.storage in KEPT_COLD:
        notes.append(badge(storage_words(product.storage), "snow", "note"))
    if level.available:
        first = format_html('<span class="t-qty">{}</span>', in_words(level.available, product))
    else:
        first = badge(gettext("Out of stock"), "dash-circle", "stop")
    return format_html(
        '{}<div class="t-row t-wrap t-notes-row">{}</div>', first, SafeString(" ".join(notes))
    )


class ProductTable(ListTable):
    """Product, stock, next expiry, price."""

    name = NameColumn(
        verbose_name=_("Product"),
        url=product_url,
        note=lambda row: maker_and_group(row.detail),
        before=mark_and_picture,
    )
    stock = TextColumn(verbose_name=_("Available here"), label=_("Available here"))
    expiry = TextColumn(verbose_name=_("Earliest expiry"), label=_("Earliest expiry"))
    price = NumberColumn(verbose_name=_("Price"))

    def render_name(self, value: str, record: ProductRow) -> SafeString:
        """The name; a badge where the product isn't sold."""
        column = self.columns["name"].column
        drawn: SafeString = column.render(value, record)
        look = STATUS_BADGES.get(record.detail.status)
        if look is None:
            return drawn
        return format_html("{} {}", drawn, badge(STATUSES[record.detail.status], *look))

    def render_stock(self, value: StockLevel, record: ProductRow) -> SafeString:
        return stock_cell(value, record.detail)

    def render_expiry(self, value: date) -> SafeString:
        return shown.expiry_badge(value)

    def render_price(self, value: ProductDetail, record: ProductRow) -> SafeString:
        """The price of the usual pack, and what is in it."""
        pack = usual_price(value)
        if pack is None:
            return badge(gettext("No price"), "tag", "look")
        amount = shown.money(money(pack.price))
        change = record.change
        return format_html(
            '<span class="t-strong t-money">{}</span><div class="t-2 t-sm">{}</div>{}',
            change(value, pack, amount) if change and value.merged_into is None else amount,
            pack_content(pack, value.base_unit),
            each_line(pack.price, pack.factor, value.base_unit),
        )
