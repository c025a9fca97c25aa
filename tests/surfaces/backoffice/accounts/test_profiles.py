"""Profiles on their screens: one's own within limits, licences by who manages, warnings."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff
from theriac.domains.accounts.jobs import mail_email_link
from theriac.domains.accounts.models import StaffLicence, User


@pytest.mark.rows("SEC-02")
def test_ones_own_page_changes_contact_and_language_and_nothing_else(shop: Shop) -> None:
    client = client_of(shop, "cashier")
    cashier = User.objects.get(username="cashier")
    assert "/me/profile/" in client.get("/me/").text
    sent = {"phone": "0812 3456 7890", "language": "id", "email": "", "display_name": "Boss"}

    said = client.post("/me/profile/", sent, follow=True).text

    assert 'value="0812 3456 7890"' in said
    now = User.objects.get(id=cashier.id)
    assert (now.display_name, now.language) == (cashier.display_name, "id")
    for page in ("profile/", "licences/new/"):
        assert client.get(f"/people/{cashier.id}/{page}").status_code == 403


@pytest.mark.rows("SEC-02")
def test_a_changed_address_is_confirmed_by_a_button_behind_its_link(
    shop: Shop, settings: Any
) -> None:
    settings.MAIL_WORKS = True
    client = client_of(shop, "cashier")
    cashier = User.objects.get(username="cashier")

    said = client.post(
        "/me/profile/", {"phone": "", "language": "", "email": "c@apotek.example"}, follow=True
    ).text

    assert "A link is on its way there." in said
    assert "Your new e-mail address waits" in said
    mail_email_link.call(str(cashier.id), "http://testserver")
    (path,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    visitor = Client()
    assert "Confirm this address" in visitor.get(path, follow=True).text
    assert User.objects.get(id=cashier.id).email == ""
    assert "is confirmed" in visitor.post("/accounts/email/", follow=True).text
    assert User.objects.get(id=cashier.id).email == "c@apotek.example"
    assert visitor.get(path, follow=True).status_code == 410


@pytest.mark.rows("SEC-02")
def test_a_licence_is_entered_warned_of_on_today_renewed_and_ended(
    shop: Shop, owner: Client
) -> None:
    ratna = add_staff("pharmacist", shop.branch_id, "ratna")
    person = f"/people/{ratna.id}/"
    soon = shop.today + timedelta(days=20)
    entered = {
        "kind": "sipa",
        "number": "503/77/SIPA",
        "issued_by": "Dinkes",
        "valid_from": "",
        "valid_until": soon.isoformat(),
        "branch": "",
    }
    refused = owner.post(f"{person}licences/new/", entered)
    assert "This licence holds for one place." in refused.text

    page = owner.post(
        f"{person}licences/new/", {**entered, "branch": str(shop.branch_id)}, follow=True
    ).text

    assert "503/77/SIPA" in page
    assert "20 days" in page
    today = owner.get("/").text
    assert "Licence ends within 30 days" in today
    assert person in today
    own = Client()
    own.force_login(User.objects.get(id=ratna.id))
    mine = own.get("/").text
    assert "Your licence ends within 30 days" in mine
    assert "Ratna" in owner.get("/people/?licence=true").text
    auditor = client_of(shop, "auditor").get(person).text
    assert ("503/77/SIPA" in auditor, "20 days" in auditor) == (False, True)
    licence = StaffLicence.objects.get()
    renewed = {**entered, "branch": str(shop.branch_id), "valid_until": "2031-06-30"}
    owner.post(f"{person}licences/{licence.id}/", renewed)
    assert "Licence ends within" not in owner.get("/").text
    live = StaffLicence.objects.get(ended_at=None)
    asked = owner.get(f"{person}licences/{live.id}/end/").text
    assert "End this licence" in asked
    assert StaffLicence.objects.get(id=live.id).ended_at is None
    said = owner.post(f"{person}licences/{live.id}/end/", follow=True).text
    assert "counts no longer" in said
    assert "No licence entered" in said
