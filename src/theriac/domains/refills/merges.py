"""Who takes a merged product goes on with the one that was kept."""

from __future__ import annotations

from theriac.core.database.documents import keep
from theriac.domains.catalog.ports import Carried, Merging, TakesPart
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.standing import PLAN, end_plan, note


class PlansTakePart(TakesPart):
    """Plans go along with a merge; its undoing leaves them where they are."""

    def carry(self, merging: Merging) -> Carried:
        """Move the plans; while goods are held of either product, stock lets none be merged."""
        rows = RefillPlan.objects.select_for_update().filter(product_id=merging.merged_id)
        for plan in rows.exclude(state=PLAN.ENDED).order_by("id"):
            _move(plan, merging)
        return Carried()

    def bring_back(self, merging: Merging) -> Carried:
        """Nothing: the plans are for the kept product now."""
        return Carried()


def _move(plan: RefillPlan, merging: Merging) -> None:
    before: dict[str, object] = {"product_id": plan.product_id}
    if plan.open_key is not None:
        key = plan.open_key.replace(str(merging.merged_id), str(merging.kept_id))
        if RefillPlan.objects.filter(open_key=key).exists():
            end_plan(plan, "merged", merging.reason)
            return
        plan.open_key = key
    plan.product_id = merging.kept_id
    keep(plan, "product", "open_key")
    note(plan, before, {"product_id": plan.product_id}, merging.reason)
