"""A supplier's offer in a real browser: from its PDF to prices that count, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.engine.running import new_client, serving
from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import sign_in
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.domains.offers.models import EngineJob, Offer, OfferLine
from theriac.domains.offers.queries.prices import offered

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROWS = [
    ["KODE", "NAMA BARANG", "SATUAN", "HNA", "DISKON %", "BONUS", "ED"],
    ["KF-1", "PARACETAMOL 500 MG TABLET", "BOX", "40.000", "5", "10+1", "12/2028"],
    ["KF-2", "OBAT BATUK HITAM SPESIAL", "BOX", "21.500", "", "", "06/2028"],
]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


def a_paper(folder: Path) -> Path:
    """An offer as a wholesaler sends it."""
    path = folder / "offer.pdf"
    table = Table(ROWS, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    title = Paragraph("PT Kimia Farma Trading", getSampleStyleSheet()["Title"])
    SimpleDocTemplate(str(path), pagesize=A4).build([title, table])
    return path


def read_by_the_engine() -> None:
    """Take the job's steps until it is read, as the worker does."""
    for _step in range(400):
        EngineJob.objects.exclude(due_at=None).update(due_at=clock.now())
        run_due_jobs()
        job = EngineJob.objects.get()
        if job.state in ("done", "failed"):
            assert job.problem == ""
            return
        from theriac.domains.offers.jobs import follow_job  # noqa: PLC0415 (slow)

        follow_job.func(job_id=job.id.hex)
    raise AssertionError("the engine doesn't end")


@pytest.mark.rows("PUR-01", "PUR-05")
def test_a_pdf_becomes_prices_that_count(
    shop: Shop, page: Page, tmp_path: Path, settings: Any
) -> None:
    medicine, syrup = add_medicine(shop), add_medicine(shop, "Obat Batuk Hitam")
    supplier_id = a_supplier(shop)
    with serving(tmp_path / "engine") as (address, store):
        client = new_client(address, store, "journey")
        settings.DOCUMENT_ENGINE_URL, settings.DOCUMENT_ENGINE_KEY = address, client.key
        settings.OUTGOING_ALLOW = [urlsplit(address).netloc]
        sign_in(page)
        page.goto("/offers/new/")
        page.get_by_label("Files").set_input_files(a_paper(tmp_path))
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_text("The file is being read")).to_be_visible()
        read_by_the_engine()
    page.reload()
    expect(page.get_by_text("1 line was read or recognised unsurely.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Check lines").click()
    row = page.locator("tbody tr").first
    product = row.get_by_label("Product", exact=True)
    expect(product).to_be_focused()
    expect(page.locator("[data-boxes] rect").first).to_be_attached()
    expect(row).to_contain_text("KF-2 · OBAT BATUK HITAM SPESIAL")
    assert_accessible(page)
    assert_fits(page)
    page.keyboard.type("batuk hitam")
    page.keyboard.press("Enter")
    expect(row.get_by_label("Price")).to_be_focused()
    page.get_by_role("button", name="Save as checked").click()
    page.get_by_role("button", name="Confirm", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Offer confirmed.")).to_be_visible()

    offer = Offer.objects.get()
    assert (offer.supplier_id, offer.state) == (supplier_id, "confirmed")
    wanted = [medicine.id, syrup.id]
    found = offered(branch_id=shop.branch_id, product_ids=wanted, on=shop.today)
    (first,), (second,) = found[medicine.id], found[syrup.id]
    assert (first.price, first.bonus_for, first.supplier_code) == (40_000, 10, "KF-1")
    assert (second.price, second.pack) == (21_500, 100)
    assert set(OfferLine.objects.values_list("state", flat=True)) == {"confirmed"}
