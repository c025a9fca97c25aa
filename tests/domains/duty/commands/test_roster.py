"""The roster: planned with a licence, never twice at one time, copied from week to week."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.support.duty import pharmacist
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.duty.commands.roster import ShiftPlan, copy_week, plan_shift, remove_shift
from theriac.domains.duty.ids import ShiftId
from theriac.domains.duty.models import DutyShift
from theriac.domains.duty.problems import ShiftRefused, ShiftUnknown
from theriac.domains.duty.queries import next_gaps, shifts_of_days
from theriac.domains.duty.rules import monday_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ratna(shop: Shop) -> Actor:
    return pharmacist(shop)


def plan(shop: Shop, person: Actor, on: date, begins: int = 8, ends: int = 15) -> ShiftId:
    asked = ShiftPlan(person_id=person.id, on=on, begins=time(begins), ends=time(ends))
    return plan_shift(actor=shop.owner, branch_id=shop.branch_id, plan=asked)


@pytest.mark.rows("EXT-03")
def test_a_week_is_planned_and_copied_to_the_next(shop: Shop, ratna: Actor) -> None:
    monday = monday_of(shop.today) + timedelta(days=7)
    plan(shop, ratna, monday)
    plan(shop, ratna, monday, 15, 21)
    plan(shop, ratna, monday + timedelta(days=2), 21, 7)
    following = monday + timedelta(days=7)
    plan(shop, ratna, following, 8, 12)

    added = copy_week(
        actor=shop.owner, branch_id=shop.branch_id, week=following + timedelta(days=3)
    )

    shifts = shifts_of_days(actor=shop.owner, branch_id=shop.branch_id, first=following)
    assert added == 2
    assert [(one.ends_at - one.begins_at).seconds // 3600 for one in shifts] == [4, 6, 10]
    with pytest.raises(ShiftRefused, match="The week before has no shifts"):
        copy_week(actor=shop.owner, branch_id=shop.branch_id, week=following + timedelta(days=21))


@pytest.mark.parametrize(
    ("days", "begins", "ends", "field"),
    [(-1, 8, 15, "on"), (367, 8, 15, "on"), (1, 8, 8, "ends"), (1, 8, 1, "ends")],
)
def test_a_shift_is_within_a_year_and_lasts_at_most_sixteen_hours(
    shop: Shop, ratna: Actor, days: int, begins: int, ends: int, field: str
) -> None:
    with pytest.raises(ShiftRefused) as refused:
        plan(shop, ratna, shop.today + timedelta(days=days), begins, ends)

    assert refused.value.field == field


def test_nobody_is_planned_twice_without_right_or_beyond_a_licence(
    shop: Shop, ratna: Actor
) -> None:
    day = shop.today + timedelta(days=3)
    plan(shop, ratna, day)
    soon = pharmacist(shop, "sari", days=2)
    refusals = [
        (ratna, "planned at that time already"),
        (soon, "Sari has no licence that is valid here on that day"),
        (add_staff("cashier", shop.branch_id), "doesn’t have permission to be on duty"),
    ]

    for person, words in refusals:
        with pytest.raises(ShiftRefused, match=words):
            plan(shop, person, day, 14, 20)
    plan(shop, ratna, day, 15, 20)


def test_a_removed_shift_stays_on_record_and_its_place_is_free(shop: Shop, ratna: Actor) -> None:
    day = shop.today + timedelta(days=1)
    shift_id = plan(shop, ratna, day)
    asked = {"actor": shop.owner, "shift_id": shift_id}

    with pytest.raises(ShiftUnknown):
        remove_shift(branch_id=second_branch(shop), **asked)
    with pytest.raises(Stale):
        remove_shift(branch_id=shop.branch_id, version=7, **asked)
    with pytest.raises(NotPermitted):
        remove_shift(
            actor=add_staff("cashier", shop.branch_id), branch_id=shop.branch_id, shift_id=shift_id
        )
    remove_shift(branch_id=shop.branch_id, version=1, **asked)
    with pytest.raises(ShiftUnknown):
        remove_shift(branch_id=shop.branch_id, **asked)

    assert DutyShift.objects.get().removed_by == shop.owner.id
    plan(shop, ratna, day)


@pytest.mark.rows("EXT-03")
def test_the_next_gaps_are_told(shop: Shop, ratna: Actor) -> None:
    day = shop.today + timedelta(days=1)
    asked = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert not next_gaps(**asked)
    plan(shop, ratna, day, 8, 12)
    plan(shop, ratna, day, 13, 20)

    assert [(gap.on, gap.whole_day) for gap in next_gaps(**asked)] == [(day, False)]
    assert not next_gaps(actor=shop.owner, branch_id=new_id())
