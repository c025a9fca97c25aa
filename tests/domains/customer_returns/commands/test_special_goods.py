"""Returns of packs with serial numbers, of services, of merged products, of dispensed lines."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.serials import sell_packs
from tests.support.services import service_product
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.serials.models import SerialBack
from theriac.domains.serials.problems import SerialRefused
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


def test_a_scanned_pack_is_sold_again_only_if_it_is_named(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sell_packs(shop, medicine, "S-1", "S-2")
    line = sale.lines[0].id

    give_back(shop, a_return(sale, returned(line, 1)))
    give_back(shop, a_return(sale, returned(line, 1, serials=("S-2",))))

    rows = CustomerReturnLine.objects.order_by("customer_return__number")
    assert [one.goes for one in rows] == ["quarantine", "shelf"]
    assert [one.sold.serial for one in SerialBack.objects.all()] == ["S-2"]
    sell_packs(shop, medicine, "S-2")
    with pytest.raises(SerialRefused):
        sell_packs(shop, medicine, "S-1")


def test_a_serial_number_of_another_sale_is_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sell_packs(shop, medicine, "S-1")
    sell_packs(shop, medicine, "S-2")

    with pytest.raises(Unprocessable) as refused:
        give_back(shop, a_return(sale, returned(sale.lines[0].id, 1, serials=("S-2",))))

    assert refused.value.field == "lines.0.serials"


def test_a_service_is_refunded_and_nothing_moves(shop: Shop) -> None:
    product_id = service_product(shop)
    sale = sold(shop, [(product_id, 1)])

    note = give_back(shop, a_return(sale))

    line = CustomerReturnLine.objects.get()
    assert (line.goes, line.batch_id, note.total) == ("nowhere", None, sale.sale.total)
    assert Balance.objects.count() == 0
    assert [one for result in run_checks() for one in result.violations] == []


def test_goods_of_a_merged_product_come_back_into_what_stands_for_it(shop: Shop) -> None:
    kept, merged = add_medicine(shop), add_medicine(shop, "Paracetamol tab 500 mg")
    stock_up(shop, kept, 10)
    stock_up(shop, merged, 10, batch_number="M-1")
    sale = sold(shop, [(merged.id, 4)])
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Entered twice")

    give_back(shop, a_return(sale))

    lying = Balance.objects.filter(quantity__gt=0).order_by("quantity")
    assert {one.product_id for one in lying} == {kept.id}
    assert sum(one.quantity for one in lying) == 20
    assert CustomerReturn.objects.get().total == sale.sale.total
    assert [one for result in run_checks() for one in result.violations] == []
