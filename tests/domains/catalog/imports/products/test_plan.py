"""Rows against what is in the catalogue: what changes, and what can't."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.domains.catalog.imports.importing import (
    bring_in,
    check,
    choose,
    commit,
    csv_bytes,
    hand_in,
    problems,
)
from tests.support.shop import Shop, add_medicine, open_shop
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import (
    Barcode,
    Category,
    Manufacturer,
    Pack,
    Price,
    PriceCeiling,
    Product,
)

pytestmark = pytest.mark.django_db(transaction=True)

STRIP = [
    NewPack(name="tablet", factor=1, price=700),
    NewPack(name="strip", factor=10, price=6500, barcodes=["96385074"]),
]


def medicine(shop: Shop, name: str = "Paracetamol", **particulars: Any) -> Product:
    made = add_medicine(shop, name, **{"packs": STRIP, **particulars})
    return Product.objects.get(id=made.id)


def outcome(shop: Shop, *lines: str, **mapping: Any) -> tuple[dict[str, int], list[str], Any]:
    """Actions, codes of faults and kinds of change of bringing these lines in."""
    import_id = hand_in(shop, csv_bytes(*lines))
    if mapping:
        choose(shop, import_id, mapping)
    tally = check(shop, import_id)
    if tally.taken:
        assert commit(shop, import_id).actions == tally.actions
    return dict(tally.actions), [row[3] for row in problems(import_id)], dict(tally.what)


def test_each_kind_of_change_is_counted_and_written() -> None:
    shop = open_shop("id")
    product = medicine(shop, external_code="P1", ceiling_amount=800)
    head = (
        "code,name,manufacturer,category,status,ceiling,base_unit,base_price,"
        "pack1_name,pack1_size,pack1_sold,pack1_barcode,pack2_name,pack2_size,pack2_price"
    )
    row = (
        "P1,Paracetamol 500 mg,Sehat,Analgesics,blocked,900,tablet,750,"
        "blister,10,no,96385074|NEW,box,100,60000"
    )
    actions, codes, what = outcome(shop, head, row)
    assert (actions, codes) == ({"changed": 1}, [])
    assert what == {
        "price": 1,
        "name": 1,
        "packs": 1,
        "barcodes": 1,
        "ceiling": 1,
        "particulars": 1,
    }
    product = Product.objects.select_related("manufacturer", "category").get()
    assert (product.name, str(product.manufacturer), str(product.category), product.status) == (
        "Paracetamol 500 mg",
        "Sehat",
        "Analgesics",
        "blocked",
    )
    assert (product.version, product.strength, product.legal_class) == (2, "", "bebas")
    assert list(Pack.objects.values_list("level", "name", "factor", "sellable")) == [
        (0, "tablet", 1, True),
        (1, "blister", 10, False),
        (2, "box", 100, True),
    ]
    assert set(Barcode.objects.values_list("code", "pack__factor")) == {
        ("00000096385074", 10),
        ("NEW", 10),
    }
    prices = Price.objects.order_by("valid_from", "id").values_list("pack__factor", "amount")
    assert set(prices) == {(1, 700), (10, 6500), (1, 750), (100, 60000)}
    assert list(PriceCeiling.objects.order_by("id").values_list("amount", flat=True)) == [800, 900]
    assert outcome(shop, head, row) == ({"unchanged": 1}, [], {})


def test_makers_and_categories_have_one_spelling() -> None:
    shop = open_shop("id")
    bring_in(
        shop,
        csv_bytes("name,manufacturer,category", "A,Sehat Farma,Obat", "B,SEHAT  FARMA,obat"),
    )
    bring_in(shop, csv_bytes("name,manufacturer,category", "C,sehat farma,OBAT"))
    assert list(Manufacturer.objects.values_list("name", flat=True)) == ["Sehat Farma"]
    assert list(Category.objects.values_list("name", flat=True)) == ["Obat"]


@pytest.mark.parametrize(
    ("head", "row", "codes"),
    [
        ("code,name,base_unit", "P1,Paracetamol,strip", ["unit_differs"]),
        ("code,name,pack_label", "P1,Paracetamol,bottle of 60 ml", ["unit_differs"]),
        ("code,name,pack1_name,pack1_size", "P1,Paracetamol,strip,15", ["packs_unfit"]),
    ],
)
def test_what_cant_be_reconciled_is_left_out(head: str, row: str, codes: list[str]) -> None:
    shop = open_shop("id")
    medicine(shop, external_code="P1")
    before = Pack.objects.count()
    assert outcome(shop, head, row, identity="code") == ({"left_out": 1}, codes, {})
    assert (Product.objects.count(), Pack.objects.count()) == (1, before)


@pytest.mark.parametrize(
    ("head", "row", "action"),
    [
        ("code,name,barcode", "P2,Other,96385074", "new"),
        ("code,name,base_barcode", "P1,Paracetamol,96385074", "unchanged"),
    ],
)
def test_a_row_comes_in_without_the_barcode_of_another_pack(
    head: str, row: str, action: str
) -> None:
    shop = open_shop("id")
    medicine(shop, external_code="P1")
    assert outcome(shop, head, row, identity="code") == ({action: 1}, ["barcode_taken"], {})
    owners = Barcode.objects.values_list("code", "pack__product__external_code")
    assert list(owners) == [("00000096385074", "P1")]


def test_a_code_of_another_product_isnt_taken() -> None:
    shop = open_shop("id")
    medicine(shop, external_code="P1")
    actions, codes, _what = outcome(shop, "code,name", "p1,Another", identity="name")
    assert (actions, codes) == ({"left_out": 1}, ["code_taken"])


def test_a_product_without_a_code_gets_the_one_of_the_list() -> None:
    shop = open_shop("id")
    medicine(shop)
    assert outcome(shop, "code,name", "P9,PARACETAMOL", identity="name")[2] == {"particulars": 1}
    product = Product.objects.get()
    assert (product.external_code, product.name) == ("P9", "Paracetamol")


def test_names_alone_find_a_product_whoever_makes_it() -> None:
    shop = open_shop("id")
    medicine(shop, manufacturer="Sehat")
    assert outcome(shop, "name,price", "paracetamol,700")[0] == {"unchanged": 1}
    assert outcome(shop, "name,manufacturer", "paracetamol,Other")[0] == {"new": 1}
    assert outcome(shop, "name,price", "paracetamol,700")[:2] == ({"left_out": 1}, ["ambiguous"])


def test_a_discontinued_product_comes_back_and_a_blocked_one_stays_blocked() -> None:
    shop = open_shop("id")
    for name, status in (("A", "discontinued"), ("B", "blocked"), ("C", "active")):
        made = medicine(shop, name, packs=[])
        Product.objects.filter(id=made.id).update(status=status)
    rows = ["name,Is_discontinued", "A,FALSE", "B,FALSE", "C,TRUE"]
    assert outcome(shop, *rows)[0] == {"changed": 2, "unchanged": 1}
    assert list(Product.objects.order_by("name").values_list("status", flat=True)) == [
        "active",
        "blocked",
        "discontinued",
    ]


def test_a_barcode_names_its_product_whatever_it_is_called() -> None:
    shop = open_shop("id")
    medicine(shop)
    actions, codes, what = outcome(
        shop, "barcode,name", "96385074,Parasetamol Tablet", identity="barcode"
    )
    assert (actions, codes, what) == ({"changed": 1}, [], {"name": 1})
    assert Product.objects.get().name == "Parasetamol Tablet"


def test_price_and_barcode_of_a_short_list_go_to_the_products_own_packs() -> None:
    shop = open_shop("id")
    medicine(shop)
    short = ("name,price,pack_price,barcode", "Paracetamol,750,6000,4006381333931|96385074")
    assert outcome(shop, *short)[1:] == ([], {"price": 1, "barcodes": 1})
    prices = Price.objects.order_by("valid_from", "id").values_list("pack__factor", "amount")
    assert list(prices)[-2:] == [(1, 750), (10, 6000)]
    assert set(Barcode.objects.values_list("code", "pack__factor")) == {
        ("00000096385074", 10),
        ("04006381333931", 10),
    }
    assert outcome(shop, *short) == ({"unchanged": 1}, [], {})


def test_changes_of_many_products_take_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    shop = open_shop("id")
    rows = [f"P{n},Product {n},{1000 + n}" for n in range(90)]
    bring_in(shop, csv_bytes("code,name,price", *rows))
    import_id = hand_in(shop, csv_bytes("code,name,price", *[row + "0" for row in rows]))
    check(shop, import_id)
    with django_assert_max_num_queries(90):
        commit(shop, import_id)
    assert Price.objects.count() == 180


def test_a_pack_is_bought_at_its_own_price_only_where_it_has_one() -> None:
    shop = open_shop("id")
    bring_in(shop, csv_bytes("name,pack,price", "Amoxicillin,strip of 10 tablets,12500"))
    assert dict(Pack.objects.values_list("factor", "prices__amount")) == {1: None, 10: 12_500}
    assert replace(STRIP[0], price=1).price == 1


@pytest.mark.rows("CAT-17")
def test_a_row_that_names_a_merged_product_is_told_what_stands_for_it() -> None:
    shop = open_shop("id")
    merged = medicine(shop, "Paracetamol 500mg", external_code="P1", packs=())
    kept = medicine(shop, "Paracetamol 500 mg tablet", packs=())
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")
    head = "code,name,manufacturer,category,status,base_unit"
    actions, codes, _what = outcome(shop, head, "P1,Paracetamol 500mg,,,,tablet")
    assert (actions, codes) == ({"left_out": 1}, ["merged"])
