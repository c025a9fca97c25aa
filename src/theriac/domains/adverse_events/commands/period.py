"""A branch's own period for serious reactions, where its country's law sets none."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.adverse_events.models import ReportingPeriod
from theriac.domains.adverse_events.permissions import ASSESS_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.queries import own_days
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import lock_branch

MOST_DAYS = 90


@command(
    name="adverse_events.set_period",
    done=gettext_lazy("Set the period for serious adverse event reports"),
    permission=ASSESS_ADVERSE_EVENTS,
)
def set_reporting_period(
    *, actor: Actor, branch_id: BranchId, serious_days: int | None
) -> int | None:
    """Calendar days until a serious reaction is to be reported, None for no period; as it is then.

    A law's own days go before it. Raises AdverseEventRefused beyond the bounds.
    """
    if serious_days is not None and not 1 <= serious_days <= MOST_DAYS:
        words = _("Enter a whole number from %(least)s to %(most)s.")
        raise AdverseEventRefused(words % {"least": 1, "most": MOST_DAYS}, field="serious_days")
    lock_branch(branch_id)
    before = own_days(branch_id)
    fresh = ReportingPeriod(id=new_id(), branch_id=branch_id, version=0)
    row = ReportingPeriod.objects.filter(branch_id=branch_id).first() or fresh
    row.serious_days = serious_days
    keep(row)
    facts = {"before": {"serious_days": before}, "after": {"serious_days": serious_days}}
    current_unit().record("organisation.branch", branch_id, facts=facts)
    return serious_days
