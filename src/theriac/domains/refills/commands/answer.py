"""A patient says yes to a refill: checked anew, the repeat begun, the goods reserved. Once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_if_absent
from theriac.core.formatting import format_date
from theriac.core.rights import require
from theriac.domains.clinical.basket import Basket, CheckedMedicine
from theriac.domains.clinical.commands.check import check_for_patient
from theriac.domains.clinical.permissions import CHECK_SAFETY
from theriac.domains.clinical.rules.kinds import Tier
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.prescriptions.commands.open import check_lines
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import REVIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.supplies import LineSupply, supplies_of
from theriac.domains.prescriptions.safety import products_taken
from theriac.domains.refills.baskets import RefillBasket, basket_of
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan, RefillReminder
from theriac.domains.refills.permissions import PREPARE_REFILLS
from theriac.domains.refills.problems import NoRefill, PlanUnknown
from theriac.domains.refills.reminders import new_reminder
from theriac.domains.refills.rules.coverage import first_day
from theriac.domains.refills.rules.supply import begins_round, block_of
from theriac.domains.refills.standing import (
    PLAN,
    REMINDER,
    locked_plan,
    note,
    open_reminder,
    rules_of,
)
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_for_line
from theriac.domains.stock.reserved.hold import lock_product
from theriac.domains.waitlist.queries import list_waits

MOST_COUNTED = 1_000
MADE = (REMINDER.READY, REMINDER.WAITING)
"""A yes that led to something: a basket, or a place on the waitlist."""


@command(
    name="refills.answer_yes",
    done=gettext_lazy("Prepared a refill"),
    permission=PREPARE_REFILLS,
)
def answer_yes(*, actor: Actor, branch_id: BranchId, plan_id: PlanId) -> RefillBasket:
    """The patient wants it: the goods are reserved, and a repeat's review begins; once.

    The safety checks run anew and say what they find; they stop nothing here, since a repeat is
    approved by its review and a sale asks by itself. Too few goods: nothing is begun or reserved,
    and the answer is kept. The same answer again gives the same basket. Raises PlanUnknown,
    PlanDiffers, NoRefill where it is too early or the prescription gives none, NotPermitted, what
    ``start_review`` and ``check_for_patient`` raise.
    """
    plan = _locked(branch_id, plan_id)
    supply = (
        supplies_of([plan.line_id], with_days=False).get(plan.line_id) if plan.line_id else None
    )
    reminder = open_reminder(plan)
    offered = _offered(reminder)
    if reminder is not None and reminder.state in MADE and offered is None:
        return basket_of(plan, reminder, supply)
    _require_refill(plan, supply)
    _require_rights(actor, branch_id, supply)
    reminder = reminder or _new(plan)
    alerts = _checked(actor, plan, supply)
    before: dict[str, object] = {"reminder": reminder.state}
    reminder.alerts = min(len(alerts), MOST_COUNTED)
    reminder.stops = min(sum(one.tier is Tier.STOP for one in alerts), MOST_COUNTED)
    reminder.quantity = supply.now if supply else plan.quantity
    reminder.answered_at, reminder.answered_by = clock.now(), actor.id
    reminder.again_on = None
    if offered is None:
        _reserve(plan, reminder)
    else:
        reminder.reservation_id, reminder.state = offered, REMINDER.READY
    if reminder.state == REMINDER.READY and supply is not None and begins_round(supply):
        start_review(
            actor=actor,
            branch_id=branch_id,
            prescription_id=PrescriptionId(supply.prescription_id),
            version=supply.version,
        )
    keep(reminder)
    keep(plan, "version")
    told = ("reservation_id", "quantity", "alerts", "stops")
    note(
        plan,
        before,
        {"reminder": reminder.state, **{name: getattr(reminder, name) for name in told}},
    )
    return basket_of(plan, reminder, supply, alerts)


def _locked(branch_id: UUID, plan_id: UUID) -> RefillPlan:
    """The active plan, locked after what lies on the shelf of its product."""
    rows = RefillPlan.objects.filter(id=plan_id, branch_id=branch_id)
    product_id = rows.values_list("product_id", flat=True).first()
    if product_id is None:
        raise PlanUnknown(_("This refill plan doesn’t exist at this branch."))
    lock_product(branch_id, product_id)
    return locked_plan(branch_id, plan_id, None, PLAN.ACTIVE)


def _new(plan: RefillPlan) -> RefillReminder:
    """The plan's reminder, made for the answer; the one that was just prepared, where it was."""
    insert_if_absent(RefillReminder, new_reminder(plan, rules_of(plan.branch_id).late_days))
    return RefillReminder.objects.select_for_update().get(open_key=str(plan.id))


