"""The loyalty programme in the back office: set, members enrolled, adjusted, blocked, found."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.credit import sold_for
from tests.support.loyalty import a_member, points, programme
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.queries import program_kept
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def test_a_manager_sets_the_programme(shop: Shop) -> None:
    manager = client_of(shop, "manager")
    address = reverse("backoffice:loyalty_program")
    form = {
        "is_on": "on",
        "earn_amount": "10.000",
        "earn_points": "1",
        "point_value": "100",
        "least_spend": "10",
        "expiry_months": "12",
        "version": "0",
    }
    refused = manager.post(address, {**form, "point_value": "20.000"})
    assert refused.status_code == 422
    assert "worth more" in refused.content.decode()
    assert manager.post(address, form).status_code == 302
    terms = program_kept().terms
    assert (terms.is_on, terms.earn_amount, terms.point_value) == (True, 10_000, 100)
    assert (terms.least_spend, terms.expiry_months, terms.excluded) == (10, 12, frozenset())
    assert manager.post(address, form).status_code == 409
    assert client_of(shop, "cashier").get(address).status_code == 403


def test_a_cashier_enrols_and_a_manager_adjusts(shop: Shop) -> None:
    cashier, manager = client_of(shop, "cashier"), client_of(shop, "manager")
    form = {"name": "Bu Sari", "phone": "0812 3456 7890", "number": ""}
    made = cashier.post(reverse("backoffice:loyalty_new"), form)
    member = LoyaltyMember.objects.get()
    assert made.headers["Location"] == reverse("backoffice:loyalty_member", args=[member.id])
    address = reverse("backoffice:loyalty_points", args=[member.id])
    sent = {"direction": "give", "points": "50", "reason": "welcome"}
    assert cashier.post(address, sent).status_code == 403
    assert manager.post(address, sent).status_code == 302
    refused = manager.post(address, {**sent, "direction": "take", "points": "51"})
    assert refused.status_code == 409
    assert points(member) == 50
    found = cashier.get(reverse("backoffice:loyalty_list"), {"q": "+62 812 34567890"})
    assert "Bu Sari" in found.content.decode()


def test_a_members_page_tells_the_ledger(shop: Shop) -> None:
    programme(shop, expiry_months=12)
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    member = a_member(shop)
    cash = [TenderGiven(method=PaymentMethod.CASH)]
    done = sold_for(shop, medicine.id, 3, cash, member_number=member.number)
    page = client_of(shop, "cashier").get(reverse("backoffice:loyalty_member", args=[member.id]))
    text = page.content.decode().replace("\xa0", " ")
    assert done.sale.number in text
    assert "Rp 105" in text  # 21 points at 5
    assert "Expire after" in text


def test_a_patients_membership_stands_beside_the_record(shop: Shop) -> None:
    patient_id = register(shop, "Siti Nurhaliza")
    pharmacist = client_of(shop, "pharmacist")
    new = f"{reverse('backoffice:loyalty_new')}?patient={patient_id}"
    assert "Siti" in pharmacist.get(new).content.decode()
    assert pharmacist.post(new, {"number": ""}).status_code == 302
    member = LoyaltyMember.objects.get()
    record = pharmacist.get(reverse("backoffice:patient_detail", args=[patient_id]))
    assert str(member.id) in record.content.decode()
    block = reverse("backoffice:loyalty_block", args=[member.id])
    manager = client_of(shop, "manager")
    manager.post(block, {"version": "1", "reason": "card lost"})
    assert (
        "card lost"
        in manager.get(reverse("backoffice:loyalty_member", args=[member.id])).content.decode()
    )
