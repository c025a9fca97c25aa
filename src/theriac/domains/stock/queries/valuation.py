"""The value of stock at cost, by branch, place and legal class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.money import divide_half_up
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.product_facts import product_classes
from theriac.domains.catalog.queries.products import dearest_prices
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.rules.valuation import BatchCost, cost_of, nearest_cost


@dataclass(frozen=True, slots=True)
class ValueLine:
    """Batches of one class in one place. ``value`` and ``consigned`` are minor units at cost.

    Each batch's cost is rounded down. ``consigned`` is the suppliers' and not in ``value``;
    ``without_cost`` counts batches whose cost nobody entered.
    """

    branch_id: UUID
    place_id: UUID
    place: str
    kind: str
    legal_class: str
    batches: int
    value: int
    consigned: int
    without_cost: int


@query(permission=SEE_COSTS)
def value_by_place(*, actor: Actor) -> list[ValueLine]:
    """What lies where the actor may see costs, in two reads, the most value first."""
    rows = Balance.objects.filter(quantity__gt=0, **branches_seen(actor, SEE_COSTS)).order_by()
    classes = product_classes()
    sums: dict[tuple[UUID, UUID, str, str, str], list[int]] = {}
    for row in rows.values_list(
        "branch_id",
        "place_id",
        "place__name",
        "place__kind",
        "product_id",
        "quantity",
        "batch__cost_amount",
        "batch__cost_units",
        "batch__is_consigned",
    ).iterator(chunk_size=5_000):
        branch_id, place_id, name, kind, product_id, quantity, amount, units, is_consigned = row
        where = (branch_id, place_id, name, kind)
        line = sums.setdefault((*where, classes.get(product_id, "")), [0, 0, 0, 0])
        line[0] += 1
        line[2 if is_consigned else 1] += cost_of(quantity, amount, units)
        line[3] += amount is None
    found = [ValueLine(*key, *line) for key, line in sums.items()]
    return sorted(found, key=lambda one: (-one.value, one.place, one.legal_class, one.place_id))


def book_values() -> dict[UUID, int]:
    """What lies at each branch or is on its way from it, at cost, each balance rounded down.

    Recomputed from balances and batches, for what checks the books.
    """
    found: dict[UUID, int] = defaultdict(int)
    rows = Balance.objects.filter(quantity__gt=0).order_by()
    columns = ("branch_id", "quantity", "batch__cost_amount", "batch__cost_units")
    for branch_id, quantity, *cost in rows.values_list(*columns, "batch__is_consigned").iterator(
        chunk_size=5_000
    ):
        found[branch_id] += BatchCost(*cost).worth(quantity)
    return dict(found)


def value_total(lines: Iterable[ValueLine]) -> int:
    """The sum of the lines."""
    return sum(one.value for one in lines)


def worth_of_changes(branch_id: UUID, changes: Iterable[tuple[Batch, int]]) -> int:
    """What the base units of these batches are worth together, minor units, without their sign.

    At the batch's cost; where nobody entered one, at the product's dearest list price now.
    """
    known, uncosted = 0, defaultdict[UUID, int](int)
    for batch, units in changes:
        cost = nearest_cost(abs(units), batch.cost_amount, batch.cost_units)
        if cost is None:
            uncosted[batch.product_id] += abs(units)
        else:
            known += cost
    if not uncosted:
        return known
    prices = dearest_prices(list(uncosted), at_branch=branch_id)
    return known + sum(
        divide_half_up(units * prices[product_id].amount, prices[product_id].units)
        for product_id, units in uncosted.items()
        if product_id in prices
    )
