"""Two prices from the same instant: the later recorded is in force, wherever one asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import add_medicine, open_shop
from theriac.core import clock
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Price
from theriac.domains.catalog.queries.prices.dated import dated_prices, prices_to_keep
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.pricing.rules.prices import PriceRow, price_in_force

pytestmark = pytest.mark.django_db


def test_every_reader_takes_the_later_recorded() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    pack_id = medicine.packs[1]
    begins = clock.now() + timedelta(hours=1)
    for amount in (900, 1100, 900, 1000):
        set_price(actor=shop.owner, pack_id=pack_id, amount=amount, valid_from=begins)
    last = Price.objects.get(amount=1000)
    assert last.recorded_at == max(Price.objects.values_list("recorded_at", flat=True))

    with clock.at(begins):
        rows = [
            PriceRow(pack_id, one.branch_id, one.amount, one.valid_from)
            for one in sale_facts([medicine.id])[medicine.id].packs[pack_id].prices
        ]
        held = price_in_force(rows, pack_id, branch_id=shop.branch_id, moment=begins)
        asked = {"actor": shop.owner, "product_ids": [medicine.id], "at_branch": shop.branch_id}
        dated = dated_prices(**asked)[pack_id]  # type: ignore[arg-type]
        [detail] = product_details(**asked)  # type: ignore[arg-type]
    assert held is not None
    assert held.amount == 1000
    assert [row.amount for row in prices_to_keep(dated, begins)] == [1000]
    assert next(pack.price for pack in detail.packs if pack.id == pack_id) == 1000
