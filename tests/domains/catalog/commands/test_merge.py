"""Merging two products that are one, and taking them apart again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.commands.change import add_pack, change_product
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Pack, Product, ProductMerge
from theriac.domains.catalog.problems import ProductMerged, ProductMergeRefused
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.duplicates import merge_of
from theriac.domains.catalog.queries.product_facts import standing_for
from theriac.domains.sales.models import DiscrepancyCase, SaleLine
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.problems import ProductNotReceived

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]
CODE = "8991234567891"
TWICE = "Entered twice"


@pytest.fixture
def kept(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def merged(shop: Shop) -> Medicine:
    twin = add_medicine(shop, "Paracetamol 500mg tab")
    add_barcode(actor=shop.owner, pack_id=twin.packs[10], code=CODE)
    return twin


def merge(shop: Shop, kept: Medicine, merged: Medicine, **more: Any) -> Any:
    return merge_products(
        actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason=TWICE, **more
    )


def units(medicine: Medicine) -> int:
    rows = Balance.objects.filter(product_id=medicine.id)
    return rows.aggregate(units=Sum("quantity"))["units"] or 0


def violations() -> list[str]:
    return [str(one) for check in run_checks() for one in check.violations]


def test_the_stock_and_the_code_go_over_and_no_movement_changes(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    stock_up(shop, kept, 10)
    batch = stock_up(shop, merged, 30, batch_number="X7", cost_amount=390)
    before = list(Movement.objects.order_by("id").values())

    merge_id = merge(shop, kept, merged)

    assert (units(kept), units(merged)) == (40, 0)
    twin = Batch.objects.get(product_id=kept.id, number="X7")
    assert (twin.cost_amount, twin.expires_on) == (390, Batch.objects.get(id=batch).expires_on)
    opened = find_pack(actor=shop.owner, code=CODE)
    assert opened is not None
    assert (opened.product_id, opened.pack_id) == (kept.id, kept.packs[10])
    assert list(Movement.objects.exclude(kind="merge").order_by("id").values()) == before
    row = Product.objects.get(id=merged.id)
    assert (row.status, row.merged_into_id) == ("merged", kept.id)
    standing = merge_of(actor=shop.owner, product_id=merged.id)
    assert standing is not None
    assert (standing.merge_id, standing.kept_id, standing.reason) == (merge_id, kept.id, TWICE)
    record = AuditRecord.objects.get(object_kind="catalog.product", object_id=merged.id,
                                     command="catalog.merge_products")  # fmt: skip
    assert (record.reason, record.facts["units"], record.facts["codes"]) == (TWICE, 30, 1)


def test_goods_that_agree_in_all_join_the_batch_that_is_there(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    own = stock_up(shop, kept, 10)
    stock_up(shop, merged, 5)
    merge(shop, kept, merged)
    assert list(Balance.objects.filter(product_id=kept.id).values_list("batch_id", "quantity")) == [
        (own, 15)
    ]


def test_undoing_brings_back_what_is_still_there(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    batch = stock_up(shop, merged, 30, batch_number="X7")
    merge_id = merge(shop, kept, merged)
    twin = Batch.objects.get(product_id=kept.id)
    write_off_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=twin.id, quantity=4, reason="broken"
    )

    left = unmerge_products(actor=shop.owner, merge_id=merge_id, reason="Two makers")

    assert (left, units(kept), units(merged)) == (4, 0, 26)
    assert Balance.objects.get(product_id=merged.id).batch_id == batch
    opened = find_pack(actor=shop.owner, code=CODE)
    assert opened is not None
    assert opened.pack_id == merged.packs[10]
    row = Product.objects.get(id=merged.id)
    assert (row.status, row.merged_into_id) == ("active", None)
    assert ProductMerge.objects.get().undone_reason == "Two makers"
    with pytest.raises(ProductMergeRefused):
        unmerge_products(actor=shop.owner, merge_id=merge_id, reason="again")
    assert violations() == []


def test_a_sale_of_a_counter_that_knew_of_no_merge_books_without_a_case(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    batch = stock_up(shop, merged, 30, batch_number="X7")
    merge_id = merge(shop, kept, merged)

    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 3)])]))

    assert not DiscrepancyCase.objects.exists()
    assert SaleLine.objects.get().product_id == merged.id
    assert Movement.objects.get(kind="sale").batch_id == batch
    assert (units(kept), units(merged)) == (27, 0)
    assert unmerge_products(actor=shop.owner, merge_id=merge_id, reason="Two makers") == 0
    assert (units(kept), units(merged)) == (0, 27)
    assert violations() == []


def test_what_stands_for_it_held_is_a_case(shop: Shop, kept: Medicine, merged: Medicine) -> None:
    batch = stock_up(shop, merged, 30)
    merge(shop, kept, merged)
    twin = Batch.objects.get(product_id=kept.id)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=twin.id, reason="recall")
    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 3)])]))
    assert list(DiscrepancyCase.objects.values_list("kind", flat=True)) == ["batch_held"]


def test_more_than_there_is_stays_short(shop: Shop, kept: Medicine, merged: Medicine) -> None:
    batch = stock_up(shop, merged, 2)
    merge(shop, kept, merged)
    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 5)])]))
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts["given"]) == ("stock_short", 2)
    assert units(kept) == 0


def test_a_chain_of_merges_lends_through_all_and_is_undone_from_the_last(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    last = add_medicine(shop, "Paracetamol 500 mg")
    batch = stock_up(shop, merged, 30)
    first_merge = merge(shop, kept, merged)
    second_merge = merge(shop, last, kept)
    assert standing_for(merged.id) == (first_merge, kept.id)
    assert standing_for(kept.id) == (second_merge, last.id)
    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 3)])]))
    assert not DiscrepancyCase.objects.exists()
    assert units(last) == 27
    with pytest.raises(ProductMergeRefused):
        unmerge_products(actor=shop.owner, merge_id=first_merge, reason="wrong")
    assert unmerge_products(actor=shop.owner, merge_id=second_merge, reason="wrong") == 0
    assert unmerge_products(actor=shop.owner, merge_id=first_merge, reason="wrong") == 0
    assert (units(last), units(kept), units(merged)) == (0, 0, 27)
    assert violations() == []


@pytest.mark.parametrize(
    ("particulars", "field"),
    [
        ({"base_unit": "capsule", "packs": [NewPack(name="capsule", factor=1)]}, "base_unit"),
        ({"legal_class": "keras"}, "legal_class"),
        ({"substance": "Ibuprofen", "strength": "400 mg", "dose_form": "tablet"}, "generic_id"),
        ({"status": "blocked"}, "status"),
    ],
)
def test_what_is_not_one_product_is_refused(
    shop: Shop, particulars: dict[str, Any], field: str
) -> None:
    one = add_medicine(shop, substance="Paracetamol", strength="500 mg", dose_form="tablet")
    other = add_medicine(shop, "Another", **particulars)
    stock_up(shop, one, 3)
    with pytest.raises(ProductMergeRefused) as refused:
        merge(shop, one, other)
    assert refused.value.field == field
    assert not Movement.objects.filter(kind="merge").exists()


def test_itself_the_merged_and_the_unknown_are_refused(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    with pytest.raises(ProductMergeRefused):
        merge(shop, kept, kept)
    merge(shop, kept, merged)
    third = add_medicine(shop, "Third")
    for one, other in ((third, merged), (merged, third)):
        with pytest.raises(ProductMergeRefused):
            merge(shop, one, other)
    with pytest.raises(NotFound):
        unmerge_products(actor=shop.owner, merge_id=kept.id, reason="x")
    with pytest.raises(Unprocessable):
        merge_products(actor=shop.owner, kept_id=kept.id, merged_id=third.id, reason=" ")


def test_a_merged_product_is_neither_changed_nor_received(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    merge(shop, kept, merged)
    version = Product.objects.get(id=merged.id).version
    with pytest.raises(ProductMerged):
        change_product(
            actor=shop.owner, product_id=merged.id, version=version, changes={"name": "New"}
        )
    with pytest.raises(ProductMerged):
        add_pack(actor=shop.owner, product_id=merged.id, name="case", factor=1000)
    with pytest.raises(ProductMerged):
        add_barcode(actor=shop.owner, pack_id=merged.packs[1], code="123")
    with pytest.raises(ProductNotReceived):
        stock_up(shop, merged, 1)


def test_nobody_sets_the_state_by_hand(shop: Shop, kept: Medicine) -> None:
    version = Product.objects.get(id=kept.id).version
    with pytest.raises(Unprocessable):
        change_product(
            actor=shop.owner,
            product_id=kept.id,
            version=version,
            changes={"status": "merged"},
            reason="x",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(id=kept.id).update(status="merged")


def test_a_size_that_does_not_fit_asks_which_pack_its_codes_open(
    shop: Shop, kept: Medicine
) -> None:
    other = add_medicine(
        shop,
        "Paracetamol 500mg",
        packs=[NewPack(name="strip", factor=12, barcodes=[CODE])],
    )
    with pytest.raises(ProductMergeRefused) as refused:
        merge(shop, kept, other)
    assert refused.value.field == "packs"
    merge(shop, kept, other, packs={other.packs[12]: kept.packs[10]})
    opened = find_pack(actor=shop.owner, code=CODE)
    assert opened is not None
    assert opened.pack_id == kept.packs[10]


def test_a_size_that_is_missing_is_made(shop: Shop, kept: Medicine) -> None:
    other = add_medicine(
        shop, "Paracetamol 500mg", packs=[NewPack(name="case", factor=1000, barcodes=[CODE])]
    )
    merge(shop, kept, other)
    opened = find_pack(actor=shop.owner, code=CODE)
    assert opened is not None
    assert (opened.product_id, opened.factor) == (kept.id, 1000)
    assert Pack.objects.filter(product_id=kept.id).count() == 4


def test_only_who_may(shop: Shop, kept: Medicine, merged: Medicine) -> None:
    with pytest.raises(NotPermitted):
        merge_products(
            actor=add_staff("pharmacist", shop.branch_id),
            kept_id=kept.id,
            merged_id=merged.id,
            reason=TWICE,
        )
