"""Refill plans: of a branch, due, late, of a patient; each with what was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import branch_dates
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescriptions.queries.supplies import LineSupply, supplies_of
from theriac.domains.refills.baskets import RefillBasket, basket_of
from theriac.domains.refills.models import RefillFill, RefillPlan, RefillReminder, RefillRules
from theriac.domains.refills.permissions import VIEW_REFILLS
from theriac.domains.refills.plans import fills_of
from theriac.domains.refills.problems import PlanUnknown
from theriac.domains.refills.rules.coverage import Adherence, adherence, days_late
from theriac.domains.refills.rules.supply import Block, block_of
from theriac.domains.refills.standing import PLAN, REMINDER, rules_of

MOST_SHOWN = 100
# ``due`` and ``late`` go by the branch's days: whoever lists chooses the rows by them.
PLANS: Listing[RefillPlan] = Listing(
    name="refills.plans",
    sorts={"started_at": SortFields(("started_at",))},
    default_sort="started_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
        "patient_id": lambda rows, value: rows.filter(patient_id=value),
        "due": lambda rows, _value: rows,
        "late": lambda rows, _value: rows,
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTold:
    """A plan as it stands today: how late it is, how well it was kept to, what forbids a refill.

    ``reminder`` is the one that stands; ``prescription_id`` the one that the plan follows.
    """

    plan: RefillPlan
    reminder: RefillReminder | None
    late: int
    adherence: Adherence | None
    block: Block | None
    prescription_id: UUID | None
    supply: LineSupply | None


@query(permission=VIEW_REFILLS)
def list_plans(*, actor: Actor, branch_id: UUID) -> QuerySet[RefillPlan]:
    """Every plan of the branch with the state of its reminder (``reminded``), in no order."""
    standing = RefillReminder.objects.filter(plan_id=OuterRef("id"), open_key__isnull=False)
    rows = RefillPlan.objects.filter(branch_id=branch_id)
    return rows.annotate(reminded=Subquery(standing.values("state")[:1])).order_by()


@query(permission=VIEW_REFILLS)
def find_plan(*, actor: Actor, branch_id: UUID, plan_id: UUID) -> RefillPlan | None:
    """One plan of the branch."""
    return RefillPlan.objects.filter(branch_id=branch_id, id=plan_id).first()


@query(permission=VIEW_REFILLS)
def plans_due(*, actor: Actor, branch_id: UUID, today: date) -> QuerySet[RefillPlan]:
    """Active plans whose supply runs out within the branch's days, or did; in no order."""
    until = today + timedelta(days=rules_of(branch_id).remind_days)
    return RefillPlan.objects.filter(
        branch_id=branch_id, state=PLAN.ACTIVE, next_due_on__lte=until
    ).order_by()


@query(permission=VIEW_REFILLS)
def plans_late(*, actor: Actor, branch_id: UUID, today: date) -> QuerySet[RefillPlan]:
    """Active plans past their due day by more than the branch's days, in no order."""
    before = today - timedelta(days=rules_of(branch_id).late_days)
    return RefillPlan.objects.filter(
        branch_id=branch_id, state=PLAN.ACTIVE, next_due_on__lt=before
    ).order_by()


@query(permission=VIEW_REFILLS)
def reminders_to_tell(*, actor: Actor, branch_id: UUID) -> QuerySet[RefillReminder]:
    """Reminders whose patients weren't told yet, or are to be told again; in no order."""
    return RefillReminder.objects.filter(branch_id=branch_id, state=REMINDER.DUE).order_by()


@query(permission=VIEW_REFILLS)
def reminders_late(*, actor: Actor, branch_id: UUID) -> QuerySet[RefillReminder]:
    """Open reminders of refills that are late by now; in no order."""
    return RefillReminder.objects.filter(
        branch_id=branch_id, open_key__isnull=False, late_at__lte=clock.now()
    ).order_by()


