"""Mappings as they are stored, checked and told apart."""

from __future__ import annotations

from typing import Any

import pytest

from theriac.domains.catalog.imports.mapping import (
    Mapping,
    check_mapping,
    mapping_from,
    signature,
)
from theriac.domains.catalog.imports.products.fields import PRODUCT_FIELDS
from theriac.domains.catalog.problems import MappingRefused


def test_a_mapping_comes_back_as_it_was_stored() -> None:
    mapping = Mapping(
        columns={"name": ("nama",), "substance": ("a", "b")},
        identity="code",
        numbers="1.234,56",
        dates="mdy",
        defaults={"legal_class": "keras"},
        values={"legal_class": {"obat umum": "bebas"}},
    )
    assert mapping_from(mapping.to_json()) == mapping


def test_json_of_a_person_is_taken_generously() -> None:
    mapping = mapping_from(
        {"columns": {"name": "nama", "code": []}, "values": {"legal_class": {"OBAT Umum": "bebas"}}}
    )
    assert mapping.columns == {"name": ("nama",)}
    assert mapping.value("legal_class", "obat  umum") == "bebas"
    assert mapping.value("legal_class", "else") is None


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], "mapping"),
        ({"columns": {}, "extra": 1}, "mapping"),
        ({"columns": []}, "columns"),
        ({"columns": {"name": 3}}, "columns"),
        ({"columns": {"name": [3]}}, "columns"),
        ({"columns": {}, "identity": "colour"}, "identity"),
        ({"columns": {}, "numbers": "1'234"}, "numbers"),
        ({"columns": {}, "dates": "ydm"}, "dates"),
        ({"columns": {}, "defaults": {"a": 1}}, "defaults"),
        ({"columns": {}, "values": []}, "values"),
        ({"columns": {}, "values": {"a": ["x"]}}, "values"),
    ],
)
def test_another_shape_is_refused_at_its_place(data: Any, field: str) -> None:
    with pytest.raises(MappingRefused) as refusal:
        mapping_from(data)
    assert list(refusal.value.errors) == [field]


def test_choices_that_dont_fit_are_named_each() -> None:
    mapping = Mapping(
        columns={
            "name": ("nama", "kode"),
            "colour": ("nama",),
            "price": ("harga",),
            "substance": ("nama", "kode"),
            "pack1_barcode": ("kode", "nama"),
        },
        identity="code",
        values={"colour": {}},
    )
    with pytest.raises(MappingRefused) as refusal:
        check_mapping(mapping, PRODUCT_FIELDS, ("nama", "kode"))
    assert sorted(refusal.value.errors) == [
        "columns.colour",
        "columns.name",
        "columns.price",
        "identity",
        "values.colour",
    ]


def test_an_identity_needs_its_column_at_any_level() -> None:
    by_barcode = Mapping(columns={"name": ("n",), "pack1_barcode": ("b",)}, identity="barcode")
    check_mapping(by_barcode, PRODUCT_FIELDS, ("n", "b"))


def test_a_source_is_known_by_its_columns_in_any_order_and_writing() -> None:
    assert signature("products", ["Nama_Obat", "Harga"]) == signature(
        "products", ["harga", "nama obat"]
    )
    assert signature("products", ["nama"]) != signature("stock", ["nama"])
    assert signature("products", ["nama"]) != signature("products", ["nama", "harga"])
