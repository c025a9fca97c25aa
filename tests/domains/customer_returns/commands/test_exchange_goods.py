"""An exchange: only the difference is paid, or refunded, in one transaction."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.customer_returns import a_return, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.books.queries.documents import entered_on
from theriac.domains.customer_returns.commands.exchange_goods import Exchanged, exchange_goods
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.models import CustomerRefund, CustomerReturn
from theriac.domains.pricing.problems import PaymentMissing
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def exchange(
    shop: Shop, draft: CustomerReturnNew, product_id: UUID, units: int, cash: int | None = None
) -> Exchanged:
    return exchange_goods(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=draft,
        sale=SaleDraft(
            items=[SaleItem(product_id=product_id, quantity=units)],
            tenders=[TenderGiven(method=PaymentMethod.CASH, amount=cash)],
        ),
    )


def refunds(made: Exchanged) -> list[tuple[str, int]]:
    rows = CustomerRefund.objects.filter(customer_return_id=made.return_id)
    return list(rows.order_by("position").values_list("method", "amount"))


def payments(made: Exchanged) -> list[tuple[str, int, int]]:
    return [(one.method, one.tendered, one.change) for one in made.sold.payments]


@pytest.mark.rows("SAL-11")
def test_only_the_difference_is_paid(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Ibuprofen 400 mg tablet")
    stock_up(shop, medicine, 20)
    stock_up(shop, other, 20)
    first = sold(shop, [(medicine.id, 4)])

    made = exchange(shop, a_return(first), other.id, 10, cash=5000)

    note = CustomerReturn.objects.get()
    assert (note.id, note.exchange_sale_id) == (made.return_id, made.sold.sale.id)
    assert payments(made) == [("exchange", 2800, 0), ("cash", 5000, 800)]
    assert refunds(made) == [("exchange", 2800)]
    both = [note.id, made.sold.sale.id]
    assert entered_on("customer_credit", both) == 0
    assert entered_on("cash", [first.sale.id, *both]) == 7000
    assert [one for result in run_checks() for one in result.violations] == []


def test_what_the_return_is_worth_more_is_refunded(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Ibuprofen 400 mg tablet")
    stock_up(shop, medicine, 20)
    stock_up(shop, other, 20)
    first = sold(shop, [(medicine.id, 10)], paid=[("card", 5000), ("cash", None)])

    made = exchange(shop, a_return(first), other.id, 2)

    assert payments(made) == [("exchange", 1400, 0)]
    assert refunds(made) == [("exchange", 1400), ("card", 5000), ("cash", 600)]
    assert entered_on("card", [first.sale.id, made.return_id]) == 0
    assert [one for result in run_checks() for one in result.violations] == []


def test_goods_of_the_same_worth_cost_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 2)])

    made = exchange(shop, a_return(first), medicine.id, 2)

    assert (payments(made), refunds(made)) == ([("exchange", 1400, 0)], [("exchange", 1400)])


def test_what_was_paid_by_an_exchange_is_not_refunded_by_it_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 2)])
    made = exchange(shop, a_return(first), medicine.id, 2)

    again = exchange(shop, a_return(made.sold), medicine.id, 4)

    assert payments(again) == [("exchange", 1400, 0), ("cash", 1400, 0)]


@pytest.mark.parametrize(("units", "refusal"), [(30, InsufficientStock), (10, PaymentMissing)])
def test_a_sale_that_fails_leaves_no_return(
    shop: Shop, units: int, refusal: type[Exception]
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 4)])

    with pytest.raises(refusal):
        exchange(
            shop, a_return(first, returned(first.lines[0].id, 1)), medicine.id, units, cash=100
        )

    assert (CustomerReturn.objects.count(), Sale.objects.count()) == (0, 1)
    assert Movement.objects.filter(kind="brought_back").count() == 0
