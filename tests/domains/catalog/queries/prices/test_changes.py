"""A preview of many prices: what would change, what stays and why; nothing is written."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.support.merging import a_merge
from tests.support.reading import reading
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Price, Product
from theriac.domains.catalog.price_changes.lines import LeftOut, PriceNote
from theriac.domains.catalog.price_changes.rule import By, PriceRule
from theriac.domains.catalog.problems import PriceChangeRefused
from theriac.domains.catalog.queries.prices.changes import preview_prices

pytestmark = pytest.mark.django_db
UP_4 = PriceRule(by=By.PERCENT, change=400)


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_every_priced_pack_has_old_and_new_price_and_nothing_is_written(shop: Shop) -> None:
    medicine = add_medicine(shop)
    bare = add_medicine(
        shop, "Zinc 20 mg tablet", packs=[NewPack(name="tablet", factor=1, price=None)]
    )
    stock_up(shop, medicine, 100, cost_amount=1_999, cost_units=5)
    before = Price.objects.count()

    preview = preview_prices(
        actor=shop.owner, branch_id=None, product_ids=[medicine.id, bare.id], rule=UP_4
    )

    told = [(line.now.pack, line.now.before, line.price, line.now.cost) for line in preview.lines]
    assert told == [
        ("tablet", 700, 728, 400),
        ("strip", 6_500, 6_760, 3_998),
        ("box", 60_000, 62_400, 39_980),
    ]
    assert (preview.unpriced, preview.elsewhere) == (1, 0)
    assert Price.objects.count() == before


def test_the_price_is_that_of_the_place_and_the_instant(shop: Shop) -> None:
    medicine = add_medicine(shop)
    other = second_branch(shop)
    strip, tomorrow = medicine.packs[10], clock.now() + timedelta(days=1)
    set_price(actor=shop.owner, pack_id=strip, amount=6_000, branch_id=shop.branch_id)
    set_price(actor=shop.owner, pack_id=strip, amount=7_000)
    set_price(actor=shop.owner, pack_id=strip, amount=8_000, valid_from=tomorrow)

    def told(branch_id: UUID | None, days: int = 0) -> tuple[int, frozenset[PriceNote], int]:
        preview = preview_prices(
            actor=shop.owner,
            branch_id=branch_id,
            product_ids=[medicine.id],
            rule=UP_4,
            valid_from=clock.now() + timedelta(days=days),
        )
        line = preview.lines[1]
        return line.now.before, line.notes, preview.elsewhere

    assert told(None) == (7_000, {PriceNote.PLANNED}, 1)
    assert told(None, days=2) == (8_000, frozenset(), 1)
    assert told(shop.branch_id) == (6_000, frozenset(), 0)
    assert told(other) == (7_000, frozenset(), 0)


def test_the_ceiling_in_force_leaves_packs_out(shop: Shop) -> None:
    medicine = add_medicine(shop)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=1, units=1)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=670, units=1)
    preview = preview_prices(actor=shop.owner, branch_id=None, product_ids=[medicine.id], rule=UP_4)
    assert [line.left_out for line in preview.lines] == [
        LeftOut.ABOVE_CEILING,
        LeftOut.ABOVE_CEILING,
        None,
    ]
    cut = PriceRule(by=By.PERCENT, change=400, step=100, cuts=True)
    lines = preview_prices(
        actor=shop.owner, branch_id=None, product_ids=[medicine.id], rule=cut
    ).lines
    assert [line.price for line in lines] == [600, 6_700, 62_400]


def test_the_lowest_price_printed_in_stock_is_that_of_the_place(shop: Shop) -> None:
    medicine = add_medicine(shop)
    other = second_branch(shop)
    stock_up(shop, medicine, 10, batch_number="A", mrp_amount=6_700, mrp_units=10)
    stock_up(shop, medicine, 10, batch_number="B", mrp_amount=900)
    stock_up(shop, medicine, 10, batch_number="C")

    def notes(branch_id: UUID | None) -> list[bool]:
        preview = preview_prices(
            actor=shop.owner, branch_id=branch_id, product_ids=[medicine.id], rule=UP_4
        )
        return [PriceNote.ABOVE_MRP in line.notes for line in preview.lines]

    assert notes(None) == notes(shop.branch_id) == [True, True, False]
    assert notes(other) == [False, False, False]


def test_a_merged_product_is_left_to_the_one_that_stands_for_it(shop: Shop) -> None:
    a_merge(shop)
    ids = list(Product.objects.values_list("id", flat=True))
    lines = preview_prices(actor=shop.owner, branch_id=None, product_ids=ids, rule=UP_4).lines
    merged = Product.objects.get(status="merged")
    assert lines
    assert merged.id not in {line.now.product_id for line in lines}


def test_a_rule_that_cannot_be_used_and_too_many_products_are_refused(shop: Shop) -> None:
    with pytest.raises(PriceChangeRefused) as refused:
        preview_prices(
            actor=shop.owner,
            branch_id=None,
            product_ids=[],
            rule=PriceRule(by=By.PERCENT, change=0, step=0),
        )
    assert set(refused.value.errors) == {"change", "step"}
    with pytest.raises(PriceChangeRefused):
        preview_prices(
            actor=shop.owner,
            branch_id=None,
            product_ids=[uuid4() for _ in range(5_001)],
            rule=UP_4,
        )


def test_only_who_may_set_prices_there_sees_it(shop: Shop) -> None:
    other = second_branch(shop)
    manager = add_staff("manager", shop.branch_id)
    for actor, branch_id in (
        (manager, None),
        (manager, other),
        (add_staff("cashier", shop.branch_id), shop.branch_id),
    ):
        with pytest.raises(NotPermitted):
            preview_prices(actor=actor, branch_id=branch_id, product_ids=[], rule=UP_4)
    assert not preview_prices(
        actor=manager, branch_id=shop.branch_id, product_ids=[], rule=UP_4
    ).lines


@pytest.mark.rows("CAT-14")
def test_the_statements_are_as_many_for_many_products_as_for_one(shop: Shop) -> None:
    ids = [add_medicine(shop, f"Medicine {one}").id for one in range(30)]

    def statements(count: int) -> int:
        with reading() as read:
            preview_prices(actor=shop.owner, branch_id=None, product_ids=ids[:count], rule=UP_4)
        return read.statements

    assert statements(1) == statements(30) <= 11
