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
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.ids import parse_id
from theriac.domains.catalog.queries.products import product_details, products_of_classes
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import list_batches
from theriac.domains.stock.queries.places import list_places, place_title
from theriac.surfaces.backoffice.catalog.words import in_words, legal_classes, money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
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


def branch_asked(actor: Actor, named: str) -> UUID | None:
    """The branch that the address names, if the person sees its stock; else where they work."""
    wanted = parse_id(named)
    return wanted if wanted and actor.may(VIEW_STOCK, wanted) else actor.branch_id


def within_choices() -> list[tuple[str, str]]:
    """Numbers of days to choose from, the pharmacy's own among them."""
    days = {30, 90, 180, frame.pharmacy().expiry_look_days}
    return [
        (str(number), ngettext("%(days)s day", "%(days)s days", number) % {"days": number})
        for number in sorted(days)
    ]


class BatchFilters(ListFilters):
    """Where, of which product, and what needs somebody's hand."""

    branch = django_filters.ChoiceFilter(method="keep_branch", label=_("Branch"))
    product = django_filters.UUIDFilter(field_name="product_id", label=_("Product"))
    shelf = django_filters.BooleanFilter(method="keep_shelf", label=_("On the shelf"))
    sellable = django_filters.BooleanFilter(method="keep_sellable", label=_("Can be sold"))
    expired = django_filters.BooleanFilter(method="keep_expired", label=_("Expired"))
    within = django_filters.ChoiceFilter(
        method="keep_within",
        label=_("Expires within"),
        choices=within_choices,
    )
    until = django_filters.DateFilter(method="keep_until", label=_("Expires by"))
    month = django_filters.CharFilter(method="keep_month", label=_("Expires in the month"))
    without = django_filters.BooleanFilter(method="keep_without", label=_("No expiry entered"))
    held = django_filters.BooleanFilter(method="keep_held", label=_("Held or recalled"))
    place = django_filters.ChoiceFilter(field_name="place_id", label=_("Place"))
    legal_class = django_filters.ChoiceFilter(
        method="keep_class", label=_("Class"), choices=legal_classes
    )
    consigned = django_filters.BooleanFilter(field_name="batch__is_consigned", label=_("Consigned"))
    uncosted = django_filters.BooleanFilter(
        field_name="batch__cost_amount", lookup_expr="isnull", label=_("No cost entered")
    )
    gone = django_filters.BooleanFilter(method="keep_gone", label=_("Also used up"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        branch_id = branch_asked(actor, self.request.GET.get("branch", "")) or UUID(int=0)
        seen = list_branches(actor.branches_with(VIEW_STOCK))
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]
        self.filters["place"].extra["choices"] = [
            (str(one.id), place_title(one.kind, one.name)) for one in list_places(branch_id)
        ]

    def keep_branch(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The screen reads them where the address says."""
        return rows

    def keep_shelf(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Not in quarantine, not on the way."""
        return rows.filter(ON_SHELF) if value else rows

    def keep_sellable(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf, released, with an expiry after today."""
        days = {"batch__expires_on__gt": shown.today(), "batch__state": "released"}
        return rows.filter(ON_SHELF, **days) if value else rows

    def keep_class(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Products of a legal class."""
        return rows.filter(product_id__in=products_of_classes([value]))

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
        """Held until released, or recalled."""
        return rows.exclude(batch__state="released") if value else rows

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
        Export(_("Reserved, base units"), lambda row: row.reserved),
        Export(_("Cost each"), lambda row: row.cost_money),
        Export(_("Selling price of the batch"), lambda row: money(row.batch.price_amount)),
        Export(
            _("Selling price of the batch is for, base units"),
            lambda row: None if row.batch.price_amount is None else row.batch.price_units,
        ),
    )
    empty = Empty(
        _("No batches yet"), _("Receive goods, and each batch stands here with its expiry."), "upc"
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
        rows = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        wanted = list({row.product_id for row in rows.values()})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        for row in rows.values():
            product = products[row.product_id]
            row.number_words = row.batch.number or str(_("No number"))
            row.product_name = product.name
            row.quantity_words = in_words(row.quantity, product)
            row.reserved_words = in_words(row.reserved, product)
            row.place_words = place_words(row.place.kind, row.bin)
            row.cost_money = money(
                None
                if row.batch.cost_amount is None
                else row.batch.cost_amount // row.batch.cost_units
            )
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
