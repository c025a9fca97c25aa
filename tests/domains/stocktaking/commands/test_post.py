"""Posting a count: differences at the look, whatever moved since or came late."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.stocktaking import balance, begin, enter, line_of, post, relayed
from theriac.core import clock
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stocktaking.approval import COUNT
from theriac.domains.stocktaking.commands.recount import cancel_count
from theriac.domains.stocktaking.models import CountPosting, CountResult, StockCount
from theriac.domains.stocktaking.problems import CountContradicted, CountEnded, CountUnfinished

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


def sell(shop: Shop, medicine: Medicine, quantity: int) -> None:
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=quantity)]),
    )


def clean() -> None:
    assert [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("STK-14")
def test_the_difference_becomes_a_movement_that_names_the_count(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    enter(shop, count, batch, 97)

    post(shop, count)

    moved = Movement.objects.get(kind="count")
    result = CountResult.objects.get()
    posting = CountPosting.objects.get()
    assert (moved.quantity, moved.document_id, moved.line_id) == (3, count, result.id)
    assert moved.document_number == posting.number == f"MLT-SO-{shop.today:%y}-000001"
    assert (moved.occurred_at, balance(batch)) == (result.looked_at, 97)
    assert (posting.lines, posting.differing, posting.units_short) == (1, 1, 3)
    assert (posting.value_short, posting.value_over) == (3 * 400, 0)
    facts = AuditRecord.objects.get(object_kind="stock.count", reason="posted").facts
    assert facts["value_short"] == 1200
    clean()


@pytest.mark.rows("STK-16")
def test_a_large_difference_waits_for_another_person(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    restocker = add_staff("restocker", shop.branch_id)
    enter(shop, count, batch, 80, by=restocker)

    with pytest.raises(CountUnfinished) as refused:
        post(shop, count)
    assert refused.value.facts["again"] == 1

    enter(shop, count, batch, 81)
    post(shop, count)
    assert balance(batch) == 81


def test_what_nobody_counted_is_left_out_only_when_told(shop: Shop, medicine: Medicine) -> None:
    first, second = stock_up(shop, medicine, 10), stock_up(shop, medicine, 20)
    count = begin(shop)
    enter(shop, count, first, 10)

    with pytest.raises(CountUnfinished):
        post(shop, count)
    post(shop, count, leave_out=True)

    assert CountResult.objects.count() == 1
    assert balance(second) == 20
    with pytest.raises(CountEnded):
        enter(shop, count, second, 20)


def test_a_batch_adjusted_after_the_look_is_counted_again(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    restocker = add_staff("restocker", shop.branch_id)
    enter(shop, count, batch, 97, by=restocker)
    adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, counted=97, reason="counted"
    )

    with pytest.raises(CountContradicted):
        post(shop, count)
    enter(shop, count, batch, 97, by=restocker)
    post(shop, count)

    assert balance(batch) == 97


def test_more_can_not_leave_than_was_counted(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    count = begin(shop)
    looked_at = clock.now()
    sell(shop, medicine, 50)
    other = add_staff("restocker", shop.branch_id)
    enter(shop, count, batch, 10, looked_at=looked_at, by=other)
    enter(shop, count, batch, 10, looked_at=looked_at)

    with pytest.raises(CountContradicted):
        post(shop, count)

    assert balance(batch) == 50


def test_posting_takes_its_own_right(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    enter(shop, count, batch, 100)

    with pytest.raises(NotPermitted):
        post(shop, count, by=pharmacist)


def test_above_the_limit_of_value_somebody_else_confirms(shop: Shop, batch: UUID) -> None:
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=COUNT.code,
        amount=1000,
        reason="as agreed",
    )
    count = begin(shop)
    enter(shop, count, batch, 97)

    with pytest.raises(ApprovalNeeded):
        post(shop, count)

    assert not CountPosting.objects.exists()


def test_what_has_no_cost_counts_by_its_list_price(shop: Shop) -> None:
    gift = stock_up(shop, add_medicine(shop, "A gift"), 100, cost_amount=None)
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=COUNT.code,
        amount=1000,
        reason="as agreed",
    )
    count = begin(shop)
    enter(shop, count, gift, 98)

    with pytest.raises(ApprovalNeeded) as needed:
        post(shop, count)
    assert needed.value.facts["content"]["value"] == 2 * 700


def test_a_cancelled_count_books_nothing_keeps_its_number_and_frees_its_batches(
    shop: Shop, batch: UUID
) -> None:
    count = begin(shop)
    enter(shop, count, batch, 97)
    cancel_count(
        actor=shop.owner, branch_id=shop.branch_id, count_id=count, version=1, reason="wrong day"
    )

    again = begin(shop)

    assert StockCount.objects.get(id=again).number.endswith("000002")
    assert balance(batch) == 100
    assert line_of(again, batch)
    clean()


def test_posting_a_count_that_agrees_locks_and_moves_nothing(shop: Shop, batch: UUID) -> None:
    count = begin(shop)
    enter(shop, count, batch, 100)

    post(shop, count)
    relayed()

    assert Balance.objects.get(batch_id=batch).quantity == 100
    assert not Movement.objects.filter(kind="count").exists()
    clean()
