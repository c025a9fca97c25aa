"""A branch's own numbers: how early it reminds, when somebody is late, how long it holds goods."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.refills.models import RefillReminder, RefillRules
from theriac.domains.refills.permissions import SET_REFILLS
from theriac.domains.refills.problems import RefillRefused
from theriac.domains.refills.rules.codes import MOST_HOURS, MOST_LATE, MOST_REMIND
from theriac.domains.refills.standing import rules_of

NAMES = ("remind_days", "late_days", "hold_hours")


@command(
    name="refills.set_rules",
    done=gettext_lazy("Set when refill reminders are due"),
    permission=SET_REFILLS,
)
def set_refill_rules(
    *, actor: Actor, branch_id: BranchId, remind_days: int, late_days: int, hold_hours: int
) -> int:
    """From now on, also for who is late already; what is held stays. Returns the days before.

    Raises RefillRefused beyond the bounds.
    """
    given = {"remind_days": remind_days, "late_days": late_days, "hold_hours": hold_hours}
    bounds = {
        "remind_days": (0, MOST_REMIND),
        "late_days": (1, MOST_LATE),
        "hold_hours": (1, MOST_HOURS),
    }
    for name, (least, most) in bounds.items():
        if not least <= given[name] <= most:
            words = _("Enter a whole number from %(least)s to %(most)s.")
            raise RefillRefused(words % {"least": least, "most": most}, field=name)
    before = {name: getattr(rules_of(branch_id), name) for name in NAMES}
    fresh = RefillRules(id=new_id(), branch_id=branch_id, version=0)
    row = RefillRules.objects.select_for_update().filter(branch_id=branch_id).first() or fresh
    row.remind_days, row.late_days, row.hold_hours = remind_days, late_days, hold_hours
    keep(row)
    shift = timedelta(days=late_days - before["late_days"])
    RefillReminder.objects.filter(branch_id=branch_id, open_key__isnull=False).update(
        late_at=F("late_at") + shift
    )
    facts = {"before": before, "after": given}
    current_unit().record("organisation.branch", branch_id, facts=facts)
    return remind_days
