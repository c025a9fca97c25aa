"""What stands on labels, and on which paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdfium2
import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.ids import new_id
from theriac.core.paper.labels import drawn_labels
from theriac.core.paper.sizes import PAPERS
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.stock.commands.own_price import price_batch
from theriac.domains.stock.labels import Label, LabelKind, labels_of_batches

pytestmark = pytest.mark.rows("STK-34")
GTIN = "08991234567891"


def label(**more: Any) -> Label:
    particulars: dict[str, Any] = {
        "kind": LabelKind.BATCH,
        "name": "Paracetamol 500 mg tablet",
        "gtin": GTIN,
        "batch_number": "PCT2409A",
        "expires_on": date(2027, 12, 31),
        "expiry": "Exp 31 Dec 2027",
    }
    return Label(**{**particulars, **more})


def test_the_code_says_product_expiry_and_batch() -> None:
    read = read_code(f"]d2{label().code}")
    assert (read.gtin, read.batch_number, read.expires_on, read.warnings) == (
        GTIN,
        "PCT2409A",
        date(2027, 12, 31),
        (),
    )


@pytest.mark.parametrize("number", ["", "A B", "X" * 21, "Ä1"])
def test_a_number_that_gs1_does_not_cover_is_left_out(number: str) -> None:
    assert label(batch_number=number).code == f"01{GTIN}17271231"


def test_other_labels_name_the_product_alone() -> None:
    assert label(kind=LabelKind.PRICE).code == f"01{GTIN}"
    assert label(kind=LabelKind.SHELF).code == f"01{GTIN}"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=str)
@pytest.mark.parametrize("kind", list(LabelKind))
def test_everything_stands_within_the_label(paper: Any, kind: LabelKind) -> None:
    long = label(
        kind=kind,
        name="Amoxicillin trihydrate and potassium clavulanate 625 mg film-coated tablets",
        batch_number="ABCDEFGHIJ0123456789",
        shelf="A-12-3",
        price="Rp 1.250.000",
        pack="box × 100 tablet",
    )
    content = drawn_labels([long.drawn] * 3, paper, title="Labels")
    document = pypdfium2.PdfDocument(content)
    assert len(document) == (1 if paper.is_sheet else 3)
    width, height = (one * 72 / 25.4 for one in paper.page)
    page = document[0]
    assert tuple(map(round, page.get_size())) == (round(width), round(height))
    boxes = [one.get_bounds() for one in page.get_objects()]
    assert min(box[0] for box in boxes) >= 0
    assert min(box[1] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= width
    assert max(box[3] for box in boxes) <= height


def test_used_places_of_the_first_sheet_stay_empty() -> None:
    sheet = PAPERS["a4-24"]
    assert len(pypdfium2.PdfDocument(drawn_labels([label().drawn] * 24, sheet, title="L"))) == 1
    skipped = pypdfium2.PdfDocument(drawn_labels([label().drawn] * 24, sheet, skip=5, title="L"))
    assert len(skipped) == 2
    assert skipped[1].get_textpage().get_text_bounded().count("PCT2409A") == 5


@pytest.mark.django_db
def test_a_batch_in_the_books_has_its_label(shop: Shop) -> None:
    packs = [NewPack(name="strip", factor=10, price=6500, barcodes=["8991234567891"])]
    medicine = add_medicine(shop, packs=packs)
    batch = stock_up(shop, medicine, 10, batch_number="B7", shelf="A-3")
    made = labels_of_batches(
        actor=shop.owner, branch_id=shop.branch_id, batch_ids=[batch], kind=LabelKind.PRICE
    )
    assert [(one.gtin, one.batch_number, one.price, one.pack, one.shelf) for one in made] == [
        (GTIN, "B7", "Rp 6.500", "strip × 10 tablet", "A-3")
    ]


@pytest.mark.django_db
def test_a_price_label_tells_what_the_counter_asks_whatever_was_confirmed_for_the_batch(
    shop: Shop,
) -> None:
    packs = [
        NewPack(name="box", factor=100, price=60_000, barcodes=["8991234567907"]),
        NewPack(name="strip", factor=10, price=6500, barcodes=["8991234567891"]),
    ]
    medicine = add_medicine(shop, packs=packs)
    own = stock_up(shop, medicine, 10, price_amount=7200, price_units=10)
    usual = stock_up(shop, medicine, 10)

    def priced(factor: int) -> list[str]:
        made = labels_of_batches(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_ids=[own, usual],
            kind=LabelKind.PRICE,
            pack_id=medicine.packs[factor],
        )
        return [one.price for one in made]

    assert (priced(10), priced(100)) == (["Rp 6.500"] * 2, ["Rp 60.000"] * 2)
    price_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=own,
        version=1,
        pack_id=medicine.packs[10],
        amount=5000,
        reason="expires soon",
    )
    assert (priced(10), priced(100)) == (["Rp 5.000", "Rp 6.500"], ["Rp 50.000", "Rp 60.000"])


@pytest.mark.django_db
def test_a_product_without_a_gtin_gets_the_pharmacys_own(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    asked: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "batch_ids": [batch],
        "kind": LabelKind.BATCH,
    }
    with pytest.raises(Unprocessable, match="has no code to print"):
        labels_of_batches(**asked)
    code = give_own_code(actor=shop.owner, product_id=medicine.id)
    assert code.startswith("004")
    assert give_own_code(actor=shop.owner, product_id=medicine.id) == code
    assert labels_of_batches(**asked)[0].gtin == code


@pytest.mark.django_db
def test_an_unknown_batch_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound):
        labels_of_batches(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_ids=[new_id()],
            kind=LabelKind.BATCH,
        )


@pytest.mark.django_db
def test_a_batch_that_was_never_at_the_branch_has_no_label_there(shop: Shop) -> None:
    packs = [NewPack(name="strip", factor=10, price=6500, barcodes=["8991234567891"])]
    batch = stock_up(shop, add_medicine(shop, packs=packs), 10)
    asked: dict[str, Any] = {"actor": shop.owner, "batch_ids": [batch], "kind": LabelKind.BATCH}

    assert len(labels_of_batches(branch_id=shop.branch_id, **asked)) == 1
    with pytest.raises(NotFound, match="never at this branch"):
        labels_of_batches(branch_id=second_branch(shop), **asked)
