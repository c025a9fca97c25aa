"""What a branch needs to order of every product, with all that says why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.forecasting.queries.demand import kept_through
from theriac.domains.forecasting.queries.need_figures import NO_WANT, read_figures
from theriac.domains.forecasting.rules.abc_classes import AbcClass
from theriac.domains.forecasting.rules.lead_times import LeadTime
from theriac.domains.forecasting.rules.needs import (
    DemandSpread,
    OrderNeed,
    OrderTerms,
    StockPosition,
)
from theriac.domains.forecasting.rules.series import DAY, DemandRate
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.rules.last_costs import in_minor_units
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS
from theriac.domains.suppliers.queries import SupplierTerms


@dataclass(frozen=True, slots=True)
class ProductNeed:
    """What a branch needs of one product. Quantities are base units.

    ``expiring`` of what lies there won't sell before it expires and isn't counted in ``position``.
    ``listed`` stands on the want list, not ordered yet. ``asked_times`` is how often it was asked
    for and not in stock in 30 days. ``cost`` is minor units of one base unit as it came last,
    ``pack_cost`` of one pack and ``value`` of the order; None for who may not see
    costs, and where none is known. ``supplier_id`` is None for who may not see suppliers too.
    """

    product_id: UUID
    name: str
    abc: AbcClass
    ved: str
    rate: DemandRate
    spread: DemandSpread
    lead: LeadTime
    terms: OrderTerms
    position: StockPosition
    expiring: int
    minimum: int
    order: OrderNeed
    listed: int
    asked_times: int
    supplier_id: UUID | None
    cost: Fraction | None

    @property
    def is_unlisted(self) -> bool:
        """Whether more is to be ordered than stands on the want list."""
        return self.order.units > self.listed

    @property
    def pack_cost(self) -> int | None:
        """What one pack cost last in minor units, halves up."""
        return None if self.cost is None else in_minor_units(self.cost, self.order.pack)

    @property
    def value(self) -> int | None:
        """What the order costs in minor units, halves up."""
        return None if self.cost is None else in_minor_units(self.cost, self.order.units)


@dataclass(frozen=True, slots=True)
class BranchNeeds:
    """Every product that a branch has, sells or wants; ``last`` is the last day of the demand.

    ``last`` is None before the first night; then nothing is told.
    """

    last: date | None
    products: tuple[ProductNeed, ...]
    suppliers: Mapping[UUID, SupplierTerms]

    def needed_of(self, product_ids: Collection[UUID]) -> dict[UUID, int]:
        """Base units by product, of those of these products that need some."""
        return {
            one.product_id: one.order.units
            for one in self.products
            if one.order.units and one.product_id in product_ids
        }

    def unlisted_of(self, supplier_id: UUID) -> dict[UUID, int]:
        """Base units by product that a supplier brings, where the want list asks for fewer."""
        return {
            one.product_id: one.order.units
            for one in self.products
            if one.is_unlisted and one.supplier_id == supplier_id
        }


@query(permission=VIEW_STOCK)
def branch_needs(*, actor: Actor, branch_id: UUID) -> BranchNeeds:
    """What to order of each product, by name; twenty statements at most, however many there are.

    A supplier is the one whose goods came last, and so is the pack. What was merged counts as the
    product that is left; what may not be received isn't told.
    """
    today = branch_date(branch_id)
    through = kept_through(branch_id)
    if through is None:
        return BranchNeeds(None, (), {})
    last = min(through, today - DAY)
    figures = read_figures(branch_id, today, last)
    shown = figures.dealt_with()
    classes = figures.classes(shown)
    sees_costs = actor.may(SEE_COSTS, branch_id)
    sees_suppliers = actor.may(VIEW_SUPPLIERS, branch_id)
    products = []
    for one in shown:
        selling, bought = figures.selling(one), figures.bought.get(one)
        lead = figures.lead(one)
        terms = figures.terms(one, lead)
        expiring = figures.expiring(one, terms)
        position = figures.position(one, expiring)
        products.append(
            ProductNeed(
                product_id=one,
                name=figures.outlines[one].name,
                abc=classes[one],
                ved=figures.outlines[one].ved,
                rate=selling.rate,
                spread=selling.spread,
                lead=lead,
                terms=terms,
                position=position,
                expiring=expiring,
                minimum=figures.minimums.get(one, 0),
                order=figures.order(one, terms, position),
                listed=figures.wants.get(one, NO_WANT).listed,
                asked_times=figures.asked.get(one, 0),
                supplier_id=figures.supplier_of(one) if sees_suppliers else None,
                cost=bought.cost if bought and sees_costs else None,
            )
        )
    return BranchNeeds(last, tuple(products), figures.suppliers if sees_suppliers else {})
