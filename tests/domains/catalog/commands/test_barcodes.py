"""Codes that open packs."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.catalog.commands.barcodes import add_barcode, move_barcode, remove_barcode
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.problems import BarcodeTaken, ProductMerged, ProductRefused
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.search import search_products

pytestmark = pytest.mark.django_db

FIVE = ["8991234567891", "12345670", "036000291452", "SHOP-1", "18991234567898"]


@pytest.mark.rows("CAT-06")
def test_any_of_five_codes_opens_the_same_item_at_its_pack_level(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for code in FIVE:
        add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=code)

    opened = [find_pack(actor=shop.owner, code=code) for code in FIVE]

    assert {(found.pack_id, found.product_id, found.factor) for found in opened if found} == {
        (medicine.packs[10], medicine.id, 10)
    }
    assert all(opened)


def test_a_gtin_is_found_in_any_of_its_lengths(shop: Shop) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="036000291452")

    for written in ("036000291452", "0036000291452", "00036000291452"):
        found = find_pack(actor=shop.owner, code=written)
        assert found is not None
        assert found.pack_id == medicine.packs[1]


def test_a_code_opens_one_pack(shop: Shop) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="SHOP-1")

    for pack in (medicine.packs[1], medicine.packs[10]):
        with pytest.raises(BarcodeTaken):
            add_barcode(actor=shop.owner, pack_id=pack, code=" SHOP-1 ")
    with pytest.raises(ProductRefused):
        add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="  ")
    with pytest.raises(NotFound):
        add_barcode(actor=shop.owner, pack_id=uuid4(), code="SHOP-2")


CODE = "08991234567891"
WHY = "the maker gave it to the new pack"


@pytest.fixture
def coded(shop: Shop) -> Medicine:
    """A medicine whose strip has a code."""
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    return medicine


def opened(shop: Shop, code: str = CODE) -> object:
    found = find_pack(actor=shop.owner, code=code)
    return found.pack_id if found else None


def history(product_id: object) -> list[tuple[str, str, str, str]]:
    """Command, reason, and what the code opened before and after, the newest first."""
    records = AuditRecord.objects.filter(object_id=product_id, facts__has_key="code")
    return [
        (
            one.command.rpartition(".")[2],
            one.reason,
            one.facts["before"]["barcode"],
            one.facts["after"]["barcode"],
        )
        for one in records.order_by("-id")
    ]


@pytest.mark.rows("CAT-06")
def test_a_code_is_moved_to_another_product_and_both_tell_of_it(
    shop: Shop, coded: Medicine
) -> None:
    other = add_medicine(shop, "Amoxicillin 500 mg capsule")
    before = set(OutboxEvent.objects.values_list("id", flat=True))

    move_barcode(
        actor=shop.owner,
        pack_id=coded.packs[10],
        code="8991234567891",
        to_pack_id=other.packs[100],
        reason=WHY,
    )
    assert opened(shop) == other.packs[100]
    assert history(coded.id)[0] == ("move_barcode", WHY, f"{CODE} (strip)", "")
    assert history(coded.id)[1] == ("add_barcode", "", "", f"{CODE} (strip)")
    assert history(other.id) == [("move_barcode", WHY, "", f"{CODE} (box)")]
    told = OutboxEvent.objects.filter(type=ProductChanged.type).exclude(id__in=before)
    assert {one.subject for one in told} == {str(coded.id), str(other.id)}
    found = search_products(actor=shop.owner, text="8991234567891")
    assert found.product_ids == (other.id,)


@pytest.mark.rows("CAT-06")
def test_a_code_is_moved_to_another_pack_of_its_product(shop: Shop, coded: Medicine) -> None:
    move_barcode(
        actor=shop.owner,
        pack_id=coded.packs[10],
        code=CODE,
        to_pack_id=coded.packs[1],
        reason=WHY,
    )
    assert opened(shop) == coded.packs[1]
    assert history(coded.id)[0] == ("move_barcode", WHY, f"{CODE} (strip)", f"{CODE} (tablet)")


@pytest.mark.rows("CAT-06")
def test_a_code_is_taken_away_and_may_be_given_again(shop: Shop, coded: Medicine) -> None:
    remove_barcode(actor=shop.owner, pack_id=coded.packs[10], code=CODE, reason=WHY)
    assert opened(shop) is None
    assert history(coded.id)[0] == ("remove_barcode", WHY, f"{CODE} (strip)", "")
    assert search_products(actor=shop.owner, text="8991234567891").product_ids == ()

    other = add_medicine(shop, "Amoxicillin 500 mg capsule")
    add_barcode(actor=shop.owner, pack_id=other.packs[1], code=CODE)
    assert opened(shop) == other.packs[1]


def test_who_saw_it_elsewhere_is_told(shop: Shop, coded: Medicine) -> None:
    """The pack that somebody saw it open is named, so that two people don't move it twice."""
    strip, box = coded.packs[10], coded.packs[100]
    move_barcode(actor=shop.owner, pack_id=strip, code=CODE, to_pack_id=box, reason=WHY)

    with pytest.raises(NotFound):
        remove_barcode(actor=shop.owner, pack_id=strip, code=CODE, reason=WHY)
    with pytest.raises(NotFound):
        move_barcode(
            actor=shop.owner, pack_id=strip, code=CODE, to_pack_id=coded.packs[1], reason=WHY
        )
    with pytest.raises(ProductRefused):
        move_barcode(actor=shop.owner, pack_id=box, code=CODE, to_pack_id=box, reason=WHY)
    with pytest.raises(NotFound):
        move_barcode(actor=shop.owner, pack_id=box, code=CODE, to_pack_id=uuid4(), reason=WHY)
    assert opened(shop) == box


def test_it_wants_a_reason_and_the_right(shop: Shop, coded: Medicine) -> None:
    strip, box = coded.packs[10], coded.packs[100]
    cashier = add_staff("cashier", shop.branch_id)
    for reason in ("", "  "):
        with pytest.raises(Unprocessable):
            remove_barcode(actor=shop.owner, pack_id=strip, code=CODE, reason=reason)
        with pytest.raises(Unprocessable):
            move_barcode(actor=shop.owner, pack_id=strip, code=CODE, to_pack_id=box, reason=reason)
    with pytest.raises(NotPermitted):
        remove_barcode(actor=cashier, pack_id=strip, code=CODE, reason=WHY)
    with pytest.raises(NotPermitted):
        move_barcode(actor=cashier, pack_id=strip, code=CODE, to_pack_id=box, reason=WHY)
    assert opened(shop) == strip


def test_a_merge_that_is_undone_leaves_what_was_moved_since(shop: Shop, coded: Medicine) -> None:
    kept = add_medicine(shop)
    other = add_medicine(shop, "Amoxicillin 500 mg capsule")
    merge_id = merge_products(actor=shop.owner, kept_id=kept.id, merged_id=coded.id, reason="twice")
    with pytest.raises(ProductMerged):
        move_barcode(
            actor=shop.owner,
            pack_id=kept.packs[10],
            code=CODE,
            to_pack_id=coded.packs[10],
            reason=WHY,
        )
    move_barcode(
        actor=shop.owner,
        pack_id=kept.packs[10],
        code=CODE,
        to_pack_id=other.packs[10],
        reason=WHY,
    )
    unmerge_products(actor=shop.owner, merge_id=merge_id, reason="two after all")
    assert opened(shop) == other.packs[10]
