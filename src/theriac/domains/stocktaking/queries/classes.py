"""Which products of a branch are A, B and C, by what was sold of them, and which are controlled."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum

from theriac.core.ids import least_id_at
from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.merged import standing_for
from theriac.domains.catalog.queries.product_facts import products_of_classes
from theriac.domains.organisation.queries.branches import get_branch, get_pharmacy
from theriac.domains.replenishment.rules import WINDOW_DAYS
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.rules.valuation import cost_of
from theriac.domains.stocktaking.rules import classes_of

_CLOCKS_APART = timedelta(days=1)
"""How much earlier than it happened a movement's id may have been made."""


def abc_classes(branch_id: UUID, today: date) -> dict[UUID, str]:
    """The class of every product that the branch has or sold in the 90 whole days before today."""
    return classes_of(values_sold(branch_id, today))


def controlled_products() -> list[UUID]:
    """The products whose legal class the country keeps a register of, by id."""
    pharmacy = get_pharmacy()
    profile = profile_for(pharmacy.country if pharmacy else "generic")
    return products_of_classes([one.code for one in profile.legal_classes if one.register])


def values_sold(branch_id: UUID, today: date) -> dict[UUID, int]:
    """What was sold of each product in the window, at its batches' cost in minor units.

    With what was sold as products that were merged into it since.
    """
    branch = get_branch(branch_id)
    if branch is None:
        raise NotFound
    ends = datetime.combine(today, time(), ZoneInfo(branch.time_zone))
    begins = ends - timedelta(days=WINDOW_DAYS)
    stocked = Balance.objects.filter(branch_id=branch_id, quantity__gt=0)
    values: dict[UUID, int] = dict.fromkeys(
        stocked.order_by().values_list("product_id", flat=True).distinct(), 0
    )
    sold = (
        Movement.objects.filter(
            branch_id=branch_id,
            kind=Movement.Kind.SALE,
            id__gte=least_id_at(begins - _CLOCKS_APART),
            occurred_at__gte=begins,
            occurred_at__lt=ends,
        )
        .order_by()
        .values_list("product_id", "batch_id")
        .annotate(units=Sum("quantity"))
    )
    rows = list(sold)
    stands = standing_for(product_id for product_id, _batch, _units in rows)
    units: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for product_id, batch_id, total in rows:
        units[stands[product_id]][batch_id] = int(total)
    costs = _costs(branch_id, {*units, *stands})
    for product_id, batches in units.items():
        values[product_id] = sum(
            cost_of(total, *costs.get(batch_id, (None, 1))) for batch_id, total in batches.items()
        )
    return values


def _costs(branch_id: UUID, product_ids: set[UUID]) -> dict[UUID, tuple[int | None, int]]:
    here = Balance.objects.filter(branch_id=branch_id, product_id__in=product_ids).values(
        "batch_id"
    )
    rows = Batch.objects.filter(id__in=here)
    return {
        key: (cost, per) for key, cost, per in rows.values_list("id", "cost_amount", "cost_units")
    }
