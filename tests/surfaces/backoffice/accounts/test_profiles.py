"""Profiles on their screens: one's own within limits, licences by who manages, warnings."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff
from tests.surfaces.api.pieces import PDF
from tests.surfaces.branches import a_licence
from theriac.core.audit.models import AuditRecord
from theriac.core.files.models import StoredFile
from theriac.domains.accounts.jobs import mail_email_link
from theriac.domains.accounts.models import StaffLicence, User


@pytest.mark.rows("SEC-02")
def test_ones_own_page_changes_contact_and_language_and_nothing_else(shop: Shop) -> None:
    client = client_of(shop, "cashier")
    cashier = User.objects.get_by_natural_key("cashier")
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
    cashier = User.objects.get_by_natural_key("cashier")

    said = client.post(
        "/me/profile/", {"phone": "", "language": "", "email": "c@apotek.example"}, follow=True
    ).text

    assert "A link was sent to the new address. The change takes effect" in said
    assert "Your new email address is waiting for confirmation" in said
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
    assert "This licence is valid for one place. Choose the branch" in refused.text

    page = owner.post(
        f"{person}licences/new/", {**entered, "branch": str(shop.branch_id)}, follow=True
    ).text

    assert "503/77/SIPA" in page
    assert "20 days" in page
    today = owner.get("/").text
    assert "Licence expires within 30 days" in today
    assert person in today
    own = Client()
    own.force_login(User.objects.get(id=ratna.id))
    mine = own.get("/").text
    assert "Your licence expires within 30 days" in mine
    assert "Ratna" in owner.get("/people/?licence=true").text
    auditor = client_of(shop, "auditor").get(person).text
    assert ("503/77/SIPA" in auditor, "20 days" in auditor) == (False, True)
    licence = StaffLicence.objects.get()
    renewed = {**entered, "branch": str(shop.branch_id), "valid_until": "2031-06-30"}
    owner.post(f"{person}licences/{licence.id}/", renewed)
    assert "Licence expires within" not in owner.get("/").text
    live = StaffLicence.objects.get(ended_at=None)
    asked = owner.get(f"{person}licences/{live.id}/end/").text
    assert "End licence" in asked
    assert StaffLicence.objects.get(id=live.id).ended_at is None
    said = owner.post(f"{person}licences/{live.id}/end/", follow=True).text
    assert "is no longer valid" in said
    assert "No licence entered" in said


def test_a_licences_document_is_encrypted_read_on_record_and_for_its_managers_alone(
    shop: Shop, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = add_staff("pharmacist", shop.branch_id, "sinta")
    licence_id = a_licence(shop, person.id)
    owner, page = client_of(shop, "owner"), f"/people/{person.id}/"
    scan = SimpleUploadedFile("sipa sinta.pdf", PDF, content_type="application/pdf")
    address = f"{page}licences/{licence_id}/document/"

    assert "Document" in owner.get(address).text
    sent = owner.post(address, {"purpose": "accounts.licence", "file": scan})

    assert sent["Location"] == page
    stored = StoredFile.objects.get(purpose="accounts.licence")
    assert (stored.person_id, stored.record_id, stored.original_name) == (
        person.id,
        licence_id,
        "",
    )
    link = re.search(rf'href="(/files/{stored.id}/[^"]+)"', owner.get(page).text)
    assert link is not None
    opened = owner.get(unescape(link[1]))
    assert b"".join(opened.streaming_content)[:5] == b"%PDF-"
    read = AuditRecord.objects.filter(object_kind="accounts.licence", object_id=licence_id)
    assert read.filter(reason="check", actor_id=shop.owner.id).exists()
    other = client_of(shop, "cashier")
    assert other.get(unescape(link[1])).status_code in {403, 404}
    assert f"/files/{stored.id}/" not in client_of(shop, "auditor").get(page).text
