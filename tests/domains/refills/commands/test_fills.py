"""Fills by hand move the due day; one that was wrong is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.refills import a_plan, a_repeat, on_plan, plan_of, remind, reminder_of
from tests.support.shop import Shop, add_medicine
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.refills.commands.fills import note_fill, take_back_fill
from theriac.domains.refills.ids import FillId
from theriac.domains.refills.models import RefillFill, RefillPlan
from theriac.domains.refills.problems import PlanDiffers, RefillRefused
from theriac.domains.refills.queries.plans import fills_noted

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


def test_a_fill_moves_the_day_and_closes_the_reminder(shop: Shop) -> None:
    plan = a_plan(shop, add_medicine(shop), days_ago=28)
    remind(shop)
    assert reminder_of(plan).state == "due"
    note_fill(**on_plan(shop, plan, filled_on=shop.today, quantity=15))
    row = RefillPlan.objects.get(id=plan)
    assert row.next_due_on == shop.today + timedelta(days=17)
    assert reminder_of(plan).state == "closed"
    last = RefillFill.objects.get(filled_on=shop.today)
    take_back_fill(**on_plan(shop, plan, fill_id=FillId(last.id)))
    row.refresh_from_db()
    assert row.next_due_on == shop.today + timedelta(days=2)
    with pytest.raises(NotFound):
        take_back_fill(**on_plan(shop, plan, fill_id=FillId(last.id)))
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert [one.quantity for one in fills_noted(**here, plan_id=plan)] == [15, 30]


def test_what_follows_a_prescription_takes_none(shop: Shop) -> None:
    plan = plan_of(a_repeat(shop, add_medicine(shop)))
    with pytest.raises(PlanDiffers):
        note_fill(**on_plan(shop, plan.id, filled_on=shop.today, quantity=15))
    own = a_plan(shop, add_medicine(shop, "Other 5 mg tablet"))
    with pytest.raises(RefillRefused):
        note_fill(**on_plan(shop, own, filled_on=shop.today, quantity=0))
    with pytest.raises(NotFound):
        take_back_fill(**on_plan(shop, own, fill_id=FillId(new_id())))
