"""From items to priced lines: a split never makes the customer pay more."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, SaleLine
from theriac.domains.sales.pushes.lines import PushedLine

pytestmark = pytest.mark.django_db


def sell(shop: Shop, *items: SaleItem) -> list[SaleLine]:
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items),
    )
    return list(done.lines)


def told(lines: list[SaleLine], medicine: Medicine) -> list[tuple[int, int, int]]:
    """Pack's factor, base units and amount of each line."""
    factors = {pack_id: factor for factor, pack_id in medicine.packs.items()}
    return [(factors[line.pack_id], line.quantity, line.gross) for line in lines]


def two_mrps(shop: Shop, medicine: Medicine) -> tuple[UUID, UUID]:
    mrp = {"mrp_units": 10}
    return (
        stock_up(shop, medicine, 13, days=100, batch_number="A", mrp_amount=9000, **mrp),
        stock_up(shop, medicine, 40, days=300, batch_number="B", mrp_amount=9500, **mrp),
    )


@pytest.mark.parametrize("country", ["id", "generic"])
@pytest.mark.parametrize("strip", [6500, 6501, 6999])
def test_strips_split_by_mrp_cost_no_more_than_the_strips(country: str, strip: int) -> None:
    shop = open_shop(country)
    packs = [
        NewPack(name="tablet", factor=1, price=700),
        NewPack(name="strip", factor=10, price=strip),
    ]
    medicine = add_medicine(shop, packs=packs)
    two_mrps(shop, medicine)

    lines = sell(shop, SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=2))

    assert told(lines, medicine) == [(1, 13, strip * 13 // 10), (1, 7, strip * 7 // 10)]
    assert sum(line.gross for line in lines) <= 2 * strip


@pytest.mark.parametrize("quantity", [3, 13, 27])
def test_units_asked_of_a_pack_cost_its_exact_ratio_and_never_more(quantity: int) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)

    strip = medicine.packs[10]
    lines = sell(shop, SaleItem(product_id=medicine.id, pack_id=strip, quantity=quantity))

    assert told(lines, medicine) == [(1, quantity, 650 * quantity)]
    assert Fraction(lines[0].gross) <= Fraction(6500 * quantity, 10)


def test_a_tablet_asked_as_a_tablet_keeps_its_own_price() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)

    lines = sell(shop, SaleItem(product_id=medicine.id, quantity=13))

    assert told(lines, medicine) == [(1, 13, 9100)]


def test_a_strip_of_15_at_31_50_cut_to_4() -> None:
    shop = open_shop("in")
    packs = [NewPack(name="strip", factor=15)]
    medicine = add_medicine(shop, packs=packs)
    stock_up(shop, medicine, 30, mrp_amount=3150, mrp_units=15)

    assert [line.gross for line in sell(shop, SaleItem(product_id=medicine.id, quantity=4))] == [
        840
    ]


def test_a_counters_split_line_agrees_with_the_books() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    first, second = two_mrps(shop, medicine)

    def part(batch: UUID, quantity: int, position: int) -> PushedLine:
        line = pushed_line(shop, medicine, [(batch, quantity)], price=650, position=position)
        return pushed_line(
            shop,
            medicine,
            [(batch, quantity)],
            price=650,
            position=position,
            price_amount=6500,
            price_units=10,
            id=line.id,
        )

    push(shop, pushed_sale(shop, [part(first, 13, 1), part(second, 7, 2)]))
    assert DiscrepancyCase.objects.count() == 0

    push(shop, pushed_sale(shop, [part(second, 7, 1)], 2))
    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["price"]
