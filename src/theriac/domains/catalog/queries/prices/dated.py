"""The dated prices and ceilings of many products, for those who keep a copy of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from theriac.core.actor import Actor
from theriac.core.database.reads import CachedRead
from theriac.core.query import query
from theriac.domains.catalog.models import Price, PriceCeiling
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.sale_facts import CeilingFact, PriceFact

_prices = CachedRead(
    lambda product_ids, branch_id: (
        Price.objects.filter(
            Q(branch_id=None) | Q(branch_id=branch_id), pack__product_id__in=product_ids
        )
        .order_by("valid_from", "recorded_at", "id")
        .values_list("pack_id", "branch_id", "amount", "valid_from")
    )
)
_ceilings = CachedRead(
    lambda product_ids: (
        PriceCeiling.objects.filter(product_id__in=product_ids)
        .order_by("valid_from", "recorded_at", "id")
        .values_list("product_id", "amount", "units", "valid_from")
    )
)


@query(permission=VIEW_CATALOG)
def dated_prices(
    *, actor: Actor, product_ids: Sequence[UUID], at_branch: UUID
) -> dict[UUID, list[PriceFact]]:
    """General prices and those of ``at_branch`` by pack, oldest first.

    Of two from the same instant the later recorded comes last, and is in force.
    """
    found: dict[UUID, list[PriceFact]] = defaultdict(list)
    for pack_id, *price in _prices(list(product_ids), at_branch):
        found[pack_id].append(PriceFact(*price))
    return found


@query(permission=VIEW_CATALOG)
def dated_ceilings(*, actor: Actor, product_ids: Sequence[UUID]) -> dict[UUID, list[CeilingFact]]:
    """The ceilings by product, oldest first."""
    found: dict[UUID, list[CeilingFact]] = defaultdict(list)
    for product_id, *ceiling in _ceilings(list(product_ids)):
        found[product_id].append(CeilingFact(*ceiling))
    return found


def prices_to_keep(prices: Sequence[PriceFact], now: datetime) -> list[PriceFact]:
    """Of a pack's dated prices, oldest first: for each owner the one in force and those to come.

    An owner is a branch or, first, None: everywhere.
    """
    owners = sorted({row.branch_id for row in prices}, key=lambda owner: str(owner or ""))
    kept: list[PriceFact] = []
    for owner in owners:
        own = [row for row in prices if row.branch_id == owner]
        begun = sum(1 for row in own if row.valid_from <= now)
        kept += own[max(begun - 1, 0) :]
    return kept
