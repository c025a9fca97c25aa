"""The camera beside the scanner's fields of the stock room reads pictures of real packs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import Devices
from tests.support.pictures import film_of_picture
from tests.support.receipts import written
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from tests.support.transfers import Two
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.purchasing.models import GoodsReceiptLine
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.models import BatchBin

pytestmark = [
    pytest.mark.journey,
    pytest.mark.shared,
    pytest.mark.django_db(transaction=True),
]
GS1_GTIN, GS1_BATCH, GS1_SERIAL = "09504000059101", "1234567p", "12345678p901"
GS1 = "gs1/datamatrix-1_gs1-figure-4.15.1-2-32x32.png"
EAN, EAN_PICTURE = "8480010001136", "ean13-1/10.webp"
PhoneWith = Callable[..., Page]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return open_shop()


@pytest.fixture
def phone_with(devices: Devices, tmp_path: Path, shared: Path) -> PhoneWith:
    """A phone whose camera sees a picture; ``allowed``: whether the page may use it."""

    def open_phone(picture: str, *, allowed: bool = True) -> Page:
        source = shared / "data" / "barcodes" / "images" / picture
        film = film_of_picture(source, tmp_path / "film.y4m")
        return devices.phone(film, allowed=allowed)

    return open_phone


def known(shop: Shop, code: str) -> Medicine:
    packs = [NewPack(name="tablet", factor=1), NewPack(name="box", factor=10, barcodes=[code])]
    return add_medicine(shop, packs=packs)


@pytest.mark.rows("PUR-14")
def test_a_pack_before_the_camera_is_written_down_once(shop: Shop, phone_with: PhoneWith) -> None:
    known(shop, GS1_GTIN)
    receipt_id = written(shop, a_supplier(shop))
    page = phone_with(GS1)
    be_signed_in(page)
    page.goto(f"/receipts/{receipt_id}/")
    page.get_by_role("button", name="Camera", exact=True).click()

    expect(page.get_by_label("Batch", exact=True).first).to_have_value(GS1_BATCH)
    expect(page.get_by_role("button", name="Close camera")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Close camera").click()
    expect(page.locator("video")).to_be_hidden()
    page.get_by_role("button", name="Save rows", exact=True).click()
    expect(page.get_by_text("The rows are saved in the draft.")).to_be_visible()
    line = GoodsReceiptLine.objects.get()
    assert (line.packs, line.batch_number, line.serials) == (1, GS1_BATCH, [GS1_SERIAL])


@pytest.mark.rows("PUR-14")
def test_a_plain_code_before_the_camera_asks_for_the_rest(
    shop: Shop, phone_with: PhoneWith
) -> None:
    known(shop, EAN)
    receipt_id = written(shop, a_supplier(shop))
    page = phone_with(EAN_PICTURE)
    be_signed_in(page)
    page.goto(f"/receipts/{receipt_id}/")
    page.get_by_role("button", name="Camera", exact=True).click()
    expect(page.get_by_label("Product", exact=True).first).to_have_value(
        "Paracetamol 500 mg tablet"
    )
    expect(page.get_by_label("Quantity", exact=True).first).to_be_focused()


def test_the_camera_counts_a_pack_of_a_transfer(shop: Shop, phone_with: PhoneWith) -> None:
    medicine = known(shop, GS1_GTIN)
    batch = stock_up(shop, medicine, 50, batch_number=GS1_BATCH)
    transfer = Two(shop, second_branch(shop), medicine, batch).sent(30)
    page = phone_with(GS1)
    be_signed_in(page)
    page.goto(f"/stock/transfers/{transfer}/receive/")
    page.get_by_role("button", name="Camera", exact=True).click()
    expect(page.locator(".is-scanned input")).to_have_value("10")
    assert_fits(page)


def test_the_camera_names_the_batch_that_is_put_away(shop: Shop, phone_with: PhoneWith) -> None:
    batch = stock_up(shop, known(shop, GS1_GTIN), 50, batch_number=GS1_BATCH)
    add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-04")
    page = phone_with(GS1)
    be_signed_in(page)
    page.goto("/stock/bins/put/")
    page.get_by_role("button", name="Camera", exact=True).click()
    expect(page.get_by_label("Now scan the location label")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="Close camera").click()
    page.get_by_label("Now scan the location label").fill("A-04")
    page.get_by_role("button", name="Save location").click()
    expect(page.get_by_label("Scan product")).to_be_visible()
    assert BatchBin.objects.get().batch_id == batch


def test_a_camera_that_is_refused_says_so_and_the_field_stays(
    shop: Shop, phone_with: PhoneWith
) -> None:
    page = phone_with(GS1, allowed=False)
    be_signed_in(page)
    page.goto(f"/receipts/{written(shop, a_supplier(shop))}/")
    page.get_by_role("button", name="Camera", exact=True).click()
    expect(page.get_by_text("doesn't allow this page to use the camera")).to_be_visible()
    expect(page.get_by_label("Product", exact=True).first).to_be_visible()


def test_without_a_camera_no_button_is_shown(shop: Shop, page: Page) -> None:
    be_signed_in(page)
    page.goto(f"/receipts/{written(shop, a_supplier(shop))}/")
    page.wait_for_function("navigator.mediaDevices.enumerateDevices().then(() => true)")
    expect(page.get_by_role("button", name="Camera", exact=True)).to_be_hidden()
