"""What a check refuses, and the way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.receipts import checked, goods, posted, version_of, written
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.formatting import format_date
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.purchasing.commands.receipts.states import discard_receipt, reopen_receipt
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.problems import ReceiptFixed, ReceiptRefused
from theriac.domains.stock.problems import ProductNotReceived

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.mark.rows("PUR-14")
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"batch_number": ""}, "batch_number", "no batch number"),
        ({"expires_on": None}, "expires_on", "no expiry"),
        ({"days": 0}, "expires_on", "expired on {day}. "),
        ({"days": -3}, "expires_on", "expired on {day}. "),
        ({"days": 30}, "expires_on", "expires in 30 days"),
        ({"discount": 90_000}, "discount", "the discount is higher than the line total"),
    ],
)
def test_a_line_that_lacks_something_is_refused(
    shop: Shop, medicine: Medicine, wrong: dict[str, Any], field: str, words: str
) -> None:
    given = dict(wrong)
    if "days" in given:
        given["expires_on"] = shop.today + timedelta(days=given.pop("days"))
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine, **given))

    with pytest.raises(ReceiptRefused) as refused:
        checked(shop, receipt_id)
    assert list(refused.value.errors) == [f"lines.0.{field}"]
    day = format_date(given.get("expires_on") or shop.today, "en")
    assert words.format(day=day) in str(refused.value.errors[f"lines.0.{field}"])
    assert GoodsReceipt.objects.get().state == "draft"


def test_an_empty_receipt_and_one_of_nobody_are_refused(shop: Shop) -> None:
    receipt_id = written(shop, None)
    with pytest.raises(ReceiptRefused) as refused:
        checked(shop, receipt_id)
    assert set(refused.value.errors) == {"lines", "supplier_id"}


@pytest.mark.rows("PUR-14")
def test_short_dated_goods_are_accepted_knowingly(shop: Shop, medicine: Medicine) -> None:
    soon = shop.today + timedelta(days=30)
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine, expires_on=soon))

    checked(shop, receipt_id, accept_short=True)

    assert posted(shop, receipt_id)


def test_blocked_goods_are_refused(shop: Shop, medicine: Medicine) -> None:
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=1,
        changes={"status": "blocked"},
        reason="fake",
    )
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))

    with pytest.raises(ProductNotReceived):
        checked(shop, receipt_id)


def test_a_restocker_checks_and_doesnt_post(shop: Shop, medicine: Medicine) -> None:
    restocker = add_staff("restocker", shop.branch_id)
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id, restocker)

    with pytest.raises(NotPermitted):
        posted(shop, receipt_id, restocker)
    assert posted(shop, receipt_id, add_staff("pharmacist", shop.branch_id))


def test_a_checked_receipt_goes_back_and_a_draft_is_thrown_away(
    shop: Shop, medicine: Medicine
) -> None:
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "receipt_id": receipt_id}
    with pytest.raises(ReceiptFixed):
        discard_receipt(**at, version=version_of(receipt_id))
    reopen_receipt(**at, version=version_of(receipt_id))
    discard_receipt(**at, version=version_of(receipt_id))

    assert not GoodsReceipt.objects.exists()


def test_an_invoice_that_asks_something_else_needs_a_reason(shop: Shop, medicine: Medicine) -> None:
    supplier_id = a_supplier(shop)
    receipt_id = written(shop, supplier_id, goods(shop, medicine), invoice_total=88_799)
    with pytest.raises(ReceiptRefused) as refused:
        checked(shop, receipt_id)
    assert list(refused.value.errors) == ["difference_reason"]

    right = written(shop, supplier_id, goods(shop, medicine), invoice_total=88_800)
    checked(shop, right)
