"""The stock card of a product, and the documents that its movements come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.permissions import LABEL_GOODS
from theriac.domains.catalog.queries.products import ProductDetail, get_product, product_details
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import REVERSE_MOVEMENT, VIEW_STOCK
from theriac.domains.stock.queries.batches.batch_lines import batch_lines
from theriac.domains.stock.queries.ledger.card import (
    card_lines,
    list_movements,
    movement_lines,
    movements_of,
)
from theriac.domains.stock.queries.levels import StockLevel, stock_levels
from theriac.surfaces.backoffice.catalog.words import in_words, pack_title
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    LedgerTable,
    ListFilters,
    MomentColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.stock.words import (
    KINDS,
    MovementWords,
    kind_words,
)


def _in_words_only(title: Text) -> SafeString:
    return format_html('<span class="visually-hidden">{}</span>', title)


_unseen = lazy(_in_words_only, SafeString)
"""A column's head that is heard and not seen, in the reader's language."""


class CardTable(LedgerTable):
    """When, what with its document, batch, in, out, balance, who."""

    missing = ""

    when = MomentColumn(verbose_name=_("When"), accessor="line__recorded_at")
    document = TextColumn(verbose_name=_("What"))
    batch = CodeColumn(verbose_name=_("Batch"), accessor="line__batch_number", label=_("Batch"))
    came = TextColumn(verbose_name=_("In"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    went = TextColumn(verbose_name=_("Out"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    balance = NumberColumn(verbose_name=_("Balance"), accessor="line__balance", label=_("Balance"))
    batch_balance = NumberColumn(
        verbose_name=_("Batch balance"), accessor="line__batch_balance", label=_("Batch balance")
    )
    who = TextColumn(verbose_name=_("Who"), accessor="person")
    opposite = TextColumn(
        verbose_name=_unseen(_("Reverse")),
        accessor="line",
        attrs={"td": {"class": "t-noprint t-ledger-end"}},
    )

    def render_opposite(self, record: MovementWords) -> SafeString:
        """The way to answer it by its opposite."""
        if not record.is_reversible:
            return SafeString("")
        return format_html(
            '<a href="{}">{}</a>',
            reverse("backoffice:stock_reverse", args=[record.pk]),
            gettext("Reverse"),
        )


class CardFilters(ListFilters):
    """One batch, one kind of movement."""

    batch = django_filters.ChoiceFilter(field_name="batch_id", label=_("Batch"))
    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=_("What"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        product_id = self.request.resolver_match.kwargs["product_id"]
        branch_id = actor.branch_id or UUID(int=0)
        lines = batch_lines(actor=actor, branch_id=branch_id, product_id=product_id)
        choices = {str(line.batch_id): line.number or gettext("No number") for line in lines}
        chosen = self.request.GET.get("batch", "")
        if parse_id(chosen) and chosen not in choices:
            choices[chosen] = gettext("A batch without stock")
        self.filters["batch"].extra["choices"] = list(choices.items())


class StockCard(ListScreen):
    """Every movement of a product at the branch with the balance after it; nothing is editable."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/card.html"
    counted = ngettext_lazy("%(count)s movement", "%(count)s movements", "count")
    title = _("Stock card")
    table_class = CardTable
    filterset_class = CardFilters
    sorts = {"when": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "when"
    exports = (
        Export(_("When"), lambda row: row.line.recorded_at),
        Export(_("What"), lambda row: kind_words(row.line)),
        Export(_("Document"), lambda row: row.line.document_number or row.line.document_id),
        Export(_("Reason"), lambda row: row.line.reason),
        Export(_("Batch"), lambda row: row.line.batch_number),
        Export(_("Change"), lambda row: row.line.change),
        Export(_("Balance"), lambda row: row.line.balance),
        Export(_("Who"), lambda row: row.person),
    )
    empty = Empty(
        _("No movements yet"),
        _("Receipts, sales and adjustments are listed here, each with the resulting balance."),
        "journal-text",
    )

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key) if at.branch_id else None,
        missing=_("This product isn’t in the catalogue. Choose one from the list."),
    )

    @cached_property
    def level(self) -> StockLevel:
        """What the branch has of it, and what may be sold."""
        keys = [self.product.id]
        return stock_levels(actor=self.actor, branch_id=self.branch, product_ids=keys)[keys[0]]

    @property
    def reserved(self) -> int:
        """Base units that reservations hold."""
        return self.level.reserved

    @property
    def unit(self) -> str:
        """The base unit's name in the reader's language."""
        return pack_title(self.product.base_unit)

    def page_title(self) -> Text:
        return gettext("Stock card: %(product)s") % {"product": self.product.name}

    def crumbs(self) -> Sequence[Crumb]:
        url = reverse("backoffice:product_detail", args=[self.product.id])
        return [
            Crumb(_("Stock"), reverse("backoffice:stock_list")),
            Crumb(self.product.name, url),
        ]

    def rows(self) -> QuerySet[Any]:
        """The product's movements at the branch."""
        rows = list_movements(actor=self.actor, branch_id=self.branch)
        return rows.filter(product_id=self.product.id)

    def table(self, rows: Sequence[Any]) -> Any:
        """Without the way to reverse for who may not."""
        hidden = () if self.may(REVERSE_MOVEMENT) else ("opposite",)
        return self.table_class(rows, orderable=False, exclude=hidden)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The movements with the balances after them."""
        movements = list(self.rows().filter(pk__in=list(ids)))
        lines = card_lines(actor=self.actor, movements=movements)
        people = names_of(line.actor_id for line in lines)
        sees = self.may(VIEW_SALES)
        return {
            line.id: MovementWords(line, people.get(line.actor_id, ""), links=sees)
            for line in lines
        }

    def actions(self) -> Sequence[Action]:
        url = reverse("backoffice:product_detail", args=[self.product.id])
        return [Action(_("Product"), "capsule", url)]


class StockDocument(ExportedScreen):
    """A receipt, adjustment, write-off or reversal: what it moved, when, by whom, why."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/document.html"
    exports = (
        Export(_("Product"), lambda row: row["product"]),
        Export(_("Batch"), lambda row: row["line"].batch_number),
        Export(_("Expiry"), lambda row: row["line"].expires_on),
        Export(_("Base units"), lambda row: row["line"].quantity),
        Export(_("Change"), lambda row: row["line"].change),
        Export(_("When"), lambda row: row["line"].recorded_at),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        """What it moved."""
        rows: list[dict[str, Any]] = self.context()["lines"]
        return rows

    moved: One[list[Any]] = One(
        "document_id",
        lambda at, key: movements_of(actor=at.actor, document_id=key) or None,
        missing=_("This document doesn’t exist. Check the stock card."),
    )

    @cached_property
    def lines(self) -> list[Any]:
        """The same as the card has them."""
        found: list[Any] = movement_lines(actor=self.actor, movements=self.moved)
        return found

    def page_title(self) -> Text:
        first = self.lines[0]
        return f"{kind_words(first)} {first.document_number}".strip()

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def context(self) -> dict[str, Any]:
        lines = self.lines
        products = {
            one.id: one
            for one in product_details(
                actor=self.actor, product_ids=list({line.product_id for line in lines})
            )
        }
        people = names_of(line.actor_id for line in lines)
        return {
            "may_label": self.may(LABEL_GOODS),
            "first": lines[0],
            "kind": kind_words(lines[0]),
            "person": people.get(lines[0].actor_id, ""),
            "lines": [
                {
                    "line": line,
                    "product": products[line.product_id].name,
                    "quantity": in_words(line.quantity, products[line.product_id]),
                    "comes_in": line.change > 0,
                }
                for line in lines
            ],
        }
