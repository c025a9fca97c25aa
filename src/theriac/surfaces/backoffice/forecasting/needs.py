"""What the branch needs to order, with why; what is needed goes to the want list at one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.listing.selection import selected
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.forecasting.queries.needs import BranchNeeds, ProductNeed, branch_needs
from theriac.domains.forecasting.rules.abc_classes import AbcClass
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.proposals.permissions import PROPOSE
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.replenishment.commands.want_needed import want_needed
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS
from theriac.surfaces.backoffice.catalog.words import VED_CLASSES, money
from theriac.surfaces.backoffice.forecasting.need_orders import (
    SupplierOrder,
    dearest_first,
    order_of_supplier,
)
from theriac.surfaces.backoffice.forecasting.need_rows import NeedRow, NeedTable
from theriac.surfaces.backoffice.forecasting.need_words import (
    cover_days,
    limit_words,
    more_words,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import Calls
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.selection import (
    RowAct,
    SelectableList,
    SelectionScreen,
)
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.shell.quantities import tenths_words
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

NO_SUPPLIER = "none"
MOST_SUPPLIERS = 5
"""So many suppliers stand above the list, those whose orders are worth most."""


class NeedFilters(ListFilters):
    """Of whom, of which class; also what isn't needed; only what isn't on the want list."""

    supplier = django_filters.ChoiceFilter(label=_("Supplier"), method="keep", choices=())
    abc = django_filters.ChoiceFilter(
        label=_("ABC class"), method="keep", choices=[(one.value, one.value) for one in AbcClass]
    )
    ved = django_filters.ChoiceFilter(
        label=_("VED class"), method="keep", choices=list(VED_CLASSES.items())
    )
    urgent = django_filters.BooleanFilter(label=_("At the reorder point"), method="keep")
    unlisted = django_filters.BooleanFilter(label=_("Not on the want list"), method="keep")
    all = django_filters.BooleanFilter(label=_("All products"), method="keep")

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen leaves rows out itself."""
        return rows


class WithNeeds(Screen):
    """A screen over all needs of the branch, which are worked out once."""

    @cached_property
    def needs(self) -> BranchNeeds:
        """What is needed here; nothing without a branch."""
        if self.branch_id is None:
            return BranchNeeds(None, (), {})
        return branch_needs(actor=self.actor, branch_id=self.branch_id)


