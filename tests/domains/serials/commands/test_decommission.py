"""A pack with a serial number is sold once, until it came back; a second sale is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.serials import GTIN, a_serial_sold, pack, sell_item, sell_packs
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import Violation, run_checks
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.pushes.lines import PushedSerial
from theriac.domains.serials.commands.reactivate import give_serial_back
from theriac.domains.serials.models import SerialRefusal, SerialSold
from theriac.domains.serials.problems import SerialRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-32")]


@pytest.fixture
def numbers() -> Iterator[int]:
    return count(1)


def test_a_serial_that_was_sold_is_refused_with_the_number_of_its_sale(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    first = sell_packs(shop, medicine, "S1", "S2")
    assert [
        (one.serial, one.turn, one.number) for one in SerialSold.objects.order_by("serial")
    ] == [
        ("S1", 1, first.sale.number),
        ("S2", 1, first.sale.number),
    ]
    with pytest.raises(SerialRefused) as refused:
        sell_packs(shop, medicine, "S3", "S2")
    assert f"S2 was already sold, with {first.sale.number} on" in str(refused.value.detail)
    assert Sale.objects.count() == 1
    with pytest.raises(SerialRefused, match="twice"):
        sell_packs(shop, medicine, "S4", "S4")


def test_another_gtin_may_have_the_same_serial(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    sell_packs(shop, medicine, "S1")
    other = replace(pack("S1"), gtin="18991234567898")
    sell_item(shop, SaleItem(product_id=medicine.id, quantity=1, serials=[other]))
    assert SerialSold.objects.count() == 2


def test_a_pushed_sale_of_a_sold_serial_is_booked_with_a_case_and_reported(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    before = sell_packs(shop, medicine, "S1").sale
    scanned = [PushedSerial(gtin=GTIN, serial=one) for one in ("S1", "S9")]
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)], serials=scanned)])
    assert push(shop, sale).cases == 1
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.line_id, case.facts) == (
        "serial_sold",
        sale.lines[0].id,
        {"gtin": GTIN, "serial": "S1", "sold_with": before.number},
    )
    refusal = SerialRefusal.objects.get()
    assert (refusal.serial, refusal.why, refusal.sale_id) == ("S1", "sold", sale.id)
    assert SerialSold.objects.get(serial="S9").sale_id == sale.id
    states = OutboxEvent.objects.filter(type="theriac.stock.serial.v1").order_by("id")
    assert [(one.data["serial"], one.data["state"]) for one in states] == [
        ("S1", "sold"),
        ("S9", "sold"),
        ("S1", "refused"),
    ]
    assert push(shop, sale).cases == 0
    assert SerialRefusal.objects.count() == 1


def test_a_sale_that_names_a_pack_twice_is_booked_with_a_case(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    scanned = [PushedSerial(gtin=GTIN, serial="S1")] * 2
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)], serials=scanned)])
    assert push(shop, sale).cases == 1
    assert SerialSold.objects.count() == 1


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_sale_without_a_serial_issues_no_statement_for_it(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 90)
    sell_packs(shop, medicine)
    plain = statements(lambda: sell_packs(shop, medicine))
    one = statements(lambda: sell_packs(shop, medicine, "A1"))
    many = statements(lambda: sell_packs(shop, medicine, *(f"B{index}" for index in range(20))))
    with CaptureQueriesContext(connection) as captured:
        sell_packs(shop, medicine)
    assert not [one for one in captured if "stock_serial" in one["sql"]]
    naming = 0 if connection.vendor == "sqlite" else 2  # a server is told the record of a change
    assert one == many == plain + 3 + naming


ACTS = st.lists(
    st.tuples(st.sampled_from(["sell", "push", "back"]), st.sampled_from(["S1", "S2"])), max_size=12
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_no_order_of_acts_sells_a_pack_twice(
    shop: Shop, numbers: Iterator[int], acts: list[tuple[str, str]]
) -> None:
    medicine = add_medicine(shop, f"Medicine {next(numbers)}")
    batch = stock_up(shop, medicine, 100)
    turn, out = next(numbers), dict[str, bool]()
    for act, name in acts:
        serial = f"{name}-{turn}"
        if act == "sell":
            if out.get(serial):
                with pytest.raises(SerialRefused):
                    sell_packs(shop, medicine, serial)
            else:
                sell_packs(shop, medicine, serial)
            out[serial] = True
        elif act == "push":
            scanned = [PushedSerial(gtin=GTIN, serial=serial)]
            line = pushed_line(shop, medicine, [(batch, 1)], serials=scanned)
            cases = push(shop, pushed_sale(shop, [line], next(numbers))).cases
            assert cases == int(out.get(serial, False))
            out[serial] = True
        elif out.get(serial):
            sold = SerialSold.objects.filter(serial=serial).latest("turn")
            give_serial_back(
                actor=shop.owner, branch_id=shop.branch_id, sold_id=sold.id, reason="unopened"
            )
            out[serial] = False
    open_turns = SerialSold.objects.filter(serial__endswith=f"-{turn}", back=None)
    assert sorted(one.serial for one in open_turns) == sorted(
        key for key, is_out in out.items() if is_out
    )
    assert sold_twice() == []


def sold_twice() -> list[Violation]:
    [result] = run_checks(["serials.turns"])
    return list(result.violations)


def test_verify_finds_a_pack_that_was_sold_twice(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = SerialSold.objects.get(id=a_serial_sold(shop, medicine))
    assert sold_twice() == []
    first.id, first.turn = first.sale_id, 2
    first.save(force_insert=True)
    assert [one.facts["serial"] for one in sold_twice()] == ["S-1"]
