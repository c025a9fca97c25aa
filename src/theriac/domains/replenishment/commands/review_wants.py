"""The want list kept by itself: low stock is put on it once, what came leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.replenishment.commands.settle_want import end_entry, record_state
from theriac.domains.replenishment.commands.want import WantWritten, put_on_list
from theriac.domains.replenishment.models import StockAlert, WantEntry
from theriac.domains.replenishment.queries.ordered import CAME, WENT_BACK
from theriac.domains.stock.models import Movement

Pair = tuple[UUID, UUID]
"""A product and a branch."""


def want_low(actor: Actor, pair: Pair, lacking: int) -> None:
    """Put what lacks to the minimum on the list, when its alert is raised."""
    product_id, branch_id = pair
    want = WantWritten(quantity=lacking, product_id=product_id)
    put_on_list(actor, branch_id, want, WantEntry.Source.LOW)


def wants_due(pairs: Iterable[Pair]) -> list[UUID]:
    """Entries of these products and branches that have a reason to leave their list."""
    asked = set(pairs)
    rows = WantEntry.objects.filter(
        product_id__in={product_id for product_id, _branch in asked}, open_key__isnull=False
    )
    return sorted(row.id for row in rows if (row.product_id, row.branch_id) in asked and _left(row))


@command(
    name="replenishment.review_wants",
    done=_("Checked the want list for arrivals"),
    system_only=True,
)
def review_wants(*, actor: Actor, want_ids: Iterable[UUID]) -> None:
    """Let leave what came since it was noted, and what low stock wrote and is enough again.

    What came is counted from the movements, so that looking twice changes nothing.
    """
    for want_id in sorted(want_ids):
        rows = WantEntry.objects.select_for_update()
        entry = rows.filter(id=want_id, open_key__isnull=False).first()
        if entry is not None and (state := _left(entry)):
            end_entry(entry, state, actor.id)
            record_state(entry, state)


def _left(entry: WantEntry) -> str:
    product_id = entry.product_id
    if product_id is None:
        return ""
    if came_since(entry, product_id) >= entry.quantity:
        return WantEntry.State.CAME
    if entry.source != WantEntry.Source.LOW:
        return ""
    low = StockAlert.objects.filter(
        kind=StockAlert.Kind.LOW,
        product_id=product_id,
        branch_id=entry.branch_id,
        cleared_at=None,
    )
    return "" if low.exists() else WantEntry.State.ENOUGH


def came_since(entry: WantEntry, product_id: UUID) -> int:
    """Base units that came onto the branch's shelves since it was noted, less what went back."""
    rows = Movement.objects.filter(
        product_id=product_id, branch_id=entry.branch_id, recorded_at__gte=entry.added_at
    )
    sums = rows.aggregate(came=Sum("quantity", filter=CAME), back=Sum("quantity", filter=WENT_BACK))
    return int(sums["came"] or 0) - int(sums["back"] or 0)
