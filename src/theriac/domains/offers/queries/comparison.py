"""What suppliers offer of a product, the cheapest true unit cost first, with the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.queries.prices import offered
from theriac.domains.offers.rules.unit_costs import Offered, PacksCost, cost_for, is_enough
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.suppliers.queries import names_of_suppliers


@dataclass(frozen=True, slots=True)
class RankedOffer:
    """An offer for so many units: what it costs, and whether the supplier has so many."""

    offered: Offered
    supplier: str
    cost: PacksCost
    per_unit: Fraction
    is_enough: bool


@query(permission=VIEW_OFFERS)
def compare_offers(
    *, actor: Actor, branch_id: UUID, product_id: UUID, units: int = 1
) -> list[RankedOffer]:
    """Each valid offer of the product for so many base units, the cheapest unit first.

    Offers of suppliers that have too little come after the others. Whether tax is a cost depends on
    the branch's registration. Goods that are expired today aren't counted as goods.
    """
    today = branch_date(branch_id)
    branch = get_branch(branch_id)
    is_cost = not (branch and branch.tax_registered)
    found = offered(branch_id=branch_id, product_ids=[product_id], on=today).get(product_id, ())
    names = names_of_suppliers({one.supplier_id for one in found})
    ranked = []
    for one in found:
        is_over = one.expires_on is not None and one.expires_on <= today
        cost = cost_for(one, units, tax_is_cost=is_cost, most_units=0 if is_over else None)
        if cost.per_unit is not None:
            enough = is_enough(one, cost.packs)
            name = names.get(one.supplier_id, "")
            ranked.append(RankedOffer(one, name, cost, cost.per_unit, enough))
    return sorted(
        ranked, key=lambda one: (not one.is_enough, one.per_unit, one.supplier, one.offered.line_id)
    )
