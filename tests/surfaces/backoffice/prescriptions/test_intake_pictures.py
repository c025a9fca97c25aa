"""Pictures of the paper where it is taken in: kept with it in one act, or neither is."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.commands import read_file
from theriac.core.files.models import StoredFile
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescriptions.models import Prescription

pytestmark = pytest.mark.rows("RX-02")
PHP = b"<?php system($_GET['c']); ?>"
PAGES = "/prescriptions/new/pages/"


def photo(name: str = "resep-siti.jpg", colour: str = "teal") -> SimpleUploadedFile:
    content = io.BytesIO()
    image = Image.new("RGB", (40, 30), colour)
    exif = image.getexif()
    exif[0x010F] = "CameraOfSiti"
    image.save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def scan(pages: int = 2) -> SimpleUploadedFile:
    content = io.BytesIO()
    sheets = [Image.new("RGB", (60, 80), "white") for _ in range(pages)]
    sheets[0].save(content, "PDF", save_all=True, append_images=sheets[1:])
    return SimpleUploadedFile("resep.pdf", content.getvalue(), content_type="application/pdf")


def typed(shop: Shop, **more: Any) -> dict[str, Any]:
    known = Prescriber.objects.first()
    return {
        "prescriber": str(known.id if known else a_prescriber(shop)),
        "prescriber_text": "ani",
        "written_on": shop.today.isoformat(),
        "number": "R/77",
        "row-0-written": "Amlodipine 10 mg",
        "row-0-quantity": "20",
        **more,
    }


def as_part(browser: Client, address: str, sent: dict[str, Any]) -> Any:
    return browser.post(address, sent, headers={"HX-Request": "true"})


def test_pictures_and_a_pdf_are_kept_with_the_prescription_in_one_act(shop: Shop) -> None:
    at = f"/prescriptions/new/{register(shop)}/"
    browser = client_of(shop, "technician")
    page = browser.get(at).text
    assert 'capture="environment"' in page
    made = as_part(browser, at, typed(shop, pictures=[photo(), scan()]))

    one = Prescription.objects.get()
    assert (made.status_code, made["HX-Redirect"]) == (204, f"/prescriptions/{one.id}/")
    stored = list(StoredFile.objects.order_by("content_type"))
    assert [row.content_type for row in stored] == ["application/pdf", "image/webp"]
    for row in stored:
        assert (row.purpose, row.record_id) == ("prescriptions.picture", one.id)
        assert (row.person_id, row.branch_id) == (one.patient_id, shop.branch_id)
        assert row.original_name == ""
    with read_file(actor=shop.owner, file_id=stored[1].id, why="care").file as opened:
        assert b"CameraOfSiti" not in opened.read()
    records = AuditRecord.objects.filter(command="prescriptions.receive")
    assert records.values("request_id").distinct().count() == 1
    assert set(records.values_list("reason", flat=True)) >= {"file added"}
    shown = browser.get(f"/prescriptions/{one.id}/").text
    assert shown.count("/content/?link=") == 2


@pytest.mark.rows("SEC-13")
def test_what_is_no_picture_is_said_at_the_field_and_nothing_typed_is_lost(shop: Shop) -> None:
    at = f"/prescriptions/new/{register(shop)}/"
    browser = client_of(shop, "technician")
    program = SimpleUploadedFile("resep.jpg", PHP, content_type="image/jpeg")
    empty = SimpleUploadedFile("kosong.png", b"", content_type="image/png")
    sent = typed(shop, pictures=[photo(), program, empty], prescriber="")
    answer = as_part(browser, at, sent)
    assert answer.status_code == 422
    for words in (
        "resep.jpg: This file type isn&#x27;t accepted here.",
        "kosong.png: The file is empty.",
        "Choose the prescriber from the list.",
        'value="Amlodipine 10 mg"',
        'value="R/77"',
    ):
        assert words in answer.text
    assert 'id="pictures-notes" hx-swap-oob="true"' in answer.text
    assert 'type="file"' not in answer.text
    assert Prescription.objects.count() == StoredFile.objects.count() == 0

    both = as_part(browser, at, typed(shop, written_on="", prescriber="")).text
    assert "This field is required." in both
    assert "Choose the prescriber from the list." in both
    many = as_part(browser, at, typed(shop, pictures=[photo() for _ in range(11)]))
    assert (many.status_code, "Choose at most 10 files." in many.text) == (422, True)
    whole = browser.post(at, typed(shop, written_on="", pictures=[photo()]))
    assert (whole.status_code, "Choose the pictures again." in whole.text) == (422, True)
    assert Prescription.objects.count() == 0


def test_a_question_keeps_no_file_until_it_is_answered(
    shop: Shop, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    at = f"/prescriptions/new/{register(shop)}/"
    browser = client_of(shop, "technician")
    sent = typed(shop)
    as_part(browser, at, sent)
    one = Prescription.objects.get()
    asked = as_part(browser, at, {**sent, "pictures": [photo()]})
    assert (asked.status_code, "already taken in" in asked.text) == (409, True)
    assert StoredFile.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    yes = {**sent, "pictures": [photo()], "confirmed": f"twice:{one.id}"}
    assert as_part(browser, at, yes).status_code == 204
    assert StoredFile.objects.get().record_id != one.id


@pytest.mark.rows("RX-23")
def test_a_copy_of_another_pharmacy_has_its_picture_too(shop: Shop) -> None:
    at = f"/prescriptions/new/{register(shop)}/?copy=1"
    browser = client_of(shop, "pharmacist")
    assert 'hx-post="/prescriptions/new/' in browser.get(at).text
    as_part(browser, at, typed(shop, pharmacy="Apotek Lestari", pictures=[photo()]))
    one = Prescription.objects.get()
    assert (one.is_copy, StoredFile.objects.get().record_id) == (True, one.id)


def test_more_rows_come_as_a_part_beside_the_pictures(shop: Shop) -> None:
    at = f"/prescriptions/new/{register(shop)}/"
    more = as_part(client_of(shop, "technician"), at, typed(shop, more="1", pictures=[photo()]))
    assert (more.status_code, "Medicine 6" in more.text) == (200, True)
    assert "<html" not in more.text


def test_a_pdf_is_drawn_before_it_is_kept_and_a_hostile_one_refused(shop: Shop) -> None:
    browser = client_of(shop, "technician")
    drawn = as_part(browser, PAGES, {"pictures": scan(2)})
    assert drawn.status_code == 200
    assert drawn.text.count("data:image/png;base64,") == 2
    assert "Page 2 of 2" in drawn.text
    assert as_part(browser, PAGES, {"pictures": scan(7)}).text.count("data:image/png") == 5
    assert drawn.text.count("data-first") == 0
    program = SimpleUploadedFile("resep.pdf", b"%PDF-1.7\n" + PHP, content_type="application/pdf")
    refused = as_part(browser, PAGES, {"pictures": program})
    assert (refused.status_code, "resep.pdf: " in refused.text) == (422, True)
    assert StoredFile.objects.count() == 0
    assert client_of(shop, "cashier").post(PAGES, {}).status_code == 403


@pytest.mark.parametrize(
    ("first", "seen", "ways"),
    [
        ("", range(1, 6), ["6"]),
        ("1", range(1, 6), ["6"]),
        ("6", range(6, 11), ["1", "11"]),
        ("11", range(11, 13), ["6"]),
        ("300", range(11, 13), ["6"]),
    ],
)
def test_all_pages_of_a_pdf_are_turned_to_some_at_a_time(
    shop: Shop, first: str, seen: range, ways: list[str]
) -> None:
    drawn = as_part(client_of(shop, "technician"), PAGES, {"pictures": scan(12), "first": first})
    assert drawn.status_code == 200
    assert re.findall(r"Page (\d+) of 12", drawn.text) == [str(one) for one in seen]
    assert f"Pages {seen[0]} to {seen[-1]} of 12" in drawn.text
    assert re.findall(r'data-first="(\d+)"', drawn.text) == ways


@pytest.mark.parametrize("first", ["0", "-5", "301", "x"])
def test_a_page_that_no_pdf_has_is_refused_before_anything_is_drawn(shop: Shop, first: str) -> None:
    refused = as_part(client_of(shop, "technician"), PAGES, {"pictures": scan(2), "first": first})
    assert (refused.status_code, "data:image" in refused.text) == (422, False)
    assert "t-error" in refused.text


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.databases("sqlite")
@pytest.mark.django_db
@pytest.mark.rows("SEC-13")
@pytest.mark.parametrize("folder", ["pdf", "images"])
def test_each_hostile_file_is_refused_in_a_sentence_or_kept(
    folder: str, shared: Path, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    shop = open_shop()
    at, browser = f"/prescriptions/new/{register(shop)}/", client_of(shop, "owner")
    sent = typed(shop)
    for path in sorted((shared / "data" / "hostile" / folder).iterdir()):
        content = path.read_bytes()
        if path.suffix == ".b64":
            content = base64.b64decode(content)
        file = SimpleUploadedFile(path.name, content)
        ids = list(Prescription.objects.values_list("id", flat=True))
        known = [f"twice:{one}" for one in ids]
        answer = as_part(browser, at, {**sent, "confirmed": known, "pictures": file})
        assert answer.status_code in (204, 422), path.name
        is_kept = answer.status_code == 204
        assert Prescription.objects.count() == StoredFile.objects.count() == len(ids) + is_kept
        assert is_kept or 'id="id_pictures-error"' in answer.text, path.name
