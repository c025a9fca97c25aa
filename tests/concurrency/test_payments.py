"""Several who pay the same bill at once pay it once; a payment is withdrawn once."""

from __future__ import annotations

import pytest

from tests.support.at_once import how_many
from tests.support.payments import a_bill, an_opening_bill, paid
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.bills import standing_bills
from theriac.domains.purchasing.commands.payments import withdraw_payment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("PUR-20")]
CLIENTS = 4


def violations() -> list[str]:
    return [v.code for result in run_checks() for v in result.violations]


def test_a_bill_that_many_pay_at_once_is_paid_once(shop: Shop) -> None:
    bill = a_bill(shop, add_medicine(shop))

    assert how_many([lambda: paid(shop, bill)] * CLIENTS, Conflict, Unprocessable) == 1
    assert standing_bills().get(id=bill.id).left == 0
    assert violations() == []


def test_parts_that_many_pay_at_once_are_never_more_than_the_bill(shop: Shop) -> None:
    bill = a_bill(shop, add_medicine(shop))
    part = bill.amount * 2 // 5

    assert how_many([lambda: paid(shop, bill, amount=part)] * CLIENTS, Conflict, Unprocessable) == 2
    assert standing_bills().get(id=bill.id).left == bill.amount - 2 * part
    assert violations() == []


def test_a_payment_that_many_withdraw_at_once_is_withdrawn_once(shop: Shop) -> None:
    bill = a_bill(shop, add_medicine(shop))
    (payment_id,) = paid(shop, bill)

    done = how_many(
        [
            lambda: withdraw_payment(
                actor=shop.owner, branch_id=shop.branch_id, payment_id=payment_id, reason="twice"
            )
        ]
        * CLIENTS,
        Conflict,
        Unprocessable,
    )

    assert done == 1
    assert standing_bills().get(id=bill.id).left == bill.amount
    assert violations() == []


def test_a_bill_from_before_that_many_record_at_once_is_recorded_once(shop: Shop) -> None:
    supplier = a_supplier(shop)

    assert (
        how_many([lambda: an_opening_bill(shop, supplier)] * CLIENTS, Conflict, Unprocessable) == 1
    )
    assert standing_bills().count() == 1
    assert violations() == []
