"""What must add up of a pushed sale: else it is a case, and verify stays clean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.pushes.lines import PushedAllocation
from theriac.domains.sales.pushes.sale import PushedPayment
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.mark.parametrize("currency", ["EUR", "USD"])
def test_another_currency_is_held(shop: Shop, medicine: Medicine, currency: str) -> None:
    batch = stock_up(shop, medicine, 30)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], currency=currency)

    assert push(shop, sale).state is PushState.HELD
    assert HeldPush.objects.get().reason == "currency"


@pytest.mark.parametrize("rounding", [-700, 99_300, 1])
def test_a_rounding_that_no_rule_gives_is_a_case(
    shop: Shop, medicine: Medicine, rounding: int
) -> None:
    batch = stock_up(shop, medicine, 30)
    line = pushed_line(shop, medicine, [(batch, 1)])
    total = line.total + rounding
    paid = PushedPayment(id=new_id(), method="cash", tendered=total, change=0)

    push(shop, pushed_sale(shop, [line], rounding=rounding, total=total, payments=[paid]))

    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == (
        "payment",
        {"total": total, "rounding": rounding, "expected": 0},
    )


def test_a_device_pays_nothing_with_an_exchange(shop: Shop, medicine: Medicine) -> None:
    """Only the server's own exchange says so, whose return pays for the sale."""
    batch = stock_up(shop, medicine, 30)
    line = pushed_line(shop, medicine, [(batch, 1)])
    paid = PushedPayment(id=new_id(), method="exchange", tendered=line.total, change=0)

    push(shop, pushed_sale(shop, [line], payments=[paid]))

    assert DiscrepancyCase.objects.get().kind == "payment"


def test_packs_that_arent_the_quantity_are_a_case(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)], packs=99)]))

    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == ("price", {"packs": 99, "factor": 1})


def test_the_business_day_is_that_of_the_moment(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    told = shop.today + timedelta(days=20)

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], business_on=told))

    assert Sale.objects.get().business_on == shop.today
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts["told_on"]) == ("clock", told.isoformat())


@pytest.mark.parametrize(
    ("named", "taken", "short"), [((), 0, 3), ((1,), 1, 2), ((2, 2), 3, 0), ((3,), 3, 0)]
)
def test_units_that_name_no_batch_wait_for_a_person(
    shop: Shop, medicine: Medicine, named: tuple[int, ...], taken: int, short: int
) -> None:
    batches = [stock_up(shop, medicine, 10, days=300 + n) for n in range(2)]
    shares = tuple(
        PushedAllocation(batch_id=batch, quantity=share)
        for batch, share in zip(batches, named, strict=False)
    )
    line = replace(pushed_line(shop, medicine, [(batches[0], 3)]), allocations=shares)

    push(shop, pushed_sale(shop, [line]))

    units = {row.kind: row.quantity for row in DiscrepancyCase.objects.all()}
    told = {"batch_unknown": short} if short else {}
    assert units == ({**told, "payment": 0} if sum(named) > 3 else told)
    assert sum(Movement.objects.filter(kind="sale").values_list("quantity", flat=True)) == taken
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_printed_number_that_isnt_its_place_is_a_case(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    right = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    wrong = replace(right, number=right.number.replace("000001", "000002"))

    assert push(shop, wrong).state is PushState.BOOKED
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == ("number", {"number": wrong.number, "expected": right.number})
