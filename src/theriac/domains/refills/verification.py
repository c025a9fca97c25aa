"""What must always be true of refills, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.refills.models import RefillPlan, RefillReminder
from theriac.domains.refills.plans import fills_of
from theriac.domains.refills.rules.coverage import runs_out
from theriac.domains.refills.standing import PLAN, REMINDER

AT_ONCE = 400
DUE_DIFFERS = finding(
    "refills.due_differs",
    _("Refill plan %(plan)s says %(kept)s, but what was given runs out on %(counted)s."),
)
REMINDER_DIFFERS = finding(
    "refills.reminder_differs",
    _("Refill plan %(plan)s has an open reminder, but is %(state)s."),
)


@verifies("refills.next_due")
def due_days_are_counted(findings: Findings) -> None:
    """Each active plan's due day is that of the formula over what was given and stands."""
    ids = RefillPlan.objects.filter(state=PLAN.ACTIVE).order_by("id").values_list("id", flat=True)
    wanted = list(ids)
    for start in range(0, len(wanted), AT_ONCE):
        plans = list(RefillPlan.objects.filter(id__in=wanted[start : start + AT_ONCE]))
        given = fills_of(plans)
        for plan in plans:
            findings.look(1)
            counted = runs_out(given[plan.id], plan.quantity, plan.days or 1)
            if counted != plan.next_due_on:
                findings.violate(DUE_DIFFERS, plan=plan.id, kept=plan.next_due_on, counted=counted)


@verifies("refills.reminders")
def reminders_are_of_active_plans(findings: Findings) -> None:
    """Each open reminder is of a plan that is active."""
    rows = RefillReminder.objects.exclude(state=REMINDER.CLOSED).exclude(plan__state=PLAN.ACTIVE)
    for one in rows.select_related("plan").order_by("id"):
        findings.violate(REMINDER_DIFFERS, plan=one.plan_id, state=one.plan.state)
    findings.look(RefillReminder.objects.exclude(state=REMINDER.CLOSED).count())
