"""Stock by batch: number, expiry, place, quantity; what is expiring, held or lacks an expiry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from theriac.domains.catalog.queries.products import product_details
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.stock.permissions import RECEIVE_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.batches import list_batches
from theriac.surfaces.backoffice.catalog.lists import BEST
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.shell import surroundings
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.words import PLACES
from theriac.surfaces.backoffice.templatetags import theriac as shown

_FAR = Value(date.max, output_field=DateField())
ON_SHELF = Q(place__kind="shelf")
"""What waits for a hand, as Today's figures and the alerts count it."""


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
    place = TextColumn(verbose_name=_("Place"), accessor="place_words", label=_("Place"))
    quantity = TextColumn(
        verbose_name=_("Quantity"), accessor="quantity_words", label=_("Quantity")
    )
    cost = MoneyColumn(verbose_name=_("Cost each"), accessor="cost_money", wide_only=True)

    def render_number(self, value: str, record: Any) -> SafeString:
        """The number in the type for codes."""
        column = self.columns["number"].column
        drawn: SafeString = column.render(
            format_html('<span class="t-code">{}</span>', value), record
        )
        return drawn

    def render_expiry(self, value: Any) -> SafeString:
        """As a badge; held before all."""
        return shown.expiry_badge(value.expires_on, held="" if value.state == "held" else None)


def within_choices() -> list[tuple[str, str]]:
    """Numbers of days to choose from, the pharmacy's own among them."""
    days = {30, 90, 180, surroundings.pharmacy().expiry_look_days}
    return [
        (str(number), ngettext("%(days)s day", "%(days)s days", number) % {"days": number})
        for number in sorted(days)
    ]


class BatchFilters(ListFilters):
    """What needs somebody's hand."""

    expired = django_filters.BooleanFilter(method="keep_expired", label=_("Expired"))
    within = django_filters.ChoiceFilter(
        method="keep_within",
        label=_("Expires within"),
        choices=within_choices,
    )
    until = django_filters.DateFilter(method="keep_until", label=_("Expires by"))
    month = django_filters.CharFilter(method="keep_month", label=_("Expires in the month"))
    without = django_filters.BooleanFilter(method="keep_without", label=_("No expiry entered"))
    held = django_filters.BooleanFilter(method="keep_held", label=_("Held"))
    gone = django_filters.BooleanFilter(method="keep_gone", label=_("Also used up"))

    def keep_expired(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf, expiry today or before."""
        return rows.filter(ON_SHELF, batch__expires_on__lte=shown.today()) if value else rows

    def keep_within(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """On the shelf, expiry after today and within so many days."""
        return self.keep_until(rows, name, shown.today() + timedelta(days=int(value)))

    def keep_until(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """On the shelf, expiry after today and on this day at the latest."""
        days = {"batch__expires_on__gt": shown.today(), "batch__expires_on__lte": value}
        return rows.filter(ON_SHELF, **days)

    def keep_without(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf without an expiry; no: with one, wherever it is."""
        if value is None:
            return rows
        undated = Q(batch__expires_on=None)
        return rows.filter(undated & ON_SHELF) if value else rows.exclude(undated)

    def keep_month(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Expiry in a month, written 2026-11; anything else finds nothing."""
        year, _mark, month = value.partition("-")
        if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) <= 2):
            return rows.none()
        return rows.filter(batch__expires_on__year=int(year), batch__expires_on__month=int(month))

    def keep_held(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Held until released."""
        return rows.filter(batch__state="held") if value else rows

    def keep_gone(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Without it, only what has stock."""
        return rows


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
        Export(_("Cost each"), lambda row: row.cost_money),
    )
    empty = Empty(
        _("No batches yet"), _("Receive goods, and each batch stands here with its expiry."), "upc"
    )

    def rows(self) -> QuerySet[Any]:
        """Balances of the branch; used up ones only when asked for."""
        if self.branch_id is None:
            return list_batches(actor=self.actor, branch_id=UUID(int=0)).none()
        rows = list_batches(actor=self.actor, branch_id=self.branch_id)
        return rows if self.request.GET.get("gone") else rows.filter(quantity__gt=0)

    def crumbs(self) -> Sequence[Crumb]:
        """Back to stock."""
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the number's beginning, or by product."""
        found = search_products(actor=self.actor, text=text, limit=BEST, only_active=False)
        return rows.filter(Q(batch__number__istartswith=text) | Q(product_id__in=found.product_ids))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Balances with product and quantity in words."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        wanted = list({row.product_id for row in rows.values()})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        for row in rows.values():
            product = products[row.product_id]
            row.number_words = row.batch.number or str(_("No number"))
            row.product_name = product.name
            row.quantity_words = in_words(row.quantity, product)
            row.place_words = place_words(row.place.kind, row.batch.shelf)
            row.cost_money = money(
                None
                if row.batch.cost_amount is None
                else row.batch.cost_amount // row.batch.cost_units
            )
        return rows

    def actions(self) -> Sequence[Action]:
        """Receiving."""
        receive = reverse("backoffice:stock_receive")
        return [Action(_("Receive"), "box-arrow-in-down", receive, RECEIVE_STOCK, "primary")]


def place_words(kind: str, shelf: str) -> str:
    """Shelf C-04; the kind of place alone where no shelf is noted."""
    name = str(PLACES.get(kind, kind))
    return f"{name} {shelf}" if shelf and kind == "shelf" else name
