"""Credit accounts in the back office: opened, limited, paid on, stated, printed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.credit import (
    from_before,
    of_patient,
    on_credit,
    organisation,
    overpaid,
    paid,
    sold_for,
)
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.credit.models import CreditAccount, CreditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def test_an_account_is_opened_and_its_limit_set(shop: Shop) -> None:
    manager = client_of(shop, "manager")
    form = {"name": "Klinik Sehat", "credit_limit": "500.000", "terms_days": "14"}
    too_much = {**form, "credit_limit": "9" * 15}
    assert manager.post(reverse("backoffice:credit_new"), too_much).status_code == 422
    made = manager.post(reverse("backoffice:credit_new"), form)
    account = CreditAccount.objects.get()
    assert made.headers["Location"] == reverse("backoffice:credit_detail", args=[account.id])
    assert (account.credit_limit, account.terms_days) == (500_000, 14)
    limit = reverse("backoffice:credit_limit", args=[account.id])
    sent = {"credit_limit": "750.000", "reason": "pays early", "version": account.version}
    assert manager.post(limit, sent).status_code == 302
    account.refresh_from_db()
    assert account.credit_limit == 750_000
    page = manager.get(reverse("backoffice:credit_detail", args=[account.id])).content.decode()
    assert "Klinik Sehat" in page
    assert "Rp 750.000" in page.replace("\xa0", " ")


def test_a_payment_says_what_it_paid_and_prints(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    account = organisation(shop)
    from_before(shop, account, 5_000)
    sale = sold_for(shop, medicine.id, 2, [on_credit(account)])
    cashier = client_of(shop, "cashier")
    pay = reverse("backoffice:credit_pay", args=[account.id])
    refused = cashier.post(pay, {"amount": "9.000", "method": "transfer"})
    assert refused.status_code == 409
    assert "Rp 6.400" in refused.content.decode().replace("\xa0", " ")
    made = cashier.post(pay, {"amount": "5.500", "method": "transfer", "reference": "TRF-1"})
    entry = CreditEntry.objects.get(kind="payment")
    assert made.headers["Location"] == reverse("backoffice:credit_entry", args=[entry.id])
    page = cashier.get(made.headers["Location"]).content.decode().replace("\xa0", " ")
    assert "LAMA-1" in page
    assert sale.sale.number in page
    assert "Rp 500" in page
    receipt = cashier.get(reverse("backoffice:credit_receipt", args=[entry.id]))
    assert receipt.content.startswith(b"%PDF")


def test_a_statement_is_shown_exported_and_printed(shop: Shop) -> None:
    account = of_patient(shop, register(shop, "Siti Nurhaliza"))
    from_before(shop, account, 5_000)
    paid(shop, account, 2_000)
    owner = client_of(shop, "owner")
    at = reverse("backoffice:credit_statement", args=[account.id])
    page = owner.get(f"{at}?period=this_year").content.decode().replace("\xa0", " ")
    assert "Siti Nurhaliza" in page
    assert "Rp 3.000" in page
    file = b"".join(owner.get(f"{at}?period=this_year&export=csv").streaming_content)
    assert len(file.decode("utf-8-sig").splitlines()) == 3
    pdf = owner.get(reverse("backoffice:credit_statement_pdf", args=[account.id]))
    assert pdf.content.startswith(b"%PDF")


def test_the_list_finds_by_number_and_names_patients_to_who_may_see_them(shop: Shop) -> None:
    account = of_patient(shop, register(shop, "Siti Nurhaliza"))
    organisation(shop, "Klinik Sehat")
    at = reverse("backoffice:credit_list")
    found = client_of(shop, "cashier").get(f"{at}?q={account.number[:6]}").content.decode()
    assert "Siti Nurhaliza" in found
    assert "Klinik Sehat" not in found
    auditor = client_of(shop, "auditor").get(at).content.decode()
    assert "Siti Nurhaliza" not in auditor
    assert "Klinik Sehat" in auditor


def test_a_bill_from_before_is_entered_and_cancelled(shop: Shop) -> None:
    account = organisation(shop)
    owner = client_of(shop, "owner")
    at = reverse("backoffice:credit_opening", args=[account.id])
    sent = {"number": "LAMA-7", "billed_on": shop.today.isoformat(), "amount": "12.000"}
    assert owner.post(at, sent).status_code == 302
    entry = CreditEntry.objects.get()
    cancel = reverse("backoffice:credit_cancel", args=[entry.id])
    assert owner.post(cancel, {"reason": "another’s"}).status_code == 302
    account.refresh_from_db()
    assert account.owed == 0


def test_a_patients_record_shows_the_account(shop: Shop) -> None:
    patient_id = register(shop)
    account = of_patient(shop, patient_id)
    page = client_of(shop, "owner").get(reverse("backoffice:patient_detail", args=[patient_id]))
    assert reverse("backoffice:credit_detail", args=[account.id]) in page.content.decode()


def test_what_came_back_beyond_is_paid_out(shop: Shop) -> None:
    account = overpaid(shop)
    manager = client_of(shop, "manager")
    at = reverse("backoffice:credit_pay_out", args=[account.id])
    assert at in manager.get(reverse("backoffice:credit_detail", args=[account.id])).text
    assert "More came back than was open" in manager.get(at).text
    too_much = manager.post(at, {"amount": "900", "method": "transfer"})
    assert too_much.status_code == 409
    made = manager.post(at, {"amount": "700", "method": "transfer", "reference": "TRF 9"})
    entry = CreditEntry.objects.get(kind="payout")
    assert made.headers["Location"] == reverse("backoffice:credit_entry", args=[entry.id])
    assert "Payout" in manager.get(made.headers["Location"]).text


def test_who_is_late_stands_on_today_and_is_filtered(shop: Shop) -> None:
    late, even = organisation(shop, "Klinik Lambat"), organisation(shop, "Klinik Cepat")
    from_before(shop, late, 5_000)
    manager = client_of(shop, "manager")
    assert "Credit account past due" in manager.get("/").text
    assert "Credit account past due" not in client_of(shop, "cashier").get("/").text
    listed = manager.get(reverse("backoffice:credit_list") + "?past_due=true").text
    assert (late.number[:4] in listed, even.number in listed.replace(" ", "")) == (True, False)
