"""What waited too long goes, with a note."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.parked import fetch, park, parked_told
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.parked_baskets.jobs import expire
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.parked_baskets.problems import BasketGone
from theriac.domains.parked_baskets.queries import branch_baskets

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-14")]


def test_after_seven_days_it_goes_with_a_note(shop: Shop) -> None:
    told, fetched = parked_told(shop), parked_told(shop)
    park(shop, told)
    park(shop, fetched)
    fetch(shop, fetched["id"])
    with clock.at(clock.now() + timedelta(days=6, hours=23)):
        assert expire.call() == 0
    with clock.at(clock.now() + timedelta(days=7, hours=1)):
        assert (expire.call(), expire.call()) == (1, 0)
        found = branch_baskets(shop.branch_id, shop.terminal_id, [UUID(told["id"])])
        assert (found.waiting, [str(one.id) for one in found.expired]) == ((), [told["id"]])
        assert [one.state for one in found.gone] == ["expired"]
        with pytest.raises(BasketGone, match="parked too long"):
            fetch(shop, told["id"])
    assert not ParkedBasket.objects.exclude(sealed="").exists()
