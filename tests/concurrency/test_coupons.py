"""Several tills redeem the last uses of a coupon at once: so many do, the others are told so."""

from __future__ import annotations

import pytest

from tests.support.at_once import how_many
from tests.support.promotions import a_coupon, a_promotion
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.promotions.models import Coupon, CouponUse
from theriac.domains.promotions.problems import CouponRefused
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-27")]


def test_of_four_at_once_two_redeem_a_coupon_with_two_uses(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_coupon(shop, a_promotion(shop, medicine, needs_coupon=True), uses=2)

    def sell() -> object:
        item = SaleItem(product_id=medicine.id, quantity=1)
        return complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[item], coupon="SEHAT10"),
        )

    assert how_many([sell] * 4, CouponRefused) == 2

    assert (Sale.objects.count(), Coupon.objects.get().used) == (2, 2)
    uses = CouponUse.objects.order_by("ordinal").values_list("ordinal", "beyond")
    assert list(uses) == [(1, False), (2, False)]
    assert [v.sentence for result in run_checks() for v in result.violations] == []
