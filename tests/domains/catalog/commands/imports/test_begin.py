"""A file and its import in one act."""

from __future__ import annotations

import gzip
import io

import pytest

from tests.domains.catalog.imports.importing import LIST, csv_bytes
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.models import StoredFile
from theriac.core.files.problems import FileRefused
from theriac.core.idempotency.context import IdempotencyKey, Replayed, under_key
from theriac.core.problems import NotPermitted
from theriac.core.tables.problems import TableEmpty
from theriac.domains.catalog.commands.imports.begin import begin_import
from theriac.domains.catalog.commands.imports.files import receive_file, start_import
from theriac.domains.catalog.models import Import

pytestmark = pytest.mark.django_db(transaction=True)


def begin(shop: Shop, content: bytes = LIST, name: str = "daftar.csv") -> Import:
    import_id = begin_import(
        actor=shop.owner,
        branch_id=shop.branch_id,
        file=io.BytesIO(content),
        name=name,
        kind="products",
    )
    return Import.objects.get(id=import_id)


def test_it_tells_the_same_as_the_two_steps_of_a_screen() -> None:
    shop = open_shop("id")
    batch = begin(shop, gzip.compress(LIST), "daftar.csv.gz")
    file_id = receive_file(actor=shop.owner, file=io.BytesIO(LIST), name="daftar.csv")
    stepped = Import.objects.get(
        id=start_import(
            actor=shop.owner, branch_id=shop.branch_id, file_id=file_id, kind="products"
        )
    )
    parts = ("columns", "mapping", "signature", "file_name", "head_row", "sheets", "branch_id")
    assert [getattr(batch, part) for part in parts] == [getattr(stepped, part) for part in parts]


def test_one_audited_act_under_one_key() -> None:
    shop = open_shop("id")
    key = IdempotencyKey(shop.owner.id, "POST", "k", "f")
    with under_key(key):
        batch = begin(shop)
    with under_key(key), pytest.raises(Replayed) as again:
        begin(shop)
    assert again.value.effect_id == batch.id
    assert (Import.objects.count(), StoredFile.objects.count()) == (1, 1)
    records = AuditRecord.objects.filter(object_kind__startswith="catalog.import").order_by("id")
    assert list(records.values_list("command", "object_kind")) == [
        ("catalog.open_with_file", "catalog.import_file"),
        ("catalog.open_with_file", "catalog.import"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", FileRefused), (b"\x89PNG\r\n\x1a\n\0\0", FileRefused), (b"kode,nama", TableEmpty)],
)
def test_nothing_is_kept_of_what_cant_be_imported(content: bytes, problem: type[Exception]) -> None:
    shop = open_shop("id")
    with pytest.raises(problem):
        begin(shop, content)
    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_stock_is_begun_by_who_may_receive_it() -> None:
    shop = open_shop("id")
    pharmacist = add_staff("pharmacist", shop.branch_id)
    with pytest.raises(NotPermitted):
        begin_import(
            actor=pharmacist,
            branch_id=shop.branch_id,
            file=io.BytesIO(csv_bytes("nama,stok", "Oralit,5")),
            name="stok.csv",
            kind="stock",
        )
