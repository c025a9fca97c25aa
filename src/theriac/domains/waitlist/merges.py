"""Who waits for a merged product waits for the one that was kept, at the same place in time."""

from __future__ import annotations

from theriac.core.database.documents import keep
from theriac.domains.catalog.ports import Carried, Merging, TakesPart
from theriac.domains.stock.waiting_lines import note_line
from theriac.domains.waitlist.line import end_wait, note
from theriac.domains.waitlist.models import Wait


class WaitsTakePart(TakesPart):
    """Waits go along with a merge; its undoing leaves them where they are."""

    def carry(self, merging: Merging) -> Carried:
        """Move who waits; while goods are held of either product, stock lets none be merged."""
        rows = Wait.objects.select_for_update().filter(
            product_id=merging.merged_id, state=Wait.State.WAITING
        )
        for wait in rows.order_by("id"):
            _move(wait, merging)
        return Carried()

    def bring_back(self, merging: Merging) -> Carried:
        """Nothing: who waits now waits for the kept product."""
        return Carried()


def _move(wait: Wait, merging: Merging) -> None:
    before = {"product_id": wait.product_id, "state": wait.state}
    key = str(wait.open_key).replace(str(merging.merged_id), str(merging.kept_id))
    if Wait.objects.filter(open_key=key).exists():
        end_wait(wait, Wait.State.LEFT, merging.reason)
        note(wait, before, {"state": wait.state}, merging.reason)
        return
    wait.product_id, wait.open_key = merging.kept_id, key
    keep(wait, "product", "open_key")
    note(wait, before, {"product_id": wait.product_id, "state": wait.state}, merging.reason)
    note_line(wait.branch_id, merging.kept_id)
