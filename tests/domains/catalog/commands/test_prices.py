"""Dated prices: added, never overwritten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import AsksFirst, NotFound
from theriac.domains.catalog.commands.prices import set_price
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
    set_price(actor=shop.owner, pack_id=strip, amount=9999, valid_from=tomorrow)

    def price(branch_id: object) -> int | None:
        found = get_product(actor=shop.owner, product_id=medicine.id, at_branch=branch_id)
        assert found is not None
        return next(pack.price for pack in found.packs if pack.id == strip)

    assert (price(shop.branch_id), price(None), price(uuid4())) == (6400, 6600, 6600)
    with clock.at(tomorrow):
        assert price(None) == 9999
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
