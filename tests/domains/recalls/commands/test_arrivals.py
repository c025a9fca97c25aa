"""A recalled lot that is delivered again is frozen as it arrives and belongs to its recall."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.recalls import counted, recall_of
from tests.support.receipts import goods, received, written
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.stocktaking import begin
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.queries.receipts import read_receipt
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.recalls.commands.units import put_into_quarantine
from theriac.domains.recalls.models import Recall, RecallBatch, RecallStep
from theriac.domains.recalls.problems import RecallOpenStill
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.models import Batch
from theriac.domains.stocktaking.commands.enter import add_found_batch
from theriac.domains.stocktaking.models import CountLine

pytestmark = pytest.mark.django_db


def assert_books_are_right() -> None:
    assert [found.sentence for result in run_checks() for found in result.violations] == []


def newest() -> Batch:
    return Batch.objects.order_by("-id")[0]


@pytest.mark.rows("STK-24")
def test_the_lot_is_frozen_at_posting_and_accounted_for_in_its_recall(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="KF-01")
    recall = recall_of(shop, [first])

    supplier_id = a_supplier(shop)
    lines = [goods(shop, medicine, batch_number=" kf-01 "), goods(shop, medicine, batch_number="Z")]
    receipt_id = received(shop, supplier_id, *lines)

    again = Batch.objects.exclude(id=first).get(number="kf-01")
    assert again.state == "recalled"
    assert Batch.objects.get(number="Z").state == "released"
    row = RecallBatch.objects.get(batch=again)
    assert (row.recall_id, row.state_before) == (recall.id, "released")
    step = RecallStep.objects.get(step="arrived")
    assert (step.batch_id, step.quantity, step.recall_id) == (again.id, 200, recall.id)
    view = read_receipt(actor=shop.owner, receipt_id=receipt_id)
    assert view is not None
    told = [[one.number for one in line.recalls] for line in view.lines]
    assert told == [[recall.number], []]
    assert_books_are_right()


@pytest.mark.rows("STK-24")
def test_the_recall_closes_only_when_what_arrived_is_accounted_for_too(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="KF-01")
    recall = recall_of(shop, [first])
    received(shop, a_supplier(shop), goods(shop, medicine))
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "recall_id": recall.id}

    put_into_quarantine(**at, units=counted(first, 10))
    with pytest.raises(RecallOpenStill):
        close_recall(**at)
    put_into_quarantine(**at, units=counted(newest().id, 200))
    close_recall(**at)

    assert Recall.objects.get().state == "closed"
    assert_books_are_right()


@pytest.mark.rows("STK-24")
def test_a_draft_says_that_its_lot_is_recalled_before_it_is_posted(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    recall = recall_of(shop, [stock_up(shop, medicine, 10, batch_number="KF-01")])
    draft = written(
        shop,
        a_supplier(shop),
        goods(shop, medicine),
        goods(shop, other),
        goods(shop, medicine, batch_number=""),
    )
    view = read_receipt(actor=shop.owner, receipt_id=draft)
    assert view is not None
    told = [[one.number for one in line.recalls] for line in view.lines]
    assert told == [[recall.number], [], []]


def test_a_withdrawn_recall_releases_what_arrived_and_freezes_nothing_more(shop: Shop) -> None:
    medicine = add_medicine(shop)
    recall = recall_of(shop, [stock_up(shop, medicine, 10, batch_number="KF-01")])
    supplier_id = a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine))
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    withdraw_recall(**at, recall_id=recall.id, reason="Another product")

    received(shop, supplier_id, goods(shop, medicine))

    assert set(Batch.objects.values_list("state", flat=True)) == {"released"}
    assert RecallStep.objects.filter(step="arrived").count() == 1
    assert_books_are_right()


def test_two_open_recalls_of_the_lot_both_have_what_arrived(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="KF-01")
    numbers = {recall_of(shop, [first]).number, recall_of(shop, [first], reason="Again").number}
    received(shop, a_supplier(shop), goods(shop, medicine))
    joined = RecallBatch.objects.filter(batch=newest()).values_list("recall__number", flat=True)
    assert set(joined) == numbers
    assert_books_are_right()


def test_opening_stock_of_a_recalled_lot_is_frozen_too(shop: Shop) -> None:
    medicine = add_medicine(shop)
    recall_of(shop, [stock_up(shop, medicine, 10, batch_number="KF-01")])
    again = stock_up(shop, medicine, 5, batch_number="KF-01")
    assert Batch.objects.get(id=again).state == "recalled"
    assert_books_are_right()


@pytest.mark.rows("STK-24")
def test_a_lot_of_a_closed_recall_is_held_until_somebody_releases_it(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="KF-01")
    recall = recall_of(shop, [first])
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    put_into_quarantine(**at, recall_id=recall.id, units=counted(first, 10))
    close_recall(**at, recall_id=recall.id)

    receipt_id = received(shop, a_supplier(shop), goods(shop, medicine, batch_number="kf-01"))

    again = newest()
    assert again.state == "held"
    record = AuditRecord.objects.get(object_id=again.id, reason="recalled before")
    assert record.facts["recalls"] == [recall.number]
    assert not RecallBatch.objects.filter(batch=again).exists()
    view = read_receipt(actor=shop.owner, receipt_id=receipt_id)
    assert view is not None
    assert [(one.number, one.is_open) for one in view.lines[0].recalls] == [(recall.number, False)]
    release_batch(**at, batch_id=again.id, reason="The maker's letter clears it")
    assert newest().state == "released"
    assert_books_are_right()


@pytest.mark.rows("STK-24")
def test_a_recall_freezes_what_came_of_its_lot_since_it_was_looked_for(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    sought = stock_up(shop, medicine, 10, batch_number="KF-01")
    stock_up(shop, other, 10, batch_number="KF-01")
    stock_up(shop, medicine, 10, batch_number="KF-02")
    received(shop, a_supplier(shop), goods(shop, medicine, batch_number="kf-01"))
    came = newest()

    opened = recall_of(shop, [sought])

    assert opened.batches == 2
    frozen = Batch.objects.filter(state="recalled").values_list("id", flat=True)
    assert set(frozen) == {sought, came.id}
    assert_books_are_right()


@pytest.mark.rows("STK-24", "STK-14")
def test_a_recalled_lot_that_a_count_finds_is_its_recall_s(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="AB-12")
    count = begin(shop)
    recall_of(shop, [first])
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "count_id": count}
    about: dict[str, Any] = {"product_id": medicine.id, "number": "ab-12"}
    known = Batch.objects.get(id=first).expires_on

    line = add_found_batch(**here, **about, expires_on=known)
    other = add_found_batch(**here, **about, expires_on=shop.today + timedelta(days=90))

    assert CountLine.objects.get(id=line).batch_id == first
    made = CountLine.objects.get(id=other).batch
    assert (made.id != first, made.state) == (True, "recalled")
    assert RecallBatch.objects.filter(batch=made).exists()
    assert_books_are_right()


@pytest.mark.rows("STK-24")
def test_a_batch_that_gets_a_recalled_number_is_its_recall_s_as_it_was_before(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="AB-12")
    nameless = stock_up(shop, medicine, 7, batch_number="")
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    hold_batch(**here, batch_id=nameless, reason="no number")
    recall = recall_of(shop, [first])

    correct_batch(
        **here,
        batch_id=nameless,
        version=2,
        number="ab -12",
        expires_on=shop.today + timedelta(days=90),
        shelf=None,
        reason="read from the pack",
    )
    assert Batch.objects.get(id=nameless).state == "recalled"
    assert RecallStep.objects.get(step="arrived").quantity == 7
    assert_books_are_right()
    withdraw_recall(**here, recall_id=recall.id, reason="another lot")
    assert Batch.objects.get(id=nameless).state == "held"


@pytest.mark.rows("STK-24")
def test_a_recalled_batch_whose_number_is_typed_otherwise_stays_in_its_recall_once(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 10, batch_number="AB-12")
    second = stock_up(shop, medicine, 5, batch_number="AB-12")
    recall_of(shop, [first])
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=first,
        version=Batch.objects.get(id=first).version,
        number="ab-12",
        expires_on=shop.today + timedelta(days=90),
        shelf=None,
        reason="read from the pack",
    )
    assert set(Batch.objects.values_list("state", flat=True)) == {"recalled"}
    assert set(RecallBatch.objects.values_list("batch_id", flat=True)) == {first, second}
    assert RecallBatch.objects.count() == 2
    assert_books_are_right()
