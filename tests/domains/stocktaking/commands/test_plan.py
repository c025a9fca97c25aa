"""The morning's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import begin, enter, post
from theriac.core import clock
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.stocktaking.commands.plan import plan_counts
from theriac.domains.stocktaking.jobs import plan_morning_counts
from theriac.domains.stocktaking.queries.due import due_counts, due_today
from theriac.domains.stocktaking.rules import RISK_DAYS

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-17")
def test_every_morning_a_list_of_so_many_items_is_due() -> None:
    shop = open_shop()
    change_settings(
        actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=1, changes={"count_items": 2}
    )
    medicines = [add_medicine(shop, f"Medicine {n}") for n in range(4)]
    batches = [stock_up(shop, one, 10) for one in medicines]
    strong = add_medicine(shop, "Morphine 10 mg", legal_class="narkotika")
    stock_up(shop, strong, 5)

    assert plan_morning_counts.func() == 3
    due = due_today(actor=shop.owner, branch_id=shop.branch_id)
    assert due[0].product == "Morphine 10 mg"
    assert [one.reason for one in due] == ["controlled", "never", "never"]
    assert plan_counts(actor=shop.owner, branch_id=shop.branch_id) == 3

    count = begin(shop, "due")
    listed = {one.product_id for one in due}
    for medicine, batch in zip(medicines, batches, strict=True):
        if medicine.id in listed:
            enter(shop, count, batch, 10)
    progress = due_counts(actor=shop.owner, branch_id=shop.branch_id, today=shop.today)
    assert (progress.items, progress.done) == (3, 2)
    post(shop, count, leave_out=True)

    with clock.at(clock.now() + timedelta(days=1)):
        plan_counts(actor=shop.owner, branch_id=shop.branch_id)
        tomorrow = due_today(actor=shop.owner, branch_id=shop.branch_id)
    assert [one.reason for one in tomorrow] == ["controlled", "never", "never"]
    assert {one.product_id for one in tomorrow} & listed == {strong.id}


@pytest.mark.rows("STK-17")
@pytest.mark.parametrize(("looks", "reason"), [((8,), "risk"), ((8, 8), None)])
def test_a_difference_that_a_later_look_did_not_find_is_no_risk(
    looks: tuple[int, ...], reason: str | None
) -> None:
    shop = open_shop()
    batch = stock_up(shop, add_medicine(shop), 10)
    people = [add_staff("restocker", shop.branch_id, name) for name in ("ani", "budi")]
    for day, counted in enumerate(looks):
        with clock.at(clock.now() + timedelta(days=day)):
            count = begin(shop)
            for one in people:
                enter(shop, count, batch, counted, by=one)
            post(shop, count)

    with clock.at(clock.now() + timedelta(days=len(looks) + RISK_DAYS)):
        plan_counts(actor=shop.owner, branch_id=shop.branch_id)
        due = due_today(actor=shop.owner, branch_id=shop.branch_id)
    assert [one.reason for one in due] == ([reason] if reason else [])


def test_each_branch_counts_what_it_has_and_looked_at_itself() -> None:
    shop = open_shop()
    there = replace(shop, branch_id=second_branch(shop))
    here_alone, both = add_medicine(shop, "Zinc"), add_medicine(shop, "Iron")
    for place, medicine in ((shop, here_alone), (shop, both), (there, both)):
        batch = stock_up(place, medicine, 10)
    count = begin(there)
    for name in ("ani", "budi"):
        enter(there, count, batch, 8, by=add_staff("restocker", there.branch_id, name))
    post(there, count)

    with clock.at(clock.now() + timedelta(days=RISK_DAYS)):
        counted = [plan_counts(actor=shop.owner, branch_id=one.branch_id) for one in (shop, there)]
        due = {
            one.branch_id: {
                (row.product, row.reason)
                for row in due_today(actor=shop.owner, branch_id=one.branch_id)
            }
            for one in (shop, there)
        }

    assert counted == [2, 1]
    assert due == {
        shop.branch_id: {("Zinc", "never"), ("Iron", "never")},
        there.branch_id: {("Iron", "risk")},
    }
