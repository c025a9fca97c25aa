"""The list of files, a file's page and its download, as people meet them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.pieces import PDF, picture_file
from theriac.core.audit.models import AuditRecord
from theriac.core.clock import FixedClock, now, use_clock
from theriac.core.files.models import StoredFile
from theriac.domains.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def pdf(name: str = "Izin <b>apotek.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="text/html")


def hand_in(client: Client, address: str = "/files/new/", **more: Any) -> StoredFile:
    answer = client.post(address, {"purpose": "organisation.paper", "file": pdf(), **more})
    assert answer.status_code == 302, answer.content.decode()
    return StoredFile.objects.latest("created_at")


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def link_in(answer: Any) -> str:
    page = text(answer)
    start = page.index("/content/?") - 60
    return page[page.index("/files/", start) : page.index('"', page.index("/content/?"))]


@pytest.mark.rows("API-12")
def test_a_file_shows_who_hash_record_and_time(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    stored = hand_in(owner)
    page = owner.get(f"/files/{stored.id}/").content.decode()
    name = User.objects.get_by_natural_key("owner").display_name
    for words in (
        name,
        stored.sha256,
        "not scanned",
        "Pharmacy document (licence, contract, letter)",
    ):
        assert words in page
    assert "Izin &lt;b&gt;apotek.pdf" in page
    assert "<b>apotek" not in page
    assert stored.keep_until is not None
    listed = text(owner.get("/files/", {"purpose": "organisation.paper"}))
    assert f"/files/{stored.id}/" in listed
    assert f"/files/{stored.id}/" not in text(owner.get("/files/", {"purpose": "catalog.picture"}))


def test_a_download_is_an_attachment_that_no_browser_runs(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    stored = hand_in(owner)
    address = link_in(owner.get(f"/files/{stored.id}/"))
    answer = owner.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    record = AuditRecord.objects.get(command="files.record_reading")
    assert record.object_id == stored.id


def test_a_link_is_of_use_to_one_person_for_ten_minutes(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    stored = hand_in(owner)
    address = link_in(owner.get(f"/files/{stored.id}/"))
    other = client_of(shop, "administrator")
    assert other.get(address).status_code == 422
    assert owner.get(f"/files/{stored.id}/content/").status_code == 422
    assert owner.get(address.replace("link=", "link=x")).status_code == 422
    with use_clock(FixedClock(now() + timedelta(minutes=11))):
        late = owner.get(address)
    assert late.status_code == 422
    assert "This link has expired or was created for another person." in text(late)
    assert not AuditRecord.objects.filter(command="files.record_reading").exists()


def test_who_may_see_the_list_may_not_open_everything(shop: Shop) -> None:
    stored = hand_in(client_of(shop, "owner"))
    auditor = client_of(shop, "auditor")
    page = text(auditor.get(f"/files/{stored.id}/"))
    assert "You don't have permission to open this file" in page
    assert "/content/?" not in page
    assert client_of(shop, "cashier").get(f"/files/{stored.id}/").status_code == 404


def test_a_refused_file_says_why_at_its_field(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    page = owner.post("/files/new/", {"purpose": "organisation.paper", "file": pdf("x.pdf")})
    assert page.status_code == 302
    wrong = SimpleUploadedFile("surat.pdf", b"nama,harga\n")
    refused = owner.post("/files/new/", {"purpose": "organisation.paper", "file": wrong})
    assert refused.status_code == 422
    assert "This file type isn't accepted here. Choose:" in text(refused)


def test_a_patients_document_stands_on_the_record_and_its_download_too(shop: Shop) -> None:
    technician = client_of(shop, "technician")
    patient_id = register(shop)
    stored = hand_in(
        technician, f"/patients/{patient_id}/document/", purpose="patients.prescription"
    )
    page = technician.get(f"/patients/{patient_id}/")
    assert "Prescription" in text(page)
    answer = technician.get(link_in(page))
    assert b"".join(answer.streaming_content) == PDF
    assert "Siti" not in answer["Content-Disposition"]
    readings = text(client_of(shop, "owner").get(f"/patients/{patient_id}/readings/"))
    assert "Opened a file" in readings
    assert AuditRecord.objects.get(command="files.record_reading", object_id=patient_id).facts == {
        "file": stored.id.hex,
        "purpose": "patients.prescription",
    }


def test_a_product_has_documents(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    medicine = add_medicine(shop)
    stored = hand_in(
        owner,
        f"/products/{medicine.id}/document/",
        purpose="catalog.leaflet",
        file=picture_file(),
    )
    assert (stored.content_type, stored.record_id) == ("image/webp", medicine.id)
    assert "Download" in text(owner.get(f"/products/{medicine.id}/"))
