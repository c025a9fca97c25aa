"""The list of products: search, filters, stock and price of the branch that is worked in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import BigIntegerField, DateField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.permissions import MANAGE_CATALOG, SET_PRICES, VIEW_CATALOG
from theriac.domains.catalog.queries.generics import generics_of, products_named
from theriac.domains.catalog.queries.groups import list_categories, list_manufacturers
from theriac.domains.catalog.queries.prices.listed import usual_price_of
from theriac.domains.catalog.queries.products import list_products, product_details
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.catalog.search.engine import SearchOutcome
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.batches.batch_lines import products_in_stock
from theriac.domains.stock.queries.levels import (
    StockLevel,
    available_of,
    brands_here,
    next_expiry_of,
    stock_levels,
)
from theriac.surfaces.backoffice.catalog.groups import category_act
from theriac.surfaces.backoffice.catalog.prices.in_place import price_dialog, price_in_place
from theriac.surfaces.backoffice.catalog.rows import PACK_COLUMNS, PackRow, ProductRow, ProductTable
from theriac.surfaces.backoffice.catalog.words import (
    STATUSES,
    legal_classes,
)
from theriac.surfaces.backoffice.shell.listing.exported import FurtherTable, FurtherTables
from theriac.surfaces.backoffice.shell.listing.ranked import RankedList
from theriac.surfaces.backoffice.shell.listing.selection import RowAct, SelectableList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
)
from theriac.surfaces.backoffice.shell.lists import PLACE, SORT, Action, Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of
from theriac.surfaces.backoffice.stock.bins.bins import home_act
from theriac.surfaces.backoffice.templatetags import theriac as shown

BEST = 200
"""Among so many of the best fits brands of a substance that is named come first."""
NO_PRICE = 2**62
"""Above every price, for the order alone."""


class ProductFilters(ListFilters):
    """Category, manufacturer and class with how many each has; state; in stock here."""

    in_stock = django_filters.BooleanFilter(method="keep_in_stock", label=_("In stock here"))
    category = django_filters.ChoiceFilter(field_name="category_id", label=_("Category"))
    manufacturer = django_filters.ChoiceFilter(
        field_name="manufacturer_id", label=_("Manufacturer")
    )
    legal_class = django_filters.ChoiceFilter(label=_("Class"))
    status = django_filters.ChoiceFilter(choices=list(STATUSES.items()), label=_("Status"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        groups: dict[str, Any] = {"category": list_categories, "manufacturer": list_manufacturers}
        for name, listed in groups.items():
            self.filters[name].extra["choices"] = [
                (str(one.id), f"{one.name} ({shown.number(one.product_count)})")
                for one in listed(actor=actor).order_by("name")
                if one.product_count
            ]
        self.filters["legal_class"].extra["choices"] = legal_classes()
        if not actor.may(VIEW_STOCK, actor.branch_id):
            del self.filters["in_stock"]

    def keep_in_stock(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Products of which the branch's shelves have some."""
        actor = actor_of(self.request)
        if not value or actor.branch_id is None:
            return rows
        return rows.filter(pk__in=products_in_stock(actor=actor, branch_id=actor.branch_id))


