"""Goods without their receipt: approved, priced at the lowest, into quarantine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.customer_returns import a_return, approved, give_back, sold, unreceipted
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.commands.return_unreceipted import return_unreceipted
from theriac.domains.customer_returns.drafts import UnreceiptedReturnNew
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.customer_returns.problems import PriceTooHigh, ReturnTooMuch
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


def brought(shop: Shop, draft: UnreceiptedReturnNew) -> CustomerReturn:
    key = approved(
        shop,
        lambda approval_id: return_unreceipted(
            actor=shop.owner, branch_id=shop.branch_id, draft=draft, approval_id=approval_id
        ),
    )
    return CustomerReturn.objects.get(id=key)


def asked(shop: Shop, draft: UnreceiptedReturnNew) -> None:
    return_unreceipted(actor=shop.owner, branch_id=shop.branch_id, draft=draft)


@pytest.mark.rows("SAL-12")
def test_a_supervisor_approves_it_and_it_never_goes_to_the_shelf(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 20)
    sold(shop, [(medicine.id, 10)])
    draft = unreceipted(batch, 2, 1400)

    with pytest.raises(ApprovalNeeded) as needed:
        asked(shop, draft)
    note = brought(shop, draft)

    assert needed.value.facts["action"] == "customer_returns.unreceipted"
    assert (note.sale_id, note.total, note.tax) == (None, 1400, 138)
    assert CustomerReturnLine.objects.get().goes == "quarantine"
    lying = Balance.objects.filter(quantity__gt=0).order_by("place__kind")
    assert list(lying.values_list("place__kind", "quantity")) == [("quarantine", 2), ("shelf", 10)]
    assert [one for result in run_checks() for one in result.violations] == []


def test_no_more_is_refunded_than_the_lowest_recent_price(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 40)
    sold(shop, [(medicine.id, 3)])
    with clock.at(clock.now() + timedelta(days=20)), pytest.raises(PriceTooHigh) as refused:
        asked(shop, unreceipted(batch, 2, 1401))
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(PriceTooHigh) as long_ago:
        asked(shop, unreceipted(batch, 2, 1))

    assert (refused.value.facts["most"], long_ago.value.facts["most"]) == (1400, 0)
    assert str(refused.value) == (
        "Paracetamol 500 mg tablet: refund at most Rp 1.400, its lowest recent price."
    )


def test_no_more_units_come_back_than_customers_have(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 40)
    sale = sold(shop, [(medicine.id, 3)])
    give_back(shop, a_return(sale))

    with pytest.raises(ReturnTooMuch) as refused:
        asked(shop, unreceipted(batch, 1, 700))

    assert refused.value.facts["left"] == 0


def test_a_batch_that_is_not_on_record_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound) as refused:
        asked(shop, unreceipted(new_id(), 1, 700))

    assert refused.value.field == "lines.0.batch_id"
