"""Leaving duty: oneself, or signed off by who plans, with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.duty import nobody_on_duty, pharmacist
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.duty.commands.sign_off import end_turn, sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.ids import TurnId
from theriac.domains.duty.models import DutyTurnEnd
from theriac.domains.duty.problems import NotOnDuty, ShiftRefused, TurnUnknown
from theriac.domains.duty.queries import on_duty_at

pytestmark = pytest.mark.django_db


@pytest.mark.rows("EXT-03")
def test_who_leaves_is_on_duty_no_more_from_that_instant(shop: Shop) -> None:
    nobody_on_duty(shop)
    ratna, now = pharmacist(shop), clock.now()
    with clock.at(now):
        sign_on(actor=ratna, branch_id=shop.branch_id)
    left = now + timedelta(hours=3)

    with clock.at(left):
        sign_off(actor=ratna, branch_id=shop.branch_id)
        with pytest.raises(NotOnDuty):
            sign_off(actor=ratna, branch_id=shop.branch_id)

    assert [one.person_id for one in on_duty_at(shop.branch_id, left - timedelta(seconds=1))] == [
        ratna.id
    ]
    assert not on_duty_at(shop.branch_id, left)


def test_who_forgot_is_signed_off_by_who_plans_with_a_reason(shop: Shop) -> None:
    ratna = pharmacist(shop)
    turn_id = sign_on(actor=ratna, branch_id=shop.branch_id)
    asked = {"branch_id": shop.branch_id, "turn_id": turn_id}

    with pytest.raises(NotPermitted):
        end_turn(actor=add_staff("cashier", shop.branch_id), reason="Went home", **asked)
    with pytest.raises(ShiftRefused):
        end_turn(actor=shop.owner, reason=" ", **asked)
    end_turn(actor=shop.owner, reason="Went home", **asked)
    with pytest.raises(NotOnDuty):
        end_turn(actor=shop.owner, reason="Went home", **asked)

    end = DutyTurnEnd.objects.get(turn_id=turn_id)
    assert (end.ended_by, end.reason) == (shop.owner.id, "Went home")


def test_a_turn_of_another_branch_isnt_there(shop: Shop) -> None:
    turn_id = sign_on(actor=pharmacist(shop), branch_id=shop.branch_id)

    for known, branch in ((turn_id, second_branch(shop)), (new_id(), shop.branch_id)):
        with pytest.raises(TurnUnknown):
            end_turn(actor=shop.owner, branch_id=branch, turn_id=TurnId(known), reason="Left")
