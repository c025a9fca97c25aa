"""A wrong barcode keeps nothing out: its row comes in without it, and every such row is told."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import check, commit, csv_bytes, hand_in, problems
from tests.support.shop import add_medicine, open_shop
from theriac.domains.catalog.commands.imports.steps import set_rows_aside
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports.report import without_barcode
from theriac.domains.catalog.models import Barcode, Import, Product
from theriac.domains.catalog.queries.imports import get_import, problem_report

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = csv_bytes(
    "code,name,unit,barcode",
    "A1,Good,tablet,4006381333931",
    "A2,Wrong digit,tablet,4006381333932",
    "A3,Of another,tablet,96385074",
    "A4,Again,tablet,4006381333931",
    f"A5,Long,tablet,{'9' * 61}",
    "A6,Without,tablet,",
)
FAULTS = [
    (3, "barcode", "4006381333932", "check_digit"),
    (4, "barcode", "00000096385074", "barcode_taken"),
    (5, "barcode", "04006381333931", "barcode_repeated"),
    (6, "barcode", "9" * 61, "barcode_long"),
]


@pytest.mark.rows("CAT-13")
def test_rows_come_in_without_their_wrong_barcode_and_each_is_told() -> None:
    shop = open_shop("id")
    packs = [NewPack(name="tablet", factor=1, barcodes=["96385074"])]
    add_medicine(shop, "Other", packs=packs)
    import_id = hand_in(shop, ROWS)

    tally = check(shop, import_id)

    assert (dict(tally.actions), tally.look) == ({"new": 6}, 4)
    assert tally.notes["without_barcode"] == 4
    assert problems(import_id) == FAULTS
    batch = Import.objects.get(id=import_id)
    assert without_barcode(batch) == 4
    set_rows_aside(actor=shop.owner, import_id=import_id, rows=[3])
    batch.refresh_from_db()
    assert without_barcode(batch) == 3

    assert dict(commit(shop, import_id).actions) == {"new": 5}
    result = get_import(actor=shop.owner, import_id=import_id).result
    assert result is not None
    assert (result.taken, result.without_barcode) == (5, 3)
    names = set(Product.objects.values_list("name", flat=True))
    assert names == {"Other", "Good", "Of another", "Again", "Long", "Without"}
    assert set(Barcode.objects.values_list("code", "pack__product__name")) == {
        ("00000096385074", "Other"),
        ("04006381333931", "Good"),
    }
    _names, rows = problem_report(actor=shop.owner, import_id=import_id)
    assert [(row.number, row.is_left_out) for row in rows] == [
        (number, False) for number in (3, 4, 5, 6)
    ]


def test_a_row_known_by_its_barcode_is_known_by_its_name_without_one() -> None:
    shop = open_shop("id")
    medicine = add_medicine(shop, "Zinc", external_code="Z1")
    rows = csv_bytes("barcode,name,harga", "4006381333932,Zinc,900")
    import_id = hand_in(shop, rows)
    tally = check(shop, import_id)
    assert (dict(tally.actions), tally.notes["without_barcode"]) == ({"changed": 1}, 1)
    commit(shop, import_id)
    assert list(Product.objects.values_list("id", flat=True)) == [medicine.id]


def test_another_barcode_of_the_same_row_stays() -> None:
    shop = open_shop("id")
    import_id = hand_in(
        shop, csv_bytes("code,name,barcode", "A1,Two codes,4006381333931|4006381333932")
    )
    check(shop, import_id)
    commit(shop, import_id, "all")
    assert list(Barcode.objects.values_list("code", flat=True)) == ["04006381333931"]
    assert problems(import_id) == [(2, "barcode", "4006381333932", "check_digit")]
