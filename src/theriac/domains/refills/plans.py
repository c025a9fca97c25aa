"""Plans that follow what was given: made of a prescription's line, moved by each fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescriptions.queries.supplies import LineSupply, given_of
from theriac.domains.refills.models import RefillFill, RefillPlan
from theriac.domains.refills.rules.codes import MOST_DAYS, MOST_UNITS
from theriac.domains.refills.rules.coverage import Fill, runs_out
from theriac.domains.refills.standing import PLAN, close_reminder, end_plan, note, open_reminder


def fills_of(plans: Iterable[RefillPlan]) -> Mapping[UUID, Sequence[Fill]]:
    """What was given for these plans and stands, by plan, in two statements."""
    some = list(plans)
    lines = {one.line_id: one.id for one in some if one.line_id is not None}
    given = given_of(lines) if lines else {}
    found: defaultdict[UUID, list[Fill]] = defaultdict(list)
    for line_id, plan_id in lines.items():
        found[plan_id] = list(given.get(line_id, ()))
    own = [one.id for one in some if one.line_id is None]
    rows = RefillFill.objects.filter(plan_id__in=own, taken_back_at=None)
    for row in rows.order_by("filled_on", "id"):
        found[row.plan_id].append((row.filled_on, row.quantity))
    return found


def moved(plan: RefillPlan, fills: Sequence[Fill]) -> bool:
    """Bring a locked plan in step with what was given; whether anything changed.

    A reminder whose supply came is closed.
    """
    last = max((day for day, _units in fills), default=None)
    due = runs_out(fills, plan.quantity, plan.days) if plan.days else None
    if (last, due) == (plan.last_filled_on, plan.next_due_on):
        return False
    before = {"last_filled_on": plan.last_filled_on, "next_due_on": plan.next_due_on}
    plan.last_filled_on, plan.next_due_on = last, due
    keep(plan)
    note(plan, before, {"last_filled_on": last, "next_due_on": due})
    reminder = open_reminder(plan)
    if reminder is not None and (due is None or due > reminder.due_on):
        close_reminder(plan, "", release=False)
    return True


def follow_line(supply: LineSupply) -> RefillPlan | None:
    """The plan of a line that was dispensed, made at the first dispense, in step with all of them.

    One is made for a line that may be repeated; how long a fill lasts is read from its directions,
    and where they don't say it, the plan waits paused until somebody does. It takes the place of
    the patient's other plans at the branch for the same product or generic. None where no plan is
    kept of the line, or it has ended.
    """
    rows = RefillPlan.objects.select_for_update().filter(line_id=supply.line_id)
    plan = rows.first()
    if plan is None:
        if not supply.given or not supply.repeats or supply.product_id is None:
            return None
        is_new = insert_if_absent(RefillPlan, _of_line(supply))
        plan = rows.get()
        if is_new:
            note(plan, {}, {"state": plan.state, "days": plan.days})
            replace_others(plan)
    if plan.state == PLAN.ENDED:
        return None
    if supply.product_id not in (None, plan.product_id):
        plan.product_id = supply.product_id
        keep(plan, "product")
    moved(plan, supply.given)
    return plan


def replace_others(plan: RefillPlan) -> int:
    """End the patient's other plans at the branch for the same product or generic; how many."""
    rows = RefillPlan.objects.select_for_update().filter(
        branch_id=plan.branch_id, patient_id__in=ids_of(plan.patient_id)
    )
    others = [
        one
        for one in rows.exclude(id=plan.id).exclude(state=PLAN.ENDED).order_by("id")
        if one.product_id == plan.product_id
        or (plan.generic_id is not None and one.generic_id == plan.generic_id)
    ]
    for one in others:
        end_plan(one, "renewed")
    return len(others)


def new_plan(
    branch_id: UUID, patient_id: UUID, product_id: UUID, quantity: int, days: int | None
) -> RefillPlan:
    """A plan that isn't kept yet."""
    return RefillPlan(
        id=new_id(),
        branch_id=branch_id,
        product_id=product_id,
        generic_id=generics_of([product_id]).get(product_id),
        patient_id=patient_id,
        line_id=None,
        quantity=quantity,
        days=days,
        state=PLAN.ACTIVE if days else PLAN.PAUSED,
        why="" if days else "no_days",
        last_filled_on=None,
        next_due_on=None,
        started_at=clock.now(),
        started_by=current_unit().actor.id,
        ended_at=None,
        open_key=None,
        version=1,
    )


def _of_line(supply: LineSupply) -> RefillPlan:
    days = supply.days if supply.days and supply.days <= MOST_DAYS else None
    product_id = supply.product_id or supply.line_id
    plan = new_plan(
        supply.branch_id,
        supply.patient_id,
        product_id,
        supply.quantity,
        days if supply.quantity <= MOST_UNITS else None,
    )
    plan.line_id = supply.line_id
    return plan
