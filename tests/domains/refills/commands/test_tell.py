"""Telling patients: with consent, what they said, again on the day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.prescriptions import a_person
from tests.support.refills import a_plan, on_plan, remind, reminder_of
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.ids import PatientId
from theriac.domains.refills.commands.tell import tell_patient
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.problems import PlanDiffers, RefillRefused
from theriac.domains.refills.queries.plans import reminders_to_tell

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20", "RX-21")]


@pytest.fixture
def plan(shop: Shop) -> PlanId:
    made = a_plan(shop, add_medicine(shop), days_ago=40)
    with pytest.raises(PlanDiffers):
        tell_patient(**on_plan(shop, made, channel="person"))
    remind(shop)
    return made


def agree(shop: Shop, *, is_given: bool = True) -> None:
    word = ConsentNew(purpose="refill", channel="phone", is_given=is_given, how="spoken")
    record_consent(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=PatientId(a_person(shop)),
        word=word,
    )


def test_a_call_needs_the_patients_consent(shop: Shop, plan: PlanId) -> None:
    with pytest.raises(RefillRefused):
        tell_patient(**on_plan(shop, plan, channel="phone"))
    agree(shop)
    with pytest.raises(RefillRefused):
        tell_patient(**on_plan(shop, plan, channel="whatsapp"))
    tell_patient(**on_plan(shop, plan, channel="phone"))
    told = reminder_of(plan)
    assert (told.state, told.channel, told.told_by) == ("told", "phone", shop.owner.id)
    assert not reminders_to_tell(actor=shop.owner, branch_id=shop.branch_id).exists()
    agree(shop, is_given=False)
    with pytest.raises(RefillRefused):
        tell_patient(**on_plan(shop, plan, channel="phone"))


def test_who_wants_it_later_is_told_again_on_the_day(shop: Shop, plan: PlanId) -> None:
    for day in (None, shop.today, shop.today + timedelta(days=91)):
        with pytest.raises(RefillRefused):
            tell_patient(**on_plan(shop, plan, channel="person", answer="later", again_on=day))
    again = shop.today + timedelta(days=3)
    tell_patient(**on_plan(shop, plan, channel="person", answer="later", again_on=again))
    assert (remind(shop), reminder_of(plan).state) == (0, "later")
    with clock.at(clock.now() + timedelta(days=3)):
        remind(shop)
    assert (reminder_of(plan).state, reminder_of(plan).again_on) == ("due", None)


def test_who_is_not_reached_is_told_tomorrow_and_a_no_stands(shop: Shop, plan: PlanId) -> None:
    tell_patient(**on_plan(shop, plan, channel="person", answer="unreachable"))
    assert reminder_of(plan).told_at is None
    with clock.at(clock.now() + timedelta(days=1)):
        remind(shop)
    assert reminder_of(plan).state == "due"
    tell_patient(**on_plan(shop, plan, channel="person", answer="declined"))
    with clock.at(clock.now() + timedelta(days=30)):
        assert remind(shop) == 0
    assert reminder_of(plan).state == "declined"


@pytest.mark.parametrize(("channel", "answer"), [("fax", "told"), ("person", "yes")])
def test_another_word_is_refused(shop: Shop, plan: PlanId, channel: str, answer: str) -> None:
    with pytest.raises(RefillRefused):
        tell_patient(**on_plan(shop, plan, channel=channel, answer=answer))
