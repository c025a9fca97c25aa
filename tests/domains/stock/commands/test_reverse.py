"""Reversals: an opposite movement that names the first."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.approving import by_two
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.approval.commands import set_limit
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotFound
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import AlreadyReversed, InsufficientStock

pytestmark = pytest.mark.django_db


def reverse(shop: Shop, movement: Movement, approval_id: UUID | None = None) -> int:
    return reverse_movement(
        actor=shop.owner,
        branch_id=shop.branch_id,
        movement_id=movement.id,
        reason="wrong box",
        approval_id=approval_id,
    ).balance


def test_a_receipt_is_answered_once_by_its_opposite(shop: Shop) -> None:
    stock_up(shop, add_medicine(shop), 30)
    first = Movement.objects.get()
    with pytest.raises(NotFound):
        reverse(replace(shop, branch_id=second_branch(shop)), first)

    assert reverse(shop, first) == 0

    opposite = Movement.objects.get(kind="reversal")
    assert (opposite.reverses_id, opposite.from_place_id, opposite.to_place_id) == (
        first.id,
        first.to_place_id,
        first.from_place_id,
    )
    assert Balance.objects.get().quantity == 0
    with pytest.raises(AlreadyReversed):
        reverse(shop, first)


def test_what_was_sold_meanwhile_cannot_be_taken_back_and_a_sale_is_not_reversed(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)]),
    )

    with pytest.raises(InsufficientStock) as refused:
        reverse(shop, Movement.objects.get(kind="opening"))
    assert str(refused.value.detail) == (
        "Paracetamol 500 mg tablet, batch B1: 30 requested, 29 available. Some units have left "
        "since. Count the batch and adjust the stock instead."
    )
    with pytest.raises(Conflict):
        reverse(shop, Movement.objects.get(kind="sale"))
    assert Balance.objects.get().quantity == 29


@pytest.mark.rows("STK-13")
def test_a_reversal_of_high_value_waits_for_a_second_person(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 30)
    write_off_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch_id,
        quantity=20,
        reason="broken",
    )
    manager = add_staff("manager", shop.branch_id, "budi")
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=CHANGE.code,
        amount=20 * 400,
        reason="as agreed",
    )
    first = Movement.objects.get(kind="write_off")

    assert by_two(manager, shop.owner, lambda yes: reverse(shop, first, yes)) == 30
    assert AuditRecord.objects.get(command="stock.reverse_movement").facts["approved_by"] == str(
        manager.id
    )
