"""What was wanted of a merged product: minimums and entries of the want list."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.domains.catalog.ports import Carried, Merging, TakesPart
from theriac.domains.replenishment.commands.settle_want import end_entry
from theriac.domains.replenishment.commands.want import RECORD, open_key_of
from theriac.domains.replenishment.models import StockAlert, StockMinimum, WantEntry


class WantsTakePart(TakesPart):
    """What was wanted of a merged product is wanted of the kept one."""

    def carry(self, merging: Merging) -> Carried:
        """Move the entries of the want list, and the minimums where the kept product has none."""
        _move_wants(merging)
        return Carried(minimums=tuple(_move_minimums(merging)))

    def bring_back(self, merging: Merging) -> Carried:
        """Bring the minimums back that the merge moved."""
        _return_minimums(merging)
        return Carried()


def _move_minimums(merging: Merging) -> list[UUID]:
    """What the merged product wanted becomes the kept one's where that wants nothing yet; which.

    Alerts of the merged product end: nobody buys it any more.
    """
    wanted = StockMinimum.objects.filter(product_id=merging.merged_id)
    own = set(
        StockMinimum.objects.filter(product_id=merging.kept_id).values_list("branch_id", flat=True)
    )
    moved = [one for one in wanted.order_by("branch_id") if one.branch_id not in own]
    for minimum in moved:
        _give(minimum, merging.merged_id, merging.kept_id, merging.reason)
    StockAlert.objects.filter(product_id=merging.merged_id, open_key__isnull=False).update(
        open_key=None, cleared_at=clock.now()
    )
    return [minimum.id for minimum in moved]


def _return_minimums(merging: Merging) -> None:
    """Those that the merge moved and that are still the kept product's are the merged one's."""
    rows = StockMinimum.objects.filter(id__in=merging.minimums, product_id=merging.kept_id)
    own = set(
        StockMinimum.objects.filter(product_id=merging.merged_id).values_list(
            "branch_id", flat=True
        )
    )
    for minimum in rows.order_by("branch_id"):
        if minimum.branch_id not in own:
            _give(minimum, merging.kept_id, merging.merged_id, merging.reason)


def _move_wants(merging: Merging) -> None:
    """What is listed of the merged product is wanted of the kept one, or stands there already."""
    rows = WantEntry.objects.select_for_update().filter(
        product_id=merging.merged_id, open_key__isnull=False
    )
    for entry in rows.order_by("id"):
        key = open_key_of(entry.branch_id, merging.kept_id)
        if WantEntry.objects.filter(open_key=key).exists():
            reason = _("The replacement product is already on the list.")
            end_entry(entry, WantEntry.State.REMOVED, current_unit().actor.id, reason)
        else:
            entry.product_id, entry.open_key = merging.kept_id, key
            keep(entry)
        current_unit().record(
            RECORD, entry.id, reason=merging.reason, facts={"product_id": merging.kept_id}
        )


def _give(minimum: StockMinimum, one: UUID, other: UUID, reason: str) -> None:
    minimum.product_id = other
    keep(minimum, "product")
    facts = {"before": {"product_id": one}, "product_id": other}
    current_unit().record("stock.minimum", minimum.id, reason=reason, facts=facts)