def _offered(reminder: RefillReminder | None) -> UUID | None:
    """The reservation that the waitlist holds for who waits for the refill, if it does."""
    if reminder is None or reminder.wait_id is None or reminder.state != REMINDER.WAITING:
        return None
    waits = list_waits(actor=SYSTEM, branch_id=reminder.branch_id)
    wait = waits.filter(id=reminder.wait_id, state="offered").first()
    return wait.reservation_id if wait else None


def _require_refill(plan: RefillPlan, supply: LineSupply | None) -> None:
    """Raise NoRefill where it is too early, or the prescription gives none today."""
    today = branch_date(plan.branch_id)
    block = block_of(supply, today) if supply else None
    if block is not None:
        raise NoRefill(block.words, why=block.code)
    if plan.next_due_on is None:
        return
    begins = first_day(plan.next_due_on, rules_of(plan.branch_id).remind_days)
    if today < begins:
        words = _("The supply lasts longer. A refill can be prepared from %(day)s.")
        day = format_date(begins, get_language() or "en")
        raise NoRefill(words % {"day": day}, why="too_early")


def _require_rights(actor: Actor, branch_id: UUID, supply: LineSupply | None) -> None:
    """What the steps ask that this one calls: they ask it only of who begins with them."""
    require(actor, VIEW_PATIENTS, branch_id)
    require(actor, CHECK_SAFETY, branch_id)
    if supply is not None:
        require(actor, REVIEW_PRESCRIPTIONS, branch_id)


def _checked(actor: Actor, plan: RefillPlan, supply: LineSupply | None) -> Sequence[Alert]:
    """What the safety checks say of what is to be given; a reading of the patient's record."""
    here = BranchId(plan.branch_id)
    if supply is not None:
        found = check_lines(
            actor=actor,
            branch_id=here,
            prescription_id=PrescriptionId(supply.prescription_id),
        )
    else:
        kept = kept_records([plan.patient_id])
        patient_id = PatientId(kept[0].id if kept else plan.patient_id)
        taken = [one for one in products_taken(patient_id) if one != plan.product_id]
        medicines = [
            CheckedMedicine(key=str(plan.product_id), product_id=plan.product_id, substances=[]),
            *(
                CheckedMedicine(key=f"taken:{one}", product_id=one, substances=[], is_active=True)
                for one in taken[:20]
            ),
        ]
        found = check_for_patient(
            actor=actor, branch_id=here, patient_id=patient_id, basket=Basket(medicines)
        )
    return [one for one in found.alerts if one.is_of_the_basket]


def _reserve(plan: RefillPlan, reminder: RefillReminder) -> None:
    """Keep the goods for the patient, or let the reminder be short of them."""
    until = clock.now() + timedelta(hours=rules_of(plan.branch_id).hold_hours)
    reminder.reservation_id = reserve_for_line(
        plan.branch_id,
        Wish(
            product_id=plan.product_id,
            quantity=reminder.quantity,
            expires_at=until,
            reference=plan.code,
            purpose="care",
            holder_id=reminder.id,
        ),
    )
    is_kept = reminder.reservation_id is not None
    reminder.state = REMINDER.READY if is_kept else REMINDER.SHORT
