"""Adjusting to a count and writing off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.approving import by_two
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import CodedReason, adjust_stock, write_off_stock
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused
from theriac.domains.stock.queries.ledger.card import of_reason, reason_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(shop: Shop) -> UUID:
    return stock_up(shop, add_medicine(shop), 50)


def adjust(shop: Shop, batch: UUID, counted: int, **more: object) -> int:
    return adjust_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        counted=counted,
        **{"reason": "count", **more},  # type: ignore[arg-type]
    ).balance


def test_the_difference_is_a_movement_and_the_count_is_the_balance(shop: Shop, batch: UUID) -> None:
    assert adjust(shop, batch, 47) == 47
    assert adjust(shop, batch, 60) == 60
    assert adjust(shop, batch, 60) == 60

    moved = Movement.objects.filter(kind="adjustment").order_by("id")
    assert [m.quantity for m in moved] == [3, 13]
    assert Balance.objects.get().quantity == 60


def test_a_count_taken_against_another_balance_is_stale_and_says_the_current_one(
    shop: Shop, batch: UUID
) -> None:
    with pytest.raises(Stale) as refused:
        adjust(shop, batch, 40, expected=49)

    assert refused.value.facts["current"] == 50


@pytest.mark.rows("STK-13")
def test_a_reason_and_a_whole_count_are_needed(shop: Shop, batch: UUID) -> None:
    with pytest.raises(Unprocessable) as refused:
        adjust(shop, batch, 40, reason="  ")
    assert refused.value.field == "reason"
    with pytest.raises(QuantityRefused):
        adjust(shop, batch, -1)


@pytest.mark.rows("STK-13")
def test_above_the_limit_an_adjustment_waits_for_a_second_user(shop: Shop, batch: UUID) -> None:
    asks_from(shop, 1000)
    assert adjust(shop, batch, 48) == 48
    with pytest.raises(ApprovalNeeded):
        adjust(shop, batch, 40)
    assert Balance.objects.get().quantity == 48


def asks_from(shop: Shop, amount: int) -> None:
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=CHANGE.code,
        amount=amount,
        reason="as agreed",
    )


def written_off(shop: Shop, batch: UUID, quantity: int, actor: Actor | None = None) -> int:
    return write_off_stock(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        quantity=quantity,
        reason="broken",
    ).balance


@pytest.mark.rows("STK-13")
def test_the_limit_is_of_what_one_person_changes_in_a_day(shop: Shop, batch: UUID) -> None:
    """Three write-offs of 20 passed a limit that one of 60 doesn't."""
    asks_from(shop, 20 * 400)
    restocker = add_staff("restocker", shop.branch_id, "rini")

    assert written_off(shop, batch, 10) == 40
    assert adjust(shop, batch, 30) == 30
    with pytest.raises(ApprovalNeeded):
        written_off(shop, batch, 1)
    with pytest.raises(ApprovalNeeded):
        adjust(shop, batch, 31)
    assert written_off(shop, batch, 20, restocker) == 10
    with clock.at(clock.now() + timedelta(days=1)):
        assert written_off(shop, batch, 1) == 9


@pytest.mark.rows("STK-13")
def test_what_somebody_approved_leaves_the_day_as_it_was(shop: Shop, batch: UUID) -> None:
    asks_from(shop, 2 * 400)
    manager = add_staff("manager", shop.branch_id, "budi")

    by_two(
        manager,
        shop.owner,
        lambda approval_id: adjust(shop, batch, 40, approval_id=approval_id),
    )
    assert written_off(shop, batch, 2) == 38


@pytest.mark.rows("STK-13")
def test_goods_without_a_cost_are_judged_by_their_list_price(shop: Shop) -> None:
    """A strip of ten at 7,000 and a box of a hundred at 65,000: 700 a tablet counts."""
    gift = stock_up(shop, add_medicine(shop), 50, cost_amount=None)
    asks_from(shop, 3 * 700)

    assert written_off(shop, gift, 3) == 47
    with pytest.raises(ApprovalNeeded) as needed:
        written_off(shop, gift, 4)
    assert needed.value.facts["content"]["value"] == 4 * 700


@pytest.mark.rows("STK-13")
def test_a_new_pharmacy_has_a_limit_in_its_countrys_currency(shop: Shop) -> None:
    many = stock_up(shop, add_medicine(shop), 2000)

    assert written_off(shop, many, 1250) == 750
    with pytest.raises(ApprovalNeeded):
        written_off(shop, many, 1)


def test_before_and_after_are_on_the_trail(shop: Shop, batch: UUID) -> None:
    adjust(shop, batch, 47)

    facts = AuditRecord.objects.get(object_kind="stock.adjustment").facts
    assert (facts["before"], facts["after"]) == (50, 47)


def test_an_expired_batch_may_be_written_off_but_not_more_than_there_is(shop: Shop) -> None:
    expired = stock_up(shop, add_medicine(shop), 5, days=-10)

    def write_off(quantity: int) -> int:
        return write_off_stock(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=expired,
            quantity=quantity,
            reason="expired",
        ).balance

    assert write_off(2) == 3
    with pytest.raises(InsufficientStock) as refused:
        write_off(4)
    assert (refused.value.facts["requested"], refused.value.facts["available"]) == (4, 3)
    assert refused.value.facts["product"] == "Paracetamol 500 mg tablet"
    assert str(refused.value.detail).endswith(
        ": 4 requested, 3 available. Write off at most this quantity, or adjust the stock "
        "to your count."
    )


def test_a_cashier_may_not_adjust(shop: Shop, batch: UUID) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotPermitted):
        adjust_stock(actor=cashier, branch_id=shop.branch_id, batch_id=batch, counted=1, reason="x")


@pytest.mark.rows("STK-13")
def test_the_reason_is_kept_as_a_code_beside_the_words(shop: Shop, batch: UUID) -> None:
    adjust(shop, batch, 47, reason=CodedReason("after the flood", "missing"))
    adjust(shop, batch, 46)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "batch_id": batch}
    write_off_stock(**here, quantity=2, reason=CodedReason("fell", "broken"))
    movements = Movement.objects.exclude(kind="opening").order_by("id")
    codes = reason_codes([one.document_id for one in movements])
    assert [(one.reason, codes[one.document_id]) for one in movements] == [
        ("after the flood", "missing"),
        ("count", "other"),
        ("fell", "broken"),
    ]
    assert [one.quantity for one in of_reason(Movement.objects.all(), "broken")] == [2]
    with pytest.raises(Unprocessable, match="list"):
        adjust(shop, batch, 1, reason=CodedReason("why", "weather"))


@pytest.mark.rows("STK-01")
def test_at_a_branch_where_a_batch_never_was_nothing_is_made_of_it(shop: Shop, batch: UUID) -> None:
    elsewhere = second_branch(shop)
    manager = add_staff("manager", elsewhere)
    named: dict[str, Any] = {"actor": manager, "branch_id": elsewhere, "batch_id": batch}
    with pytest.raises(NotFound):
        adjust_stock(**named, counted=240, reason="count")
    with pytest.raises(NotFound):
        write_off_stock(**named, quantity=1, reason="broken")
    assert not Balance.objects.filter(branch_id=elsewhere).exists()
    assert not Movement.objects.filter(kind="adjustment").exists()