class ProductList(FurtherTables, SelectableList, RankedList):
    """Every product; what was typed puts the best fit first."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/list.html"
    title = _("Products")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    search_hint = _("Name, brand, manufacturer or barcode")
    table_class = ProductTable
    filterset_class = ProductFilters
    worked_out = frozenset({"price", "stock", "expiry"})
    default_sort = "name"
    exports = (
        Export(_("Product"), "name"),
        Export(_("Generic name"), "generic_name"),
        Export(_("Substance"), "substance"),
        Export(_("Strength"), "strength"),
        Export(_("Dose form"), "dose_form"),
        Export(_("Manufacturer"), "manufacturer__name"),
        Export(_("Category"), "category__name"),
        Export(_("Class"), "legal_class"),
        Export(_("Base unit"), "base_unit"),
        Export(_("Storage"), "storage"),
        Export(_("Tax class"), "tax_class"),
        Export(_("HSN code"), "hsn"),
        Export(_("Status"), "status"),
        Export(_("External code"), "external_code"),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "packs": FurtherTable(
            _("Packs with prices and codes"), PACK_COLUMNS, lambda screen: screen.packs()
        )
    }
    empty = Empty(
        _("No products yet"),
        _(
            "Add your first product, or import a list. Products can be sold as soon as they "
            "have stock."
        ),
        "capsule",
    )

    @cached_property
    def sorts(self) -> Mapping[str, Sort]:  # type: ignore[override] # at the branch, as it is now
        """By particulars, by price here, and for who sees stock by what the branch has of it."""
        actor, branch_id = self.actor, self.branch_id
        sorts = {
            "name": Sort(_("Product"), ("name",)),
            "maker": Sort(_("Manufacturer"), (Coalesce("manufacturer__name", Value("")), "name")),
            "group": Sort(_("Category"), (Coalesce("category__name", Value("")), "name")),
            "added": Sort(_("Newest first"), ("created_at",), descending=True),
        }
        prices = partial(usual_price_of, actor=actor, at_branch=branch_id)
        sorts["price"] = self._worked_out("price", _("Price"), prices, -1, NO_PRICE)
        if branch_id is None or not self.may(VIEW_STOCK):
            return sorts
        units = partial(available_of, actor=actor, branch_id=branch_id)
        sorts["stock"] = self._worked_out("stock", _("Available here"), units, 0, 0)
        days = partial(next_expiry_of, actor=actor, branch_id=branch_id)
        sorts["expiry"] = self._worked_out("expiry", _("Earliest expiry"), days, date.min, date.max)
        return sorts

    def _worked_out(
        self, name: str, label: Text, value: Callable[[], Subquery], least: Any, most: Any
    ) -> Sort:
        """An order whose key is made only where it is asked for; what has none comes last."""
        word = self.request.GET.get(SORT, "")
        if word.removeprefix("-") != name:
            return Sort(label, ())
        field = DateField() if isinstance(least, date) else BigIntegerField()
        missing = least if word.startswith("-") else most
        return Sort(label, (Coalesce(value(), Value(missing, output_field=field)), "name"))

    def rows(self) -> QuerySet[Any]:
        return list_products(actor=self.actor)

    def ranked(self, most: int | None) -> tuple[Sequence[UUID], int]:
        """What the catalogue's search finds, and how many that are."""
        limit = None if most is None else max(most, BEST)
        found = search_products(
            actor=self.actor,
            text=self.search_text,
            limit=limit,
            only_active=False,
            branch_id=self.branch_id,
        )
        return self._brands_first(found), found.total

    def _brands_first(self, outcome: SearchOutcome) -> Sequence[UUID]:
        """Where a substance is named, its brands that are here, medicine after medicine."""
        found = outcome.product_ids
        first = self._brands(replace(outcome, product_ids=found[:BEST])) if found else []
        ahead = set(first)
        return [*first, *(one for one in found if one not in ahead)] if first else found

    def _brands(self, best: SearchOutcome) -> Sequence[UUID]:
        """Those of the best fits that hold the substance and are here."""
        if self.branch_id is None or not self.may(VIEW_STOCK):
            return []
        named = products_named(actor=self.actor, text=self.search_text, outcome=best)
        if not named:
            return []
        brands = brands_here(actor=self.actor, branch_id=self.branch_id, product_ids=named)
        here = [level.product_id for level, _name in brands if level.available > 0]
        generics = generics_of(here)
        places: dict[UUID | None, int] = {}
        for place, product_id in enumerate(best.product_ids):
            places.setdefault(generics.get(product_id), place)
        return sorted(
            here, key=lambda one: places[generics[one]]
        )  # of each, by expiry as they came

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Products with packs, prices and stock of the branch, in seven reads."""
        details = product_details(actor=self.actor, product_ids=list(ids), at_branch=self.branch_id)
        levels: Mapping[UUID, StockLevel] = {}
        if self.branch_id is not None and self.may(VIEW_STOCK):
            levels = stock_levels(actor=self.actor, branch_id=self.branch_id, product_ids=list(ids))
        change = partial(price_in_place, self) if self.may(SET_PRICES) else None
        return {one.id: ProductRow(one, levels.get(one.id), change) for one in details}

    def packs(self) -> Iterator[PackRow]:
        """Every pack of every product that the list shows, the smallest first."""
        for ids in self.pieces():
            for one in product_details(actor=self.actor, product_ids=ids, at_branch=self.branch_id):
                yield from (PackRow(one, pack) for pack in one.packs)

    def context(self) -> dict[str, Any]:
        """With the dialog that a price opens."""
        return super().context() | price_dialog(self)

    def acts(self) -> Sequence[RowAct]:
        """Their prices, their category, and where they belong at the branch."""
        acts = [
            RowAct(_("Change prices"), "percent", reverse("backoffice:prices_selected"), SET_PRICES)
        ]
        if self.may(MANAGE_CATALOG):
            acts.append(category_act(self.actor))
        if self.branch_id is not None and self.may(ADJUST_STOCK):
            acts.append(home_act(self.actor, self.branch_id))
        return acts

    def row_name(self, row: ProductRow) -> str:
        return row.detail.name

    def actions(self) -> Sequence[Action]:
        """Prices of what is shown, and the way to a new one."""
        new = reverse("backoffice:product_new")
        prices = self.address_with(**{PLACE: None}).replace(
            self.request.path, reverse("backoffice:price_change"), 1
        )
        return [
            Action(_("Change prices"), "percent", prices, SET_PRICES, key="prices"),
            Action(_("New product"), "plus-lg", new, MANAGE_CATALOG, "primary"),
        ]
