"""What the system does: reminders once, baskets that follow, erased patients, merged products."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.refills import (
    a_member,
    a_plan,
    a_repeat,
    on_plan,
    plan_of,
    remind,
    reminder_of,
)
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.commands.work import forget_patients
from theriac.domains.refills.jobs import prepare_reminders
from theriac.domains.refills.models import ProgrammeMember, RefillFill, RefillPlan
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


def test_a_reminder_is_prepared_and_announced_once_without_a_person(shop: Shop) -> None:
    plan = plan_of(a_repeat(shop, add_medicine(shop), days_ago=25))
    assert prepare_reminders.call() == 1
    assert prepare_reminders.call() == 0
    (event,) = OutboxEvent.objects.filter(type="theriac.refills.due.v1")
    assert event.subject == str(plan.id)
    due = (shop.today + timedelta(days=5)).isoformat()
    assert event.data == {"due_on": due, "days": 5}
    assert reminder_of(plan.id).state == "due"


def test_a_basket_that_lapses_or_is_released_is_told_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    plan = a_plan(shop, medicine)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    first = answer_yes(**here, plan_id=plan).reservation_id
    assert first is not None
    release_reservation(**here, reservation_id=first, version=None, reason="Not collected")
    remind(shop)
    assert reminder_of(plan).state == "due"
    again = answer_yes(**here, plan_id=plan)
    assert again.reservation_id not in (None, first)


def test_a_basket_that_was_sold_is_a_fill(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    plan = a_plan(shop, medicine, days_ago=28)
    answer_yes(actor=shop.owner, branch_id=shop.branch_id, plan_id=plan)
    # as a sale of it leaves the reservation
    Reservation.objects.update(state="taken", ended_at=clock.now())
    remind(shop)
    remind(shop)
    assert RefillFill.objects.filter(plan_id=plan, filled_on=shop.today).count() == 1
    assert RefillPlan.objects.get(id=plan).next_due_on == shop.today + timedelta(days=32)
    assert reminder_of(plan).state == "closed"


def test_who_was_erased_has_no_plan_and_gets_a_copy_before(shop: Shop) -> None:
    one, medicine = register(shop), add_medicine(shop)
    stock_up(shop, medicine, 100)
    plan = a_plan(shop, medicine, patient_id=one)
    member = a_member(shop, one)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    answer_yes(**here, plan_id=plan)
    copy = export_patient(**here, patient_id=one)
    (told,) = copy["refills"]
    assert (told["quantity"], told["reminders"][0]["state"]) == (30, "ready")
    assert [item["programme"] for item in copy["programmes"]] == ["diabetes"]
    assert forget_patients(actor=SYSTEM, patient_ids=[one]) == 1
    assert RefillPlan.objects.get(id=plan).why == "erased"
    assert ProgrammeMember.objects.get(id=member).left_why == "erased"
    assert Reservation.objects.get().state == "released"
    assert forget_patients(actor=SYSTEM, patient_ids=[one]) == 0
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_merge_of_products_carries_plans(shop: Shop) -> None:
    kept, merged = (add_medicine(shop, f"Twin {name} 5 mg tablet") for name in "ab")
    one, other = register(shop, "Siti A"), register(shop, "Agus B")
    moved = a_plan(shop, merged, patient_id=one)
    twice = a_plan(shop, merged, patient_id=other)
    a_plan(shop, kept, patient_id=other)
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="The same")
    rows = RefillPlan.objects.in_bulk([moved, twice])
    assert (rows[moved].product_id, rows[moved].state) == (kept.id, "active")
    assert (rows[twice].state, rows[twice].why) == ("ended", "merged")
    assert on_plan(shop, moved)["version"] > 1
