"""Waiting for a refill: only where a yes found too few goods; what becomes of the wait."""

from __future__ import annotations

import pytest

from tests.support.refills import a_plan, on_plan, remind, reminder_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at
from theriac.core.verification.registry import run_checks
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.commands.waitlist import wait_for_refill
from theriac.domains.refills.problems import PlanDiffers
from theriac.domains.waitlist.commands.leave import leave_waitlist

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


def test_who_leaves_the_line_is_told_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    plan = a_plan(shop, medicine)
    remind(shop)
    with pytest.raises(PlanDiffers):
        wait_for_refill(**on_plan(shop, plan))
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    short = answer_yes(**here, plan_id=plan)
    assert (short.state, short.missing) == ("short", 30)
    wait = wait_for_refill(**on_plan(shop, plan))
    remind(shop)
    assert (reminder_of(plan).state, reminder_of(plan).wait_id) == ("waiting", wait)
    leave_waitlist(**at(shop, wait), reason="Bought elsewhere")
    remind(shop)
    assert (reminder_of(plan).state, reminder_of(plan).wait_id) == ("due", None)
    stock_up(shop, medicine, 40)
    assert answer_yes(**here, plan_id=plan).state == "ready"
    assert [v.sentence for one in run_checks() for v in one.violations] == []
