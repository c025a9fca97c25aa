"""Consigned goods on the screen: what is open, paid once, and withdrawn."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.consigned import a_settlement, consigned, day, moved
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.accounts.models import User
from theriac.domains.purchasing.models import ConsignmentSettlement

pytestmark = pytest.mark.rows("STK-35")
DUE = "/stock/consigned/"


def typed(shop: Shop, amount: str, days_ago: int = 1) -> dict[str, str]:
    return {
        "last_on": day(shop, days_ago).isoformat(),
        "paid_on": shop.today.isoformat(),
        "reference": "TRF 8",
        "amount": amount,
    }


def test_what_is_open_is_paid_from_the_page_and_told_as_paid(owner: Client, shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    moved(shop, consigned(shop, supplier_id), 3, 4)
    page = owner.get(DUE)
    (opened,) = page.context["open"]
    assert (opened["name"], opened["one"].due) == ("PT Kimia Farma Trading", 1200)
    pay = f"{DUE}{supplier_id}/pay/"
    assert pay in page.text
    form = owner.get(pay)
    assert 'value="1.200"' in form.text
    assert "Rp 1.200" in form.text

    wrong = owner.post(pay, typed(shop, "1.300"))
    assert wrong.status_code == 409
    assert re.search(r"The amount due until [^.]+ is Rp 1\.200\.", wrong.text)
    assert 'value="1.300"' in wrong.text
    done = owner.post(pay, typed(shop, "1.200"), follow=True)
    assert "Payment saved." in done.text
    assert "K1" in done.text

    again = owner.post(pay, typed(shop, "1.200"))
    assert again.status_code == 422
    assert ConsignmentSettlement.objects.count() == 1
    page = owner.get(f"{DUE}?first={day(shop, 9)}&last={day(shop, 1)}").text
    assert "These days are already paid" in page
    page = owner.get(f"{DUE}?first={day(shop, 9)}&last={shop.today}").text
    assert "Some of these days are already paid" in page
    page = owner.get(f"{DUE}?first={shop.today}&last={shop.today}").text
    assert "already paid" not in page


def test_a_payment_is_listed_opened_and_withdrawn_with_a_reason(owner: Client, shop: Shop) -> None:
    made = a_settlement(shop, a_supplier(shop))
    listed = owner.get(f"{DUE}payments/").text
    assert f"{DUE}payments/{made}/" in listed
    assert "Rp 1.200" in listed
    one = owner.get(f"{DUE}payments/{made}/").text
    for words in ("TRF 7", "K1", "Rp 1.200", "Withdraw this payment?"):
        assert words in one

    refused = owner.post(f"{DUE}payments/{made}/withdraw/", {"reason": " "}, follow=True).text
    assert "Enter the reason." in refused
    page = owner.post(f"{DUE}payments/{made}/withdraw/", {"reason": "mistake"}, follow=True).text
    assert "Payment withdrawn. Its days are payable again." in page
    assert "mistake" in page
    assert "Withdraw this payment?" not in page
    text = owner.get(f"{DUE}payments/?export=csv").getvalue().decode()
    assert "mistake" in text
    assert "Withdrawn" in text


def test_a_credit_is_typed_with_a_minus(owner: Client, shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    batch_id = consigned(shop, supplier_id)
    moved(shop, batch_id, 3, 4)
    pay = f"{DUE}{supplier_id}/pay/"
    owner.post(pay, typed(shop, "1.200", 3))
    moved(shop, batch_id, 1, 2, "brought_back")

    owner.post(pay, typed(shop, "-400"))

    assert ConsignmentSettlement.objects.get(sequence=2).amount == -400


def test_who_sees_payments_and_who_records_them(owner: Client, shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    made = a_settlement(shop, supplier_id)
    auditor = client_of(shop, "auditor")
    page = auditor.get(DUE).text
    assert "Unpaid" in page
    assert "/pay/" not in page
    assert "Withdraw this payment?" not in auditor.get(f"{DUE}payments/{made}/").text
    assert auditor.get(f"{DUE}{supplier_id}/pay/").status_code == 403
    cashier = client_of(shop, "cashier").get(DUE).text
    assert "Unpaid" not in cashier
    assert f"{DUE}payments/" not in cashier

    add_staff("owner", second_branch(shop), "there")
    there = Client()
    there.force_login(User.objects.get_by_natural_key("there"))
    assert there.get(f"{DUE}payments/{made}/").status_code == 404
    assert there.get(f"{DUE}{supplier_id}/pay/").status_code == 404
    assert str(made) not in there.get(f"{DUE}payments/").text
