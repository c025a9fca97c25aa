"""What is noted when somebody was told of a refill: how, and what they said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.queries.consents import may_contact
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan, RefillReminder
from theriac.domains.refills.permissions import KEEP_REFILLS
from theriac.domains.refills.problems import PlanDiffers, RefillRefused
from theriac.domains.refills.rules.codes import LATER_MOST, TOLD_BY
from theriac.domains.refills.standing import PLAN, REMINDER, locked_plan, note, open_reminder

PURPOSE = "refill"
Answer = Literal["told", "later", "unreachable", "declined"]
ANSWERS: dict[str, str] = {
    "told": REMINDER.TOLD,
    "later": REMINDER.LATER,
    "unreachable": REMINDER.UNREACHABLE,
    "declined": REMINDER.DECLINED,
}
MAY_BE_TOLD = (
    REMINDER.DUE,
    REMINDER.TOLD,
    REMINDER.LATER,
    REMINDER.UNREACHABLE,
    REMINDER.DECLINED,
    REMINDER.SHORT,
)


@command(
    name="refills.tell",
    done=gettext_lazy("Noted that a patient was reminded"),
    permission=KEEP_REFILLS,
)
def tell_patient(
    *,
    actor: Actor,
    branch_id: BranchId,
    plan_id: PlanId,
    channel: str,
    answer: str = "told",
    again_on: date | None = None,
    version: int | None = None,
) -> int:
    """The patient was reminded on a channel, and said so; the plan's version then.

    Later: they are reminded again on ``again_on``; unreachable: tomorrow. Anything but telling them
    in the pharmacy needs their consent to refill reminders on the channel. Raises PlanUnknown,
    Stale, PlanDiffers where no reminder stands or goods are held already, RefillRefused.
    """
    if channel not in TOLD_BY or answer not in ANSWERS:
        raise RefillRefused(_("Choose how the patient was told, and the answer."), field="channel")
    plan = locked_plan(branch_id, plan_id, version, PLAN.ACTIVE)
    reminder = open_reminder(plan)
    if reminder is None:
        raise PlanDiffers(_("No reminder is due for this plan."), state=plan.state)
    if reminder.state not in MAY_BE_TOLD:
        raise PlanDiffers(
            _("The patient agreed already. View the refill on the plan’s page."), state=plan.state
        )
    _require_consent(plan, channel)
    before: dict[str, object] = {"reminder": reminder.state}
    now = clock.now()
    reminder.again_on = _again(branch_id, answer, again_on)
    reminder.state, reminder.channel = ANSWERS[answer], channel
    if answer == "unreachable":
        reminder.answered_at = reminder.answered_by = None
    else:
        reminder.told_at, reminder.told_by = now, actor.id
        said = answer != "told"
        reminder.answered_at, reminder.answered_by = (now, actor.id) if said else (None, None)
    _kept(plan, reminder)
    note(plan, before, {"reminder": reminder.state, "again_on": reminder.again_on})
    return int(plan.version)


def _kept(plan: RefillPlan, reminder: RefillReminder) -> None:
    keep(reminder)
    keep(plan, "version")


def _again(branch_id: BranchId, answer: str, again_on: date | None) -> date | None:
    today = branch_date(branch_id)
    if answer == "unreachable":
        return today + timedelta(days=1)
    if answer != "later":
        return None
    if again_on is None or not today < again_on <= today + timedelta(days=LATER_MOST):
        words = _("Choose a day within the next %(days)s days.") % {"days": LATER_MOST}
        raise RefillRefused(words, field="again_on")
    return again_on


def _require_consent(plan: RefillPlan, channel: str) -> None:
    if channel == "person":
        return
    kept = kept_records([plan.patient_id])
    if not kept or not may_contact(kept[0].id, PURPOSE, channel):
        raise RefillRefused(
            _(
                "The patient hasn’t agreed to refill reminders by %(channel)s. Ask for consent "
                "on the patient’s page first."
            )
            % {"channel": TOLD_BY[channel]},
            field="channel",
        )
