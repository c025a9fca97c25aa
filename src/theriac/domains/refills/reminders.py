"""Reminders of a branch: prepared before a supply runs out, woken again, and their baskets.

Each step takes a bounded number and may be done by two runners at once: a reminder is inserted by
its plan's key, and whoever didn't insert it announces nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import (
    branch_date,
    branch_zone,
    day_begins,
)
from theriac.domains.prescriptions.queries.supplies import supplies_of
from theriac.domains.refills.commands.fills import add_fill
from theriac.domains.refills.events import RefillDue
from theriac.domains.refills.models import RefillPlan, RefillReminder
from theriac.domains.refills.plans import follow_line
from theriac.domains.refills.standing import (
    PLAN,
    REMINDER,
    close_reminder,
    note,
    open_reminder,
    rules_of,
)
from theriac.domains.stock.queries.reservations import reservations_told
from theriac.domains.waitlist.queries import list_waits

LAST_DAY = date.max.toordinal() - 2
AT_ONCE = 200
"""Of each step in one run at a branch."""


def new_reminder(plan: RefillPlan, late_days: int) -> RefillReminder:
    """A reminder of the plan that isn't kept yet; late after so many days more than it is due."""
    due_on = plan.next_due_on or branch_date(plan.branch_id)
    late_on = date.fromordinal(min(due_on.toordinal() + late_days + 1, LAST_DAY))
    return RefillReminder(
        id=new_id(),
        plan=plan,
        branch_id=plan.branch_id,
        state=REMINDER.DUE,
        due_on=due_on,
        late_at=day_begins(late_on, branch_zone(plan.branch_id)),
        prepared_at=clock.now(),
        told_at=None,
        told_by=None,
        channel="",
        again_on=None,
        answered_at=None,
        answered_by=None,
        reservation_id=None,
        wait_id=None,
        quantity=0,
        alerts=0,
        stops=0,
        closed_at=None,
        open_key=str(plan.id),
        version=1,
    )


def prepare(branch_id: UUID) -> int:
    """Reminders for plans whose supply runs out soon or did, the longest overdue first."""
    rules = rules_of(branch_id)
    until = branch_date(branch_id) + timedelta(days=rules.remind_days)
    standing = RefillReminder.objects.filter(plan_id=OuterRef("id"), open_key__isnull=False)
    plans = RefillPlan.objects.filter(
        ~Exists(standing), branch_id=branch_id, state=PLAN.ACTIVE, next_due_on__lte=until
    )
    made = 0
    for plan in plans.order_by("next_due_on", "id")[:AT_ONCE]:
        reminder = new_reminder(plan, rules.late_days)
        if not insert_if_absent(RefillReminder, reminder):
            continue
        made += 1
        note(plan, {}, {"reminder": reminder.state, "due_on": reminder.due_on})
        current_unit().announce(
            RefillDue(
                subject=str(plan.id),
                branch_id=branch_id,
                data={"due_on": reminder.due_on, "days": _days_until(reminder)},
            )
        )
    return made


def wake(branch_id: UUID) -> int:
    """Who asked to be told later, or wasn't reached, is to be told again; how many."""
    rows = RefillReminder.objects.filter(
        branch_id=branch_id,
        state__in=(REMINDER.LATER, REMINDER.UNREACHABLE),
        again_on__lte=branch_date(branch_id),
    )
    ids = list(rows.order_by("again_on", "id").values_list("plan_id", flat=True)[:AT_ONCE])
    for plan in _locked(ids):
        reminder = open_reminder(plan)
        if reminder is not None and reminder.state in (REMINDER.LATER, REMINDER.UNREACHABLE):
            _again(plan, reminder)
    return len(ids)


def follow_baskets(branch_id: UUID) -> int:
    """Baskets follow their reservations: sold they are fills, else the patient is told again."""
    rows = RefillReminder.objects.filter(branch_id=branch_id)
    kept = rows.filter(state=REMINDER.READY, reservation_id__isnull=False).order_by()
    ready = {one.reservation_id: one.plan_id for one in kept if one.reservation_id}
    ended: dict[UUID, tuple[str, UUID | None]] = {}
    for reservation_id, told in reservations_told(branch_id, ready).items():
        if told.state != "active":
            ended[ready[reservation_id]] = (told.state, reservation_id)
    waiting = dict(rows.filter(state=REMINDER.WAITING).order_by().values_list("wait_id", "plan_id"))
    waits = list_waits(actor=SYSTEM, branch_id=branch_id).filter(id__in=list(waiting))
    for wait in waits.exclude(state__in=("waiting", "offered")):
        state = "taken" if wait.state == "served" else wait.state
        ended[waiting[wait.id]] = (state, wait.reservation_id)
    for plan in _locked(sorted(ended)[:AT_ONCE]):
        _settle(plan, *ended[plan.id])
    return len(ended)


def _locked(plan_ids: list[UUID]) -> list[RefillPlan]:
    rows = RefillPlan.objects.select_for_update().filter(id__in=plan_ids, state=PLAN.ACTIVE)
    return list(rows.order_by("id"))


def _settle(plan: RefillPlan, state: str, reservation_id: UUID | None) -> None:
    """What became of a locked plan's basket: sold, or let go."""
    reminder = open_reminder(plan)
    if reminder is None or reminder.state not in (REMINDER.READY, REMINDER.WAITING):
        return
    if state != "taken":
        _again(plan, reminder)
        return
    if plan.line_id is None:
        add_fill(plan, _today(plan), reminder.quantity, reservation_id)
    else:
        for supply in supplies_of([plan.line_id], with_days=False).values():
            follow_line(supply)
    close_reminder(plan, "")


def _again(plan: RefillPlan, reminder: RefillReminder) -> None:
    """Let the patient be told again."""
    before, reminder.state = reminder.state, REMINDER.DUE
    reminder.again_on = reminder.reservation_id = reminder.wait_id = None
    keep(reminder)
    note(plan, {"reminder": before}, {"reminder": reminder.state})


def _today(plan: RefillPlan) -> date:
    return branch_date(plan.branch_id)


def _days_until(reminder: RefillReminder) -> int:
    return (reminder.due_on - branch_date(reminder.branch_id)).days
