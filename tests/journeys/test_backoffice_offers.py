"""A supplier's offer in a real browser: from its PDF to prices that count, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.engine.running import new_client, serving
from tests.journeys.offer_paper import a_paper, read_by_the_engine
from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.queries.prices import offered

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


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
        be_signed_in(page)
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
