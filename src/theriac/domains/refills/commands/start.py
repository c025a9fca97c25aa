"""Starting a plan by hand: for what is bought without a prescription, or has no repeats."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Days, Id, Units
from theriac.core.rights import require
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.refills.commands.fills import add_fill, check_filled_on
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.permissions import KEEP_REFILLS
from theriac.domains.refills.plans import new_plan
from theriac.domains.refills.problems import PlanThere, RefillRefused
from theriac.domains.refills.rules.codes import MOST_DAYS, MOST_UNITS
from theriac.domains.refills.standing import PLAN, note


@record
class PlanWish:
    """Base units of a product that last a patient so many days, and when they got them last.

    ``last_quantity``: how much they got then, where it was another quantity.
    """

    patient_id: Id
    product_id: Id
    quantity: Units
    days: Days
    last_filled_on: Day | None = None
    last_quantity: Units | None = None


@command(name="refills.start", done=gettext_lazy("Started a refill plan"), permission=KEEP_REFILLS)
def start_plan(*, actor: Actor, branch_id: BranchId, wish: PlanWish) -> PlanId:
    """Keep a plan without a prescription; its fills are noted by hand, or by its baskets.

    Raises RefillRefused, PlanThere, PatientUnknown, PatientGone, PatientRestricted, NotPermitted
    for a patient whom the actor may not see.
    """
    check_supply(wish.quantity, wish.days)
    product = sale_facts({wish.product_id}).get(wish.product_id)
    if product is None or product.merged:
        raise RefillRefused(_("This product isn't in the catalogue."), field="product_id")
    require(actor, VIEW_PATIENTS, branch_id)
    get_patient(wish.patient_id)
    _require_none(branch_id, wish.patient_id, wish.product_id)
    plan = new_plan(branch_id, wish.patient_id, wish.product_id, wish.quantity, wish.days)
    plan.id = current_unit().effect_id
    plan.open_key = f"{branch_id}:{wish.patient_id}:{wish.product_id}"
    if not insert_if_absent(RefillPlan, plan):
        rows = RefillPlan.objects.filter(open_key=plan.open_key)
        raise _there(rows.values_list("id", flat=True).first())
    note(plan, {}, {"state": plan.state, "quantity": plan.quantity, "days": plan.days})
    if wish.last_filled_on is not None:
        kept = RefillPlan.objects.select_for_update().get(id=plan.id)
        _first_fill(kept, wish.last_filled_on, wish.last_quantity or wish.quantity)
    return PlanId(plan.id)


def check_supply(quantity: int, days: int) -> None:
    """Raise RefillRefused for a quantity or days that no plan has."""
    if not 1 <= quantity <= MOST_UNITS:
        words = _("Enter a quantity from 1 to %(most)s.") % {"most": MOST_UNITS}
        raise RefillRefused(words, field="quantity")
    if not 1 <= days <= MOST_DAYS:
        words = _("Enter a whole number of days from 1 to %(most)s.") % {"most": MOST_DAYS}
        raise RefillRefused(words, field="days")


def _first_fill(plan: RefillPlan, day: date, quantity: int) -> None:
    check_filled_on(plan.branch_id, day)
    add_fill(plan, day, quantity)


def _require_none(branch_id: UUID, patient_id: UUID, product_id: UUID) -> None:
    rows = RefillPlan.objects.filter(
        branch_id=branch_id, product_id=product_id, patient_id__in=ids_of(patient_id)
    )
    there = rows.exclude(state=PLAN.ENDED).values_list("id", flat=True).first()
    if there is not None:
        raise _there(there)


def _there(plan_id: UUID | None) -> PlanThere:
    return PlanThere(
        _("The patient has a refill plan for this product. Change that plan."), plan_id=plan_id
    )
