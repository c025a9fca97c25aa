"""Bringing a list with bad rows in, from the file to the result, in a real browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import Opener, be_signed_in
from tests.support.jobs import run_due_jobs
from tests.support.layouts import A_GATE, LAYOUTS, Layout, owners_page
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.models import Product

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

GOOD_ROWS = 60
LIST = [
    "kode;nama;golongan;satuan;isi strip;harga jual;barcode",
    "A-1;Amoksisilin 500 mg kaplet;K;kaplet;10;12.5OO;",
    "A-2;;B;tablet;10;500;",
    "A-3;Vitamin C 50 mg tablet;B;tablet;10;90.000;",
    "A-4;Antasida tablet kunyah;B;tablet;10;450;8990000000018",
    "A-5;'=2+5;B;tablet;10;450;",
    "A-6;=HYPERLINK(A1);B;tablet;10;450;",
    "A-7;<script>alert(1)</script>;B;tablet;10;450;",
    *(f"B-{n};Parasetamol {n} mg tablet;B;tablet;10;7{n:02}00;" for n in range(1, GOOD_ROWS + 1)),
]


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    path = tmp_path / "harga-pbf-november.csv"
    path.write_text("\n".join(LIST) + "\n", encoding="utf-8")
    return path


@pytest.mark.rows("UX-03")
def test_a_bad_file_is_told_at_its_field(shop: Shop, page: Page, tmp_path: Path) -> None:
    be_signed_in(page)
    page.goto("/imports/")
    page.get_by_role("link", name="Import a file").first.click()
    page.get_by_role("button", name="Continue to columns").click()
    expect(page.locator("#id_file")).to_be_focused()
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    page.locator("#id_file").set_input_files(picture)
    page.get_by_role("button", name="Continue to columns").click()
    expect(page.locator("#id_file-error")).to_contain_text("neither a CSV nor an XLSX file")


@pytest.mark.rows("CAT-13", "UX-05")
def test_a_list_with_bad_rows_comes_in(shop: Shop, page: Page, price_list: Path) -> None:
    add_medicine(shop, "Vitamin C 50 mg tablet")
    be_signed_in(page)
    page.goto("/imports/new/")
    page.locator("#id_file").set_input_files(price_list)
    page.get_by_role("button", name="Continue to columns").click()

    expect(page.get_by_label("Meaning of “harga jual”")).to_have_value("price")
    expect(page.get_by_role("cell", name="Amoksisilin 500 mg kaplet")).to_be_visible()
    expect(page.get_by_label("Number format")).to_have_value("1.234,56")
    page.get_by_label("Meaning of “kode”").select_option("")
    page.get_by_label("Identify rows by").select_option("name")
    page.get_by_role("button", name="Check the file").click()

    expect(page.get_by_text("You can leave this page.")).to_be_visible()
    page.goto("/me/")
    page.get_by_label("Background tasks: 1 running").click()
    page.locator("#t-work").get_by_role("link").click()
    run_due_jobs()
    expect(page.get_by_role("heading", name="Check before the import")).to_be_visible()

    assert Product.objects.count() == 1
    figures = page.get_by_label("Result of the check")
    expect(figures.locator(".t-fig-v")).to_have_text(["61", "0", "0", "6"])
    row = page.get_by_role("row").filter(has_text="12.5OO")
    expect(row).to_contain_text("harga jual")
    expect(row).to_contain_text("The number contains a letter O.")
    expect(row).to_contain_text("Not imported")
    page.get_by_role("navigation", name="By column").get_by_role("link", name="nama").click()
    expect(page.get_by_role("row").filter(has_text="12.5OO")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="The name is empty.")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download these").click()
    with Path(waiting.value.path()).open(encoding="utf-8-sig", newline="") as lines:
        downloaded = list(csv.reader(lines))
    assert downloaded[1][:3] == ["A-1", "Amoksisilin 500 mg kaplet", "K"]

    page.get_by_role("link", name=re.compile(r"^All\b")).first.click()
    jump = page.get_by_role("row").filter(has_text="More than 10 times the current price")
    jump.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("button", name="Import 64 rows")).to_be_visible()
    expect(page.get_by_role("radio", name="All or nothing")).to_be_disabled()
    page.get_by_role("button", name="Import 64 rows").click()
    page.wait_for_selector("progress")
    run_due_jobs()

    expect(page.get_by_text("64 rows imported")).to_be_visible()
    expect(
        page.get_by_text("rows were skipped. Download them, correct them, and import")
    ).to_be_visible()
    assert Product.objects.filter(name="<script>alert(1)</script>").exists()
    assert not Product.objects.filter(name__startswith="Amoksisilin").exists()
    page.get_by_role("link", name="View products").click()
    expect(page.get_by_role("link", name="<script>alert(1)</script>")).to_be_visible()


@pytest.mark.rows("UX-01", "UX-04", "UX-06", "UX-07")
@pytest.mark.one_by_turns(on_sqlite=A_GATE)
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_step_is_accessible_and_fits(
    shop: Shop, new_page: Opener, price_list: Path, layout: Layout
) -> None:
    page = owners_page(shop, new_page, layout)
    page.goto("/imports/new/")
    assert_accessible(page)
    page.locator("#id_file").set_input_files(price_list)
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/columns/")
    for details in page.locator("main details").all():
        details.locator("summary").click()
    assert_accessible(page)
    assert_fits(page)
    page.locator(".t-bar-sticky .btn-primary").click()
    page.wait_for_selector("progress")
    assert_accessible(page)
    run_due_jobs()
    page.wait_for_selector("#problems")
    assert_accessible(page)
    assert_fits(page)
    page.locator(".t-bar-sticky .btn-primary").click()
    page.wait_for_selector("progress")
    run_due_jobs()
    page.wait_for_selector(".t-notice-go")
    assert_accessible(page)
    assert_fits(page)
    page.goto("/imports/")
    expect(page.locator("html")).to_have_attribute("lang", layout.language)
    assert_accessible(page)
    assert_fits(page)
