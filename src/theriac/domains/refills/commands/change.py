"""Another supply for a plan; pausing it, resuming it, ending it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.refills.commands.start import check_supply
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.permissions import KEEP_REFILLS
from theriac.domains.refills.plans import fills_of, moved
from theriac.domains.refills.problems import PlanDiffers, RefillRefused
from theriac.domains.refills.rules.codes import BY_THE_SYSTEM, ENDED_WHY, PAUSED_WHY
from theriac.domains.refills.standing import PLAN, close_reminder, end_plan, locked_plan, note

NO_DAYS = "no_days"


@command(name="refills.change", done=gettext_lazy("Changed a refill plan"), permission=KEEP_REFILLS)
def change_plan(
    *, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int, quantity: int, days: int
) -> int:
    """So many base units last so many days, for what was given too; the version then.

    A plan that waited for its days goes on. Raises PlanUnknown, Stale, PlanDiffers, RefillRefused.
    """
    check_supply(quantity, days)
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE, PLAN.PAUSED)
    before: dict[str, object] = {
        "quantity": plan.quantity,
        "days": plan.days,
        "state": plan.state,
    }
    if (quantity, days) == (plan.quantity, plan.days):
        raise RefillRefused(_("Nothing was changed."), field="days")
    plan.quantity, plan.days = quantity, days
    if plan.why == NO_DAYS:
        plan.state, plan.why = PLAN.ACTIVE, ""
    keep(plan)
    note(plan, before, {"quantity": quantity, "days": days, "state": plan.state})
    moved(plan, fills_of([plan])[plan.id])
    return int(plan.version)


@command(name="refills.pause", done=gettext_lazy("Paused a refill plan"), permission=KEEP_REFILLS)
def pause_plan(
    *, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int, why: str
) -> int:
    """Remind nobody for now; what is held is released. The version then.

    Raises PlanUnknown, Stale, PlanDiffers, RefillRefused without a reason.
    """
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE)
    code = _reason(why, set(PAUSED_WHY) - {NO_DAYS})
    close_reminder(plan, _("Refill plan paused"), release=True)
    _go(plan, PLAN.PAUSED, code)
    return int(plan.version)


@command(name="refills.resume", done=gettext_lazy("Resumed a refill plan"), permission=KEEP_REFILLS)
def resume_plan(*, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int) -> int:
    """Go on with it; the version then. Raises PlanUnknown, Stale, PlanDiffers."""
    plan = locked_plan(branch_id, plan_id, version, PLAN.PAUSED)
    if not plan.days:
        raise PlanDiffers(
            _("Enter how many days a refill lasts first. Then the plan resumes."), state=plan.state
        )
    _go(plan, PLAN.ACTIVE, "")
    moved(plan, fills_of([plan])[plan.id])
    return int(plan.version)


@command(name="refills.end", done=gettext_lazy("Ended a refill plan"), permission=KEEP_REFILLS)
def stop_plan(*, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int, why: str) -> int:
    """Remind nobody any more; what is held is released. The version then.

    Raises PlanUnknown, Stale, PlanDiffers, RefillRefused without a reason.
    """
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE, PLAN.PAUSED)
    return end_plan(plan, _reason(why, set(ENDED_WHY) - BY_THE_SYSTEM))


def _go(plan: RefillPlan, state: str, why: str) -> None:
    before: dict[str, object] = {"state": plan.state}
    plan.state, plan.why = state, why
    keep(plan)
    note(plan, before, {"state": state}, why)


def _reason(code: str, known: Collection[str]) -> str:
    if code not in known:
        raise RefillRefused(_("Choose a reason."), field="why")
    return code
