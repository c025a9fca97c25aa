"""Opening stock: taken once, sold only once its expiry is known."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from tests.domains.catalog.imports.importing import (
    bring_in,
    check,
    choose,
    commit,
    csv_bytes,
    hand_in,
    problems,
)
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.commands.places import open_places
from theriac.domains.stock.models import Balance, Batch, Movement, OpeningLine
from theriac.domains.stock.queries.batches.by_place import list_batches
from theriac.domains.stock.queries.bins import bins_of
from theriac.domains.stock.queries.levels import stock_levels

pytestmark = pytest.mark.django_db(transaction=True)

MAPPINGS = Path(__file__).parents[2] / "catalog/imports/mappings"
HEAD = "nama,batch,exp,stok,harga beli,mrp,rak"


@pytest.fixture
def shop() -> Shop:
    return open_shop("id")


def second_branch(shop: Shop) -> BranchId:
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="MWR",
        name="Mawar",
        time_zone="Asia/Jakarta",
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    return branch_id


def take(shop: Shop, *lines: str, branch_id: UUID | None = None, **mapping: Any) -> Tally:
    import_id = hand_in(
        shop, csv_bytes(*lines), kind="stock", branch_id=branch_id or shop.branch_id
    )
    if mapping:
        choose(shop, import_id, mapping)
    checked = check(shop, import_id)
    assert Movement.objects.filter(document_id__isnull=True).count() == 0
    if checked.left_out == checked.rows:
        return checked
    assert commit(shop, import_id).actions == checked.actions
    return checked


def faults(tally: Tally) -> dict[str, int]:
    return dict(tally.columns)


def assert_books_are_right() -> None:
    results = run_checks(["stock.balances", "stock.not_negative", "stock.audit"])
    assert [result.violations for result in results] == [(), (), ()]


@pytest.mark.rows("CAT-13")
def test_a_row_becomes_a_batch_on_the_shelf(shop: Shop) -> None:
    medicine = add_medicine(shop, "Oralit")
    take(shop, HEAD, "oralit,B1,12/2027,30,4.000,5.000,A-3")
    batch = Batch.objects.get()
    assert (batch.product_id, batch.number, batch.expires_on) == (
        medicine.id,
        "B1",
        date(2027, 12, 31),
    )
    assert bins_of(shop.branch_id, [batch.id]) == {batch.id: "A-3"}
    assert (batch.cost_amount, batch.cost_units, batch.mrp_amount, batch.mrp_units) == (
        4_000,
        1,
        5_000,
        10,
    )
    movement = Movement.objects.get()
    assert (movement.kind, movement.quantity, movement.reason, movement.actor_id) == (
        "opening",
        30,
        "Opening stock",
        shop.owner.id,
    )
    assert Balance.objects.get().quantity == 30
    assert_books_are_right()


@pytest.mark.rows("CAT-13")
def test_the_same_table_again_takes_nothing(shop: Shop) -> None:
    add_medicine(shop, "Oralit")
    rows = (HEAD, "Oralit,B1,12/2027,30,,,", "Oralit,,,12,,,", "Oralit,,,12,,,", "Oralit,b1,,5,,,")
    assert dict(take(shop, *rows).actions) == {"new": 4}
    assert dict(take(shop, *rows).actions) == {"unchanged": 4}
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 59
    assert (Batch.objects.count(), OpeningLine.objects.count()) == (4, 4)


def test_another_quantity_of_what_was_taken_is_adjusted_not_imported(shop: Shop) -> None:
    add_medicine(shop, "Oralit")
    take(shop, HEAD, "Oralit,B1,12/2027,30,,,")
    tally = take(shop, HEAD, "Oralit,B1,12/2027,31,,,")
    assert (dict(tally.actions), faults(tally)) == ({"left_out": 1}, {"stok": 1})
    assert Balance.objects.get().quantity == 30


def lacking_expiry(shop: Shop, branch_id: BranchId) -> QuerySet[Balance]:
    rows = list_batches(actor=shop.owner, branch_id=branch_id)
    return rows.filter(batch__expires_on=None, quantity__gt=0)


@pytest.mark.rows("CAT-13")
def test_what_lacks_an_expiry_is_listed_and_sold_once_it_is_entered(shop: Shop) -> None:
    medicine = add_medicine(shop, "Oralit")
    tally = take(shop, HEAD, "Oralit,B1,12/2027,30,,,", "Oralit,,,12,,,")
    assert dict(tally.notes) == {"without_expiry": 1, "without_batch": 1}

    def levels() -> tuple[int, int]:
        level = stock_levels(actor=shop.owner, branch_id=shop.branch_id, product_ids=[medicine.id])[
            medicine.id
        ]
        return level.on_hand, level.available

    assert levels() == (42, 30)
    (balance,) = lacking_expiry(shop, shop.branch_id)
    assert (balance.quantity, balance.batch.number) == (12, "")
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=balance.batch_id,
        version=1,
        number="B7",
        expires_on=date(2028, 1, 31),
        shelf="",
        reason="read from the pack",
    )
    assert levels() == (42, 42)
    assert not lacking_expiry(shop, shop.branch_id)
    assert dict(take(shop, HEAD, "Oralit,,,12,,,").actions) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("counted", "unit", "quantity"),
    [
        ("smallest", "", 3),
        ("largest", "", 300),
        ("base", "", 3),
        ("smallest", "STRIP", 30),
        ("smallest", "dus", 300),
        ("smallest", "tab", 3),
    ],
)
def test_a_quantity_counts_the_pack_that_is_said(
    shop: Shop, counted: str, unit: str, quantity: int
) -> None:
    add_medicine(shop, "Oralit")
    rows = ("nama,stok,satuan,harga beli", f"Oralit,3,{unit},1.000")
    take(shop, *rows, defaults={"counted_in": counted})
    assert Balance.objects.get().quantity == quantity
    assert Batch.objects.get().cost_units == quantity // 3


def test_what_is_only_measured_is_counted_by_its_container(shop: Shop) -> None:
    packs = [
        NewPack(name="ml", factor=1, sellable=False),
        NewPack(name="bottle", factor=100, price=15_000),
    ]
    add_medicine(shop, "Syrup", base_unit="ml", packs=packs)
    take(shop, "nama,stok", "Syrup,3")
    assert Balance.objects.get().quantity == 300


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Unknown,B1,12/2027,3,,,", ("nama", "Unknown", "product_unknown")),
        (",B1,12/2027,3,,,", ("nama", "", "name_empty")),
        ("Oralit,B1,12/2027,,,,", ("stok", "", "quantity_empty")),
        ("Oralit,B1,12/2027,1O,,,", ("stok", "1O", "letter_o")),
        ("Oralit,B1,12/2027,2,5,,,", None),
        ("Oralit,B1,31/02/2027,3,,,", ("exp", "31/02/2027", "no_day")),
        ("Oralit,B1,13/2027,3,,,", ("exp", "13/2027", "no_month")),
        ("Twins,B1,12/2027,3,,,", ("nama", "Twins", "ambiguous")),
    ],
)
def test_a_row_that_cant_be_taken_is_named(
    shop: Shop, row: str, fault: tuple[str, str, str] | None
) -> None:
    for name, maker in (("Oralit", ""), ("Twins", "A"), ("Twins", "B")):
        add_medicine(shop, name, manufacturer=maker)
    import_id = hand_in(shop, csv_bytes(HEAD, row), kind="stock", branch_id=shop.branch_id)
    check(shop, import_id)
    assert [found[1:] for found in problems(import_id)] == ([fault] if fault else [])


def test_an_expired_batch_is_taken_and_shown(shop: Shop) -> None:
    add_medicine(shop, "Oralit")
    tally = take(shop, HEAD, "Oralit,B1,01/2020,3,,,")
    assert (dict(tally.actions), dict(tally.looks)) == ({"new": 1}, {"new": 1})


def test_nothing_on_hand_is_passed_over(shop: Shop) -> None:
    add_medicine(shop, "Oralit")
    assert dict(take(shop, HEAD, "Oralit,B1,12/2027,0,,,").actions) == {"passed_over": 1}
    assert Batch.objects.count() == 0


def test_a_table_may_hold_several_branches(shop: Shop) -> None:
    other = second_branch(shop)
    add_medicine(shop, "Oralit")
    rows = ("nama,outlet,stok", "Oralit,1,5", "Oralit,mwr,7", "Oralit,3,9", "Oralit,4,1")
    tally = take(shop, *rows, values={"branch": {"1": "Melati", "3": ""}})
    assert dict(tally.actions) == {"new": 2, "passed_over": 1, "left_out": 1}
    assert dict(Balance.objects.values_list("branch_id", "quantity")) == {
        shop.branch_id: 5,
        other: 7,
    }
    assert_books_are_right()


def test_stock_comes_only_where_its_person_may_receive(shop: Shop) -> None:
    other = second_branch(shop)
    add_medicine(shop, "Oralit")
    manager = add_staff("manager", shop.branch_id)
    limited = Shop(**{**shop.__dict__, "owner": manager})
    tally = take(limited, "nama,cabang,stok", "Oralit,MLT,5", "Oralit,MWR,7")
    assert (dict(tally.actions), faults(tally)) == ({"new": 1, "left_out": 1}, {"cabang": 1})
    assert Balance.objects.filter(branch_id=other).count() == 0


def test_all_or_nothing_and_a_restart_take_each_line_once(shop: Shop) -> None:
    for number in range(30):
        add_medicine(shop, f"M{number}")
    rows = ("nama,stok", *(f"M{number},{number + 1}" for number in range(30)))
    tally = bring_in(shop, csv_bytes(*rows), mode="all", kind="stock", branch_id=shop.branch_id)
    assert dict(tally.actions) == {"new": 30}
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 465
    with clock.at(clock.now()):
        again = bring_in(shop, csv_bytes(*rows), kind="stock", branch_id=shop.branch_id)
    assert dict(again.actions) == {"unchanged": 30}


@pytest.mark.one_server
@pytest.mark.shared
@pytest.mark.rows("CAT-13")
def test_the_chain_is_taken_outlet_by_outlet(shop: Shop, shared: Path) -> None:
    other = second_branch(shop)
    folder = shared / "data/catalogue"
    bring_in(shop, folder / "id_chain_items_1149.csv")
    stock = folder / "id_chain_stock_outlets_1_13.csv.gz"
    text = gzip.decompress(stock.read_bytes()).decode("utf-8")
    on_hand = Counter(
        row["outlet_id"] for row in csv.DictReader(io.StringIO(text)) if int(row["kuantitas"])
    )
    assert (on_hand["1"], on_hand["2"]) == (1_139, 1_124)
    import_id = hand_in(shop, stock, kind="stock", branch_id=shop.branch_id)
    choose(shop, import_id, json.loads((MAPPINGS / "id_chain_stock.json").read_text("utf-8")))
    checked = check(shop, import_id)
    assert dict(checked.actions) == {"new": 2_263, "passed_over": 12_674}
    assert dict(checked.notes) == {"without_expiry": 2_263, "without_batch": 2_263}
    assert commit(shop, import_id).actions == checked.actions
    counted = {
        branch_id: lacking_expiry(shop, branch_id).count() for branch_id in (shop.branch_id, other)
    }
    assert counted == {shop.branch_id: 1_139, other: 1_124}
    assert_books_are_right()
    again = hand_in(shop, stock, kind="stock", branch_id=shop.branch_id)
    assert dict(check(shop, again).actions) == {"unchanged": 2_263, "passed_over": 12_674}
