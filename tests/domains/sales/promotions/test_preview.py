"""What a promotion would have done on the last thirty days' sales, before it gives anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.promotions import a_promotion
from tests.support.reading import reading
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.promotions.commands.promotion import end_promotion
from theriac.domains.promotions.models import Promotion
from theriac.domains.promotions.permissions import VIEW_PROMOTIONS
from theriac.domains.promotions.problems import PromotionElsewhere, PromotionRefused
from theriac.domains.promotions.rules.facts import PromotedPack, PromotionNew
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import SaleLine
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions import history
from theriac.domains.sales.promotions.examples import PriceCompared
from theriac.domains.sales.promotions.preview import (
    PromotionPreview,
    preview_new,
    preview_standing,
)
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import SEE_COSTS

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def sell(shop: Shop, *sold: tuple[Medicine, int]) -> None:
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=one.id, quantity=units) for one, units in sold]),
    )


def later(shop: Shop, *medicines: Medicine, **facts: Any) -> PromotionNew:
    """Ten percent off these products (all where none is named), from tomorrow for a week."""
    goods = tuple(
        PromotedPack(product_id=one.id, pack_id=one.packs[1], count=1) for one in medicines
    )
    told: dict[str, Any] = {
        "name": "Vitamin week",
        "kind": "percent",
        "value": 1000,
        "first_on": shop.today + timedelta(days=1),
        "last_on": shop.today + timedelta(days=7),
        "goods": goods,
        **facts,
    }
    return given(PromotionNew, **told)


def preview(shop: Shop, promotion: PromotionNew, actor: Actor | None = None) -> PromotionPreview:
    return preview_new(actor=actor or shop.owner, branch_id=shop.branch_id, promotion=promotion)


def test_it_counts_the_sales_and_lines_that_it_would_have_reached(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Vitamin C 500 mg")
    stock_up(shop, medicine, 100)
    stock_up(shop, other, 100)
    sell(shop, (medicine, 10), (other, 5))
    sell(shop, (medicine, 3))
    sell(shop, (other, 2))

    told = preview(shop, later(shop, medicine))

    assert (told.read_sales, told.read_lines) == (2, 3)
    assert (told.sales, told.lines, told.given) == (2, 2, 910)
    assert (told.before, told.after) == (9_100, 8_190)
    assert told.last_on == shop.today
    assert told.first_on == shop.today - timedelta(days=29)
    assert not told.is_cut
    assert not Promotion.objects.exists()


def test_the_margin_is_without_tax_and_without_lines_of_unknown_cost(shop: Shop) -> None:
    medicine, unknown = add_medicine(shop), add_medicine(shop, "Vitamin C 500 mg")
    batch = stock_up(shop, medicine, 100)
    Batch.objects.filter(id=batch).update(cost_amount=4_000, cost_units=10)
    Batch.objects.filter(id=stock_up(shop, unknown, 100)).update(cost_amount=None)
    sell(shop, (medicine, 10), (unknown, 5))

    margin = preview(shop, later(shop)).margin

    assert margin is not None
    line = SaleLine.objects.get(product_id=medicine.id)
    assert margin.sold_before == line.taxable
    assert margin.cost == 4_000
    assert margin.after == margin.before - (margin.sold_before - margin.sold_after)
    assert margin.sold_after == (line.taxable * 9 + 5) // 10
    assert margin.unknown == 1
    assert margin.rates[0] == ((line.taxable - 4_000) * 10_000 * 2 // line.taxable + 1) // 2


def test_it_asks_for_the_sales_of_the_branch_and_tells_margins_to_who_sees_costs(
    shop: Shop,
) -> None:
    key = a_promotion(shop, first_on=shop.today + timedelta(days=1))

    def told(*rights: Permission) -> PromotionPreview | None:
        codes = frozenset(right.code for right in rights)
        actor = replace(shop.owner, grants={None: codes}, everywhere=frozenset())
        return preview_standing(actor=actor, branch_id=shop.branch_id, promotion_id=key)

    seen = told(VIEW_PROMOTIONS, VIEW_SALES)
    assert seen is not None
    assert seen.margin is None
    costly = told(VIEW_PROMOTIONS, VIEW_SALES, SEE_COSTS)
    assert costly is not None
    assert costly.margin is not None
    with pytest.raises(NotPermitted):
        told(VIEW_PROMOTIONS, SEE_COSTS)


def test_where_another_promotion_gives_as_much_it_adds_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    sell(shop, (medicine, 10))
    a_promotion(shop, medicine, name="Always", value=600)
    a_promotion(shop, medicine, name="Coupons", value=9_000, needs_coupon=True)
    over = {"first_on": shop.today - timedelta(days=9), "last_on": shop.today}
    a_promotion(shop, medicine, name="Over by then", value=9_000, **over)

    told = preview(shop, later(shop, medicine))
    assert (told.lines, told.given, told.before, told.after) == (1, 280, 6_580, 6_300)
    assert told.others == ["Always"]

    told = preview(shop, later(shop, medicine, value=600))
    assert (told.sales, told.lines, told.given) == (0, 0, 0)


def test_only_sales_of_its_weekdays_and_hours_count(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    sell(shop, (medicine, 10))
    today = shop.today.weekday()
    others = tuple(day for day in range(7) if day != today)

    assert preview(shop, later(shop, medicine, weekdays=(today,))).lines == 1
    assert preview(shop, later(shop, medicine, weekdays=others)).lines == 0


def test_older_sales_and_those_of_other_branches_are_not_read(shop: Shop) -> None:
    now = clock.now()
    with clock.at(now - timedelta(days=40)):
        medicine = add_medicine(shop)
        stock_up(shop, medicine, 100)
    with clock.at(now - timedelta(days=31)):
        sell(shop, (medicine, 10))
    with clock.at(now - timedelta(days=28)):
        sell(shop, (medicine, 10))
    assert preview(shop, later(shop)).read_sales == 1

    elsewhere = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    told = preview_new(actor=shop.owner, branch_id=elsewhere, promotion=later(shop))
    assert (told.branch, told.read_sales) == ("Kenanga", 0)
    with pytest.raises(PromotionElsewhere):
        preview(shop, later(shop, branch_ids=(elsewhere,)))


def test_of_too_many_lines_the_newest_whole_sales_are_read(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    with clock.at(now - timedelta(days=40)):
        medicine, other = add_medicine(shop), add_medicine(shop, "Vitamin C 500 mg")
        stock_up(shop, medicine, 100)
        stock_up(shop, other, 100)
    for days in (5, 3, 1):
        with clock.at(now - timedelta(days=days)):
            sell(shop, (medicine, 1), (other, 1))
    monkeypatch.setattr(history, "MOST_LINES", 5)

    told = preview(shop, later(shop))

    assert (told.is_cut, told.read_sales, told.read_lines) == (True, 2, 4)
    assert told.first_on == shop.today - timedelta(days=3)


def test_examples_are_priced_for_one_pack_and_for_enough(shop: Shop) -> None:
    medicine = add_medicine(shop)
    gift = later(shop, medicine, kind="free", buy=2, free=1, value=0)
    [told] = preview(shop, gift).examples.products
    assert (told.product, told.pack) == ("Paracetamol 500 mg tablet", "tablet")
    assert told.one == PriceCompared(1, 700, 700)
    assert told.enough == PriceCompared(3, 2_100, 1_400)

    [told] = preview(shop, later(shop, medicine, from_total=5_000)).examples.products
    assert told.one == PriceCompared(1, 700, 700)
    assert told.enough == PriceCompared(8, 5_600, 5_040)

    [told] = preview(shop, later(shop, medicine, from_total=10**9)).examples.products
    assert told.enough is None


def test_a_set_is_priced_as_a_whole(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Vitamin C 500 mg")
    kit = later(shop, medicine, other, kind="bundle", value=1_000)

    told = preview(shop, kit).examples

    assert [one.enough for one in told.products] == [None, None]
    assert told.whole_set == PriceCompared(1, 1_400, 1_000)


def test_of_all_products_the_examples_are_those_that_it_would_give_most_on(shop: Shop) -> None:
    medicines = [add_medicine(shop, f"Vitamin {number:02d}") for number in range(22)]
    for number, one in enumerate(medicines, start=1):
        stock_up(shop, one, 100)
        sell(shop, (one, number))

    products = preview(shop, later(shop)).examples.products

    assert len(products) == 20
    assert [one.product for one in products[:2]] == ["Vitamin 21", "Vitamin 20"]


def test_registered_and_prescription_medicines_are_left_out(shop: Shop) -> None:
    packs = [NewPack(name="tablet", factor=1, price=700)]
    hard = add_medicine(shop, "Amoxicillin", legal_class="keras", packs=packs)

    [told] = preview(shop, later(shop, hard)).examples.products
    assert (told.one, told.enough) == (PriceCompared(1, 700, 700), None)
    [told] = preview(shop, later(shop, hard, with_prescription=True)).examples.products
    assert told.one == PriceCompared(1, 700, 630)


def test_it_reads_as_many_statements_for_many_lines_as_for_few(shop: Shop) -> None:
    medicines = [add_medicine(shop, f"Vitamin {number}") for number in range(6)]
    for one in medicines:
        stock_up(shop, one, 100)
    sell(shop, (medicines[0], 1))
    with reading() as few:
        preview(shop, later(shop))
    for one in medicines:
        sell(shop, *((other, 2) for other in medicines), (one, 1))
    with reading() as many:
        told = preview(shop, later(shop))
    assert told.lines > 30
    assert many.statements == few.statements <= 10


def test_what_could_not_be_added_is_refused_by_field(shop: Shop) -> None:
    with pytest.raises(PromotionRefused) as refused:
        preview(shop, later(shop, value=0))
    assert set(refused.value.errors) == {"value"}


def test_who_may_not_is_refused(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        preview(shop, later(shop), cashier)
    key = a_promotion(shop, first_on=shop.today + timedelta(days=1))
    with pytest.raises(NotPermitted):
        preview_standing(actor=cashier, branch_id=shop.branch_id, promotion_id=key)


def test_an_ended_one_is_not_there(shop: Shop) -> None:
    key = a_promotion(shop, first_on=shop.today + timedelta(days=1))
    told = preview_standing(actor=shop.owner, branch_id=shop.branch_id, promotion_id=key)
    assert told is not None
    assert told.others == []
    end_promotion(actor=shop.owner, promotion_id=key, version=1, reason="over")
    assert preview_standing(actor=shop.owner, branch_id=shop.branch_id, promotion_id=key) is None
    with pytest.raises(NotFound):
        preview_new(actor=shop.owner, branch_id=key, promotion=later(shop))  # type: ignore[arg-type]
