"""Plans follow what is dispensed of a line: partial, reversed, early, repeated."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.prescriptions import a_line, a_prescription, advance, at_shop, line_of
from tests.support.refills import DAILY, a_plan, a_repeat, dispense, plan_of
from tests.support.shop import Medicine, Shop, add_medicine
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.dispense import reverse_dispense
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.rules.facts import DirectionsWritten
from theriac.domains.refills.commands.change import change_plan, resume_plan
from theriac.domains.refills.commands.work import follow_lines
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.problems import PlanDiffers
from theriac.domains.refills.reactions import follow_dispenses

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop, "Amlodipine 5 mg tablet")


def test_a_dispense_of_a_line_with_repeats_makes_its_plan(shop: Shop, medicine: Medicine) -> None:
    made = a_prescription(shop, "ready", [a_line(medicine, 30, directions=DAILY, repeats=2)])
    assert not RefillPlan.objects.exists()
    first = dispense(shop, made, 10)
    plan = plan_of(made)
    assert (plan.quantity, plan.days, plan.state) == (30, 30, "active")
    assert plan.next_due_on == shop.today + timedelta(days=10)
    dispense(shop, made, 20)
    plan.refresh_from_db()
    assert plan.next_due_on == shop.today + timedelta(days=30)
    reverse_dispense(
        **at_shop(shop, made, dispense_id=DispenseId(first), reason_code="mistake", note="Wrong")
    )
    event = OutboxEvent.objects.filter(type="theriac.prescription.dispensed.v1").last()
    assert event is not None
    follow_dispenses([event])
    plan.refresh_from_db()
    assert plan.next_due_on == shop.today + timedelta(days=20)
    assert [v.sentence for one in run_checks() for v in one.violations] == []


def test_an_early_repeat_adds_to_what_is_left(shop: Shop, medicine: Medicine) -> None:
    made = a_repeat(shop, medicine, days_ago=25)
    first = shop.today - timedelta(days=25)
    assert plan_of(made).next_due_on == first + timedelta(days=30)
    start_review(**at_shop(shop, made))
    advance(shop, made, "ready")
    dispense(shop, made, 30)
    plan = plan_of(made)
    assert (plan.last_filled_on, plan.next_due_on) == (shop.today, first + timedelta(days=60))


def test_without_repeats_there_is_none_and_unread_directions_wait(
    shop: Shop, medicine: Medicine
) -> None:
    once = a_prescription(shop, "ready", [a_line(medicine, 30, directions=DAILY)])
    dispense(shop, once, 30)
    assert not RefillPlan.objects.exists()
    unread = DirectionsWritten(sig="as told", route="oral")
    made = a_repeat(shop, medicine, directions=unread)
    plan = plan_of(made)
    assert (plan.state, plan.why, plan.days, plan.next_due_on) == ("paused", "no_days", None, None)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "plan_id": plan.id}
    with pytest.raises(PlanDiffers):
        resume_plan(**at, version=plan.version)
    change_plan(**at, version=plan.version, quantity=30, days=15)
    plan.refresh_from_db()
    assert plan.state == "active"
    assert plan.next_due_on == shop.today - timedelta(days=10)


def test_a_new_prescription_takes_the_place_of_the_old_plan(shop: Shop, medicine: Medicine) -> None:
    by_hand = a_plan(shop, medicine)
    first = a_repeat(shop, medicine, days_ago=60)
    second = a_repeat(shop, medicine, days_ago=3)
    old = RefillPlan.objects.get(id=by_hand)
    assert (old.state, old.why) == ("ended", "renewed")
    assert (plan_of(first).state, plan_of(first).why) == ("ended", "renewed")
    assert plan_of(second).state == "active"
    follow_lines(actor=SYSTEM, line_ids=[line_of(first).id])
    assert plan_of(first).state == "ended"


def test_following_twice_changes_nothing(shop: Shop, medicine: Medicine) -> None:
    made = a_repeat(shop, medicine)
    before = plan_of(made).version
    with clock.at(clock.now() + timedelta(days=3)):
        assert follow_lines(actor=SYSTEM, line_ids=[line_of(made).id]) == 1
    assert plan_of(made).version == before
