"""Bills from before the books are owed against the opening balances, once, and paid as others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.domains.books.entered import change
from tests.support.payments import a_bill, an_opening_bill, paid
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.commands.opening_bills import cancel_opening_bill
from theriac.domains.purchasing.commands.payments import withdraw_payment
from theriac.domains.purchasing.models import SupplierBill
from theriac.domains.purchasing.problems import BillFixed
from theriac.domains.purchasing.queries.bills import list_bills, read_bill

NOBODY = new_id()
pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-20", "CAP-09")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def violated() -> list[str]:
    return sorted({v.code for result in run_checks() for v in result.violations})


def cancelled(shop: Shop, bill_id: UUID, reason: str = "twice") -> None:
    cancel_opening_bill(actor=shop.owner, branch_id=shop.branch_id, bill_id=bill_id, reason=reason)


def left(shop: Shop) -> list[int]:
    return [bill.left for bill in list_bills(actor=shop.owner, branch_id=shop.branch_id)]


def test_it_is_owed_against_the_opening_balances_and_paid_as_any_other(shop: Shop) -> None:
    supplier = a_supplier(shop, payment_days=30)

    entered = change(lambda: an_opening_bill(shop, supplier))

    assert entered == {"opening": 90_000, "suppliers": -90_000}
    bill = SupplierBill.objects.get()
    assert bill.due_on == shop.today + timedelta(days=30)
    assert left(shop) == [90_000]
    assert violated() == []

    (payment,) = paid(shop, bill, amount=40_000)
    assert left(shop) == [50_000]
    with pytest.raises(BillFixed, match="Withdraw the payment first"):
        cancelled(shop, bill.id)
    withdraw_payment(
        actor=shop.owner, branch_id=shop.branch_id, payment_id=payment, reason="wrong bill"
    )
    entered = change(lambda: cancelled(shop, bill.id))

    assert entered == {"opening": -90_000, "suppliers": 90_000}
    assert left(shop) == []
    view = read_bill(actor=shop.owner, bill_id=bill.id)
    assert view is not None
    assert view.cancellation is not None
    assert (view.is_from_before, view.cancellation.reason) == (True, "twice")
    assert violated() == []


def test_a_number_is_recorded_once_until_it_is_cancelled(shop: Shop) -> None:
    supplier = a_supplier(shop)
    first = an_opening_bill(shop, supplier, "INV/2026-01")
    a_bill(shop, add_medicine(shop), "INV-7", supplier)

    for number in ("inv 2026 01", "INV7"):
        with pytest.raises(Unprocessable, match="already recorded") as refused:
            an_opening_bill(shop, supplier, number)
        assert refused.value.field == "number"
    an_opening_bill(shop, a_supplier(shop, "Another"), "INV/2026-01")

    cancelled(shop, first)
    an_opening_bill(shop, supplier, "INV/2026-01")


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("number", {"number": "-- /"}),
        ("billed_on", {"billed_on": 1}),
        ("due_on", {"due_on": -1}),
        ("supplier_id", {"supplier_id": NOBODY}),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    shop: Shop, field: str, facts: dict[str, Any]
) -> None:
    supplier = facts.get("supplier_id") or a_supplier(shop)
    moved = {
        name: shop.today + timedelta(days=value) if isinstance(value, int) else value
        for name, value in facts.items()
        if name != "supplier_id"
    }
    with pytest.raises(Unprocessable) as refused:
        an_opening_bill(shop, supplier, **moved)
    assert refused.value.field == field
    assert not SupplierBill.objects.exists()


def test_only_one_from_before_and_of_the_branch_is_cancelled_with_a_reason(shop: Shop) -> None:
    bill = a_bill(shop, add_medicine(shop))
    old = an_opening_bill(shop, bill.supplier_id)

    with pytest.raises(BillFixed, match="Reverse that instead"):
        cancelled(shop, bill.id)
    with pytest.raises(Unprocessable):
        cancelled(shop, old, " ")
    with pytest.raises(NotFound):
        cancel_opening_bill(
            actor=shop.owner, branch_id=second_branch(shop), bill_id=old, reason="twice"
        )
    with pytest.raises(NotPermitted):
        cancel_opening_bill(
            actor=add_staff("pharmacist", shop.branch_id),
            branch_id=shop.branch_id,
            bill_id=old,
            reason="twice",
        )
    cancelled(shop, old)
    with pytest.raises(BillFixed, match="already cancelled"):
        cancelled(shop, old)
