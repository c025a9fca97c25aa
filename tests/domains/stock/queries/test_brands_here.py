"""A medicine's brands: what can be sold here first, of that the earliest expiry."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.domains.catalog.queries.generics import products_named
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.queries.levels import brands_here

pytestmark = pytest.mark.django_db


@pytest.mark.rows("CAT-03", "CAT-11")
def test_what_expires_first_stands_in_front_and_what_is_out_at_the_end() -> None:
    shop = open_shop()
    said = {"substance": "Amoxicillin", "strength": "500 mg", "dose_form": "capsule"}
    late, out, soon, held = (
        add_medicine(shop, name, **said) for name in ("Amoxan", "Bimox", "Kalmox", "Widemox")
    )
    stock_up(shop, late, 10, days=300)
    stock_up(shop, soon, 10, days=40)
    stock_up(shop, soon, 10, days=-1)
    batch = stock_up(shop, held, 10, days=20)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="look")

    ids = products_named(actor=shop.owner, text="amoxicillin")
    found = brands_here(actor=shop.owner, branch_id=shop.branch_id, product_ids=ids)

    assert [name for _level, name in found] == ["Kalmox", "Amoxan", "Bimox", "Widemox"]
    assert [level.available for level, _name in found] == [10, 10, 0, 0]
    assert {level.product_id for level, _name in found} == {late.id, out.id, soon.id, held.id}
