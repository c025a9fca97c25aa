"""What was asked of a merged product was asked of the one that is kept."""

from __future__ import annotations

from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.domains.catalog.ports import Carried, Merging, TakesPart
from theriac.domains.unmet_requests.drafts import RECORD
from theriac.domains.unmet_requests.models import UnmetRequest


class RequestsTakePart(TakesPart):
    """Open requests go along with a merge; its undoing leaves them where they are.

    What was settled stays as it was said: demand counts it for the kept product all the same.
    """

    def carry(self, merging: Merging) -> Carried:
        """Move the open ones."""
        rows = UnmetRequest.objects.select_for_update().filter(
            product_id=merging.merged_id, state=UnmetRequest.State.OPEN
        )
        for row in rows.order_by("id"):
            row.product_id = merging.kept_id
            keep(row, "product")
            facts = {
                "before": {"product_id": merging.merged_id},
                "after": {"product_id": merging.kept_id},
            }
            current_unit().record(
                RECORD, row.id, reason=merging.reason, facts=facts, branch_id=row.branch_id
            )
        return Carried()

    def bring_back(self, merging: Merging) -> Carried:
        """Nothing: what was asked stays with the kept product."""
        return Carried()
