"""What the system does about refills: follows dispenses, prepares reminders, forgets the erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.prescriptions.queries.supplies import supplies_of
from theriac.domains.refills import reminders
from theriac.domains.refills.models import ProgrammeMember, RefillPlan
from theriac.domains.refills.plans import follow_line
from theriac.domains.refills.programmes import end_membership
from theriac.domains.refills.standing import PLAN, end_plan


@command(
    name="refills.follow_lines",
    done=gettext_lazy("Brought refill plans in step with what was dispensed"),
    system_only=True,
)
def follow_lines(*, actor: Actor, line_ids: Sequence[UUID]) -> int:
    """Plans of these lines follow what stands as dispensed of them; how many there are."""
    supplies = supplies_of(line_ids)
    return sum(follow_line(supplies[key]) is not None for key in sorted(supplies))


@command(
    name="refills.prepare_reminders",
    done=gettext_lazy("Prepared refill reminders"),
    system_only=True,
)
def prepare_reminders(*, actor: Actor, branch_id: UUID) -> int:
    """Baskets follow, who is to be told again is, and new reminders are made; how many new."""
    reminders.follow_baskets(branch_id)
    reminders.wake(branch_id)
    return reminders.prepare(branch_id)


@command(
    name="refills.forget_patients",
    done=gettext_lazy("Ended refill plans of erased patients"),
    system_only=True,
)
def forget_patients(*, actor: Actor, patient_ids: Sequence[UUID]) -> int:
    """Who was erased has no plan and is in no programme any more; how many plans ended."""
    rows = RefillPlan.objects.select_for_update().filter(patient_id__in=list(patient_ids))
    plans = list(rows.exclude(state=PLAN.ENDED).order_by("id"))
    for plan in plans:
        end_plan(plan, "erased")
    members = ProgrammeMember.objects.select_for_update().filter(
        patient_id__in=list(patient_ids), left_at=None
    )
    for member in members.order_by("id"):
        end_membership(member, "erased")
    return len(plans)
