"""What a program's sale gets of promotions and coupons, and what its lines keep of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.promotions import a_coupon, a_promotion
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.problems import ApprovalNeeded
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.promotions.models import Coupon, CouponUse
from theriac.domains.promotions.problems import CouponRefused
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale, SaleLine
from theriac.domains.sales.problems import DiscountUnfit
from theriac.domains.sales.queries.quotes import quote_sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def sell(shop: Shop, *items: SaleItem, actor: Actor | None = None, **draft: Any) -> CompletedSale:
    return complete_sale(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items, **draft),
    )


def kept() -> list[tuple[int, int, str]]:
    """Discount, what of it a promotion gave, and what was told, line by line."""
    rows = SaleLine.objects.order_by("sale__sequence", "position")
    return list(rows.values_list("discount", "promotion_off", "promotion_told"))


def test_a_line_keeps_what_it_got_and_why_and_the_sale_adds_up(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_promotion(shop, medicine)

    done = sell(shop, SaleItem(product_id=medicine.id, quantity=3))

    assert kept() == [(210, 210, "Vitamin week: 10% off")]
    assert (done.sale.gross, done.sale.discount, done.sale.total) == (2100, 210, 1890)


def test_the_best_for_the_customer_wins_and_three_get_one_free(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_promotion(shop, medicine)
    gift = a_promotion(shop, medicine, name="Three for two", kind="free", buy=2, free=1)

    sell(shop, SaleItem(product_id=medicine.id, quantity=2))
    sell(shop, SaleItem(product_id=medicine.id, quantity=3))

    told = "Three for two: buy 2, get 1 free, the cheapest"
    assert kept() == [(140, 140, "Vitamin week: 10% off"), (700, 700, told)]
    assert SaleLine.objects.filter(promotion_id=gift).count() == 1


def test_a_promotion_is_nobodys_own_discount(shop: Shop) -> None:
    """The cashier may take ten percent off what is left of the line, and no more by this."""
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_promotion(shop, medicine, value=5000)
    cashier = add_staff("cashier", shop.branch_id)

    def line(off: int) -> SaleItem:
        return SaleItem(product_id=medicine.id, quantity=10, discount=off)

    sell(shop, line(350), actor=cashier)
    assert kept() == [(3850, 3500, "Vitamin week: 50% off")]
    with pytest.raises(ApprovalNeeded):
        sell(shop, line(351), actor=cashier)
    with pytest.raises(DiscountUnfit):
        sell(shop, line(3501))


def test_it_runs_at_its_branches_days_and_minutes_alone(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    other = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="OTH",
        name="Other",
        time_zone="Asia/Jakarta",
    )
    today = shop.today
    for facts in (
        {"branch_ids": (other,)},
        {"first_on": today + timedelta(days=1)},
        {"first_on": today - timedelta(days=9), "last_on": today - timedelta(days=1)},
        {"weekdays": tuple(day for day in range(7) if day != today.weekday())},
    ):
        a_promotion(shop, medicine, **facts)

    sell(shop, SaleItem(product_id=medicine.id, quantity=1))

    assert kept() == [(0, 0, "")]


def test_prescription_medicines_only_where_the_promotion_says_so(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    stock_up(shop, medicine, 100)
    quoted = SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=10, ground=0)])
    a_promotion(shop, medicine)
    ground = GroundSeen(
        kind="prescription", prescriber="dr. Ayu", number="R-1", written_on=shop.today
    )
    draft = SaleDraft(items=quoted.items, grounds=[ground])
    where = {"branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}

    assert quote_sale(actor=shop.owner, **where, draft=draft).priced.discount == 0
    a_promotion(shop, medicine, with_prescription=True, value=500)
    assert quote_sale(actor=shop.owner, **where, draft=draft).priced.discount == 350


def test_a_coupon_is_redeemed_once_and_says_why_not(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    for one in (medicine, other):
        stock_up(shop, one, 100)
    a_coupon(shop, a_promotion(shop, medicine, needs_coupon=True))
    item = SaleItem(product_id=medicine.id, quantity=1)

    sell(shop, item)
    assert kept() == [(0, 0, "")]

    def why(*items: SaleItem, coupon: str) -> Any:
        with pytest.raises(CouponRefused) as refused:
            sell(shop, *items, coupon=coupon)
        return refused.value.facts["why"]

    assert why(item, coupon="NOSUCH") == "unknown"
    assert why(SaleItem(product_id=other.id, quantity=1), coupon="SEHAT10") == "nothing"
    assert not CouponUse.objects.exists()
    done = sell(shop, item, coupon="sehat10")
    assert kept()[-1] == (70, 70, "Vitamin week: 10% off (SEHAT10)")
    assert why(item, coupon="SEHAT10") == "used_up"
    assert list(CouponUse.objects.values_list("sale_id", "beyond")) == [(done.sale.id, False)]
    assert Coupon.objects.get().used == 1
    assert Sale.objects.count() == 2


def test_a_coupon_by_patient_asks_whom_it_is_for(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_coupon(shop, a_promotion(shop, medicine, needs_coupon=True), uses=9, uses_each=1)

    with pytest.raises(CouponRefused) as refused:
        sell(shop, SaleItem(product_id=medicine.id, quantity=1), coupon="SEHAT10")

    assert refused.value.facts["why"] == "patient"


def test_nothing_is_left_to_pay_where_all_is_free(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    a_promotion(shop, medicine, value=10_000)

    done = sell(
        shop,
        SaleItem(product_id=medicine.id, quantity=1),
        tenders=[TenderGiven(method=PaymentMethod.CASH)],
    )

    assert (done.sale.total, done.sale.discount) == (0, 700)
    assert clock.now() >= done.sale.recorded_at
