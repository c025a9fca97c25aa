"""Columns recognised by their names and by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.domains.catalog.imports.importing import csv_bytes, hand_in
from tests.support.shop import open_shop
from theriac.domains.catalog.imports.column_guess import Column, guess_columns, knows
from theriac.domains.catalog.imports.fields import Field
from theriac.domains.catalog.imports.products.export import export_head
from theriac.domains.catalog.imports.products.fields import PRODUCT_FIELDS
from theriac.domains.catalog.models import Import
from theriac.domains.stock.imports.export import HEAD
from theriac.domains.stock.imports.fields import STOCK_FIELDS


def guess(
    table: Mapping[str, Sequence[str]], fields: Sequence[Field] = PRODUCT_FIELDS
) -> dict[str, str]:
    """Field by column, of a table whose columns have these contents."""
    columns = [Column(name, tuple(cells)) for name, cells in table.items()]
    found = guess_columns(columns, fields)
    return {name: code for code, names in found.items() for name in names}


def names(head: str, fields: Sequence[Field] = PRODUCT_FIELDS) -> dict[str, str]:
    return guess(dict.fromkeys(head.split("|"), ()), fields)


def test_indonesian_heads() -> None:
    assert names(
        "Kode Barang|Nama Obat|Harga_Jual|satuan|isi|Golongan|PABRIK|Barcode|HET|Keterangan|No"
    ) == {
        "Kode Barang": "code",
        "Nama Obat": "name",
        "Harga_Jual": "price",
        "satuan": "base_unit",
        "isi": "pack_size",
        "Golongan": "legal_class",
        "PABRIK": "manufacturer",
        "Barcode": "barcode",
        "HET": "ceiling",
        "Keterangan": "description",
    }


def test_indian_heads() -> None:
    assert names("Drug Code|Product Name|MRP|mfg_name|composition|Schedule|pack_size_label") == {
        "Drug Code": "code",
        "Product Name": "name",
        "MRP": "pack_price",
        "mfg_name": "manufacturer",
        "composition": "substance",
        "Schedule": "legal_class",
        "pack_size_label": "pack_label",
    }


def test_heads_of_stock() -> None:
    assert names("nama_obat|no_batch|kedaluwarsa|stok|Rak|HPP|Cabang", STOCK_FIELDS) == {
        "nama_obat": "name",
        "no_batch": "batch",
        "kedaluwarsa": "expiry",
        "stok": "quantity",
        "Rak": "shelf",
        "HPP": "cost",
        "Cabang": "branch",
    }


@pytest.mark.parametrize(
    ("table", "guessed"),
    [
        ({"kemasan": ["Dus, 10 Strip @ 10 kaplet"]}, {"kemasan": "pack_label"}),
        ({"kemasan": ["BOX", "BTL"]}, {"kemasan": "pack_label"}),
        ({"pack size": ["10", "30"]}, {"pack size": "pack_size"}),
        ({"pack size": ["10 tablets", "30's"]}, {"pack size": "pack_label"}),
        ({"unit_cost_idr": ["21000.0", "500.0"]}, {}),
        ({"harga": ["segera", "tanya"]}, {}),
        ({"harga jual netto": ["1.000", ""]}, {"harga jual netto": "price"}),
        ({"Kolom": ["4006381333931", "96385074", ""]}, {"Kolom": "barcode"}),
        ({"Kolom": ["4006381333930", "1"]}, {}),
    ],
)
def test_contents_decide_where_names_leave_it_open(
    table: dict[str, list[str]], guessed: dict[str, str]
) -> None:
    assert guess(table) == guessed


def test_days_tell_an_expiry_without_a_name() -> None:
    assert guess({"X": ["12/2027", "31/01/2028"]}, STOCK_FIELDS) == {"X": "expiry"}
    assert guess({"X": ["46752", "46753"]}, STOCK_FIELDS) == {}


def test_of_two_fitting_columns_the_better_and_then_the_first_is_taken() -> None:
    assert names("nama|name") == {"nama": "name"}
    assert names("name of shop|name") == {"name": "name"}


@pytest.mark.parametrize(
    ("head", "fields"), [(export_head(6), PRODUCT_FIELDS), (HEAD, STOCK_FIELDS)]
)
def test_an_export_is_recognised_to_the_last_column(
    head: Sequence[str], fields: Sequence[Field]
) -> None:
    assert guess(dict.fromkeys(head, ()), fields) == {name: name for name in head}


def test_names_are_known_whatever_their_writing() -> None:
    is_known = knows(PRODUCT_FIELDS)
    assert [is_known(name) for name in ("nama obat", "pack1 name", "serial")] == [True, True, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("country", "lines", "told"),
    [
        (
            "id",
            ("Generic Name,Unit Size,price", "Amoxicillin,10's,12.500"),
            {
                "columns": {
                    "name": ["Generic Name"],
                    "pack_label": ["Unit Size"],
                    "pack_price": ["price"],
                },
                "identity": "name",
                "numbers": "1.234,56",
            },
        ),
        (
            "generic",
            ("code;nama;harga", "a;x;8,50", "b;y;1.250,00"),
            {
                "columns": {"code": ["code"], "name": ["nama"], "price": ["harga"]},
                "identity": "code",
                "numbers": "1.234,56",
            },
        ),
        (
            "in",
            ("code,name,schedule", "a,x,Sch H1", "a,y,None", "a,z,odd"),
            {
                "columns": {"code": ["code"], "name": ["name"], "legal_class": ["schedule"]},
                "identity": "name",
                "values": {"legal_class": {"sch h1": "H1", "none": "otc"}},
                "defaults": {"tax_class": "standard", "base_unit": "piece"},
            },
        ),
    ],
)
def test_a_whole_mapping_is_proposed(
    country: str, lines: Sequence[str], told: dict[str, object]
) -> None:
    import_id = hand_in(open_shop(country), csv_bytes(*lines))
    mapping = Import.objects.get(id=import_id).mapping
    assert {part: mapping[part] for part in told} == told
