"""Tiles of one branch that are added at the same moment: none is lost, no two share a place."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.concurrency.test_sales import all_at_once
from tests.concurrency.test_stock_room import CLIENTS, answered
from tests.support.shop import add_medicine, open_shop
from theriac.domains.catalog.commands.favourites import put_favourite, remove_favourite
from theriac.domains.catalog.models import Favourite, Pack

pytestmark = pytest.mark.django_db(transaction=True)


ROUNDS = 5
"""What comes later numbers all tiles anew, so each round begins with none."""


def test_the_first_tiles_of_a_branch_take_a_place_each() -> None:
    shop = open_shop()
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    made = [add_medicine(shop, f"Loose {number}") for number in range(CLIENTS)]
    packs = [Pack.objects.get(product_id=one.id, factor=1).id for one in made]

    def put(pack_id: UUID) -> Callable[[], str]:
        return answered(lambda: put_favourite(**here, pack_id=pack_id), "put")

    for _round in range(ROUNDS):
        acts = [put(pack_id) for pack_id in packs]
        assert all_at_once(acts, clients=CLIENTS) == {"put": CLIENTS}
        tiles = Favourite.objects.filter(branch_id=shop.branch_id)
        assert {one.pack_id for one in tiles} == set(packs)
        assert sorted(one.position for one in tiles) == list(range(1, CLIENTS + 1))
        for pack_id in packs:
            remove_favourite(**here, pack_id=pack_id)
