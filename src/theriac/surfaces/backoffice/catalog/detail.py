"""One product: figures, batches in the order the counter takes them, the newest movements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.permissions import (
    MANAGE_CATALOG,
    MERGE_PRODUCTS,
    SET_PRICES,
    VIEW_CATALOG,
)
from theriac.domains.catalog.queries.duplicates import merge_of
from theriac.domains.catalog.queries.prices.ceilings import ceiling_now
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.replenishment.permissions import SET_MINIMUM
from theriac.domains.replenishment.queries.summary import sold_since
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import ADJUST_STOCK, RESERVE_STOCK, SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.batch_lines import (
    BatchLine,
    batch_lines,
    stock_elsewhere,
)
from theriac.domains.stock.queries.ledger.card import card_lines, list_movements
from theriac.domains.stock.queries.levels import StockLevel, stock_levels
from theriac.domains.stocktaking.permissions import REVIEW_COUNT
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.documents import product_documents
from theriac.surfaces.backoffice.catalog.prices.in_place import price_dialog, price_in_place
from theriac.surfaces.backoffice.catalog.storage import storage_words
from theriac.surfaces.backoffice.catalog.words import (
    STATUS_BADGES,
    STATUSES,
    VED_CLASSES,
    class_title,
    counted,
    in_words,
    largest_factor,
    money,
    pack_content,
    pack_title,
    per_unit,
)
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.words import MovementWords
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.waitlist.beside import line_beside

USAGE_DAYS = 30
MOVEMENTS_SHOWN = 8


class ProductDetailScreen(ProductScreen, ExportedScreen):
    """The tab "Stock" of a product."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/detail.html"
    exports = (
        Export(_("Batch"), lambda line: line.number),
        Export(_("Expiry"), lambda line: line.expires_on),
        Export(_("Received"), lambda line: line.received_on),
        Export(_("Place"), lambda line: line.place),
        Export(_("Shelf"), lambda line: line.shelf),
        Export(_("Base units"), lambda line: line.quantity),
        Export(_("Reserved, base units"), lambda line: line.reserved),
        Export(_("Cost"), lambda line: money(line.cost_amount), SEE_COSTS),
        Export(_("For base units"), lambda line: line.cost_units, SEE_COSTS),
    )

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        """The list alone; the page itself is named after it."""
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        """What the frame of each tab draws, and this tab's content."""
        facts = {"packs": _packs(self), **_ceiling(self)}
        beside = product_documents(self) | history_beside(self, self.product.id)
        beside |= line_beside(self, self.product)
        return product_head(self) | price_dialog(self) | self._stock() | facts | beside

    def exported_rows(self) -> list[BatchLine]:
        """The batches in the order the counter takes them; none for who may not see stock."""
        if self.branch_id is None or not self.may(VIEW_STOCK):
            return []
        return batch_lines(
            actor=self.actor,
            branch_id=self.branch_id,
            product_id=self.product.id,
            rotation=self.product.rotation,
            largest_pack=largest_factor(self.product),
        )

    def _stock(self) -> dict[str, Any]:
        branch_id = self.branch_id
        if branch_id is None or not self.may(VIEW_STOCK):
            return {"sees_stock": False}
        product = self.product
        level = stock_levels(actor=self.actor, branch_id=branch_id, product_ids=[product.id])
        return {
            "sees_stock": True,
            "sees_costs": self.may(SEE_COSTS),
            "level": level[product.id],
            "lines": [batch_row(line, self) for line in self.exported_rows()],
            "shelf_total": in_words(level[product.id].on_hand, product),
            "reserved": in_words(level[product.id].reserved, product),
            "may_reserve": self.may(RESERVE_STOCK),
            "may_count": self.may(REVIEW_COUNT),
            "card": self._card(branch_id),
            "elsewhere": self._elsewhere(branch_id),
            **self._usage(branch_id, level[product.id].available),
            **self._minimum(level[product.id]),
        }

    def _usage(self, branch_id: UUID, available: int) -> dict[str, Any]:
        since = clock.now() - timedelta(days=USAGE_DAYS)
        sold = sold_since(
            actor=self.actor, branch_id=branch_id, product_ids=[self.product.id], since=since
        ).get(self.product.id, 0)
        return {
            "sold": in_words(sold, self.product) if sold else "",
            "sold_since": shown.today() - timedelta(days=USAGE_DAYS),
            "days_left": available * USAGE_DAYS // sold if sold else None,
        }

    def _minimum(self, level: StockLevel) -> dict[str, Any]:
        if not level.minimum:
            return {"minimum": "", "under": ""}
        return {
            "minimum": in_words(level.minimum, self.product),
            "under": in_words(level.lacking, self.product) if level.lacking else "",
        }

    def _card(self, branch_id: UUID) -> list[MovementWords]:
        rows = list_movements(actor=self.actor, branch_id=branch_id)
        newest = rows.filter(product_id=self.product.id).order_by("-recorded_at", "-id")
        lines = card_lines(actor=self.actor, movements=list(newest[:MOVEMENTS_SHOWN]))
        people = names_of(line.actor_id for line in lines)
        return [
            MovementWords(line, people.get(line.actor_id, ""), links=self.may(VIEW_SALES))
            for line in lines
        ]

    def _elsewhere(self, branch_id: UUID) -> list[tuple[UUID, str, str]]:
        totals = stock_elsewhere(actor=self.actor, product_id=self.product.id, besides=branch_id)
        branches = list_branches(list(totals)).values_list("id", "name")
        return [(key, name, in_words(totals[key], self.product)) for key, name in branches]


