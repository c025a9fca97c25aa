"""Dated prices: added, never overwritten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import AsksFirst, NotFound
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Price
from theriac.domains.catalog.problems import ProductRefused
from theriac.domains.catalog.queries.products import get_product

pytestmark = pytest.mark.django_db


def test_a_price_holds_from_its_instant_and_the_branchs_own_goes_first(shop: Shop) -> None:
    medicine = add_medicine(shop)
    strip = medicine.packs[10]
    tomorrow = clock.now() + timedelta(days=1)

    set_price(actor=shop.owner, pack_id=strip, amount=6600)
    set_price(actor=shop.owner, pack_id=strip, amount=6400, branch_id=shop.branch_id)
    set_price(actor=shop.owner, pack_id=strip, amount=9899, valid_from=tomorrow)

    def price(branch_id: object) -> int | None:
        found = get_product(actor=shop.owner, product_id=medicine.id, at_branch=branch_id)
        assert found is not None
        return next(pack.price for pack in found.packs if pack.id == strip)

    assert (price(shop.branch_id), price(None), price(uuid4())) == (6400, 6600, 6600)
    with clock.at(tomorrow):
        assert price(None) == 9899
    assert Price.objects.filter(pack_id=strip).count() == 4


def test_the_past_keeps_its_prices(shop: Shop) -> None:
    medicine = add_medicine(shop)

    with pytest.raises(ProductRefused) as refused:
        set_price(
            actor=shop.owner,
            pack_id=medicine.packs[1],
            amount=1,
            valid_from=clock.now() - timedelta(seconds=1),
        )

    assert refused.value.field == "valid_from"
    with pytest.raises(ProductRefused):
        set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=-1)
    with pytest.raises(NotFound):
        set_price(actor=shop.owner, pack_id=uuid4(), amount=1)


@pytest.mark.rows("PUR-14")
def test_a_price_below_the_last_cost_asks_and_is_set_once_it_is_confirmed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    strip = medicine.packs[10]
    stock_up(shop, medicine, 100, cost_amount=1_999, cost_units=5)

    with pytest.raises(AsksFirst) as refused:
        set_price(actor=shop.owner, pack_id=strip, amount=3_997)

    code = f"below_cost:{strip.hex}:3998:3997"
    words = "Paracetamol 500 mg tablet: 1 strip last cost Rp 3.998, more than its price Rp 3.997."
    assert refused.value.facts["questions"] == [{"code": code, "detail": words}]
    assert not Price.objects.filter(amount=3_997).exists()
    set_price(actor=shop.owner, pack_id=strip, amount=3_998)
    set_price(actor=shop.owner, pack_id=strip, amount=3_997, confirmed=[code])
    record = AuditRecord.objects.filter(command="catalog.set_price").latest("recorded_at")
    assert record.facts["confirmed"] == [code]


def test_a_price_far_off_the_one_before_asks_and_is_set_once_it_is_confirmed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    strip = medicine.packs[10]
    set_price(actor=shop.owner, pack_id=strip, amount=9_750)  # half as much again, and no more

    with pytest.raises(AsksFirst) as refused:
        set_price(actor=shop.owner, pack_id=strip, amount=975)

    code = f"price_far:{strip.hex}:9750:975"
    words = (
        "Paracetamol 500 mg tablet: 1 strip costs Rp 9.750 now. Rp 975 differs by more than 50 %."
    )
    assert refused.value.facts["questions"] == [{"code": code, "detail": words}]
    set_price(actor=shop.owner, pack_id=strip, amount=975, confirmed=[code])
    with pytest.raises(AsksFirst):  # a yes is to these figures only
        set_price(actor=shop.owner, pack_id=strip, amount=97_500, confirmed=[code])


def test_what_is_far_off_is_told_by_what_holds_at_the_branch(shop: Shop) -> None:
    strip = add_medicine(shop).packs[10]
    first: dict[str, Any] = {"actor": shop.owner, "pack_id": strip, "branch_id": shop.branch_id}
    with pytest.raises(AsksFirst):
        set_price(**first, amount=20_000)
    set_price(**first, amount=9_000)
    set_price(**first, amount=13_000)


def test_the_first_price_of_a_pack_is_far_off_nothing(shop: Shop) -> None:
    unpriced = add_medicine(shop, "Zinc", packs=[NewPack(name="strip", factor=10)])
    set_price(actor=shop.owner, pack_id=unpriced.packs[10], amount=1_000_000)


def test_no_price_is_set_above_the_ceiling_by_law(shop: Shop) -> None:
    medicine = add_medicine(shop)
    strip = medicine.packs[10]
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=2_111, units=3)

    with pytest.raises(ProductRefused) as refused:
        set_price(actor=shop.owner, pack_id=strip, amount=7_037)

    assert refused.value.field == "price"
    assert str(refused.value.detail) == (
        "Paracetamol 500 mg tablet: 1 strip may cost at most Rp 7.036 by law. Lower the price."
    )
    set_price(actor=shop.owner, pack_id=strip, amount=7_036)
