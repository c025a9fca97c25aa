"""Ordering now: by hand, or what is needed of a supplier at one key; above the limit by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.budgets.approval import OVER_BUDGET
from theriac.domains.budgets.orders import told_words
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.capital.queries.position import capital_now
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.forecasting.queries.needs import ProductNeed, branch_needs
from theriac.domains.purchase_orders.categories import CONTROLLED, PRESCRIPTION
from theriac.domains.purchase_orders.commands.order_now import ORDER_NOW, order_now
from theriac.domains.purchase_orders.commands.place import PlacedOrder
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.purchase_orders.rules.facts import MOST_ORDER_LINES, PurchaseOrderNew
from theriac.domains.purchasing.queries.last_prices import last_asked
from theriac.domains.replenishment.queries.wants import find_want
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchase_orders.grid import NOT_ASKED, OrderGrid, asked_values
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id


class NewOrderForm(ApprovedForm):
    """Of whom, when it should come, and what its transport costs."""

    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), choices=())
    expected_on = forms.DateField(
        label=gettext_lazy("Expected delivery"), required=False, localize=False
    )
    freight = MoneyField(label=gettext_lazy("Freight"), required=False)
    note = text_of(PurchaseOrderNew, "note", gettext_lazy("Note to the supplier"))
    source = forms.ChoiceField(
        choices=[("hand", ""), ("needs", ""), ("want_list", "")],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        field.choices = [
            ("", _("Choose…")),
            *((str(key), name) for key, name in active_suppliers()),
        ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """So many base units of a product, in packs of so many; 0 for the largest that isn't more."""

    product_id: UUID
    pack: int
    units: int

    def pack_of(self, product: ProductDetail) -> Any:
        """The pack that is ordered; None where the product hasn't that one."""
        if self.pack:
            return next((one for one in product.packs if one.factor == self.pack), None)
        fits = [one for one in product.packs if one.factor <= self.units]
        return max(fits, key=lambda one: one.factor, default=None)


class NewOrder(ApprovedScreen, GridDocument):
    """A page with all that is ordered of one supplier; nothing is kept before it is placed."""

    permission = PLACE_ORDER
    action = ORDER_NOW
    further_actions = (CONTROLLED, PRESCRIPTION, OVER_BUDGET)
    form_class = NewOrderForm
    template_name = "backoffice/purchase_orders/new.html"
    title = gettext_lazy("Order now")
    submit_label = gettext_lazy("Place order")
    over: Sequence[Sequence[Any]] = ()
    done = gettext_lazy("Order placed. Its money is committed, and the goods are on order.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Purchase orders"), reverse("backoffice:order_list"))]

    @cached_property
    def supplier_id(self) -> UUID | None:
        """The supplier that the address names, the only one, or who brought what is wanted last."""
        known = [key for key, _name in active_suppliers()]
        named = parse_id(self.request.GET.get("supplier", ""))
        if named or len(known) == 1:
            return named or known[0]
        last = next((one.supplier_id for one in self.needs if one.product_id == self.wanted), None)
        return last if last in known else None

    @cached_property
    def want(self) -> Any:
        """The entry of the want list that the address names, while nobody ordered it."""
        key = parse_id(self.request.GET.get("want", ""))
        found = key and find_want(actor=self.actor, branch_id=self.branch, want_id=key)
        return found if found and found.product_id and found.state == "open" else None

    @property
    def wanted(self) -> UUID | None:
        """Its product."""
        return self.want.product_id if self.want else None

    @cached_property
    def needs(self) -> Sequence[ProductNeed]:
        """What is needed here, where the address asks for it."""
        if self.want is None and self.request.GET.get("fill") != "needs":
            return ()
        return branch_needs(actor=self.actor, branch_id=self.branch).products

    @cached_property
    def needed(self) -> Sequence[_Asked]:
        """What stands in the rows at first: what is wanted, or what is needed of the supplier."""
        if self.want is not None:
            pack = next((one.order.pack for one in self.needs if one.product_id == self.wanted), 0)
            return (_Asked(self.want.product_id, pack, self.want.quantity),)
        if self.supplier_id is None:
            return ()
        found = [one for one in self.needs if one.supplier_id == self.supplier_id]
        return [
            _Asked(one.product_id, one.order.pack, one.order.units)
            for one in found
            if one.order.units
        ][:MOST_ORDER_LINES]

    def initial(self) -> dict[str, Any]:
        source = "want_list" if self.want else "needs" if self.needed else "hand"
        return {"supplier_id": str(self.supplier_id or ""), "source": source}

    def new_grid(self, data: Mapping[str, Any]) -> OrderGrid:
        return OrderGrid(self, parse_id(data.get("supplier_id", "")))

    def begin(self, grid: OrderGrid) -> None:
        """The rows of what is wanted or needed, in whole packs, at the last price."""
        ids = [one.product_id for one in self.needed]
        products = products_by_id(self.actor, ids, self.branch_id)
        packs = {
            one.product_id: pack
            for one in self.needed
            if one.product_id in products and (pack := one.pack_of(products[one.product_id]))
        }
        known = (
            last_asked(grid.supplier_id, [one.id for one in packs.values()])
            if grid.supplier_id
            else {}
        )
        for at, one in enumerate(self.needed):
            pack = packs.get(one.product_id)
            if pack is None:
                continue
            values = {"pack_id": str(pack.id), "packs": str(-(-one.units // pack.factor))}
            values |= asked_values(known.get(pack.id, NOT_ASKED))
            product = products[one.product_id]
            grid.rows.append(grid.filled(product, values, prefix=f"{PREFIX}-{at}"))

    def context(self) -> dict[str, Any]:
        """With what is available, for who may see it."""
        now = capital_now(actor=self.actor) if self.actor.may_everywhere(VIEW_CAPITAL) else None
        return {
            **super().context(),
            "over_words": told_words(self.over),
            "position": now,
            "available": money(now.available) if now else None,
            "floor": money(now.floor) if now else None,
            "free": money(now.free) if now else None,
        }

    def write(self, form: Any) -> str:
        data = form.cleaned_data
        order = given(
            PurchaseOrderNew,
            supplier_id=parse_id(data["supplier_id"]),
            lines=tuple(row.line() for row in self.grid.order_rows),
            freight=data["freight"].amount if data["freight"] else 0,
            expected_on=data["expected_on"],
            note=data["note"],
        )
        try:
            placed: Sequence[PlacedOrder] = self.approved(
                form,
                lambda approval_id: order_now(
                    actor=self.actor,
                    branch_id=self.at_branch,
                    order=order,
                    source_kind=data["source"] or "hand",
                    approval_id=approval_id,
                ),
            )
        except ApprovalNeeded as needed:
            self.over = needed.facts["content"].get("budgets", ())
            raise
        if len(placed) > 1:
            return reverse("backoffice:order_list")
        return reverse("backoffice:order_detail", args=[placed[0].id])
