"""A prescription's photo, on a phone in Bahasa Indonesia, until its medicines are handed over."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.care import PHONE, a_photo, desk_of, id_in, looked_over, press
from tests.journeys.counter import open_counter, stocked_shop, until
from tests.support.browser import NewPage
from tests.support.looks import looks_at
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.prescriptions import pharmacist, state_of
from theriac.core.audit.models import AuditRecord
from theriac.core.files.models import StoredFile
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.models import Dispense, Prescription

pytestmark = [
    pytest.mark.journey,
    pytest.mark.rows("RX-01", "RX-02", "RX-03", "RX-17", "RX-22"),
]
PHP = b"<?php system($_GET['c']); ?>"


def taken_in(page: Page) -> UUID:
    """The patient is found, the paper photographed, prescriber and medicine typed from it."""
    page.goto("/prescriptions/new/")
    page.locator("[name=text]").fill("siti")
    press(page, "Cari")
    page.get_by_role("link", name="Siti Nurhaliza").click()
    handed(page, "resep.php.jpg", PHP)
    handed(page, "resep-siti.jpg", a_photo())
    preview = page.get_by_role("group", name="Pratinjau")
    expect(preview.get_by_role("img", name="resep-siti.jpg")).to_be_visible()
    page.locator("[name=prescriber_text]").fill("ani")
    expect(page.locator("#suggested input")).to_be_checked()
    page.locator("[name=row-0-written]").fill("Amlodipine 10 mg")
    page.locator("[name=row-0-quantity]").fill("20")
    looked_over(page)
    press(page, "Terima")
    refused_in_words(page)
    preview.get_by_role("button", name="Hapus: resep.php.jpg").click()
    press(page, "Terima")
    expect(page.get_by_text("Resep diterima.")).to_be_visible()
    assert "siti" not in StoredFile.objects.get().original_name
    return UUID(id_in(page))


def handed(page: Page, name: str, content: bytes) -> None:
    """By the camera, as a phone hands a photo in."""
    sent = {"name": name, "mimeType": "image/jpeg", "buffer": content}
    page.locator("#camera").set_input_files(sent)  # type: ignore[arg-type]


def refused_in_words(page: Page) -> None:
    """A program that is called a photo is refused; what was typed and chosen is there still."""
    words = page.get_by_text("resep.php.jpg: Jenis berkas ini tidak diterima di sini.").first
    expect(words).to_be_visible()
    expect(page.locator("[name=row-0-written]")).to_have_value("Amlodipine 10 mg")
    assert page.locator("#id_pictures").evaluate("one => one.files.length") == 2
    assert not StoredFile.objects.exists()
    looked_over(page)


def sold(till: Page, code: str) -> None:
    """The counter takes it by touch, and is paid."""
    till.locator("[data-key=ready]").click()
    till.get_by_role("dialog", name="Resep siap diambil").locator("[data-ready]").click()
    expect(till.locator("[data-on-prescription]")).to_contain_text(code)
    looked_over(till)
    till.get_by_role("button", name="Bayar").click()
    till.get_by_role("button", name="Selesai", exact=False).first.click()
    until(till, Dispense.objects.exists)


def test_from_the_photo_to_the_hand_over(new_page: NewPage) -> None:
    shop = stocked_shop().shop
    patient = register(shop)
    a_prescriber(shop)
    page = desk_of(new_page, pharmacist(shop, "ratna"), language="id", phone=True)
    made = taken_in(page)

    page.get_by_role("link", name="Pilih produk").click()
    press(page, "Pilih")
    press(page, "Mulai kaji")
    expect(page.get_by_role("heading", name="Pemeriksaan keamanan")).to_be_visible()
    looked_over(page)
    press(page, "Setujui", "Mulai siapkan", "Periksa", "Siap diambil")
    until(page, lambda: state_of(made) == "ready")

    till = new_page(**PHONE, locale="id")
    open_counter(till, shop, "dewi")
    sold(till, Prescription.objects.get().code)

    page.goto(f"/prescriptions/{made}/")
    page.get_by_role("link", name="Konseling dan serahkan").click()
    page.get_by_label("Cara dan waktu pakai").check()
    looked_over(page)
    press(page, "Simpan")
    until(page, lambda: state_of(made) == "closed")

    page.locator("#why").select_option("claim")
    page.locator("form:has(#why) button").click()
    with page.expect_download() as download:
        page.locator("a[href*='/content/']").click()
    assert "siti" not in download.value.suggested_filename
    looks = AuditRecord.objects.filter(command="files.record_reading", object_id=patient)
    assert [one.reason for one in looks] == ["claim"]

    assert {
        ("ratna", "patients.search_patients"),
        ("ratna", "prescriptions.open"),
        ("ratna", "prescriptions.check"),
        ("ratna", "files.record_reading"),
        ("dewi", "prescriptions.take_to_counter"),
    } <= looks_at(shop, patient)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
    told = desk_of(new_page, shop.owner)
    told.goto(f"/patients/{patient}/readers/")
    for who, what in (
        ("Ratna", "Opened a file"),
        ("Ratna", "Opened a prescription"),
        ("Dewi", "Took a prescription to the counter"),
    ):
        row = told.locator("tbody tr").filter(has_text=who).filter(has_text=what)
        expect(row).to_have_count(1)
    told.goto(f"/patients/{patient}/readings/")
    row = told.locator("tbody tr").filter(has_text="Opened a file")
    expect(row).to_contain_text("Insurance claim or report")
