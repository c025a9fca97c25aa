"""Pictures of a prescription: by their content, without metadata, for few, each look logged."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.support.backoffice import client_of
from tests.support.prescriptions import a_prescription
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.files.commands import read_file
from theriac.core.files.models import StoredFile
from theriac.domains.accounts.models import User
from theriac.domains.patients.queries.readers import readers_of
from theriac.domains.prescriptions.models import Prescription

pytestmark = pytest.mark.rows("RX-02")
PHP = b"<?php system($_GET['c']); ?>"


def _photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    image = Image.new("RGB", (40, 30), "teal")
    exif = image.getexif()
    exif[0x010F] = "CameraOfSiti"
    image.save(content, "JPEG", exif=exif)
    assert b"CameraOfSiti" in content.getvalue()
    return SimpleUploadedFile("resep-siti.jpg", content.getvalue(), content_type="image/jpeg")


def test_a_program_named_as_a_picture_is_refused(shop: Shop) -> None:
    made = a_prescription(shop)
    browser = client_of(shop, "technician")
    file = SimpleUploadedFile("resep.jpg", PHP, content_type="image/jpeg")
    answer = browser.post(
        f"/prescriptions/{made}/picture/", {"purpose": "prescriptions.picture", "file": file}
    )
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


@pytest.mark.rows("RX-22")
def test_a_photo_loses_its_metadata_and_each_look_leaves_its_reason(shop: Shop) -> None:
    made = a_prescription(shop)
    browser = client_of(shop, "technician")
    sent = {"purpose": "prescriptions.picture", "file": _photo()}
    page = browser.post(f"/prescriptions/{made}/picture/", sent, follow=True).text
    assert "Picture saved." in page
    stored = StoredFile.objects.get()
    assert stored.person_id == Prescription.objects.get(id=made).patient_id
    assert "siti" not in stored.original_name
    with read_file(actor=shop.owner, file_id=stored.id, why="care").file as opened:
        assert b"CameraOfSiti" not in opened.read()

    shown = browser.get(f"/prescriptions/{made}/?why=claim").text
    link = next(part for part in shown.split('"') if f"/files/{stored.id}/content" in part)
    assert browser.get(link.replace("&amp;", "&")).status_code == 200
    looks = AuditRecord.objects.filter(object_id=made, command="files.record_reading")
    assert [one.reason for one in looks.order_by("recorded_at")] == ["care", "claim"]
    readers = readers_of(
        actor=shop.owner,
        patient_id=Prescription.objects.get(id=made).patient_id,
        since=clock.now() - timedelta(hours=1),
        until=clock.now() + timedelta(hours=1),
    )
    opened_by = {(one.actor_id, one.command) for one in readers.items}
    technician = User.objects.get_by_natural_key("technician").id
    assert (shop.owner.id, "files.record_reading") in opened_by
    assert {(technician, "prescriptions.open"), (technician, "files.record_reading")} <= opened_by


def test_who_may_not_open_prescriptions_opens_no_picture(shop: Shop) -> None:
    made = a_prescription(shop)
    sent = {"purpose": "prescriptions.picture", "file": _photo()}
    client_of(shop, "technician").post(f"/prescriptions/{made}/picture/", sent)
    stored = StoredFile.objects.get()
    cashier = client_of(shop, "cashier")
    assert cashier.get(f"/prescriptions/{made}/picture/").status_code == 403
    assert cashier.get(f"/files/{stored.id}/content/").status_code in (403, 404)
