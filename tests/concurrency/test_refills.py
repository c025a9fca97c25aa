"""Two at once: one reminder of a plan, and one basket of a yes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.refills import a_repeat, plan_of, remind
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import RefillReminder
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-20")]
AT_ONCE = 3


def at_once(act: Callable[[], object]) -> None:
    barrier = Barrier(AT_ONCE)

    def run(_number: int) -> None:
        barrier.wait()
        try:
            asked_again(act)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))


def test_two_at_once_make_one_reminder_and_one_basket(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 200)
    made = a_repeat(shop, medicine)
    plan = plan_of(made)
    at_once(lambda: remind(shop))
    assert RefillReminder.objects.count() == 1
    assert OutboxEvent.objects.filter(type="theriac.refills.due.v1").count() == 1
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "plan_id": PlanId(plan.id)}
    at_once(lambda: answer_yes(**named))
    assert Reservation.objects.filter(state="active").count() == 1
    assert Prescription.objects.get(id=made).round == 2
    assert [v.sentence for one in run_checks() for v in one.violations] == []
