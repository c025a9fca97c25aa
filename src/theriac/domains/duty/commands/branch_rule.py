"""Where a branch wants a pharmacist on duty although no law does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.duty.models import BranchDutyRule
from theriac.domains.duty.permissions import SET_DUTY_RULE
from theriac.domains.organisation.ids import BranchId


@command(
    name="duty.set_rule",
    done=gettext_lazy("Set whether a pharmacist must be on duty"),
    permission=SET_DUTY_RULE,
)
def set_duty_rule(*, actor: Actor, branch_id: BranchId, asked: bool) -> bool:
    """For prescription-only goods that the law lets go without; what it asks, it asks anyway."""
    fresh = BranchDutyRule(id=new_id(), branch_id=branch_id, asked=False, version=0)
    row = BranchDutyRule.objects.select_for_update().filter(branch_id=branch_id).first() or fresh
    before, row.asked = row.asked, asked
    keep(row)
    facts = {"before": {"asked": before}, "after": {"asked": asked}}
    current_unit().record("organisation.branch", branch_id, facts=facts)
    return asked
