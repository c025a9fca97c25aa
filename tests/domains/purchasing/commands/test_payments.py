"""Bills are paid once, whole or in part; a payment that was a mistake is withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.domains.books.entered import amounts, change
from tests.support.payments import a_bill, paid
from tests.support.receipts import version_of
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from tests.support.triggers import lifted
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.commands.payments import withdraw_payment
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.models import (
    SupplierBill,
    SupplierPayment,
    SupplierPaymentLine,
)
from theriac.domains.purchasing.problems import BillPaid, PaymentFixed, PaymentRefused
from theriac.domains.purchasing.queries.bills import list_bills, owed_by_age

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def left(shop: Shop) -> list[int]:
    return [bill.left for bill in list_bills(actor=shop.owner, branch_id=shop.branch_id)]


def violated() -> list[str]:
    return sorted({v.code for result in run_checks() for v in result.violations})


def withdrawn(shop: Shop, payment_id: Any) -> None:
    withdraw_payment(
        actor=shop.owner, branch_id=shop.branch_id, payment_id=payment_id, reason="twice"
    )


@pytest.mark.rows("PUR-20")
def test_a_bill_is_due_by_its_suppliers_terms_and_paying_reduces_money(
    shop: Shop, medicine: Medicine
) -> None:
    supplier_id = a_supplier(shop, payment_days=30)
    bill = a_bill(
        shop, medicine, supplier_id=supplier_id, invoice_on=shop.today - timedelta(days=25)
    )
    (told,) = list_bills(actor=shop.owner, branch_id=shop.branch_id)
    assert (told.due_on, told.left) == (shop.today + timedelta(days=5), bill.amount)
    assert owed_by_age([told], shop.today)["week"] == bill.amount

    entered = change(lambda: paid(shop, bill))

    assert entered == {"suppliers": bill.amount, "bank": -bill.amount}
    assert left(shop) == []
    assert violated() == []


def test_bills_of_several_suppliers_make_a_payment_each(shop: Shop, medicine: Medicine) -> None:
    one = a_bill(shop, medicine, "A-1", a_supplier(shop, "PT Satu"))
    two = a_bill(shop, medicine, "B-1", a_supplier(shop, "PT Dua"))

    made = paid(shop, one, two, paid_from="cash")

    assert len(made) == 2
    assert amounts(document_kind="supplier_payment")["cash"] == -(one.amount + two.amount)
    assert sorted(SupplierPayment.objects.values_list("number", flat=True)) == [
        f"MLT-PV-{shop.today:%y}-00000{number}" for number in (1, 2)
    ]


def test_a_part_leaves_the_rest(shop: Shop, medicine: Medicine) -> None:
    bill = a_bill(shop, medicine)

    paid(shop, bill, amount=30_000)

    assert left(shop) == [bill.amount - 30_000]
    with pytest.raises(PaymentRefused):
        paid(shop, bill, amount=bill.amount)
    paid(shop, bill)
    assert left(shop) == []


def test_a_credit_note_is_taken_off(shop: Shop, medicine: Medicine) -> None:
    supplier_id = a_supplier(shop)
    bill = a_bill(shop, medicine, supplier_id=supplier_id)
    batch_id = stock_up(shop, medicine, 5, cost_amount=400)
    found = a_sent_return(shop, supplier_id, [aside(batch_id, 5)])
    enter_credit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        return_id=found.id,
        version=found.version,
        number="NK-1",
        credited_on=shop.today,
        amount=2_000,
    )
    note = SupplierBill.objects.get(credit__isnull=False)
    with pytest.raises(PaymentRefused, match="more than the bills"):
        paid(shop, note)

    entered = change(lambda: paid(shop, bill, note))

    assert entered == {"suppliers": bill.amount - 2_000, "bank": 2_000 - bill.amount}
    assert left(shop) == []
    assert violated() == []


def test_a_withdrawn_payment_opens_its_bills_again(shop: Shop, medicine: Medicine) -> None:
    bill = a_bill(shop, medicine)
    before = amounts()
    (payment_id,) = paid(shop, bill)

    withdrawn(shop, payment_id)

    assert left(shop) == [bill.amount]
    assert amounts() == before
    with pytest.raises(PaymentFixed):
        withdrawn(shop, payment_id)
    paid(shop, bill)
    assert violated() == []


def test_a_delivery_is_reversed_once_nothing_is_paid_of_it(shop: Shop, medicine: Medicine) -> None:
    bill = a_bill(shop, medicine)
    (payment_id,) = paid(shop, bill)
    told = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "receipt_id": bill.receipt_id,
        "version": version_of(bill.receipt_id),
        "reason": "another pharmacy’s",
    }
    with pytest.raises(BillPaid):
        reverse_receipt(**told)
    withdrawn(shop, payment_id)

    reverse_receipt(**told)

    assert left(shop) == []
    assert amounts() == {}
    with pytest.raises(PaymentRefused):
        paid(shop, bill)
    assert violated() == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"paid_from": "stock"}, "paid_from"),
        ({"paid_from": ""}, "paid_from"),
        ({"reference": "x" * 81}, "reference"),
        ({"reference": "\0"}, "reference"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    shop: Shop, medicine: Medicine, facts: dict[str, Any], field: str
) -> None:
    bill = a_bill(shop, medicine)

    with pytest.raises(PaymentRefused) as refused:
        paid(shop, bill, **facts)

    assert set(refused.value.errors) == {field}


def test_a_day_to_come_none_selected_and_other_branches_are_refused(
    shop: Shop, medicine: Medicine
) -> None:
    bill = a_bill(shop, medicine)

    with pytest.raises(PaymentRefused):
        paid(shop, bill, paid_on=shop.today + timedelta(days=1))
    with pytest.raises(Unprocessable):
        paid(shop)
    with pytest.raises(NotFound):
        paid(shop, bill, branch_id=second_branch(shop))
    with pytest.raises(NotPermitted):
        paid(shop, bill, actor=add_staff("restocker", shop.branch_id))
    assert left(shop) == [bill.amount]


@pytest.mark.django_db(transaction=True)
def test_a_changed_payment_is_found(shop: Shop, medicine: Medicine) -> None:
    paid(shop, a_bill(shop, medicine))

    with lifted(connection, only=[SupplierPaymentLine]):
        SupplierPaymentLine.objects.update(amount=999_999)

    assert violated() == [
        "purchasing.bill_overpaid",
        "purchasing.owed_differs",
        "purchasing.payment_sum",
    ]
