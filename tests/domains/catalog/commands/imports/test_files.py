"""Handing a table in and beginning its import."""

from __future__ import annotations

import io

import pytest

from tests.domains.catalog.imports.importing import csv_bytes, hand_in
from tests.support.shop import add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.problems import FileKindRefused, FileRefused
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.catalog.commands.imports.files import choose_sheet, receive_file, start_import
from theriac.domains.catalog.models import Import
from theriac.domains.catalog.problems import ImportRefused

pytestmark = pytest.mark.django_db(transaction=True)

TITLED = csv_bytes("Daftar harga,,", "dari pabrik,,", "kode,nama,harga", "A,Oralit,500")


def test_a_table_is_kept_and_its_import_opened() -> None:
    shop = open_shop("id")
    batch = Import.objects.get(id=hand_in(shop, TITLED, name="../harga.csv"))
    assert (batch.state, batch.file_name, batch.head_row, batch.created_by) == (
        "columns",
        "harga.csv",
        3,
        shop.owner.id,
    )
    kinds = AuditRecord.objects.filter(object_kind__startswith="catalog.import").order_by("id")
    assert list(kinds.values_list("object_kind", "reason")) == [
        ("catalog.import_file", ""),
        ("catalog.import", "opened"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", FileRefused), (b"\x89PNG\r\n\x1a\n\0\0", FileKindRefused)]
)
def test_what_is_no_table_is_refused_at_its_field(
    content: bytes, problem: type[FileRefused]
) -> None:
    shop = open_shop("id")
    with pytest.raises(problem) as refusal:
        receive_file(actor=shop.owner, file=io.BytesIO(content), name="x.csv", field="table")
    assert refusal.value.field == "table"


def test_only_who_may_import_hands_in_and_begins() -> None:
    shop = open_shop("id")
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        receive_file(actor=cashier, file=io.BytesIO(TITLED), name="x.csv")
    file_id = receive_file(actor=shop.owner, file=io.BytesIO(TITLED), name="x.csv")
    with pytest.raises(NotPermitted):
        start_import(actor=cashier, file_id=file_id, kind="products")


def test_stock_wants_a_branch() -> None:
    shop = open_shop("id")
    with pytest.raises(ImportRefused) as refusal:
        hand_in(shop, csv_bytes("nama,stok", "Oralit,5"), kind="stock")
    assert refusal.value.field == "branch_id"


def test_another_head_row_gives_other_columns() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, TITLED)
    version = choose_sheet(actor=shop.owner, import_id=import_id, version=1, head_row=2)
    batch = Import.objects.get(id=import_id)
    assert (version, batch.version, batch.head_row) == (2, 2, 2)
    assert [column["name"] for column in batch.columns] == ["dari pabrik", "B", "C"]
    with pytest.raises(Stale):
        choose_sheet(actor=shop.owner, import_id=import_id, version=1, head_row=3)
