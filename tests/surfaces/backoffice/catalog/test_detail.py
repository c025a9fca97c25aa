"""One product: figures, batches in their order, the card, packs and prices."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.commands.places import open_places

STATEMENTS = 33


@pytest.mark.rows("STK-02", "STK-30")
def test_batches_stand_in_the_order_the_counter_takes_them(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, days=400, batch_number="LATE", cost_amount=500)
    stock_up(shop, medicine, 134, days=60, batch_number="OPEN", cost_amount=450)
    stock_up(shop, medicine, 100, days=50, batch_number="SOON", cost_amount=400)
    stock_up(shop, medicine, 30, days=-2, batch_number="OLD")
    held = stock_up(shop, medicine, 20, days=300, batch_number="HELD")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="recount")

    page = owner.get(f"/products/{medicine.id}/")

    lines = [(one["line"].number, one["line"].order) for one in page.context["lines"]]
    assert lines[:3] == [("OPEN", 1), ("SOON", 2), ("LATE", 3)]
    assert {number for number, order in lines if order is None} == {"OLD", "HELD"}
    assert page.context["level"].available == 334
    assert "3 boxes + 3 strips + 4 tablets" in page.text
    for said in ("Opened box", "Expired", "On hold", "Rp 450", "Rp 400", "Rp 500", "LATE"):
        assert said in page.text


@pytest.mark.rows("STK-03")
def test_the_newest_movements_name_document_person_and_balance(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 40)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 3)])]))
    page = owner.get(f"/products/{medicine.id}/")
    assert [(one.line.kind, one.line.balance) for one in page.context["card"]] == [
        ("sale", 37),
        ("opening", 40),
    ]
    assert "MLT-K1" in page.text
    assert page.context["card"][1].person == "Owner"
    assert "3 tablets in the last 30 days" in page.text


def test_what_other_branches_have(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    other = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="ZKM",
        name="Kemang",
        time_zone="Asia/Jakarta",
    )
    open_places(actor=shop.owner, branch_id=other)
    line = DeliveryLine(product_id=medicine.id, quantity=200, batch_number="K1")
    enter_opening_stock(actor=shop.owner, branch_id=other, lines=[line])
    page = owner.get(f"/products/{medicine.id}/")
    assert page.context["elsewhere"] == [(other, "Kemang", "2 boxes")]


def test_bounded_statements(shop: Shop, owner: Client, django_assert_max_num_queries: Any) -> None:
    medicine = add_medicine(shop)
    for number in range(12):
        stock_up(shop, medicine, 10, batch_number=f"B{number}")
    with django_assert_max_num_queries(STATEMENTS):
        assert len(owner.get(f"/products/{medicine.id}/").context["lines"]) == 12


def test_a_product_that_isnt_there(owner: Client) -> None:
    assert owner.get(f"/products/{uuid4()}/").status_code == 404


def test_a_cashier_looks_and_changes_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    cashier = client_of(shop, "cashier")
    page = cashier.get(f"/products/{medicine.id}/")
    assert page.status_code == 200
    assert "edit/" not in page.text
    assert cashier.get(f"/products/{medicine.id}/edit/").status_code == 403
