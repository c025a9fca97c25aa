"""An export gives back what an import takes."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.domains.catalog.imports.importing import bring_in, csv_bytes
from tests.support.emptying import empty_database
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core import clock
from theriac.core.problems import NotPermitted
from theriac.core.tables.cells import text_of
from theriac.core.tables.reader import open_table
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports.products.export import export_products
from theriac.domains.catalog.models import Product

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = ["csv", "xlsx"]


def exported(shop: Shop, form: str) -> bytes:
    file = io.BytesIO()
    export_products(actor=shop.owner, file=file, form=form)
    return file.getvalue()


def table(content: bytes) -> list[list[str]]:
    rows = [[text_of(cell) for cell in row.cells] for row in open_table(io.BytesIO(content)).rows()]
    width = len(rows[0])
    return [row + [""] * (width - len(row)) for row in rows]


def fill(shop: Shop) -> None:
    add_medicine(
        shop,
        "Paracetamol 500 mg",
        generic_name="Paracetamol",
        substance="Paracetamol 500 mg",
        strength="500 mg",
        dose_form="tablet",
        description="For pain, fever",
        manufacturer="Sehat Farma",
        category="Analgesics",
        storage="Below 30 °C",
        hsn="30049099",
        external_code="P1",
        ceiling_amount=10_500,
        ceiling_units=10,
        rotation="fifo",
        ved="vital",
        packs=[
            NewPack(name="tablet", factor=1, price=700, barcodes=["RAK|1", "96385074"]),
            NewPack(name="strip", factor=10, price=6_500, barcodes=["4006381333931"]),
            NewPack(name="box", factor=100),
        ],
    )
    add_medicine(
        shop,
        "Cough syrup",
        base_unit="ml",
        packs=[
            NewPack(name="ml", factor=1, sellable=False),
            NewPack(name="bottle", factor=100, price=15_000),
        ],
    )
    gone = add_medicine(shop, "Old thing", packs=[])
    Product.objects.filter(id=gone.id).update(status="discontinued")


@pytest.mark.parametrize("form", FORMS)
def test_an_export_brought_into_an_empty_shop_exports_the_same(form: str) -> None:
    shop = open_shop("id")
    fill(shop)
    before = exported(shop, form)
    assert [row[0] for row in table(before)] == [
        "name",
        "Cough syrup",
        "Old thing",
        "Paracetamol 500 mg",
    ]
    empty_database()
    shop = open_shop("id")
    tally = bring_in(shop, before, name=f"products.{form}")
    assert (dict(tally.actions), dict(tally.looks)) == ({"new": 3}, {})
    assert table(exported(shop, form)) == table(before)
    assert dict(bring_in(shop, before, name=f"products.{form}").actions) == {"unchanged": 3}


@pytest.mark.parametrize(
    ("country", "price"), [("in", 3_150), ("generic", 123_456), ("id", 1_250_000)]
)
@pytest.mark.parametrize("form", FORMS)
def test_prices_come_back_in_every_country(country: str, price: int, form: str) -> None:
    shop = open_shop(country)
    add_medicine(shop, "X", packs=[NewPack(name="tablet", factor=1, price=price)])
    before = exported(shop, form)
    empty_database()
    shop = open_shop(country)
    bring_in(shop, before, name=f"x.{form}")
    assert table(exported(shop, form)) == table(before)


@pytest.mark.shared
@pytest.mark.parametrize("form", FORMS)
def test_naughty_strings_survive_and_nothing_runs(form: str, shared: Path) -> None:
    naughty = json.loads((shared / "data/hostile/text/blns.json").read_text("utf-8"))
    injections = (shared / "data/hostile/text/csv_injection.txt").read_text("utf-8").splitlines()
    texts = [
        text.strip()
        for text in (*naughty, *injections)
        if text.strip() not in ("", "-", "--") and len(text) <= 200 and "\0" not in text
    ]
    if form == "csv":  # a file with such characters isn't taken for a text at all
        texts = [text for text in texts if not any(ord(letter) < 32 for letter in text)]
        texts = [text for text in texts if "\x7f" not in text]
    shop = open_shop("id")
    for number, text in enumerate(texts):
        add_medicine(shop, text, external_code=f"N{number:04}", packs=[])
    before = exported(shop, form)
    empty_database()
    shop = open_shop("id")
    tally = bring_in(shop, before, name=f"naughty.{form}")
    assert dict(tally.actions) == {"new": len(texts)}
    kept = Product.objects.order_by("external_code").values_list("name", flat=True)
    assert list(kept) == texts
    if form == "csv":
        cells = [row[0] for row in csv.reader(io.StringIO(before.decode("utf-8-sig"), newline=""))]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_formula_is_taken_as_text_and_shown() -> None:
    shop = open_shop("id")
    tally = bring_in(shop, csv_bytes("name,code", '"=HYPERLINK(""x"")",A'))
    assert (dict(tally.actions), dict(tally.looks)) == ({"new": 1}, {"new": 1})
    assert Product.objects.get().name == '=HYPERLINK("x")'
    assert table(exported(shop, "csv"))[1][0] == '\'=HYPERLINK("x")'


def test_prices_are_those_of_now_and_of_the_branch() -> None:
    shop = open_shop("id")
    medicine = add_medicine(shop, "X", packs=[NewPack(name="tablet", factor=1, price=700)])
    now = clock.now()
    for amount, branch_id, later in (
        (800, None, timedelta(seconds=1)),
        (900, shop.branch_id, timedelta(seconds=1)),
        (999, None, timedelta(days=1)),
    ):
        with clock.at(now + timedelta(seconds=1)):
            set_price(
                actor=shop.owner,
                pack_id=medicine.packs[1],
                amount=amount,
                branch_id=branch_id,
                valid_from=now + later,
            )
    with clock.at(now + timedelta(hours=1)):
        general = io.BytesIO()
        export_products(actor=shop.owner, file=general, form="csv")
        own = io.BytesIO()
        export_products(actor=shop.owner, file=own, form="csv", at_branch=shop.branch_id)
    place = table(general.getvalue())[0].index("base_price")
    assert [table(file.getvalue())[1][place] for file in (general, own)] == ["800", "900"]


def test_an_export_asks_for_permission() -> None:
    shop = open_shop("id")
    administrator = add_staff("administrator", shop.branch_id)
    with pytest.raises(NotPermitted):
        export_products(actor=administrator, file=io.BytesIO(), form="csv")
