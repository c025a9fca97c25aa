"""Batches that expire within 60 days are told with a price and its margin; a person sets it."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.problems import NotPermitted
from theriac.domains.sales.promotions.markdowns import list_markdowns, markdown_of
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-21")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_batch_under_sixty_days_shows_its_price_and_margin(shop: Shop) -> None:
    medicine = add_medicine(shop)
    soon = stock_up(shop, medicine, 25, days=29, batch_number="SOON")
    stock_up(shop, medicine, 25, days=60, batch_number="LATE")
    Batch.objects.filter(id=soon).update(cost_amount=4_000, cost_units=10)

    [told] = list_markdowns(actor=shop.owner, branch_id=shop.branch_id)

    assert (told.batch_id, told.days, told.quantity) == (soon, 29, 25)
    assert (told.price, told.suggested, told.cost) == (700, 490, 400)
    assert told.margins == (4_286, 1_837)
    assert told.given_up == 210 * 25
    suggestion = markdown_of(actor=shop.owner, branch_id=shop.branch_id, batch_id=soon)
    assert suggestion == told


def test_set_by_a_person_it_is_the_batchs_own_and_leaves_the_list(shop: Shop) -> None:
    medicine = add_medicine(shop)
    soon = stock_up(shop, medicine, 25, days=10)
    Batch.objects.filter(id=soon).update(cost_amount=100)
    client = client_of(shop, "manager")
    listed = client.get("/promotions/near-expiry/").content.decode()
    assert f"/stock/batches/{soon}/price/?suggested=1" in listed

    form = client.get(f"/stock/batches/{soon}/price/?suggested=1").content.decode()
    assert 'value="350"' in form
    sent = {
        "pack_id": str(medicine.packs[1]),
        "price": "350",
        "reason": "Expires soon",
        "version": f"{Batch.objects.get().version}",
    }
    assert client.post(f"/stock/batches/{soon}/price/", sent).status_code == 302

    batch = Batch.objects.get()
    assert (batch.own_price_amount, batch.own_price_units) == (350, 1)
    assert list_markdowns(actor=shop.owner, branch_id=shop.branch_id) == []


def test_only_who_sets_prices_is_told(shop: Shop) -> None:
    with pytest.raises(NotPermitted):
        list_markdowns(actor=add_staff("cashier", shop.branch_id), branch_id=shop.branch_id)
