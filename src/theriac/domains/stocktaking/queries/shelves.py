"""The shelves of a branch on which something lies."""

from __future__ import annotations

from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.queries.bins import bin_code
from theriac.domains.stocktaking.permissions import REVIEW_COUNT


@query(permission=REVIEW_COUNT)
def shelf_names(*, actor: Actor, branch_id: UUID) -> list[str]:
    """The codes of the bins with stock, "" among them where some lies in none that is known."""
    rows = Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    ).annotate(bin=bin_code(branch_id))
    names = rows.order_by().values_list("bin", flat=True).distinct()
    return sorted(names, key=lambda name: (not name, name))
