"""Refill plans of the shop, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.patients import register
from tests.support.prescriptions import (
    a_line,
    a_person,
    a_prescription,
    at_shop,
    hand,
    line_of,
)
from tests.support.shop import Medicine, Shop, add_medicine
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.prescriptions.commands.dispense import record_dispense
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.rules.facts import DirectionsWritten
from theriac.domains.refills.commands.programmes import join_programme, open_programme
from theriac.domains.refills.commands.start import PlanWish, start_plan
from theriac.domains.refills.commands.work import follow_lines, prepare_reminders
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import (
    ProgrammeMember,
    RefillFill,
    RefillPlan,
    RefillReminder,
)

DAILY = DirectionsWritten(dose_numerator=1, times=1, route="oral")


def a_plan(shop: Shop, medicine: Medicine, *, days_ago: int | None = 25, **wish: Any) -> PlanId:
    """A plan by hand: 30 that last 30 days, had 25 days ago, unless told otherwise."""
    last = None if days_ago is None else shop.today - timedelta(days=days_ago)
    facts: dict[str, Any] = {
        "patient_id": a_person(shop),
        "quantity": 30,
        "days": 30,
        "last_filled_on": last,
        **wish,
    }
    return start_plan(
        actor=shop.owner,
        branch_id=shop.branch_id,
        wish=PlanWish(product_id=medicine.id, **facts),
    )


def a_repeat(
    shop: Shop, medicine: Medicine, *, days_ago: int = 25, repeats: int = 2, **line: Any
) -> PrescriptionId:
    """A prescription whose first time was dispensed and handed over so many days ago."""
    facts: dict[str, Any] = {"directions": DAILY, "repeats": repeats, **line}
    with clock.at(clock.now() - timedelta(days=days_ago)):
        made = a_prescription(shop, "ready", [a_line(medicine, 30, **facts)])
        dispense(shop, made, 30)
        hand(shop, made)
    return made


def dispense(shop: Shop, prescription_id: UUID, quantity: int, position: int = 1) -> UUID:
    """So many of a line are dispensed, and the plan follows."""
    line = line_of(prescription_id, position)
    made = record_dispense(
        **at_shop(shop, prescription_id),
        line_id=PrescriptionLineId(line.id),
        product_id=line.product_id,
        quantity=quantity,
    )
    follow_lines(actor=SYSTEM, line_ids=[line.id])
    return made


def plan_of(prescription_id: UUID) -> RefillPlan:
    """The plan of the first line."""
    return RefillPlan.objects.get(line_id=line_of(prescription_id).id)


def on_plan(shop: Shop, plan_id: UUID, **more: Any) -> dict[str, Any]:
    """What a command on a plan of the shop is given, at the version that there is."""
    version = RefillPlan.objects.values_list("version", flat=True).get(id=plan_id)
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "plan_id": PlanId(plan_id),
        "version": version,
        **more,
    }


def remind(shop: Shop) -> int:
    """The branch's pass; how many reminders are new."""
    return prepare_reminders(actor=SYSTEM, branch_id=shop.branch_id)


def reminder_of(plan_id: UUID) -> RefillReminder:
    """The newest reminder of a plan."""
    return RefillReminder.objects.filter(plan_id=plan_id).order_by("-prepared_at", "-id")[0]


def refill_things(shop: Shop) -> dict[type[Any], UUID]:
    """A plan whose reminder is due, with a fill, and a patient in a programme."""
    medicine = add_medicine(shop, f"Refilled {RefillPlan.objects.count()} 10 mg tablet")
    plan = a_plan(shop, medicine)
    remind(shop)
    return {
        RefillPlan: plan,
        RefillFill: RefillFill.objects.get(plan_id=plan).id,
        ProgrammeMember: a_member(shop),
    }


def a_member(shop: Shop, patient_id: UUID | None = None, kind: str = "diabetes") -> UUID:
    """Somebody of their own in a programme of this kind."""
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    return join_programme(
        **here,
        programme_id=open_programme(**here, kind=kind),
        patient_id=patient_id or register(shop, "Dewi Lestari"),
    )
