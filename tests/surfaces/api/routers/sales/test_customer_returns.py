"""Returns over the API: what is left, what would be done, done once a key, exchanged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.customer_returns import in_coins_of, sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def cashier(shop: Shop) -> Program:
    return program(shop, "cashier")


def five_sold(shop: Shop) -> tuple[str, str, str]:
    """A sale of five tablets: its id, its line's, the product's."""
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 5)])
    return str(sale.sale.id), str(sale.lines[0].id), str(medicine.id)


def goods(sale_id: str, line_id: str, quantity: int, **more: Any) -> dict[str, Any]:
    line = {"sale_line_id": line_id, "quantity": quantity}
    return {"sale_id": sale_id, "reason": "unwanted", "lines": [line], **more}


@pytest.mark.rows("SAL-10")
def test_two_of_five_come_back_and_four_more_do_not(shop: Shop, cashier: Program) -> None:
    sale_id, line_id, _product = five_sold(shop)

    done = cashier.post("/customer-returns", {"goods": goods(sale_id, line_id, 2)})
    again = cashier.post("/customer-returns", {"goods": goods(sale_id, line_id, 4)})

    assert done.status_code == 201, done.json()
    told = done.json()
    assert (told["total"], told["lines"][0]["goes"]) == (1400, "shelf")
    assert told["refunds"] == [{"method": "cash", "amount": 1400, "reference": ""}]
    assert told["lines"][0]["taxes"] == [{"code": "PPN", "rate_bp": 1100, "amount": 138}]
    assert cashier.get(f"/customer-returns/{told['id']}").json() == told
    assert (again.status_code, again.json()["code"]) == (409, "customer_returns.too_much")
    assert again.json()["left"] == 3
    left = cashier.get(f"/sales/{sale_id}/returnable").json()
    assert (left["lines"][0]["left"], left["left_to_refund"]) == (
        3,
        [{"method": "cash", "amount": 2100}],
    )
    listed = cashier.get(f"/customer-returns?sale_id={sale_id}").json()["items"]
    assert [one["id"] for one in listed] == [told["id"]]


def test_a_preview_writes_nothing(shop: Shop, cashier: Program) -> None:
    sale_id, line_id, _product = five_sold(shop)

    shown = cashier.post("/customer-returns/preview", goods(sale_id, line_id, 5)).json()

    assert (shown["total"], shown["lines"][0]["goes"]) == (3500, "shelf")
    assert CustomerReturn.objects.count() == 0


def test_the_same_key_returns_once(shop: Shop, cashier: Program) -> None:
    sale_id, line_id, _product = five_sold(shop)
    body = {"goods": goods(sale_id, line_id, 2)}

    first = cashier.post("/customer-returns", body, idempotency_key="k")
    again = cashier.post("/customer-returns", body, idempotency_key="k")

    assert again.json() == first.json()
    assert CustomerReturn.objects.count() == 1


@pytest.mark.rows("SAL-11")
def test_an_exchange_pays_only_the_difference(shop: Shop, cashier: Program) -> None:
    sale_id, line_id, product_id = five_sold(shop)
    sale = {
        "lines": [{"product_id": product_id, "quantity": 7}],
        "payments": [{"method": "card"}],
    }
    body = {"goods": goods(sale_id, line_id, 5), "sale": sale}

    done = cashier.post("/customer-returns/exchanges", body, idempotency_key="k")
    again = cashier.post("/customer-returns/exchanges", body, idempotency_key="k")

    assert done.status_code == 201, done.json()
    assert again.json() == done.json()
    told = done.json()
    assert told["refunds"] == [{"method": "exchange", "amount": 3500, "reference": ""}]
    made = cashier.get(f"/sales/{told['exchange_sale_id']}").json()
    assert [(one["method"], one["tendered"]) for one in made["payments"]] == [
        ("exchange", 3500),
        ("card", 1400),
    ]
    assert Sale.objects.count() == 2


@pytest.mark.rows("SAL-11", "CAP-10")
def test_an_exchange_whose_difference_no_coin_pays_needs_no_payment(
    shop: Shop, cashier: Program
) -> None:
    sale_id, line_id, product_id = five_sold(shop)
    in_coins_of(shop, 2_000)
    sale = {"lines": [{"product_id": product_id, "quantity": 6}]}
    body = {"goods": goods(sale_id, line_id, 5), "sale": sale}

    done = cashier.post("/customer-returns/exchanges", body, idempotency_key="k")

    assert done.status_code == 201, done.json()
    made = cashier.get(f"/sales/{done.json()['exchange_sale_id']}").json()
    paid = [(one["method"], one["tendered"]) for one in made["payments"]]
    assert (made["rounding"], paid) == (-700, [("exchange", 3_500)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "because"},
        {"lines": []},
        {"refund_by": "exchange"},
        {"refunds": [{"method": "cash", "amount": 0}]},
        {"more": 1},
    ],
)
def test_what_does_not_fit_is_refused(shop: Shop, cashier: Program, wrong: dict[str, Any]) -> None:
    sale_id, line_id, _product = five_sold(shop)

    answer = cashier.post("/customer-returns", {"goods": goods(sale_id, line_id, 1) | wrong})

    assert answer.status_code == 422
    assert CustomerReturn.objects.count() == 0


def test_nobody_sells_for_an_exchange_by_word(shop: Shop, cashier: Program) -> None:
    _sale, _line, product_id = five_sold(shop)
    sale = {
        "lines": [{"product_id": product_id, "quantity": 1}],
        "payments": [{"method": "exchange"}],
    }

    assert cashier.post("/sales", sale).status_code == 422