def product_head(screen: ProductScreen) -> dict[str, Any]:
    """What stands above the tabs of a product."""
    product = screen.product
    merged_into = None
    if product.merged_into is not None:
        merged_into = merge_of(actor=screen.actor, product_id=product.id)
    return {
        "product": product,
        "class_title": class_title(product.legal_class),
        "status": STATUSES[product.status],
        "ved": VED_CLASSES.get(product.ved, ""),
        "storage": storage_words(product.storage),
        "status_badge": STATUS_BADGES.get(product.status),
        "merged_into": merged_into,
        "may_merge": screen.may(MERGE_PRODUCTS),
        "may_manage": screen.may(MANAGE_CATALOG) and product.merged_into is None,
        "may_price": screen.may(SET_PRICES) and product.merged_into is None,
        "may_receive": screen.may(DRAFT_RECEIPT) and merged_into is None and not product.is_service,
        "sees_offers": screen.may(VIEW_OFFERS) and merged_into is None,
        "may_adjust": screen.may(ADJUST_STOCK),
        "may_set_minimum": screen.may(SET_MINIMUM),
        "tabs": [
            (_("Stock"), screen.product_url()),
            (_("Same medicine"), screen.product_url("product_equivalents")),
            (_("Prices"), screen.product_url("product_prices")),
            (_("Packs and codes"), screen.product_url("product_packs")),
        ],
    }


def batch_row(line: BatchLine, screen: ProductScreen) -> dict[str, Any]:
    """A batch as the tables of the product and of stock draw it."""
    product = screen.product
    return {
        "line": line,
        "quantity": in_words(line.quantity, product),
        "reserved": in_words(line.reserved, product) if line.reserved else "",
        "cost": money(line.cost_amount),
        "cost_for": counted(product.base_unit, line.cost_units),
        "cost_each": per_unit(line.cost_amount, line.cost_units, product.base_unit),
        "mrp": money(line.mrp_amount),
    }


def _packs(screen: ProductScreen) -> list[dict[str, Any]]:
    product = screen.product
    changes = screen.may(SET_PRICES) and product.merged_into is None
    return [
        {
            "pack": pack,
            "title": pack_title(pack.name),
            "content": pack_content(pack, product.base_unit),
            "price": price_in_place(screen, product, pack, shown.money(money(pack.price)))
            if changes
            else shown.money(money(pack.price)),
            "each": per_unit(pack.price, pack.factor, product.base_unit),
        }
        for pack in reversed(product.packs)
    ]


def _ceiling(screen: ProductScreen) -> dict[str, Any]:
    found = ceiling_now(actor=screen.actor, product_id=screen.product.id)
    if found is None:
        return {"ceiling": None}
    return {
        "ceiling": money(found.amount),
        "ceiling_for": counted(screen.product.base_unit, found.units),
        "ceiling_since": found.valid_from,
    }
