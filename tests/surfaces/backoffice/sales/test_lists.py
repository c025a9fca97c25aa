"""The list of sales, and one sale with its batches and both clocks."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.sales.commands.take_receipt_copy import take_receipt_copy
from theriac.domains.sales.models import Sale, SalePatient


@pytest.fixture
def sold(shop: Shop) -> Shop:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100, batch_number="AMX0O26")
    for number in (1, 2, 3):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, number)])], number))
    return shop


@pytest.mark.rows("CAT-14")
def test_found_filtered_sorted_and_exported(
    sold: Shop, owner: Client, django_assert_max_num_queries: Any
) -> None:
    owner.get("/sales/")
    with django_assert_max_num_queries(18):
        page = owner.get("/sales/", {"sort": "-total"})
    assert [str(row.total_money.amount) for row in page.context["rows"]] == ["2100", "1400", "700"]
    number = Sale.objects.order_by("sequence")[1].number
    assert [row.number for row in owner.get("/sales/", {"q": number[-3:]}).context["rows"]] == [
        number
    ]
    tomorrow = (sold.today + timedelta(days=1)).isoformat()
    assert owner.get("/sales/", {"since": tomorrow}).context["rows"] == []
    csv: Any = owner.get("/sales/", {"export": "csv"})
    assert len(b"".join(csv.streaming_content).splitlines()) == 4


def test_sales_stand_by_when_they_were_made_not_by_when_they_came(
    sold: Shop, owner: Client
) -> None:
    medicine = add_medicine(sold, "Oral rehydration salts 200 ml sachet")
    batch = stock_up(sold, medicine, 10)
    before = clock.now() - timedelta(days=2)
    late = pushed_sale(
        sold,
        [pushed_line(sold, medicine, [(batch, 1)])],
        4,
        occurred_at=before,
        business_on=sold.today - timedelta(days=2),
    )
    push(sold, late)
    assert owner.get("/sales/").context["rows"][-1].number == late.number


def test_one_sale_names_batches_amounts_people_and_both_clocks(sold: Shop, owner: Client) -> None:
    sale = Sale.objects.latest("sequence")
    page = owner.get(f"/sales/{sale.id}/")
    for said in ("AMX0O26", "Rp 2.100", "PPN", "Owner", "device clock", "server clock", "Cash"):
        assert said in page.text
    for unsaid in ("chosen by hand", "Its clock was", "Held"):
        assert unsaid not in page.text
    assert '<td class="t-nowrap">3 tablets</td>' in page.text
    assert owner.get(f"/sales/{uuid4()}/").status_code == 404
    assert client_of(sold, "restocker").get(f"/sales/{sale.id}/").status_code == 403


def test_the_copies_of_its_receipt_stand_on_the_page(sold: Shop, owner: Client) -> None:
    sale = Sale.objects.order_by("number").first()
    assert sale is not None
    address = f"/sales/{sale.id}/"
    assert "Copies of the receipt" not in owner.get(address).content.decode()
    take_receipt_copy(actor=sold.owner, branch_id=sold.branch_id, sale_id=sale.id)
    page = " ".join(owner.get(address).content.decode().split())
    assert "Copies of the receipt" in page
    assert "Copy 1" in page


def test_a_clock_that_was_off_and_a_batch_by_choice_stand_on_the_page(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    late = clock.now() + timedelta(minutes=7)
    line = pushed_line(shop, medicine, [(batch, 1)], batch_reason="customer_asks")
    sale = pushed_sale(shop, [line], occurred_at=late, sent_at=late)
    push(shop, sale)

    page = owner.get(f"/sales/{sale.id}/")

    assert "Clock difference: 7 minutes ahead" in page.text
    assert "chosen manually: customer’s request" in page.text


@pytest.mark.rows("UX-15")
def test_a_row_says_what_was_sold_and_how_they_were_paid(sold: Shop, owner: Client) -> None:
    medicine = add_medicine(sold, "Oral rehydration salts 200 ml sachet")
    batch = stock_up(sold, medicine, 10)
    (cash,) = [row for row in owner.get("/sales/").context["rows"] if row.total == 700]
    assert (cash.items_words, cash.payment_words) == ("Paracetamol 500 mg tablet", "Cash")

    two = [
        pushed_line(sold, medicine, [(batch, 1)]),
        pushed_line(sold, medicine, [(batch, 2)], position=2),
    ]
    push(sold, pushed_sale(sold, two, 4))

    newest = owner.get("/sales/").context["rows"][0]
    assert newest.items_words == "Oral rehydration salts 200 ml sachet + 1 more"


@pytest.mark.rows("UX-15")
def test_what_the_filtered_sales_come_to_stands_above_them(sold: Shop, owner: Client) -> None:
    assert owner.get("/sales/").context["sums"] == []
    page = owner.get("/sales/", {"method": "cash"})
    (sums,) = page.context["sums"]
    assert (sums["total"].amount, [of.amount for _name, of in sums["paid"]]) == (4200, [4200])
    assert "Totals of the sales in the list" in page.text
    number = Sale.objects.order_by("sequence")[1].number
    part = owner.get(
        "/sales/", {"q": number}, headers={"HX-Request": "true", "HX-Target": "t-list"}
    )
    assert 'id="t-sales-sums" hx-swap-oob="true"' in part.text
    assert part.context["sums"][0]["total"].amount == 1400
    assert owner.get("/sales/", {"method": "qr"}).context["rows"] == []
    terminal = owner.get("/sales/", {"terminal": str(sold.terminal_id)})
    assert len(terminal.context["rows"]) == 3


@pytest.mark.rows("UX-15")
def test_a_sale_to_a_patient_says_so_and_not_to_whom(sold: Shop, owner: Client) -> None:
    sale = Sale.objects.order_by("sequence")[0]
    SalePatient.objects.create(sale=sale, patient_id=uuid4())
    rows = {row.number: str(row.patient_words) for row in owner.get("/sales/").context["rows"]}
    assert rows.pop(sale.number) == "With patient"
    assert set(rows.values()) == {""}


@pytest.mark.rows("UX-15")
def test_the_names_of_patients_stand_there_once_somebody_asks_and_the_trail_says_so(
    sold: Shop, owner: Client
) -> None:
    sale = Sale.objects.order_by("sequence")[0]
    SalePatient.objects.create(sale=sale, patient_id=register(sold, "Siti Nurhaliza"))

    rows = {
        row.number: str(row.patient_words)
        for row in owner.get("/sales/", {"named": "true"}).context["rows"]
    }

    assert rows.pop(sale.number) == "Siti Nurhaliza"
    assert set(rows.values()) == {""}
    assert AuditRecord.objects.filter(command="patients.name_patients").count() == 1

    auditor = client_of(sold, "auditor").get("/sales/", {"named": "true"})
    assert "Siti Nurhaliza" not in auditor.text
    assert "Patient names" not in auditor.text