class NeedList(WithNeeds, SelectableList, GatheredList):
    """What is to be ordered, what runs out first in front."""

    permission = VIEW_STOCK
    template_name = "backoffice/forecasting/needs.html"
    title = _("Order needs")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    search_hint = _("Name, brand, manufacturer or barcode")
    table_class = NeedTable
    filterset_class = NeedFilters
    sorts = {
        "cover": Sort(_("Lasts"), ()),
        "name": Sort(_("Product"), ()),
        "value": Sort(_("Cost"), (), descending=True),
    }
    orders = {
        "cover": lambda one: (cover_days(one) is None, cover_days(one) or 0, one.abc),
        "name": lambda one: one.name.casefold(),
        "value": lambda one: one.value or 0,
    }
    default_sort = "cover"
    exports = (
        Export(_("Product"), lambda row: row.name),
        Export(_("ABC class"), lambda row: row.need.abc.value),
        Export(_("VED class"), lambda row: row.ved),
        Export(_("Sold, base units"), lambda row: row.need.rate.units),
        Export(_("Days with stock"), lambda row: row.need.rate.days_in_stock),
        Export(_("Days without stock"), lambda row: row.need.rate.days_out),
        Export(
            _("Delivery time, days"),
            lambda row: tenths_words(row.need.lead.days, frame.pharmacy().country),
        ),
        Export(_("Orders measured"), lambda row: row.need.lead.orders),
        Export(_("Days between orders"), lambda row: int(row.need.terms.review_days)),
        Export(_("Safety stock, base units"), lambda row: row.need.order.safety),
        Export(_("Minimum, base units"), lambda row: row.need.minimum),
        Export(_("Reorder at, base units"), lambda row: row.need.order.reorder_point),
        Export(_("Fill up to, base units"), lambda row: row.need.order.level),
        Export(_("Can be sold, base units"), lambda row: row.need.position.sellable),
        Export(_("Reserved, base units"), lambda row: row.need.position.reserved),
        Export(_("In transit, base units"), lambda row: row.need.position.in_transit),
        Export(_("Ordered, base units"), lambda row: row.need.position.on_order),
        Export(_("On the want list, base units"), lambda row: row.need.listed),
        Export(_("Order, base units"), lambda row: row.need.order.units),
        Export(_("Order, packs"), lambda row: row.need.order.packs),
        Export(_("Base units a pack"), lambda row: row.need.order.pack),
        Export(_("Base unit"), lambda row: row.product.base_unit),
        Export(_("Limit"), lambda row: limit_words(row.need.order.limit)),
        Export(_("Supplier"), lambda row: row.supplier, VIEW_SUPPLIERS),
        Export(_("Cost of a pack"), lambda row: money(row.need.pack_cost), SEE_COSTS),
        Export(_("Cost"), lambda row: row.value, SEE_COSTS),
        Export(_("Reason"), lambda row: " ".join(row.reasons)),
    )
    empty = Empty(
        _("Nothing needs to be ordered"),
        _("Stock lasts until the next order. Needs are updated each night with the day’s sales."),
        "bag-check",
    )

    @cached_property
    def filterset(self) -> Any:
        """With the suppliers that something may be ordered of."""
        found = super().filterset
        ids = {one.supplier_id for one in self.needs.products}
        names = [(str(key), one.name) for key, one in self.needs.suppliers.items() if key in ids]
        choices = sorted(names, key=lambda one: one[1].casefold())
        if not self.may(VIEW_SUPPLIERS):
            del found.filters["supplier"]
        else:
            found.filters["supplier"].extra["choices"] = [
                *choices,
                (NO_SUPPLIER, _("No supplier")),
            ]
        return found

    def gathered(self) -> Sequence[ProductNeed]:
        """Every need that fits."""
        kept = [one for one in self.needs.products if self._fits(one)]
        if not self.search_text:
            return kept
        wanted = set(every_product_found(actor=self.actor, text=self.search_text))
        return [one for one in kept if one.product_id in wanted]

    def _fits(self, one: ProductNeed) -> bool:
        asked, order = self.request.GET, one.order
        if not order.units and asked.get("all") != "true":
            return False
        if asked.get("urgent") == "true" and one.position.units > order.reorder_point:
            return False
        if asked.get("unlisted") == "true" and not one.is_unlisted:
            return False
        if any(asked.get(name, "") not in {"", is_} for name, is_ in _classed(one)):
            return False
        return asked.get("supplier", "") in {"", str(one.supplier_id or NO_SUPPLIER)}

    def page_of(self, rows: Sequence[ProductNeed]) -> Sequence[NeedRow]:
        """With their products and suppliers."""
        ids = [one.product_id for one in rows]
        details = product_details(actor=self.actor, product_ids=ids, priced=False)
        products = {one.id: one for one in details}
        return [
            NeedRow(
                one,
                products[one.product_id],
                self.needs.suppliers.get(one.supplier_id) if one.supplier_id else None,
                compares=self.may(VIEW_OFFERS),
            )
            for one in rows
            if one.product_id in products
        ]

    def acts(self) -> Sequence[RowAct]:
        """What is selected goes to the want list."""
        url = reverse("backoffice:needs_want")
        return [RowAct(_("Add to want list"), "journal-plus", url, KEEP_WANTS)]

    def row_name(self, row: NeedRow) -> str:
        return row.name

    def actions(self) -> Sequence[Action]:
        """The list where what is needed stands then, and a proposal of what to buy."""
        return [
            Action(_("Want list"), "journal-check", reverse("backoffice:want_list"), VIEW_STOCK),
            Action(_("Propose purchases"), "magic", reverse("backoffice:proposal_new"), PROPOSE),
        ]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def context(self) -> dict[str, Any]:
        """The orders by supplier above the list."""
        orders = self._supplier_orders()
        return {
            **super().context(),
            "orders": orders[:MOST_SUPPLIERS],
            "more_words": more_words(len(orders) - MOST_SUPPLIERS),
            "may_want": self.may(KEEP_WANTS),
            "may_order": self.may(PLACE_ORDER),
            "through": self.needs.last,
        }

    def _supplier_orders(self) -> list[SupplierOrder]:
        """What isn't on the want list yet by supplier, the most valuable first."""
        chosen = self.request.GET.get("supplier", "")
        found: dict[UUID, list[ProductNeed]] = {}
        for one in self.needs.products:
            if one.supplier_id and chosen in {"", str(one.supplier_id)} and one.is_unlisted:
                found.setdefault(one.supplier_id, []).append(one)
        orders = [
            order_of_supplier(key, rows, self.needs, sees_costs=self.may(SEE_COSTS))
            for key, rows in found.items()
            if key in self.needs.suppliers
        ]
        return sorted(orders, key=dearest_first)


def _classed(one: ProductNeed) -> tuple[tuple[str, str], ...]:
    """Its classes by the filter that asks for them."""
    return ("abc", one.abc.value), ("ved", one.ved)


class WantSelectedNeeds(WithNeeds, SelectionScreen):
    """What is needed of the selected products goes to the want list."""

    calls = Calls(want_needed)
    takes = "needed"
    list_name = "backoffice:need_list"
    counted = ngettext_lazy(
        "%(count)s product added to the want list.",
        "%(count)s products added to the want list.",
        "count",
    )

    def given(self) -> Mapping[str, Any]:
        """As much as is needed now."""
        return {self.takes: self.needs.needed_of(selected(self.selection()))}


class WantSupplierNeeds(WantSelectedNeeds):
    """All that is needed of a supplier goes there."""

    calls = Calls(want_needed)

    def given(self) -> Mapping[str, Any]:
        return {self.takes: self.needs.unlisted_of(self.kwargs["supplier_id"])}
