"""A first look at files, good, odd and hostile."""

from __future__ import annotations

import gzip
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from tests.domains.catalog.imports.importing import bring_in, check, commit, csv_bytes, hand_in
from tests.support.shop import open_shop
from theriac.core.files.images import prepare_image
from theriac.core.files.store import Belonging, store_image
from theriac.core.problems import NotFound, Problem
from theriac.core.tables.problems import SheetMissing, TableEmpty, TableTooLarge
from theriac.domains.catalog.commands.imports.files import receive_file, start_import
from theriac.domains.catalog.files import PICTURE
from theriac.domains.catalog.models import Import, Price, Product

pytestmark = pytest.mark.django_db(transaction=True)


def workbook(*, head_at: int = 0) -> bytes:
    """A price list as a wholesaler sends it: a title, then the head, on the second sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("Info").write(0, 0, "Daftar harga November")
    sheet = book.add_worksheet("Daftar")
    sheet.write(0, 0, "PT Sehat Farma")
    sheet.write_row(head_at, 1, ["Kode", "Nama", "Harga", "Barcode"])
    sheet.write_row(head_at + 1, 1, ["A1", "Oralit", 1250, 4006381333931])
    sheet.write_row(head_at + 2, 1, ["A2", "Antasida", 16.38, "96385074"])
    book.close()
    return file.getvalue()


def test_any_sheet_and_head_row() -> None:
    shop = open_shop("in")
    import_id = hand_in(shop, workbook(head_at=4), name="harga.xlsx", sheet="Daftar")
    batch = Import.objects.get(id=import_id)
    assert (batch.sheets, batch.sheet, batch.head_row) == (["Info", "Daftar"], "Daftar", 5)
    assert batch.columns == [
        {"name": "A", "samples": [], "words": []},
        {"name": "Kode", "samples": ["A1", "A2"], "words": ["A1", "A2"]},
        {"name": "Nama", "samples": ["Oralit", "Antasida"], "words": ["Antasida", "Oralit"]},
        {"name": "Harga", "samples": ["1250", "16.38"], "words": ["1250", "16.38"]},
        {
            "name": "Barcode",
            "samples": ["4006381333931", "96385074"],
            "words": ["4006381333931", "96385074"],
        },
    ]
    check(shop, import_id)
    assert dict(commit(shop, import_id).actions) == {"new": 2}
    assert sorted(Price.objects.values_list("amount", flat=True)) == [1_638, 125_000]


def test_a_sheet_that_isnt_there_is_named() -> None:
    shop = open_shop("in")
    with pytest.raises(SheetMissing) as refusal:
        hand_in(shop, workbook(), name="harga.xlsx", sheet="November")
    assert refusal.value.facts == {"sheets": ("Info", "Daftar")}


@pytest.mark.parametrize(
    ("content", "head_row", "field"),
    [(b"name,code\n", 0, "file"), (b"name\nX\n", 2, "head_row"), (b"name\nX\n", 9, "head_row")],
)
def test_a_table_without_rows_is_refused(content: bytes, head_row: int, field: str) -> None:
    shop = open_shop("id")
    with pytest.raises(TableEmpty) as refusal:
        hand_in(shop, content, head_row=head_row)
    assert refusal.value.field == field


def test_a_packed_file_is_unpacked() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, gzip.compress(csv_bytes("name", "Oralit")), name="daftar.csv.gz")
    assert Import.objects.get(id=import_id).file_name == "daftar.csv"


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    shop = open_shop("id")
    with pytest.raises(TableTooLarge):
        receive_file(
            actor=shop.owner, file=io.BytesIO(gzip.compress(b"a" * 60_000_000)), name="x.gz"
        )


@pytest.mark.usefixtures("within_a_command")
def test_a_picture_or_an_unknown_file_is_no_table() -> None:
    shop = open_shop("id")
    with pytest.raises(NotFound):
        start_import(actor=shop.owner, file_id=shop.branch_id, kind="products")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    stored = store_image(prepare_image(picture), actor=shop.owner, to=Belonging(PICTURE))
    with pytest.raises(NotFound):
        start_import(actor=shop.owner, file_id=stored.id, kind="products")


def test_an_unknown_kind_is_named() -> None:
    shop = open_shop("id")
    with pytest.raises(NotFound) as refusal:
        start_import(actor=shop.owner, file_id=shop.branch_id, kind="patients")
    assert (
        str(refusal.value)
        == "This import type doesn’t exist. Choose one of: bills, credit, numbers, products, stock."
    )


@pytest.mark.shared
def test_every_hostile_spreadsheet_ends_in_a_sentence_or_an_import(shared: Path) -> None:
    shop = open_shop("generic")
    taken, refusals = [], []
    for path in sorted((shared / "data/hostile/spreadsheets").iterdir()):
        try:
            taken.append(hand_in(shop, path))
        except Problem as refusal:
            refusals.append(str(refusal))
    assert (len(taken), len(refusals)) == (15, 21)
    assert [sentence for sentence in refusals if not sentence.endswith(".")] == []
    assert Product.objects.count() == 0


def test_dates_and_numbers_of_a_workbook_keep_their_kind() -> None:
    shop = open_shop("id")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["name", "code", "harga"])
    sheet.write_row(1, 0, ["Oralit", 12, Decimal(1500)])
    sheet.write_datetime(2, 0, date(2027, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    assert dict(bring_in(shop, file.getvalue(), name="x.xlsx").actions) == {"new": 2}
    assert set(Product.objects.values_list("name", "external_code")) == {
        ("Oralit", "12"),
        ("2027-01-02", None),
    }
