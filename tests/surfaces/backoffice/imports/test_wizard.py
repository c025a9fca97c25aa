"""The import wizard without scripts: file, columns, check, done; and what goes wrong on the way."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.backoffice import client_of
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_medicine
from tests.surfaces.backoffice.imports.wizard import LIST, branch, check, fields_of, upload
from theriac.core.jobs.models import Job
from theriac.domains.catalog.models import Import, Product

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("CAT-13", "UX-05")
def test_a_list_is_checked_shown_row_by_row_and_brought_in(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner)
    page = owner.get(columns).text
    assert "harga_jual" in page
    assert "1.250" in page

    address = check(owner, columns)

    assert not Product.objects.exists()
    preview = owner.get(address)
    assert preview.context["new"] == 2
    assert (preview.context["left_out"], preview.context["look"]) == (2, 1)
    text = unescape(preview.text)
    assert "The number contains a letter O." in text
    assert "The name is empty." in text
    assert "The cell starts like a formula." in text
    assert "Import 3 rows" in text
    assert "correct 2 rows first" in text

    committed = owner.post(f"{address}commit/", {"mode": "good"})
    run_due_jobs()

    assert committed["Location"] == address
    done = unescape(owner.get(address).text)
    assert "3 rows imported" in done
    assert "2 rows were skipped. Download them, correct them, and import them again." in done
    assert set(Product.objects.values_list("name", flat=True)) == {
        "Amoksisilin 500 mg kaplet",
        '=HYPERLINK("http://x")',
        "Vitamin C 50 mg tablet",
    }
    listed = owner.get("/imports/").text
    assert "harga.csv" in listed
    assert "Imported" in listed


@pytest.mark.rows("CAT-13")
def test_the_same_file_again_changes_nothing(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    for _time in range(2):
        address = check(owner, upload(owner))
        owner.post(f"{address}commit/", {"mode": "good"})
        run_due_jobs()

    preview = owner.get(address)
    assert preview.context["new"] == 0
    assert preview.context["unchanged"] == 3
    assert preview.context["left_out"] == 2
    assert Product.objects.count() == 3


def test_problem_rows_are_downloaded_with_reason_and_remedy(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))

    response = owner.get(f"{address}problems/")

    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(io.StringIO(text))
    assert head[-3:] == ["Row in the file", "Problem", "Action"]
    assert [row[-3] for row in rows] == ["3", "4", "5"]
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert 'filename="import-rows.csv"' in response["Content-Disposition"]


def test_problem_rows_are_filtered_by_column(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))

    some = owner.get(f"{address}?column=harga_jual")

    assert [row["number"] for row in some.context["rows"]] == [3]
    assert owner.get(f"{address}?page=9999999").context["first"] == 1
    assert owner.get(f"{address}?column=%00&page=x").status_code == 200


def test_a_row_to_look_at_is_left_out_and_taken_again(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))

    owner.post(f"{address}aside/", {"row": "5", "aside": "yes", "page": "column=nama"})

    assert "Import 2 rows" in owner.get(address).text
    owner.post(f"{address}aside/", {"row": "5", "aside": "no"})
    assert "Import 3 rows" in owner.get(address).text
    assert owner.post(f"{address}aside/", {"row": "x' OR 1"}).status_code == 302


@pytest.mark.rows("UX-03")
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.csv", b"", "The file is empty."),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "This is neither a CSV nor an XLSX file."),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1aaaa", "Save it as XLSX or CSV."),
        ("broken.xlsx", b"PK\x03\x04 and nothing more", "can't be"),
        ("only-names.csv", b"nama;harga\n", "The file has no rows below the header row"),
        ("page.csv", b"<!doctype html><p>no</p>", "This is neither a CSV nor an XLSX file."),
    ],
)
def test_a_bad_file_gets_a_sentence_at_its_field_and_leaves_no_import(
    shop: Shop, name: str, data: bytes, sentence: str
) -> None:
    owner = client_of(shop, "owner")
    response = owner.post(
        "/imports/new/",
        {"kind": "products", "branch": branch(), "file": SimpleUploadedFile(name, data)},
    )

    assert response.status_code in (400, 409, 422)
    error = re.search(r'id="id_file-error">(.*?)</div>', response.text, re.DOTALL)
    assert error is not None
    assert sentence in unescape(error[1])
    assert 'value="products" ' in response.text
    assert not Import.objects.exists()


def test_without_a_file_the_field_says_so(shop: Shop) -> None:
    response = client_of(shop, "owner").post("/imports/new/", {"kind": "products"})

    assert response.status_code == 422
    assert "Choose a file." in response.text


def test_all_or_nothing_takes_a_clean_file_whole(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    clean = "\n".join(line for line in LIST.splitlines() if line[:3] not in ("A-2", "A-3"))
    address = check(owner, upload(owner, clean))

    owner.post(f"{address}commit/", {"mode": "all"})
    run_due_jobs()

    assert "3 rows imported" in owner.get(address).text
    assert Product.objects.count() == 3


def test_all_or_nothing_with_problem_rows_is_refused(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))

    refused = owner.post(f"{address}commit/", {"mode": "all"}, follow=True)

    assert "2 rows would be skipped." in refused.text
    assert not Product.objects.exists()


def test_a_stopped_check_goes_back_to_the_columns(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner)
    sent = fields_of(owner.get(columns).text)
    address = owner.post(columns, sent)["Location"]
    working = owner.get(address).text
    assert "You can leave this page." in working
    assert "This only checks the file. Nothing is saved until you confirm." in working
    job = Job.objects.get()
    assert f'href="{address}"' in owner.get("/jobs/").text

    owner.post(f"/jobs/{job.id}/stop/")

    progress = owner.get(f"{address}progress/")
    assert progress.headers["HX-Refresh"] == "true"
    assert owner.get(address)["Location"] == columns


def test_an_import_is_put_aside(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))

    response = owner.post(f"{address}discard/", {"then": "new"})

    assert response["Location"] == "/imports/new/"
    assert "This import was discarded" in owner.get(address).text
    refused = owner.post(f"{address}commit/", {"mode": "good"}, follow=True)
    assert "This import was discarded" in refused.text
    assert not Product.objects.exists()


def test_what_changed_is_said_with_present_price(shop: Shop) -> None:
    add_medicine(shop, "Vitamin C 50 mg tablet")
    owner = client_of(shop, "owner")
    address = check(
        owner,
        upload(owner, "nama;harga\nVitamin C 50 mg tablet;90.000\n"),
        identity="name",
        **{"default-legal_class": "bebas"},
    )

    preview = owner.get(address)

    assert preview.context["look"] == 1
    assert "More than 10 times the current price" in unescape(preview.text)


def test_a_cashier_imports_nothing(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")

    assert cashier.get("/imports/").status_code == 403
    assert cashier.post("/imports/new/", {"kind": "products"}).status_code == 403


@pytest.mark.rows("CAT-13")
def test_a_price_far_off_has_a_box_that_is_ticked_before_the_rows_go_in(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    address = check(owner, upload(owner))
    assert 'name="confirmed"' not in owner.get(address).text
    owner.post(f"{address}commit/", {"mode": "good"})
    run_due_jobs()
    address = check(owner, upload(owner, LIST.replace("1.250", "12.600")))

    page = unescape(owner.get(address).text)

    assert "1 row has a cost or price far from the last one, or a price below cost." in page
    refused = owner.post(f"{address}commit/", {"mode": "good"}, follow=True)
    assert "If this is correct, confirm it and send again." in refused.text
    found = re.search(r'name="confirmed"\s+value="([^"]+)"', page)
    assert found
    owner.post(f"{address}commit/", {"mode": "good", "confirmed": found[1]})
    run_due_jobs()
    assert "Imported" in owner.get(address).text


@pytest.mark.rows("CAT-13")
def test_how_many_rows_come_in_without_their_barcode_is_told_before_and_after(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    rows = "kode;nama;golongan;barcode\nA-1;Zinc;B;4006381333932\nA-2;Oralit;B;4006381333931\n"
    address = check(owner, upload(owner, rows))

    preview = unescape(owner.get(address).text)

    assert "1 row will be imported without its barcode" in preview
    assert "4006381333932" in preview
    assert "The barcode's check digit is wrong." in preview
    assert "Import 2 rows" in preview
    owner.post(f"{address}commit/", {"mode": "good"})
    run_due_jobs()
    assert "1 row was imported without its barcode" in unescape(owner.get(address).text)
    assert Product.objects.count() == 2