@query(permission=VIEW_REFILLS)
def plans_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[RefillPlan]:
    """A patient's plans that stand, at branches that the actor sees, merged records' too."""
    seen = branches_seen(actor, VIEW_REFILLS)
    rows = RefillPlan.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    standing = rows.exclude(state=PLAN.ENDED).order_by("next_due_on", "id")
    return list(standing[:MOST_SHOWN])


@query(permission=VIEW_REFILLS)
def fills_noted(*, actor: Actor, branch_id: UUID, plan_id: UUID) -> Sequence[RefillFill]:
    """What was noted for a plan by hand or by its baskets, the newest first."""
    rows = RefillFill.objects.filter(plan_id=plan_id, plan__branch_id=branch_id)
    return list(rows.order_by("-filled_on", "-noted_at")[:MOST_SHOWN])


@query(permission=VIEW_REFILLS)
def refill_rules(*, actor: Actor, branch_id: UUID) -> RefillRules:
    """The branch's days and hours, the usual ones where it set none."""
    return rules_of(branch_id)


@query(permission=VIEW_REFILLS)
def basket_now(
    *, actor: Actor, branch_id: UUID, plan_id: UUID
) -> tuple[RefillBasket, RefillReminder]:
    """The basket of a plan's newest reminder, and that. Raises PlanUnknown where it has none."""
    rows = RefillReminder.objects.filter(plan_id=plan_id, branch_id=branch_id)
    reminder = rows.select_related("plan").order_by("-prepared_at", "-id").first()
    if reminder is None:
        raise PlanUnknown(_("This refill plan doesn’t exist at this branch."))
    plan = reminder.plan
    supplies = supplies_of([plan.line_id], with_days=False) if plan.line_id else {}
    supply = supplies.get(plan.line_id) if plan.line_id else None
    return basket_of(plan, reminder, supply), reminder


def plans_told(plans: Sequence[RefillPlan]) -> Mapping[UUID, PlanTold]:
    """These plans as they stand today, in a fixed number of statements. For who asked already."""
    lines = {one.line_id for one in plans if one.line_id is not None}
    supplies = supplies_of(lines, with_days=False) if lines else {}
    given = fills_of(plans)
    keys = [str(one.id) for one in plans]
    standing = {one.plan_id: one for one in RefillReminder.objects.filter(open_key__in=keys)}
    today = branch_dates({one.branch_id for one in plans})
    return {
        one.id: _told(one, standing.get(one.id), supplies, given[one.id], today[one.branch_id])
        for one in plans
    }


def held_for_lines(line_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The reservation of each prescription's line whose refill is ready. For who asked already."""
    rows = RefillReminder.objects.filter(
        plan__line_id__in=list(line_ids),
        open_key__isnull=False,
        state=REMINDER.READY,
        reservation_id__isnull=False,
    )
    found = rows.order_by("id").values_list("plan__line_id", "reservation_id")
    return {line_id: held for line_id, held in found if line_id and held}


def branches_with_plans() -> list[UUID]:
    """Branches that keep active plans."""
    rows = RefillPlan.objects.filter(state=PLAN.ACTIVE).order_by("branch_id")
    return list(rows.values_list("branch_id", flat=True).distinct())


def _told(
    plan: RefillPlan,
    reminder: RefillReminder | None,
    supplies: Mapping[UUID, LineSupply],
    given: Sequence[tuple[date, int]],
    today: date,
) -> PlanTold:
    supply = supplies.get(plan.line_id) if plan.line_id else None
    late = days_late(plan.next_due_on, today) if plan.state == PLAN.ACTIVE else 0
    return PlanTold(
        plan=plan,
        reminder=reminder,
        late=late,
        adherence=adherence(given, plan.quantity, plan.days, today) if plan.days else None,
        block=block_of(supply, today) if supply else None,
        prescription_id=supply.prescription_id if supply else None,
        supply=supply,
    )
