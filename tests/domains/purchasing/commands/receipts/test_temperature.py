"""Goods that arrived outside the limits of their storage are held, unless knowingly accepted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.recalls import recall_of
from tests.support.receipts import checked, goods, posted, received, version_of, written
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.commands.receipts.at_once import receive_at_once
from theriac.domains.purchasing.commands.receipts.states import reopen_receipt
from theriac.domains.purchasing.models import GoodsReceiptLine
from theriac.domains.purchasing.queries.receipts import read_receipt
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-14")]


def came(shop: Shop, temperature: int | None, storage: str = "fridge", **facts: Any) -> Any:
    medicine = add_medicine(shop, "Insulin", storage=storage)
    return goods(shop, medicine, temperature=temperature, **facts)


@pytest.mark.parametrize(
    ("storage", "temperature", "state"),
    [
        ("fridge", 250, "held"),
        ("fridge", 81, "held"),
        ("fridge", 80, "released"),
        ("fridge", 20, "released"),
        ("fridge", 19, "held"),
        ("fridge", None, "released"),
        ("cool", 151, "held"),
        ("cool", 150, "released"),
        ("freezer", -99, "held"),
        ("freezer", -100, "released"),
        ("room", 250, "released"),
        ("in a dry place", 250, "released"),
    ],
)
def test_only_what_is_inside_the_limits_of_its_storage_is_released(
    shop: Shop, storage: str, temperature: int | None, state: str
) -> None:
    received(shop, a_supplier(shop), came(shop, temperature, storage))

    assert Batch.objects.get().state == state


def test_the_draft_says_it_and_the_trail_why_the_batch_is_held(shop: Shop) -> None:
    right = goods(shop, add_medicine(shop), batch_number="Z", temperature=250)
    receipt_id = written(shop, a_supplier(shop), came(shop, 250), right)
    view = read_receipt(actor=shop.owner, receipt_id=receipt_id)
    assert view is not None
    told = [(line.limits, line.is_held_for_temperature) for line in view.lines]
    assert told == [((20, 80), True), (None, False)]

    checked(shop, receipt_id)
    posted(shop, receipt_id)

    held = Batch.objects.get(number="KF-01")
    assert (held.state, Batch.objects.get(number="Z").state) == ("held", "released")
    record = AuditRecord.objects.get(object_id=held.id)
    assert record.reason == "Arrived at 25,0 °C, storage limits 2,0 to 8,0 °C"
    assert (record.facts["before"], record.facts["after"]) == ("released", "held")
    assert [one for result in run_checks() for one in result.violations] == []


def test_who_may_release_a_batch_accepts_it_knowingly_at_the_check(shop: Shop) -> None:
    receipt_id = written(shop, a_supplier(shop), came(shop, 250))
    with pytest.raises(NotPermitted):
        checked(shop, receipt_id, add_staff("restocker", shop.branch_id), accept_temperature=True)

    checked(shop, receipt_id, add_staff("pharmacist", shop.branch_id), accept_temperature=True)
    posted(shop, receipt_id)

    assert Batch.objects.get().state == "released"
    record = AuditRecord.objects.get(object_id=receipt_id, reason="checked")
    assert record.facts["temperatures_accepted"] == 1


def test_another_check_asks_again(shop: Shop) -> None:
    receipt_id = written(shop, a_supplier(shop), came(shop, 250))
    checked(shop, receipt_id, accept_temperature=True)
    reopen_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
    )
    checked(shop, receipt_id)

    assert not GoodsReceiptLine.objects.get().is_temperature_accepted


@pytest.mark.parametrize(("accepts", "state"), [(False, "held"), (True, "released")])
def test_one_step_holds_it_too(shop: Shop, accepts: bool, state: str) -> None:
    receipt_id = written(shop, a_supplier(shop), came(shop, 250))
    receive_at_once(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        accept_temperature=accepts,
    )

    assert Batch.objects.get().state == state


@pytest.mark.rows("STK-24")
def test_a_recall_that_is_withdrawn_leaves_it_held(shop: Shop) -> None:
    medicine = add_medicine(shop, "Vaccine", storage="fridge")
    first = stock_up(shop, medicine, 10, batch_number="KF-01")
    recall = recall_of(shop, [first])
    line = goods(shop, medicine, temperature=250)
    received(shop, a_supplier(shop), line)

    again = Batch.objects.exclude(id=first).get()
    assert (again.state, RecallBatch.objects.get(batch=again).state_before) == ("recalled", "held")
    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=recall.id, reason="an error"
    )
    again.refresh_from_db()
    assert again.state == "held"
    assert [one for result in run_checks() for one in result.violations] == []
