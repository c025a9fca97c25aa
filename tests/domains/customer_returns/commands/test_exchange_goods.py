"""An exchange: only the difference is paid, or refunded, in one transaction."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.customer_returns import a_return, in_coins_of, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.books.queries.documents import entered_on
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.customer_returns.commands.exchange_goods import Exchanged, exchange_goods
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.models import CustomerRefund, CustomerReturn
from theriac.domains.pricing.problems import ChangeOnlyFromCash, PaymentMissing
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def exchange(
    shop: Shop,
    draft: CustomerReturnNew,
    product_id: UUID,
    units: int,
    *paid: tuple[str, int | None],
) -> Exchanged:
    """The rest is paid in cash, or as ``paid`` says."""
    ways = paid or (("cash", None),)
    return exchange_goods(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=draft,
        sale=SaleDraft(
            items=[SaleItem(product_id=product_id, quantity=units)],
            tenders=[TenderGiven(method=PaymentMethod(way), amount=part) for way, part in ways],
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

    made = exchange(shop, a_return(first), other.id, 10, ("cash", 5000))

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
            shop, a_return(first, returned(first.lines[0].id, 1)), medicine.id, units, ("cash", 100)
        )

    assert (CustomerReturn.objects.count(), Sale.objects.count()) == (0, 1)
    assert Movement.objects.filter(kind="brought_back").count() == 0


def dearer(shop: Shop, price: int) -> UUID:
    """Another medicine of which a tablet costs so many rupiah, on the shelf."""
    other = add_medicine(
        shop, "Ibuprofen 400 mg tablet", packs=[NewPack(name="tablet", factor=1, price=price)]
    )
    stock_up(shop, other, 20)
    return other.id


@pytest.mark.rows("SAL-11", "CAP-10")
@pytest.mark.parametrize(
    ("price", "given", "paid", "rounding"),
    [
        (2_840, [("cash", None)], [("exchange", 2_800)], -40),
        (2_800, [("cash", None)], [("exchange", 2_800)], 0),
        (2_860, [("cash", None)], [("exchange", 2_800), ("cash", 100)], 40),
        (2_840, [("card", None)], [("exchange", 2_800), ("card", 40)], 0),
        (3_340, [("card", 500), ("cash", None)], [("exchange", 2_800), ("card", 500)], -40),
        (
            3_340,
            [("card", 300), ("qr", 200), ("cash", None)],
            [("exchange", 2_800), ("card", 300), ("qr", 200)],
            -40,
        ),
    ],
)
def test_a_difference_that_no_coin_pays_is_rounded_as_cash_is(
    shop: Shop,
    price: int,
    given: list[tuple[str, int | None]],
    paid: list[tuple[str, int]],
    rounding: int,
) -> None:
    in_coins_of(shop, 100)
    medicine, other_id = add_medicine(shop), dearer(shop, price)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 4)])

    made = exchange(shop, a_return(first), other_id, 1, *given)

    assert [one[:2] for one in payments(made)] == paid
    assert (made.sold.sale.rounding, made.sold.sale.total) == (rounding, price + rounding)
    assert refunds(made) == [("exchange", 2_800)]
    assert [one for result in run_checks() for one in result.violations] == []


@pytest.mark.parametrize(
    ("price", "back", "rounding"), [(2_760, [], -40), (2_740, [("cash", 100)], 40)]
)
def test_what_no_coin_gives_back_of_a_whole_sale_is_rounded_as_cash_is(
    shop: Shop, price: int, back: list[tuple[str, int]], rounding: int
) -> None:
    in_coins_of(shop, 100)
    medicine, other_id = add_medicine(shop), dearer(shop, price)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 4)])

    made = exchange(shop, a_return(first), other_id, 1)

    note = CustomerReturn.objects.get()
    assert (note.rounding, refunds(made)) == (rounding, [("exchange", price), *back])
    assert [one for result in run_checks() for one in result.violations] == []


def test_the_same_goods_take_the_place_of_goods_whose_sale_was_rounded(shop: Shop) -> None:
    in_coins_of(shop, 100)
    for price, paid in ((2_840, 2_800), (2_760, 2_800)):
        medicine = add_medicine(
            shop, f"Ibuprofen {price}", packs=[NewPack(name="tablet", factor=1, price=price)]
        )
        stock_up(shop, medicine, 20)
        first = sold(shop, [(medicine.id, 1)])
        assert first.sale.total == paid

        made = exchange(shop, a_return(first), medicine.id, 1)

        assert [method for method, *_sums in payments(made)] == ["exchange"]
        assert [method for method, _sum in refunds(made)] == ["exchange"]


@pytest.mark.parametrize("units", [2, 4])
def test_money_that_nothing_is_owed_for_is_never_dropped(shop: Shop, units: int) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    first = sold(shop, [(medicine.id, 4)])

    with pytest.raises(ChangeOnlyFromCash):
        exchange(shop, a_return(first), medicine.id, units, ("card", 500))

    made = exchange(shop, a_return(first), medicine.id, units, ("cash", 500))
    assert payments(made) == [("exchange", units * 700, 0), ("cash", 500, 500)]
