"""What was reserved is fetched by its sale, in the sale's own transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.pushes.sale import PushedReserved
from theriac.domains.stock.commands.reservations.settle import (
    lapse_reservations,
    lapsed_reservations,
    release_reservation,
)
from theriac.domains.stock.models import Reservation

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def clean() -> bool:
    return [v.sentence for result in run_checks() for v in result.violations] == []


def cases() -> list[tuple[str, object, object, object]]:
    rows = DiscrepancyCase.objects.order_by("kind")
    return [
        (row.kind, row.facts.get("why"), row.facts.get("asked"), row.facts.get("given"))
        for row in rows
    ]


@pytest.mark.rows("STK-12")
def test_a_pushed_sale_takes_what_is_reserved_for_it_and_nobody_else_can(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 12, batch_number="A")
    other = reserve(shop, medicine, 2, reference="W-2")
    order = reserve(shop, medicine, 10)
    line = pushed_line(shop, medicine, [(batch, 10)])
    push(
        shop,
        pushed_sale(shop, [line], 1, reserved=(PushedReserved(reservation_id=order, quantity=10),)),
    )
    assert shelf() == {"A": (2, 2)}
    states = dict(Reservation.objects.values_list("id", "state"))
    assert states == {order: "taken", other: "active"}
    assert cases() == []
    assert clean()


def test_the_rest_of_a_reservation_stays_reserved(shop: Shop, medicine: Medicine) -> None:
    """A customer who takes four of ten tablets today comes back for the other six."""
    first = stock_up(shop, medicine, 5, days=30, batch_number="A")
    second = stock_up(shop, medicine, 5, days=90, batch_number="B")
    order = reserve(shop, medicine, 10)
    line = pushed_line(shop, medicine, [(first, 1), (second, 3)])
    push(
        shop,
        pushed_sale(shop, [line], 1, reserved=(PushedReserved(reservation_id=order, quantity=4),)),
    )
    row = Reservation.objects.get()
    assert (row.state, row.quantity, row.asked) == ("active", 6, 10)
    assert shelf() == {"A": (4, 4), "B": (2, 2)}
    assert cases() == []
    last = pushed_line(shop, medicine, [(first, 4), (second, 2)])
    push(
        shop,
        pushed_sale(shop, [last], 2, reserved=(PushedReserved(reservation_id=order, quantity=6),)),
    )
    assert shelf() == {"A": (0, 0), "B": (0, 0)}
    assert Reservation.objects.get().state == "taken"
    assert cases() == []
    assert clean()


def test_more_than_is_sold_never_comes_free(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 10, batch_number="A")
    order = reserve(shop, medicine, 8)
    line = pushed_line(shop, medicine, [(batch, 2)])
    push(
        shop,
        pushed_sale(shop, [line], 1, reserved=(PushedReserved(reservation_id=order, quantity=8),)),
    )
    assert shelf() == {"A": (8, 6)}
    assert cases() == [("reservation", "less", 8, 2)]
    assert clean()


@pytest.mark.parametrize("how", ["taken", "released", "lapsed"])
def test_one_that_ended_makes_a_case_and_the_sale_is_booked(
    shop: Shop, medicine: Medicine, how: str
) -> None:
    batch = stock_up(shop, medicine, 10, batch_number="A")
    order = reserve(shop, medicine, 6)
    if how == "taken":
        line = pushed_line(shop, medicine, [(batch, 6)])
        push(
            shop,
            pushed_sale(
                shop, [line], 1, reserved=(PushedReserved(reservation_id=order, quantity=6),)
            ),
        )
    elif how == "released":
        release_reservation(
            actor=shop.owner,
            branch_id=shop.branch_id,
            reservation_id=order,
            version=1,
            reason="not wanted",
        )
    else:
        with clock.at(clock.now() + timedelta(hours=2)):
            lapse_reservations(actor=SYSTEM, reservation_ids=lapsed_reservations())
    line = pushed_line(shop, medicine, [(batch, 6)])
    place = 2 if how == "taken" else 1
    push(
        shop,
        pushed_sale(
            shop, [line], place, reserved=(PushedReserved(reservation_id=order, quantity=6),)
        ),
    )
    expected = [("reservation", how, 6, 0)]
    if how == "taken":
        expected.append(("stock_short", None, None, 4))
    assert cases() == expected
    assert Sale.objects.count() == place
    assert HeldPush.objects.count() == 0
    assert clean()


def test_one_of_another_branch_or_product_or_of_nobody_makes_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    other = add_medicine(shop, "Amoxicillin 500 mg capsule")
    stock_up(shop, other, 5, batch_number="O")
    batch = stock_up(shop, medicine, 5, batch_number="A")
    order = reserve(shop, other, 5)
    line = pushed_line(shop, medicine, [(batch, 1)])
    named = (
        PushedReserved(reservation_id=order, quantity=1),
        PushedReserved(reservation_id=new_id(), quantity=1),
    )
    push(shop, pushed_sale(shop, [line], 1, reserved=named))
    assert sorted(cases()) == [("reservation", "less", 1, 0), ("reservation", "unknown", 1, 0)]
    assert shelf() == {"O": (5, 5), "A": (4, 0)}
    assert clean()
