"""For how long a branch holds goods for who is first in line."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.waitlist.line import hold_hours
from theriac.domains.waitlist.models import HoldTime
from theriac.domains.waitlist.permissions import SET_HOLD_TIME
from theriac.domains.waitlist.problems import WaitRefused
from theriac.domains.waitlist.rules import MOST_HOURS


@command(
    name="waitlist.set_hold_time",
    done=gettext_lazy("Set how long goods are held for the waitlist"),
    permission=SET_HOLD_TIME,
)
def set_hold_time(*, actor: Actor, branch_id: BranchId, hours: int) -> int:
    """For offers from now on; what is held already stays as it was said. Returns the hours.

    Raises WaitRefused for less than an hour or more than fourteen days.
    """
    if not 1 <= hours <= MOST_HOURS:
        words = _("Enter a whole number of hours from 1 to %(most)s.") % {"most": MOST_HOURS}
        raise WaitRefused(words, field="hours")
    before = hold_hours(branch_id)
    fresh = HoldTime(id=new_id(), branch_id=branch_id, hours=hours, version=0)
    row = HoldTime.objects.select_for_update().filter(branch_id=branch_id).first() or fresh
    row.hours = hours
    keep(row)
    facts = {"before": {"hours": before}, "after": {"hours": hours}}
    current_unit().record("organisation.branch", branch_id, facts=facts)
    return hours
