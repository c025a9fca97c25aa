"""What a patient bought last, and what of it they buy again and again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.queries.purchases import BASKETS, last_baskets

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-31")]


def bought(shop: Shop, patient_id: UUID, ago: int, *medicines: Medicine) -> None:
    with clock.at(clock.now() - timedelta(days=ago)):
        complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(
                items=[
                    SaleItem(product_id=one.id, pack_id=one.packs[10], packs=2) for one in medicines
                ],
                patient_id=patient_id,
            ),
        )


def test_what_was_bought_on_two_days_recurs(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=300)):
        daily, once = add_medicine(shop), add_medicine(shop, "Ibuprofen 400 mg tablet")
        stock_up(shop, daily, 400)
        stock_up(shop, once, 400)
    siti, other = register(shop, "Siti Nurhaliza"), register(shop, "Budi Santoso")
    bought(shop, siti, 200, once)
    bought(shop, siti, 32, daily)
    bought(shop, siti, 2, daily, once)
    bought(shop, siti, 1, once)
    bought(shop, other, 0, daily)

    found = last_baskets([siti], shop.today)

    told = [[(line.product_id, line.packs, line.recurs) for line in one.lines] for one in found]
    assert told == [
        [(once.id, 2, True)],
        [(daily.id, 2, True), (once.id, 2, True)],
        [(daily.id, 2, True)],
    ]
    assert [one.recurs for one in last_baskets([other], shop.today)] == [False]
    yesterday = shop.today - timedelta(days=1)
    assert last_baskets([siti], yesterday)[0].sold_on == yesterday


def test_the_newest_few_are_told_by_one_statement(
    shop: Shop, django_assert_num_queries: object
) -> None:
    medicine, siti = add_medicine(shop), register(shop)
    stock_up(shop, medicine, 400)
    for _time in range(BASKETS + 2):
        bought(shop, siti, 0, medicine)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(last_baskets([siti], shop.today)) == BASKETS
