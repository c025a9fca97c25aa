"""Labels: printed from a batch and a receipt, read by our own scanner, and opened by a scan."""

from __future__ import annotations

import base64
import io
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.support.backoffice import client_of, sign_in
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.paper.sizes import PAPERS
from theriac.domains.catalog.models import Barcode
from theriac.domains.stock.models import Batch, Movement

pytestmark = [pytest.mark.journey, pytest.mark.rows("STK-34")]
READ = """
async (picture) => {
  const at = "/static/counter/vendor/zxing-wasm/reader/";
  const { prepareZXingModule, readBarcodes } = await import(at + "index.js");
  const locateFile = (name) => at + name;
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
  const found = await readBarcodes(new Blob([bytes]), { tryHarder: true, textMode: "Plain" });
  return found.map((one) => one.symbologyIdentifier + one.text);
}
"""


def pictures(content: bytes) -> list[str]:
    """Each page of a PDF as a picture of 300 dots an inch."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        file = io.BytesIO()
        page.render(scale=300 / 72).to_pil().save(file, "PNG")
        found.append(base64.b64encode(file.getvalue()).decode())
    return found


def pdf_of(client: Client, address: str, **asked: Any) -> bytes:
    """The PDF that the form leads to."""
    sent = {"kind": "batch", "paper": "40x30", "count": "1", **asked}
    answer = client.post(address, sent, follow=True)
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def stocked(shop: Shop) -> tuple[Any, Batch]:
    medicine = add_medicine(shop)
    batch = Batch.objects.get(id=stock_up(shop, medicine, 30, batch_number="PCT-2409/A"))
    return medicine, batch


@pytest.mark.parametrize("paper", PAPERS)
def test_our_scanner_reads_every_label(page: Page, paper: str) -> None:
    shop = open_shop()
    _medicine, batch = stocked(shop)
    address = reverse("backoffice:stock_labels", args=[batch.id])
    content = pdf_of(client_of(shop, "restocker"), address, paper=paper, count="2")
    code = Barcode.objects.get().code
    page.goto("/counter/")
    said = f"]d201{code}17{batch.expires_on:%y%m%d}10PCT-2409/A"
    read = [one for picture in pictures(content) for one in page.evaluate(READ, picture)]
    assert read == [said] * 2


def test_a_receipt_prints_its_batches_and_a_scan_opens_one(page: Page) -> None:
    shop = open_shop()
    medicine, batch = stocked(shop)
    document = Movement.objects.get().document_id
    client = client_of(shop, "restocker")
    address = reverse("backoffice:stock_document_labels", args=[document])
    content = pdf_of(client, address, count="3")
    assert len(pypdfium2.PdfDocument(content)) == 3

    stock_up(shop, medicine, 5, batch_number="OTHER")
    code = Barcode.objects.get().code
    sign_in(page, "restocker")
    page.keyboard.press("Control+k")
    expect(page.locator("#t-palette input")).to_be_focused()
    page.keyboard.type(f"01{code}17{batch.expires_on:%y%m%d}10PCT-2409/A")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stock/batches/{batch.id}/")
    expect(page.locator("h1")).to_have_text("PCT-2409/A")
