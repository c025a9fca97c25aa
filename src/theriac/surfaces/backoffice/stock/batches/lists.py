"""Stock by batch: number, expiry, place, quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import cost_seen, list_batches
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.batches.filters import BatchFilters, branch_asked
from theriac.surfaces.backoffice.stock.words import PLACES
from theriac.surfaces.backoffice.templatetags import theriac as shown

_FAR = Value(date.max, output_field=DateField())


def batch_url(row: Any) -> str:
    """The batch's page."""
    return reverse("backoffice:stock_batch", args=[row.batch_id])


class BatchTable(ListTable):
    """A batch in a place."""

    number = NameColumn(
        verbose_name=_("Batch"),
        accessor="number_words",
        url=batch_url,
        note=lambda row: row.product_name,
    )
    expiry = TextColumn(verbose_name=_("Expiry"), accessor="batch", label=_("Expiry"))
    place = TextColumn(
        verbose_name=_("Place"), accessor="place_words", label=_("Place"), whole=True
    )
    quantity = TextColumn(
        verbose_name=_("Quantity"), accessor="quantity_words", label=_("Quantity")
    )
    cost = MoneyColumn(
        verbose_name=_("Unit cost"),
        accessor="cost_money",
        wide_only=True,
        permission=SEE_COSTS,
    )

    def render_quantity(self, value: str, record: Any) -> Any:
        """In words; how much of it is reserved."""
        if not record.reserved:
            return value
        said = gettext("%(kept)s reserved") % {"kept": record.reserved_words}
        return format_html("{} {}", value, badge(said, "bookmark-check", "note"))

    def render_number(self, value: str, record: Any) -> SafeString:
        """The number in the type for codes."""
        column = self.columns["number"].column
        drawn: SafeString = column.render(
            format_html('<span class="t-code">{}</span>', value), record
        )
        return drawn

    def render_expiry(self, value: Any) -> SafeString:
        """As a badge; held before all."""
        return state_badge(value)


class BatchList(ListScreen):
    """Every batch with stock, what expires first on top."""

    permission = VIEW_STOCK
    title = _("Batches")
    counted = ngettext_lazy("%(count)s batch", "%(count)s batches", "count")
    search_hint = _("Batch number or product")
    table_class = BatchTable
    filterset_class = BatchFilters
    sorts = {
        "expiry": Sort(_("Expiry"), (Coalesce("batch__expires_on", _FAR),)),
        "number": Sort(_("Batch"), ("batch__number",)),
        "received": Sort(_("Received"), ("batch__received_on",), descending=True),
    }
    default_sort = "expiry"
    exports = (
        Export(_("Product"), lambda row: row.product_name),
        Export(_("Batch"), "batch__number"),
        Export(_("Expiry"), "batch__expires_on"),
        Export(_("Received"), "batch__received_on"),
        Export(_("Place"), lambda row: row.place_words),
        Export(_("Base units"), "quantity"),
        Export(_("Quantity"), lambda row: row.quantity_words),
        Export(_("Reserved, base units"), lambda row: row.reserved),
        Export(_("Unit cost"), lambda row: row.cost_money, SEE_COSTS),
        Export(_("Selling price of the batch"), lambda row: money(row.batch.price_amount)),
        Export(
            _("Selling price of the batch is for, base units"),
            lambda row: None if row.batch.price_amount is None else row.batch.price_units,
        ),
    )
    empty = Empty(
        _("No batches yet"),
        _("Receive goods, and the batches are listed here with their expiry."),
        "upc",
    )

    def rows(self) -> QuerySet[Any]:
        """Balances of the branch; used up ones only when asked for."""
        branch_id = branch_asked(self.actor, self.request.GET.get("branch", ""))
        if branch_id is None:
            return list_batches(actor=self.actor, branch_id=UUID(int=0)).none()
        rows = list_batches(actor=self.actor, branch_id=branch_id)
        return rows if self.request.GET.get("gone") else rows.filter(quantity__gt=0)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the number's beginning, or by product."""
        return search_batches(self.actor, rows, text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Balances with product and quantity in words."""
        read = self.rows().filter(pk__in=list(ids)).select_related(None).select_related("batch")
        # A branch has few places: they are read once, and shared.
        rows = {row.pk: row for row in read.prefetch_related("place")}
        wanted = list({row.product_id for row in rows.values()})
        found = product_details(actor=self.actor, product_ids=wanted, priced=False)
        products = {one.id: one for one in found}
        for row in rows.values():
            product = products[row.product_id]
            row.number_words = row.batch.number or str(_("No number"))
            row.product_name = product.name
            row.quantity_words = in_words(row.quantity, product)
            row.reserved_words = in_words(row.reserved, product) if row.reserved else ""
            row.place_words = place_words(row.place.kind, row.bin)
            cost = cost_seen(self.actor, row)
            row.cost_money = money(None if cost is None else cost // row.batch.cost_units)
        return rows

    def actions(self) -> Sequence[Action]:
        receive = reverse("backoffice:receipt_new")
        return [Action(_("Receive"), "box-arrow-in-down", receive, DRAFT_RECEIPT, "primary")]


def search_batches(actor: Actor, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Balances whose batch number begins so, or of the products that the search finds."""
    found = every_product_found(actor=actor, text=text)
    return rows.filter(Q(batch__number__istartswith=text) | Q(Among("product_id", found)))


def state_badge(batch: Any) -> SafeString:
    """Recalled or held before all, else the expiry."""
    if batch.state == "recalled":
        return shown.badge(str(_("Recalled")), "megaphone-fill", "stop")
    return shown.expiry_badge(batch.expires_on, held="" if batch.state == "held" else None)


def place_words(kind: str, shelf: str) -> str:
    """Shelf C-04; the kind of place alone where no shelf is noted."""
    name = str(PLACES.get(kind, kind))
    return f"{name} {shelf}" if shelf and kind == "shelf" else name
