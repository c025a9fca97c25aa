"""Coming on duty: by oneself, with a licence, once at a time; it ends by a rule."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.duty import give_licence, nobody_on_duty, pharmacist
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.licences import end_licence
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.duty.commands.roster import ShiftPlan, plan_shift
from theriac.domains.duty.commands.sign_off import sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.models import DutyTurn
from theriac.domains.duty.problems import AlreadyOnDuty, DutyLicenceMissing, DutyNotOwn
from theriac.domains.duty.queries import on_duty_at

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Jakarta")


@pytest.mark.rows("EXT-03")
def test_a_licensed_pharmacist_is_on_duty_from_now_until_the_rule_ends_it(shop: Shop) -> None:
    nobody_on_duty(shop)
    ratna, now = pharmacist(shop, days=0), clock.now()

    with clock.at(now):
        turn_id = sign_on(actor=ratna, branch_id=shop.branch_id)

    turn = DutyTurn.objects.get(id=turn_id)
    assert (turn.until - now, turn.licence_kind) == (timedelta(hours=12), "sipa")
    assert turn.licence_until == shop.today
    moments = (
        now - timedelta(seconds=1),
        now,
        turn.until - timedelta(seconds=1),
        turn.until,
    )
    found = [
        [one.person_id for one in on_duty_at(shop.branch_id, moment) if one.turn_id == turn_id]
        for moment in moments
    ]
    assert found == [[], [ratna.id], [ratna.id], []]
    assert AuditRecord.objects.filter(command="duty.sign_on", object_id=turn_id).exists()


def test_a_turn_ends_with_the_shift_that_its_person_is_planned_for(shop: Shop) -> None:
    ratna = pharmacist(shop)
    tomorrow = shop.today + timedelta(days=1)
    plan = ShiftPlan(person_id=ratna.id, on=tomorrow, begins=time(8), ends=time(15))
    shift_id = plan_shift(actor=shop.owner, branch_id=shop.branch_id, plan=plan)

    with clock.at(datetime.combine(tomorrow, time(7, 30), ZONE)):
        turn = DutyTurn.objects.get(id=sign_on(actor=ratna, branch_id=shop.branch_id))

    assert turn.until == datetime.combine(tomorrow, time(15), ZONE)
    assert turn.shift_id == shift_id


@pytest.mark.rows("EXT-03")
@pytest.mark.parametrize("why", ["none", "ended", "elsewhere", "expired"])
def test_without_a_licence_that_holds_here_today_nobody_is_on_duty(shop: Shop, why: str) -> None:
    ratna = pharmacist(shop, days=None)
    if why == "elsewhere":
        give_licence(shop, ratna.id, 400, second_branch(shop))
    if why == "expired":
        give_licence(shop, ratna.id, -1)
    if why == "ended":
        end_licence(actor=SYSTEM, user_id=ratna.id, licence_id=give_licence(shop, ratna.id, 400))

    with pytest.raises(DutyLicenceMissing, match="There is no valid SIPA"):
        sign_on(actor=ratna, branch_id=shop.branch_id)


def test_a_country_that_asks_no_licence_lets_who_may_come() -> None:
    shop = open_shop("generic")

    turn = DutyTurn.objects.get(id=sign_on(actor=pharmacist(shop), branch_id=shop.branch_id))

    assert (turn.licence_kind, turn.licence_id) == ("", None)


def test_nobody_comes_twice_nor_at_two_branches(shop: Shop) -> None:
    other = second_branch(shop)
    ratna = pharmacist(shop)
    give_licence(shop, ratna.id, 400, other)
    roles = [("pharmacist", shop.branch_id), ("pharmacist", other)]
    assign_roles(actor=SYSTEM, user_id=ratna.id, roles=roles)
    both = actor_of_person(ratna.id, branch_id=shop.branch_id)
    assert both is not None
    sign_on(actor=both, branch_id=shop.branch_id)

    with pytest.raises(AlreadyOnDuty, match="on duty here already"):
        sign_on(actor=both, branch_id=shop.branch_id)
    with pytest.raises(AlreadyOnDuty, match="Sign off there first") as refused:
        sign_on(actor=both, branch_id=other)

    assert refused.value.facts["branch_id"] == shop.branch_id
    sign_off(actor=both, branch_id=shop.branch_id)
    sign_on(actor=both, branch_id=other)


def test_a_turn_of_a_clock_that_is_ahead_counts(shop: Shop) -> None:
    ratna = pharmacist(shop)
    now = clock.now()
    with clock.at(now + timedelta(seconds=2)):
        sign_on(actor=ratna, branch_id=shop.branch_id)

    with clock.at(now), pytest.raises(AlreadyOnDuty):
        sign_on(actor=ratna, branch_id=shop.branch_id)


def test_who_may_not_and_what_is_no_person_comes_never(shop: Shop) -> None:
    with pytest.raises(NotPermitted):
        sign_on(actor=add_staff("technician", shop.branch_id), branch_id=shop.branch_id)
    with pytest.raises(DutyNotOwn):
        sign_on(actor=SYSTEM, branch_id=shop.branch_id)
