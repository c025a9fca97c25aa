"""A yes makes one basket: goods reserved, the repeat begun, the checks told; or it says why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.looks import looks_at
from tests.support.prescriptions import a_line, a_person, a_prescription, at_shop, hand
from tests.support.refills import (
    DAILY,
    a_plan,
    a_repeat,
    dispense,
    on_plan,
    plan_of,
    remind,
    reminder_of,
)
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.hand_over import close_prescription
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.refills.commands.answer import RefillBasket, answer_yes
from theriac.domains.refills.commands.change import pause_plan
from theriac.domains.refills.commands.tell import tell_patient
from theriac.domains.refills.commands.waitlist import wait_for_refill
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.problems import NoRefill, PlanDiffers
from theriac.domains.stock.models import Reservation
from theriac.domains.waitlist.models import Wait

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop, "Amlodipine 5 mg tablet")


def yes(shop: Shop, plan_id: object) -> RefillBasket:
    return answer_yes(actor=shop.owner, branch_id=shop.branch_id, plan_id=plan_id)  # type: ignore[arg-type]


def test_a_repeat_is_begun_and_its_goods_reserved_once(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 100)
    made = a_repeat(shop, medicine)
    plan = plan_of(made)
    assert remind(shop) == 1
    first = yes(shop, plan.id)
    assert (first.state, first.quantity, first.prescription_id) == ("ready", 30, made)
    found = Prescription.objects.get(id=made)
    assert (found.state, found.round) == ("reviewing", 2)
    held = Reservation.objects.get()
    assert (held.id, held.quantity, held.reference) == (first.reservation_id, 30, plan.code)
    again = yes(shop, plan.id)
    assert (again.reservation_id, again.is_new) == (first.reservation_id, False)
    assert Reservation.objects.count() == 1
    with pytest.raises(PlanDiffers):
        tell_patient(**on_plan(shop, plan.id, channel="person"))
    assert [v.sentence for one in run_checks() for v in one.violations] == []


@pytest.mark.rows("RX-22")
def test_the_record_that_it_read_says_so(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 100)
    by_hand = yes(shop, a_plan(shop, medicine))
    assert by_hand.state == "ready"
    assert looks_at(shop, a_person(shop)) == {("owner", "refills.answer_yes")}


def test_what_the_safety_checks_find_is_told(shop: Shop) -> None:
    one, other = a_stop_in_force(shop)
    stock_up(shop, one, 30)
    taken = a_prescription(shop, "reviewing", [a_line(other, 30)])
    assert taken
    plan = a_plan(shop, one)
    dispensed = a_repeat(shop, other, days_ago=3)
    assert dispensed
    basket = yes(shop, plan)
    assert basket.state == "ready"
    assert [alert.tier.name for alert in basket.alerts] == ["STOP"]
    assert (reminder_of(plan).alerts, reminder_of(plan).stops) == (1, 1)


def test_too_few_goods_are_said_and_the_patient_may_wait(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 12)
    made = a_repeat(shop, medicine)
    plan = plan_of(made)
    short = yes(shop, plan.id)
    assert (short.state, short.missing, short.reservation_id) == ("short", 18, None)
    assert Prescription.objects.get(id=made).state == "handed_over"
    wait = wait_for_refill(**on_plan(shop, plan.id))
    assert Wait.objects.get(id=wait).quantity == 30
    with pytest.raises(PlanDiffers):
        wait_for_refill(**on_plan(shop, plan.id))
    assert yes(shop, plan.id).state == "waiting"
    stock_up(shop, medicine, 30, batch_number="B2")
    ready = yes(shop, plan.id)
    assert (ready.state, ready.reservation_id) == ("ready", Wait.objects.get().reservation_id)
    assert Prescription.objects.get(id=made).state == "reviewing"


def test_what_is_used_up_invalid_or_too_early_is_refused(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 100)
    made = a_repeat(shop, medicine, days_ago=10)
    plan = plan_of(made)
    with pytest.raises(NoRefill) as early:
        yes(shop, plan.id)
    assert early.value.facts["why"] == "too_early"
    Prescription.objects.update(valid_until=shop.today)
    with clock.at(clock.now() + timedelta(days=18)), pytest.raises(NoRefill) as old:
        yes(shop, plan.id)
    assert old.value.facts["why"] == "needs_new"
    close_prescription(**at_shop(shop, made))
    with clock.at(clock.now() + timedelta(days=18)), pytest.raises(NoRefill) as closed:
        yes(shop, plan.id)
    assert closed.value.facts["why"] == "needs_new"
    assert not Reservation.objects.exists()


def test_a_plan_that_is_paused_gives_nothing(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 100)
    plan = a_plan(shop, medicine)
    assert yes(shop, plan).state == "ready"
    pause_plan(**on_plan(shop, plan, why="in_hospital"))
    assert Reservation.objects.get().state == "released"
    assert reminder_of(plan).state == "closed"
    with pytest.raises(PlanDiffers):
        yes(shop, plan)


def test_who_may_not_review_begins_no_repeat(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 100)
    plan = plan_of(a_repeat(shop, medicine))
    technician = add_staff("technician", shop.branch_id)
    with pytest.raises(NotPermitted):
        answer_yes(actor=technician, branch_id=shop.branch_id, plan_id=PlanId(plan.id))
    assert not Reservation.objects.exists()


def test_two_plans_of_a_prescription_begin_one_repeat(shop: Shop) -> None:
    one, other = add_medicine(shop, "One 5 mg tablet"), add_medicine(shop, "Other 5 mg tablet")
    for medicine in (one, other):
        stock_up(shop, medicine, 30)
    lines = [a_line(each, 30, directions=DAILY, repeats=1) for each in (one, other)]
    with clock.at(clock.now() - timedelta(days=27)):
        made = a_prescription(shop, "ready", lines)
        dispense(shop, made, 30)
        dispense(shop, made, 30, position=2)
        hand(shop, made)
    plans = list(RefillPlan.objects.filter(state="active").order_by("id"))
    assert [yes(shop, plan.id).state for plan in plans] == ["ready", "ready"]
    found = Prescription.objects.get(id=made)
    assert (found.state, found.round) == ("reviewing", 2)
    assert {one.quantity for one in Reservation.objects.all()} == {30}
