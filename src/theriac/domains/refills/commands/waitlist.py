"""Too few goods for a refill: the patient waits for them in the line of the product."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.permissions import KEEP_REFILLS
from theriac.domains.refills.problems import PlanDiffers
from theriac.domains.refills.standing import PLAN, REMINDER, locked_plan, note, open_reminder
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.permissions import KEEP_WAITLIST


@command(
    name="refills.wait",
    done=gettext_lazy("Added a refill to the waitlist"),
    permission=KEEP_REFILLS,
)
def wait_for_refill(
    *, actor: Actor, branch_id: BranchId, plan_id: PlanId, version: int | None = None
) -> WaitId:
    """Let the patient wait for what was too little; the id of the waitlist's entry.

    Raises PlanUnknown, Stale, PlanDiffers unless a yes found too few goods, NotPermitted, and what
    ``join_waitlist`` does.
    """
    require(actor, KEEP_WAITLIST, branch_id)
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE)
    reminder = open_reminder(plan)
    if reminder is None or reminder.state != REMINDER.SHORT:
        raise PlanDiffers(_("No goods are missing for this refill."), state=plan.state)
    kept = kept_records([plan.patient_id])
    made = join_waitlist(
        actor=actor,
        branch_id=branch_id,
        wish=WaitWish(
            product_id=plan.product_id,
            quantity=reminder.quantity,
            patient_id=kept[0].id if kept else plan.patient_id,
        ),
    )
    reminder.state, reminder.wait_id = REMINDER.WAITING, made
    keep(reminder)
    keep(plan, "version")
    note(plan, {"reminder": REMINDER.SHORT.value}, {"reminder": reminder.state})
    return made
