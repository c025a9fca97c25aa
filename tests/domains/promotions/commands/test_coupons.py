"""Coupons: a code each, redeemed as often as it has uses, and counted whatever happens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.promotions import a_coupon, a_promotion
from tests.support.shop import Shop, open_shop
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.promotions.commands.coupons import end_coupon, redeem_told
from theriac.domains.promotions.models import Coupon
from theriac.domains.promotions.problems import PromotionEnded, PromotionRefused
from theriac.domains.promotions.queries import promotions_ahead
from theriac.domains.promotions.rules.facts import CouponNew

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_coupons_code_is_one_whatever_its_letters_and_ends(shop: Shop) -> None:
    key = a_promotion(shop, needs_coupon=True)
    coupon_id = a_coupon(shop, key, "sehat10", uses=2)

    with pytest.raises(PromotionRefused):
        a_coupon(shop, key, "SEHAT10")
    with pytest.raises(PromotionRefused):
        a_coupon(shop, a_promotion(shop), "OTHER1")
    assert promotions_ahead(shop.branch_id, shop.today)[0].coupons == ["SEHAT10"]
    assert end_coupon(actor=shop.owner, coupon_id=coupon_id, version=1, reason="over") == 2
    with pytest.raises(PromotionEnded):
        end_coupon(actor=shop.owner, coupon_id=coupon_id, version=2, reason="over")
    for code in ("ab", "a b c d", "x" * 21, "äöüß"):
        with pytest.raises(Unprocessable):
            given(CouponNew, promotion_id=key, code=code)


def test_redemptions_beyond_the_uses_stand_apart_and_verify_recounts(
    shop: Shop, within_a_command: Any
) -> None:
    coupon_id = a_coupon(shop, a_promotion(shop, needs_coupon=True))

    assert [redeem_told(coupon_id, new_id()) for _ in range(3)] == [True, False, False]
    row = Coupon.objects.get()
    assert [(one.ordinal, one.beyond) for one in row.redemptions.order_by("ordinal")] == [
        (1, False),
        (2, True),
        (3, True),
    ]
    assert not _found()
    Coupon.objects.update(used=2)
    assert _found() == ["promotions.uses_differ"]


def _found() -> list[str]:
    [done] = run_checks(["promotions.coupon_uses"])
    return [one.code for one in done.violations]
