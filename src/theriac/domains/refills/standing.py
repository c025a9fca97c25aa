"""A plan and its reminder that are worked on: found, locked, written, and told on the trail."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, keep
from theriac.domains.refills.models import RefillPlan, RefillReminder, RefillRules
from theriac.domains.refills.problems import PlanDiffers, PlanUnknown
from theriac.domains.refills.rules.codes import HOLD_HOURS, LATE_DAYS, REMIND_DAYS
from theriac.domains.stock.queries.reservations import reservations_told
from theriac.domains.stock.reserved.hold import end

RECORD = "refills.plan"
PLAN, REMINDER = RefillPlan.State, RefillReminder.State


def locked_plan(branch_id: UUID, plan_id: UUID, version: int | None, *states: str) -> RefillPlan:
    """The branch's plan, locked and in one of these states. Raises PlanUnknown, Stale, PlanDiffers.

    Without states it may be in any.
    """
    rows = RefillPlan.objects.select_for_update().filter(id=plan_id, branch_id=branch_id)
    plan = rows.first()
    if plan is None:
        raise PlanUnknown(_("This refill plan doesn’t exist at this branch."))
    at_version(plan, version, _("Another user changed this refill plan. Reload the page."))
    if states and plan.state not in states:
        raise PlanDiffers(_in_words(plan), state=plan.state)
    return plan


def open_reminder(plan: RefillPlan) -> RefillReminder | None:
    """The reminder of a locked plan that stands, locked."""
    rows = RefillReminder.objects.select_for_update().filter(open_key=str(plan.id))
    return rows.first()


def close_reminder(plan: RefillPlan, why: str, *, release: bool = False) -> None:
    """Let the reminder of a locked plan stand no more; what it holds is freed if asked."""
    found = open_reminder(plan)
    if found is None:
        return
    if release and found.reservation_id is not None:
        told = reservations_told(plan.branch_id, [found.reservation_id])
        if [one.state for one in told.values()] == ["active"]:
            end([found.reservation_id], "released", reason=why)
    before, found.state = found.state, REMINDER.CLOSED
    found.closed_at, found.open_key = clock.now(), None
    keep(found)
    note(plan, {"reminder": before}, {"reminder": found.state})


def end_plan(plan: RefillPlan, why: str, said: str = "") -> int:
    """End a locked plan for the coded reason, with its reminder and basket; the version then."""
    before: dict[str, object] = {"state": plan.state}
    close_reminder(plan, said or _("Refill plan ended"), release=True)
    plan.state, plan.why, plan.open_key = PLAN.ENDED, why, None
    plan.ended_at = clock.now()
    keep(plan)
    note(plan, before, {"state": plan.state}, why)
    return int(plan.version)


def note(
    plan: RefillPlan, before: Mapping[str, object], after: Mapping[str, object], reason: str = ""
) -> None:
    """Leave the record of what became of a plan or its reminder."""
    facts = {"product_id": plan.product_id, "before": before, "after": after}
    current_unit().record(RECORD, plan.id, reason=reason, facts=facts, branch_id=plan.branch_id)


def rules_of(branch_id: UUID) -> RefillRules:
    """The branch's numbers, or the usual ones, unsaved."""
    found = RefillRules.objects.filter(branch_id=branch_id).first()
    return found or RefillRules(
        branch_id=branch_id,
        remind_days=REMIND_DAYS,
        late_days=LATE_DAYS,
        hold_hours=HOLD_HOURS,
        version=0,
    )


def _in_words(plan: RefillPlan) -> str:
    if plan.state == PLAN.ENDED:
        return _("This refill plan has ended. Start a new one if needed.")
    if plan.state == PLAN.PAUSED:
        return _("This refill plan is paused. Resume it first.")
    return _("This refill plan is active. Pause or end it first.")
