"""What a counter parks: bounded, and a basket."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.parked import basket_of, park, parked_told, sealed_for
from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.domains.parked_baskets.commands.park import ParkedState
from theriac.domains.parked_baskets.models import ParkedBasket

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-14")]


def test_what_isnt_this_basket_is_refused(shop: Shop) -> None:
    basket_id = new_id()
    wrong = [
        parked_told(shop, basket_id, content=basket_of(new_id())),
        parked_told(shop, basket_id, content={"id": str(basket_id), "lines": []}),
        parked_told(shop, basket_id, content=[1]),
        parked_told(shop, basket_id) | {"sealed": "1.x.y"},
        parked_told(shop, basket_id)
        | {"sealed": sealed_for(shop, "ground", basket_id, basket_of(basket_id))},
    ]
    assert [park(shop, one) for one in wrong] == [ParkedState.REFUSED] * 5
    assert not ParkedBasket.objects.exists()


def test_a_branch_has_room_for_so_many(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theriac.domains.parked_baskets.commands.park.MOST_WAITING", 1)
    told = parked_told(shop)
    assert park(shop, told) is ParkedState.WAITING
    assert park(shop, parked_told(shop)) is ParkedState.FULL
    assert park(shop, parked_told(shop, UUID(told["id"]), later=5)) is ParkedState.WAITING
