"""Each movement of a controlled medicine leaves a numbered line, whatever door it came through."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.controlled import (
    add_controlled,
    buying,
    in_stock,
    lines_of,
    registered,
    signed,
    violations,
)
from tests.support.destructions import draft_of, sign
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.transfers import Two
from theriac.domains.controlled.models import Register, RegisterLine
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-01")]


def test_every_door_leaves_a_line_with_the_running_balance(shop: Shop) -> None:
    medicine = add_controlled(shop)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    batch_id = stock_up(shop, medicine, 100)
    other_id = stock_up(shop, medicine, 10, batch_number="B2")
    memo: dict[str, Any] = {"counted": 97, "reason": "breakage, memo 7"}
    signed(shop, lambda: adjust_stock(**here, batch_id=batch_id, **memo))
    broken: dict[str, Any] = {"quantity": 4, "reason": "broken"}
    signed(shop, lambda: write_off_stock(**here, batch_id=other_id, **broken))
    assert buying(shop).hand_over(medicine, 9).lines[0].quantity == 9
    draft_id = draft_of(shop, [(batch_id, "shelf", 8)])
    for name in ("ani", "budi"):
        sign(shop, draft_id, add_staff("pharmacist", shop.branch_id, name))

    assert lines_of(shop.branch_id) == [
        (1, "opening", 100, 100),
        (2, "opening", 10, 110),
        (3, "adjustment", -3, 107),
        (4, "write_off", -4, 103),
        (5, "sale", -9, 94),
        (6, "destruction", -8, 86),
    ]
    assert registered(shop.branch_id) == in_stock(shop.branch_id) == {batch_id: 80, other_id: 6}
    assert lines_of(shop.branch_id, "reason")[2:4] == [("breakage, memo 7",), ("broken",)]
    assert violations() == []


def test_a_reversal_names_the_line_that_it_answers(shop: Shop) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 30)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    broken: dict[str, Any] = {"quantity": 5, "reason": "broken"}
    signed(shop, lambda: write_off_stock(**here, batch_id=batch_id, **broken))
    wrong = Movement.objects.get(kind="write_off")
    again: dict[str, Any] = {"movement_id": wrong.id, "reason": "found again"}
    signed(shop, lambda: reverse_movement(**here, **again))

    first, second = RegisterLine.objects.filter(number__gte=2).order_by("number")
    assert (second.kind, second.change, second.balance) == ("reversal", 5, 30)
    assert second.corrects_id == first.id
    assert second.reason == "found again"


def test_other_goods_leave_no_line_and_cost_a_sale_no_statement(shop: Shop) -> None:
    plain = add_medicine(shop, "Paracetamol 500 mg tablet")
    batch_id = stock_up(shop, plain, 50)
    with CaptureQueriesContext(connection) as asked:
        push(shop, pushed_sale(shop, [pushed_line(shop, plain, [(batch_id, 2)])]))
    assert not [one for one in asked.captured_queries if "controlled" in one["sql"]]
    assert not RegisterLine.objects.exists()
    assert not Register.objects.exists()


def test_what_is_refused_leaves_no_line(shop: Shop) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 5)
    with pytest.raises(InsufficientStock):
        write_off_stock(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch_id,
            quantity=6,
            reason="broken",
        )
    assert lines_of(shop.branch_id) == [(1, "opening", 5, 5)]
    assert Register.objects.get().last_number == 1


def test_a_transfer_leaves_one_register_and_enters_the_other() -> None:
    shop = open_shop()
    there = second_branch(shop)
    medicine = add_controlled(shop)
    two = Two(shop, there, medicine, stock_up(shop, medicine, 50))
    transfer_id = two.sent(10)
    assert lines_of(shop.branch_id)[-1] == (2, "transfer", -10, 40)
    assert lines_of(there) == []
    two.receive(transfer_id, 8)
    signed(shop, lambda: two.explain(transfer_id, "lost", 2, "the box was open"))

    assert lines_of(there) == [(1, "transfer", 8, 8)]
    last = RegisterLine.objects.filter(branch_id=shop.branch_id).order_by("-number")[0]
    assert (last.number, last.change, last.quantity, last.balance) == (3, 0, 2, 40)
    assert violations() == []


def test_each_class_has_a_register_of_its_own(shop: Shop) -> None:
    stock_up(shop, add_controlled(shop), 5)
    stock_up(shop, add_controlled(shop, "Diazepam 5 mg tablet", legal_class="psikotropika"), 7)
    assert lines_of(shop.branch_id, "code", "number", "balance") == [
        ("narcotic_register", 1, 5),
        ("psychotropic_register", 1, 7),
    ]
