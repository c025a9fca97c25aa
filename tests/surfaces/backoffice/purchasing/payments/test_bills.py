"""Bills on the screen: due, late, paid several at once, in part, and a payment withdrawn."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.payments import a_bill
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.models import SupplierPayment

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def asked(shop: Shop, address: str, role: str = "owner") -> Any:
    return client_of(shop, role).get(address)


@pytest.mark.rows("PUR-20")
def test_what_is_late_and_due_this_week_stands_above_the_list(
    shop: Shop, medicine: Medicine
) -> None:
    supplier_id = a_supplier(shop, payment_days=30)
    for number, days in (("A-1", 40), ("A-2", 25), ("A-3", 0)):
        billed = shop.today - timedelta(days=days)
        a_bill(shop, medicine, number, supplier_id, invoice_on=billed)

    page = asked(shop, "/bills/")

    assert [row.told.number for row in page.context["rows"]] == ["A-1", "A-2", "A-3"]
    ages = page.context["ages"]
    assert ages["late"] == ages["week"] == ages["month"]
    assert "10 days late" in page.text
    late = asked(shop, "/bills/?late=true")
    assert [row.told.number for row in late.context["rows"]] == ["A-1"]
    week = asked(shop, "/bills/?week=true")
    assert [row.told.number for row in week.context["rows"]] == ["A-2"]


def test_selected_bills_are_paid_at_once(shop: Shop, medicine: Medicine) -> None:
    bills = [a_bill(shop, medicine, "A-1"), a_bill(shop, medicine, "B-1", a_supplier(shop, "PT B"))]
    client = client_of(shop, "owner")

    done = client.post(
        "/bills/paid/", {"row": [str(bill.id) for bill in bills], "reference": "TRF 12"}
    )

    assert done.status_code == 302
    assert "2 suppliers" in client.get("/bills/").text
    assert asked(shop, "/bills/").context["rows"] == []
    listed = asked(shop, "/bills/payments/")
    assert {row.note.partition(" · ")[2] for row in listed.context["rows"]} == {"TRF 12"}


def test_a_part_is_paid_in_a_form_and_withdrawn_on_its_page(shop: Shop, medicine: Medicine) -> None:
    bill = a_bill(shop, medicine)
    client = client_of(shop, "owner")
    typed = {
        "amount": "30.000",
        "paid_on": shop.today.isoformat(),
        "paid_from": "cash",
        "reference": "",
    }

    done = client.post(f"/bills/{bill.id}/pay/", typed)

    assert done.status_code == 302
    page = client.get(done.headers["Location"])
    assert page.context["may_withdraw"]
    assert "INV-7" in page.text
    assert client.get("/bills/").context["rows"][0].told.left == bill.amount - 30_000
    client.post(done.headers["Location"] + "withdraw/", {"reason": "typed twice"})
    assert client.get("/bills/").context["rows"][0].told.left == bill.amount


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": ""},
        {"amount": "0"},
        {"amount": "999.999.999"},
        {"amount": "-5"},
        {"paid_on": "2999-01-01"},
        {"paid_from": "stock"},
    ],
)
def test_a_refusal_stands_in_the_form(
    shop: Shop, medicine: Medicine, changed: dict[str, str]
) -> None:
    bill = a_bill(shop, medicine)
    typed = {
        "amount": "30.000",
        "paid_on": shop.today.isoformat(),
        "paid_from": "cash",
        "reference": "KW-7",
        **changed,
    }

    page = client_of(shop, "owner").post(f"/bills/{bill.id}/pay/", typed)

    assert page.status_code == 422
    assert "KW-7" in page.text
    assert not SupplierPayment.objects.exists()


def test_bills_go_into_a_file(shop: Shop, medicine: Medicine) -> None:
    a_bill(shop, medicine)

    file = asked(shop, "/bills/?export=csv")

    (row,) = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    assert (row["Number"], row["Paid"][-1]) == ("INV-7", "0")


def test_an_auditor_sees_bills_and_pays_nothing(shop: Shop, medicine: Medicine) -> None:
    bill = a_bill(shop, medicine)

    page = asked(shop, "/bills/", "auditor")

    assert "INV-7" in page.text
    assert f"/bills/{bill.id}/pay/" not in page.text
    assert asked(shop, f"/bills/{bill.id}/pay/", "auditor").status_code == 403
