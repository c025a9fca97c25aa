"""Another supply, pausing, resuming and ending a plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.refills import a_plan, on_plan, remind, reminder_of
from tests.support.shop import Shop, add_medicine
from theriac.core.problems import Stale
from theriac.domains.refills.commands.change import (
    change_plan,
    pause_plan,
    resume_plan,
    stop_plan,
)
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.problems import PlanDiffers, RefillRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


@pytest.fixture
def plan(shop: Shop) -> PlanId:
    return a_plan(shop, add_medicine(shop), days_ago=20)


def test_another_supply_counts_for_what_was_given(shop: Shop, plan: PlanId) -> None:
    change_plan(**on_plan(shop, plan, quantity=60, days=30))
    assert RefillPlan.objects.get(id=plan).next_due_on == shop.today - timedelta(days=5)
    with pytest.raises(RefillRefused):
        change_plan(**on_plan(shop, plan, quantity=60, days=30))
    with pytest.raises(Stale):
        change_plan(**{**on_plan(shop, plan, quantity=60, days=31), "version": 1})


def test_a_paused_plan_reminds_nobody_until_it_goes_on(shop: Shop, plan: PlanId) -> None:
    with pytest.raises(RefillRefused):
        pause_plan(**on_plan(shop, plan, why="no_days"))
    pause_plan(**on_plan(shop, plan, why="in_hospital"))
    change_plan(**on_plan(shop, plan, quantity=30, days=24))
    assert RefillPlan.objects.get(id=plan).state == "paused"
    assert remind(shop) == 0
    resume_plan(**on_plan(shop, plan))
    with pytest.raises(PlanDiffers):
        resume_plan(**on_plan(shop, plan))
    assert remind(shop) == 1


def test_an_ended_plan_stays_ended(shop: Shop, plan: PlanId) -> None:
    change_plan(**on_plan(shop, plan, quantity=30, days=24))
    remind(shop)
    with pytest.raises(RefillRefused):
        stop_plan(**on_plan(shop, plan, why="erased"))
    stop_plan(**on_plan(shop, plan, why="moved"))
    row = RefillPlan.objects.get(id=plan)
    assert (row.state, row.why, row.open_key) == ("ended", "moved", None)
    assert reminder_of(plan).state == "closed"
    for act in (change_plan, pause_plan, stop_plan):
        more = {"quantity": 3, "days": 3} if act is change_plan else {"why": "patient"}
        with pytest.raises(PlanDiffers):
            act(**on_plan(shop, plan, **more))
    assert remind(shop) == 0
