"""Checking and bringing in: nothing before a person says so, each row once, good rows or all."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.domains.catalog.imports.importing import (
    LIST,
    Stepping,
    answer_class,
    bring_in,
    check,
    commit,
    csv_bytes,
    hand_in,
    many,
    problems,
    ready,
)
from tests.support.jobs import run_due_jobs
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import AsksFirst
from theriac.domains.catalog.commands.imports.steps import (
    check_import,
    commit_import,
    set_rows_aside,
)
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports import commit as module_of_commit
from theriac.domains.catalog.imports.details import import_details
from theriac.domains.catalog.imports.faults import fault_words
from theriac.domains.catalog.imports.work import commit_rows
from theriac.domains.catalog.models import Barcode, Import, ImportProblem, Price, Product
from theriac.domains.catalog.problems import ImportRefused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("CAT-13")
def test_every_bad_row_is_named_and_nothing_is_written_before_it_is_wanted() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, LIST)
    tally = check(shop, import_id)
    assert dict(tally.actions) == {"new": 3, "left_out": 2}
    assert dict(tally.columns) == {"harga_jual": 1, "nama": 1, "barcode": 1}
    assert problems(import_id) == [
        (4, "harga_jual", "12,5OO", "letter_o"),
        (5, "nama", "", "name_empty"),
        (6, "barcode", "0200000001235", "check_digit"),
    ]
    assert (Product.objects.count(), Barcode.objects.count(), Price.objects.count()) == (0, 0, 0)

    assert dict(commit(shop, import_id).actions) == {"new": 3, "left_out": 2}
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.committed_through, batch.row_count) == ("done", 6, 5)
    first, second, _oralit = Product.objects.order_by("external_code")
    assert (first.name, first.base_unit, first.legal_class) == (
        "Parasetamol 500 mg",
        "tablet",
        "keras",
    )
    assert first.manufacturer_id == second.manufacturer_id
    assert list(Price.objects.order_by("amount").values_list("amount", flat=True)) == [
        700,
        1000,
        1250,
    ]
    assert list(Barcode.objects.values_list("code", flat=True)) == ["04006381333931"]


def test_work_that_ends_between_two_reads_isnt_taken_for_left_in_the_midst() -> None:
    """The import was read while it was checked, its job once that had ended: it was checked."""
    shop = open_shop("id")
    import_id = hand_in(shop, LIST)
    answer_class(shop, import_id)
    check_import(actor=shop.owner, import_id=import_id)
    read_before = Import.objects.get(id=import_id)
    run_due_jobs()

    (shown,) = import_details([read_before])
    assert (read_before.state, shown.state) == ("checking", "checked")
    assert shown.counts is not None


@pytest.mark.rows("CAT-13")
def test_the_same_list_again_changes_nothing() -> None:
    shop = open_shop("id")
    bring_in(shop, LIST)
    before = (OutboxEvent.objects.count(), Price.objects.count())
    again = bring_in(shop, LIST)
    assert dict(again.actions) == {"unchanged": 3, "left_out": 2}
    assert (OutboxEvent.objects.count(), Price.objects.count()) == before
    assert set(Product.objects.values_list("version", flat=True)) == {1}


def test_only_what_differs_changes_and_prices_are_new_dated_rows() -> None:
    shop = open_shop("id")
    bring_in(shop, LIST)
    changed = LIST.replace(b"700", b"750").replace(b"Amoksisilin 500", b"Amoksisilin Forte 500")
    tally = bring_in(shop, changed)
    assert dict(tally.actions) == {"changed": 2, "unchanged": 1, "left_out": 2}
    assert dict(tally.what) == {"price": 1, "name": 1}
    first, second, _oralit = Product.objects.order_by("external_code")
    assert (first.version, second.version, second.name) == (2, 2, "Amoksisilin Forte 500 mg")
    prices = Price.objects.filter(pack__product=first).order_by("valid_from")
    assert list(prices.values_list("amount", flat=True)) == [700, 750]
    records = AuditRecord.objects.filter(object_kind="catalog.product", object_id=second.id)
    assert [record.facts for record in records.order_by("id")] == [{}, {"changed": ["name"]}]


def test_an_empty_cell_changes_nothing() -> None:
    shop = open_shop("id")
    bring_in(shop, csv_bytes("kode,nama,produsen,golongan", "A1,Oralit,Bintang,bebas"))
    tally = bring_in(shop, csv_bytes("kode,nama,produsen,golongan", "A1,Oralit,,"))
    assert dict(tally.actions) == {"unchanged": 1}
    product = Product.objects.select_related("manufacturer").get()
    assert (product.legal_class, str(product.manufacturer)) == ("bebas", "Bintang")


def test_a_price_ten_times_the_present_one_wants_a_look_and_may_be_set_aside() -> None:
    shop = open_shop("id")
    bring_in(shop, many(3, lambda number: 98_000))
    import_id = hand_in(shop, many(3, lambda number: [98_000, 1_250_000, 9_000][number]))
    tally = check(shop, import_id)
    assert (dict(tally.actions), dict(tally.looks)) == (
        {"unchanged": 1, "changed": 2},
        {"changed": 2},
    )
    assert problems(import_id) == [
        (3, "price", "Rp 1.250.000", "price_jump"),
        (4, "price", "Rp 9.000", "price_drop"),
    ]
    assert set_rows_aside(actor=shop.owner, import_id=import_id, rows=[3, 4]) == 2
    assert set_rows_aside(actor=shop.owner, import_id=import_id, rows=[4], aside=False) == 1
    with pytest.raises(AsksFirst) as asked:
        commit(shop, import_id)
    (question,) = asked.value.questions
    assert str(question.words) == (
        "1 row has a cost or price far from the last one, or a price below cost."
    )
    commit(shop, import_id, confirmed=[question.code])
    record = AuditRecord.objects.get(object_id=import_id, reason="commit")
    assert record.facts["confirmed"] == [question.code]
    now = Price.objects.order_by("valid_from").values_list("amount", flat=True)
    assert list(now) == [98_000, 98_000, 98_000, 9_000]


@pytest.mark.rows("CAT-13")
def test_a_price_below_the_last_cost_asks_until_its_row_is_set_aside() -> None:
    shop = open_shop("id")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, cost_amount=1_999, cost_units=5)
    Product.objects.update(external_code="A1")
    rows = csv_bytes("kode,nama,harga", "A1,Paracetamol,399", "A2,Oralit,1")
    import_id = hand_in(shop, rows)

    tally = check(shop, import_id)

    assert (tally.look, tally.notes["asked_first"]) == (1, 1)
    fault = ImportProblem.objects.get(source_id=import_id)
    assert (fault.number, fault.code) == (2, "price_below_cost")
    assert fault_words(fault.code, fault.params).reason == ("Below the last cost (Rp 400).")
    with pytest.raises(AsksFirst):
        commit(shop, import_id, "all")
    set_rows_aside(actor=shop.owner, import_id=import_id, rows=[2])
    assert dict(commit(shop, import_id).actions) == {"new": 1}


def test_all_or_nothing_isnt_offered_while_a_row_would_be_left_out() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, LIST)
    check(shop, import_id)
    with pytest.raises(ImportRefused) as refusal:
        commit_import(actor=shop.owner, import_id=import_id, mode="all")
    assert (refusal.value.field, refusal.value.facts) == ("mode", {"left_out": 2})
    assert str(refusal.value) == (
        "2 rows would be skipped. Correct them first, or import only the good rows."
    )


def test_all_or_nothing_isnt_offered_for_more_than_the_counters_can_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(module_of_commit.MOST_WHOLE, connection.vendor, 5)
    shop = open_shop("id")
    bring_in(shop, many(4))
    bring_in(shop, many(9), mode="all")
    import_id = hand_in(shop, many(15))
    check(shop, import_id)
    with pytest.raises(ImportRefused) as refusal:
        commit_import(actor=shop.owner, import_id=import_id, mode="all")
    assert refusal.value.facts == {"most": 5}
    assert dict(commit(shop, import_id).actions) == {"unchanged": 9, "new": 6}


@pytest.mark.rows("CAT-13")
def test_all_or_nothing_takes_all() -> None:
    shop = open_shop("id")
    assert dict(bring_in(shop, many(1_200), mode="all").actions) == {"new": 1_200}
    assert Product.objects.count() == 1_200
    assert dict(bring_in(shop, many(1_200), mode="all").actions) == {"unchanged": 1_200}


def test_all_or_nothing_is_nothing_where_a_row_can_no_longer_be_taken() -> None:
    shop = open_shop("id")
    listed = csv_bytes(
        "code,name,barcode",
        "A,First,",
        "B,Second,4006381333931",
        *(f"C{n},N{n}," for n in range(600)),
    )
    import_id = ready(shop, listed, "all")
    add_medicine(
        shop, "Other", packs=[NewPack(name="tablet", factor=1, barcodes=["4006381333931"])]
    )
    with pytest.raises(ImportRefused) as refusal:
        commit_rows(import_id, Stepping())
    assert str(refusal.value) == (
        "Row 3 can no longer be imported: This barcode belongs to Other. "
        "Nothing was changed. Check again."
    )
    batch = Import.objects.get(id=import_id)
    assert (batch.state, batch.committed_through, batch.refusal) == (
        "checked",
        0,
        str(refusal.value),
    )
    assert Product.objects.count() == 1
