"""A batch's page tells its life: from whom it came, where it lies, who got it."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import another_branch, carry
from tests.support.receipts import goods, received
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.recalls.queries import trace
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Batch


def sell_to(shop: Shop, medicine: Medicine, batch_id: UUID, number: int, **facts: Any) -> None:
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 2)])], number, **facts))


def test_it_says_from_whom_it_came_where_it_lies_and_who_got_it(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    received(shop, a_supplier(shop), goods(shop, medicine))
    batch_id = Batch.objects.get().id
    anggrek = another_branch(shop)
    carry(
        actor=shop.owner,
        branch_id=shop.branch_id,
        to_branch_id=anggrek,
        batch_id=batch_id,
        quantity=30,
    )
    patient = register(shop, "Siti Nurhaliza")
    sell_to(shop, medicine, batch_id, 1)
    sell_to(shop, medicine, batch_id, 2, patient_id=patient)

    page = owner.get(f"/stock/batches/{batch_id}/")

    life = page.context["life"]
    assert [(row["whence"], row["one"].quantity) for row in life["came"]] == [
        ("PT Kimia Farma Trading", 200),
        ("Melati → Anggrek", 30),
    ]
    assert {row["one"].branch: row["one"].quantity for row in life["lying"]} == {
        "Melati": 166,
        "Anggrek": 30,
    }
    assert [row["one"].patient_id for row in life["deliveries"]] == [patient, None]
    assert life["more"] == 0
    for sale in Sale.objects.all():
        assert f'href="/sales/{sale.id}/"' in page.text
    assert f'href="/patients/{patient}/"' in page.text
    assert "Siti" not in page.text


def test_who_may_not_see_sales_or_patients_is_shown_no_way_to_them(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    patient = register(shop, "Siti Nurhaliza")
    sell_to(shop, medicine, batch_id, 1, patient_id=patient)

    page = client_of(shop, "restocker").get(f"/stock/batches/{batch_id}/").text

    assert "Identified patient" in page
    assert "/sales/" not in page
    assert str(patient) not in page


def test_a_branch_that_is_not_theirs_stays_out(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    anggrek = another_branch(shop)
    carry(
        actor=shop.owner,
        branch_id=shop.branch_id,
        to_branch_id=anggrek,
        batch_id=batch_id,
        quantity=5,
    )

    page = client_of(shop, "restocker").get(f"/stock/batches/{batch_id}/")

    assert [row["one"].branch for row in page.context["life"]["lying"]] == ["Melati"]


def test_a_sale_of_two_lines_is_one_with_all_that_it_took(
    shop: Shop, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "MOST_TOLD", 1)
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    lines = [
        pushed_line(shop, medicine, [(batch_id, units)], position=position)
        for position, units in enumerate((2, 3), start=1)
    ]
    push(shop, pushed_sale(shop, lines, 1))

    life = owner.get(f"/stock/batches/{batch_id}/").context["life"]

    assert [row["one"].quantity for row in life["deliveries"]] == [5]
    assert life["more"] == 0


def test_the_newest_sales_stand_there_and_the_rest_is_counted(
    shop: Shop, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "MOST_TOLD", 1)
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    for number in (1, 2, 3):
        sell_to(shop, medicine, batch_id, number)

    page = owner.get(f"/stock/batches/{batch_id}/")

    assert len(page.context["life"]["deliveries"]) == 1
    assert "2 earlier sales not shown." in page.text.replace("&#x27;", "'")


def test_what_nobody_received_or_bought_says_so(shop: Shop, owner: Client) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 20)

    page = owner.get(f"/stock/batches/{batch_id}/").text

    assert "No supplier on record" in page
    assert "No sales of this batch yet." in page


def test_a_typed_number_opens_the_batch_alone(shop: Shop, owner: Client) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 20, batch_number="KF-2210")
    stock_up(shop, add_medicine(shop, "Kf-22 syrup"), 20, batch_number="KF-22109")

    for text in ("KF-2210", "kf-2210"):
        found = owner.get("/_palette/", {"q": text}).context["groups"]
        assert [hit.url for group in found for hit in group.hits] == [f"/stock/batches/{batch_id}/"]
