"""Where a promotion stands: lists, files and commands ask the same once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.promotions import a_coupon, a_promotion
from tests.support.shop import Shop, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.domains.promotions.commands.promotion import end_promotion, pause_promotion
from theriac.domains.promotions.problems import PromotionEnded
from theriac.domains.promotions.queries import list_promotions
from theriac.domains.promotions.states import PromotionState

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
DAY = timedelta(days=1)


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def over(shop: Shop, **facts: Any) -> UUID:
    """One whose last day was yesterday, which nobody ended."""
    return a_promotion(shop, first_on=shop.today - 3 * DAY, last_on=shop.today - DAY, **facts)


def test_each_state_lists_its_own(shop: Shop) -> None:
    planned = {"first_on": shop.today + DAY, "last_on": shop.today + 2 * DAY}
    keys = {
        "running": a_promotion(shop),
        "planned": a_promotion(shop, **planned),
        "paused": a_promotion(shop, **planned),
        "ended": over(shop),
    }
    told: dict[str, Any] = {"actor": shop.owner, "version": 1, "reason": "too dear"}
    pause_promotion(promotion_id=keys["paused"], **told)
    assert set(keys) == set(PromotionState)
    for state, key in keys.items():
        found = list_promotions(actor=shop.owner, state=state)
        assert [(one.row.id, one.state) for one in found] == [(key, state)]
    current = {one.row.id for one in list_promotions(actor=shop.owner)}
    assert current == set(keys.values()) - {keys["ended"]}


def test_what_is_over_takes_neither_an_act_nor_a_coupon(shop: Shop) -> None:
    key = over(shop, needs_coupon=True)
    with pytest.raises(PromotionEnded):
        pause_promotion(actor=shop.owner, promotion_id=key, version=1, reason="late")
    with pytest.raises(PromotionEnded):
        a_coupon(shop, key)


def test_the_trail_says_the_state_that_it_had(shop: Shop) -> None:
    first_on, last_on = shop.today + DAY, shop.today + 2 * DAY
    key = a_promotion(shop, first_on=first_on, last_on=last_on)
    told: dict[str, Any] = {"actor": shop.owner, "promotion_id": key}
    pause_promotion(**told, version=1, reason="too dear")
    end_promotion(**told, version=2, reason="sold out")
    records = AuditRecord.objects.filter(object_id=key).order_by("recorded_at", "id")
    sides = [(one.facts["before"], one.facts["after"]) for one in records[1:]]
    assert sides == [
        ({"state": "planned"}, {"state": "paused"}),
        ({"state": "paused"}, {"state": "ended"}),
    ]
