"""What a patient got for a plan without a prescription: noted, and taken back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.refills.ids import FillId, PlanId
from theriac.domains.refills.models import RefillFill, RefillPlan
from theriac.domains.refills.permissions import KEEP_REFILLS
from theriac.domains.refills.plans import fills_of, moved
from theriac.domains.refills.problems import PlanDiffers, RefillRefused
from theriac.domains.refills.rules.codes import MOST_UNITS
from theriac.domains.refills.standing import PLAN, locked_plan, note

OLDEST = timedelta(days=366)


@command(name="refills.note_fill", done=gettext_lazy("Noted a refill"), permission=KEEP_REFILLS)
def note_fill(
    *,
    actor: Actor,
    branch_id: BranchId,
    plan_id: PlanId,
    version: int,
    filled_on: date,
    quantity: int,
) -> int:
    """The patient got so many base units on a day; the plan's version then.

    Raises PlanUnknown, Stale, PlanDiffers for a plan that follows a prescription or isn't active,
    RefillRefused.
    """
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE)
    _require_own(plan)
    if not 1 <= quantity <= MOST_UNITS:
        words = _("Enter a quantity from 1 to %(most)s.") % {"most": MOST_UNITS}
        raise RefillRefused(words, field="quantity")
    check_filled_on(branch_id, filled_on)
    add_fill(plan, filled_on, quantity)
    return int(plan.version)


@command(
    name="refills.take_back_fill",
    done=gettext_lazy("Took back a refill"),
    permission=KEEP_REFILLS,
)
def take_back_fill(
    *, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int, fill_id: FillId
) -> int:
    """A fill that was noted by mistake counts no more; the plan's version then.

    Raises PlanUnknown, Stale, PlanDiffers once the plan has ended, NotFound.
    """
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE, PLAN.PAUSED)
    rows = RefillFill.objects.select_for_update().filter(plan=plan, taken_back_at=None)
    fill = rows.filter(id=fill_id).first()
    if fill is None:
        raise NotFound(_("This refill isn’t there any more. Reload the page."))
    fill.taken_back_at, fill.taken_back_by = clock.now(), actor.id
    fill.save(update_fields=["taken_back_at", "taken_back_by"])
    note(plan, {"filled": fill.quantity}, {"filled": 0})
    moved(plan, fills_of([plan])[plan.id])
    return int(plan.version)


def add_fill(
    plan: RefillPlan, day: date, quantity: int, reservation_id: UUID | None = None
) -> None:
    """Keep a fill of a locked plan in the running command, and move its due day."""
    RefillFill.objects.create(
        id=new_id(),
        plan=plan,
        quantity=quantity,
        filled_on=day,
        noted_at=clock.now(),
        noted_by=current_unit().actor.id,
        reservation_id=reservation_id,
    )
    note(plan, {}, {"filled": quantity, "filled_on": day})
    moved(plan, fills_of([plan])[plan.id])


def check_filled_on(branch_id: UUID, day: date) -> None:
    """Raise RefillRefused for a day to come, or more than a year ago."""
    today = branch_date(branch_id)
    if not today - OLDEST <= day <= today:
        raise RefillRefused(
            _("Enter a day within the last year, not in the future."), field="filled_on"
        )


def _require_own(plan: RefillPlan) -> None:
    if plan.line_id is not None:
        raise PlanDiffers(
            _("This plan follows a prescription. Record the dispense there."), state=plan.state
        )
