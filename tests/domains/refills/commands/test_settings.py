"""A branch's own numbers move who is reminded and who is late."""

from __future__ import annotations

import pytest

from tests.support.refills import a_plan, remind
from tests.support.shop import Shop, add_medicine
from theriac.domains.refills.commands.settings import set_refill_rules
from theriac.domains.refills.problems import RefillRefused
from theriac.domains.refills.queries.plans import (
    plans_due,
    plans_late,
    refill_rules,
    reminders_late,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20", "RX-21")]


def test_day_25_of_30_is_reminded_and_the_branch_may_say_otherwise(shop: Shop) -> None:
    a_plan(shop, add_medicine(shop), days_ago=24)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert (remind(shop), plans_due(**here, today=shop.today).count()) == (0, 0)
    set_refill_rules(**here, remind_days=6, late_days=3, hold_hours=24)
    assert (remind(shop), plans_due(**here, today=shop.today).count()) == (1, 1)
    assert refill_rules(**here).hold_hours == 24


def test_more_than_seven_days_is_late(shop: Shop) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    a_plan(shop, add_medicine(shop), days_ago=37)
    assert not plans_late(**here, today=shop.today).exists()
    late = a_plan(shop, add_medicine(shop, "Late 5 mg tablet"), days_ago=38)
    remind(shop)
    assert [one.id for one in plans_late(**here, today=shop.today)] == [late]
    assert [one.plan_id for one in reminders_late(**here)] == [late]
    set_refill_rules(**here, remind_days=5, late_days=8, hold_hours=48)
    assert not plans_late(**here, today=shop.today).exists()
    assert not reminders_late(**here).exists()
    set_refill_rules(**here, remind_days=5, late_days=6, hold_hours=48)
    assert reminders_late(**here).count() == plans_late(**here, today=shop.today).count() == 2


@pytest.mark.parametrize(
    ("name", "value"), [("remind_days", -1), ("late_days", 0), ("hold_hours", 337)]
)
def test_numbers_have_bounds(shop: Shop, name: str, value: int) -> None:
    given = {"remind_days": 5, "late_days": 7, "hold_hours": 48, name: value}
    with pytest.raises(RefillRefused) as refused:
        set_refill_rules(actor=shop.owner, branch_id=shop.branch_id, **given)
    assert refused.value.field == name
