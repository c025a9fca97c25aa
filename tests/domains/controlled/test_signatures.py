"""What changes a register is signed by a second person, whatever door it goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.approving import said_yes
from tests.support.controlled import add_controlled, lines_of, second_person, signed, violations
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.approval.models import ApprovalUse
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.approval.queries import approvers_of
from theriac.core.approval.requests import leave_request
from theriac.core.problems import NotPermitted
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Batch, Movement

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-02")]


def refused(act: Callable[[], Any]) -> ApprovalNeeded:
    with pytest.raises(ApprovalNeeded) as needed:
        act()
    assert needed.value.facts["action"] == "controlled.change"
    return needed.value


def test_no_door_is_one_persons(shop: Shop) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 30)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    one: dict[str, Any] = {**here, "batch_id": batch_id}
    doors: list[Callable[[], Any]] = [
        lambda: write_off_stock(**one, quantity=5, reason="broken"),
        lambda: adjust_stock(**one, counted=29, reason="counted"),
        lambda: adjust_stock(**one, counted=31, reason="counted"),
        lambda: reverse_movement(
            **here, movement_id=Movement.objects.get().id, reason="entered twice"
        ),
    ]
    for door in doors:
        refused(door)
    assert lines_of(shop.branch_id) == [(1, "opening", 30, 30)]

    signed(shop, doors[0])
    assert lines_of(shop.branch_id)[-1] == (2, "write_off", -5, 25)
    document_id = RegisterLine.objects.get(number=2).document_id
    assert document_id
    told = approvers_of([document_id], ["controlled.change"])
    assert told == {document_id: [second_person().id]}
    assert violations() == []


def test_a_signature_is_of_this_for_once_and_never_ones_own(shop: Shop) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 30)
    one: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "batch_id": batch_id,
    }
    needed = refused(lambda: write_off_stock(**one, quantity=5, reason="broken"))
    with pytest.raises(NotPermitted):
        said_yes(shop.owner, needed, shop.owner)
    with pytest.raises(NotPermitted):
        said_yes(add_staff("cashier", shop.branch_id), needed, shop.owner)
    said_yes(second_person(), needed, shop.owner)
    refused(lambda: write_off_stock(**one, quantity=6, reason="broken"))
    refused(lambda: write_off_stock(**one, quantity=5, reason="stolen"))
    manager = add_staff("manager", shop.branch_id)
    refused(lambda: write_off_stock(**{**one, "actor": manager}, quantity=5, reason="broken"))

    write_off_stock(**one, quantity=5, reason="broken")
    refused(lambda: write_off_stock(**one, quantity=5, reason="broken"))
    assert ApprovalUse.objects.count() == 1


def test_who_works_alone_asks_for_later(shop: Shop) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 30)
    one: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "batch_id": batch_id,
    }
    hold_batch(**one, reason="looks wet")
    needed = refused(lambda: release_batch(**one, reason="dry again"))
    leave_request(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=needed.facts["action"],
        content=needed.facts["content"],
        reason="alone today",
    )
    refused(lambda: release_batch(**one, reason="dry again"))
    assert Batch.objects.get().state == Batch.State.HELD
    said_yes(second_person(), needed, shop.owner)
    release_batch(**one, reason="dry again")
    assert Batch.objects.get().state == Batch.State.RELEASED


def test_other_goods_need_nobody(shop: Shop) -> None:
    plain = add_medicine(shop, "Paracetamol 500 mg tablet")
    batch_id = stock_up(shop, plain, 5)
    write_off_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch_id,
        quantity=1,
        reason="broken",
    )
    push(shop, pushed_sale(shop, [pushed_line(shop, plain, [(batch_id, 2)])]))
    assert not ApprovalUse.objects.exists()
