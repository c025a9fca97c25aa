"""What a branch needs to order: counted from demand, stock, what comes, and suppliers' terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from tests.domains.forecasting.demands import FIRST, Days, days_of
from tests.support.orders import a_receipt, an_order, arrive, go_back
from tests.support.reading import reading
from tests.support.receipts import goods, received
from tests.support.reservations import reserve
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.forecasting.queries.needs import BranchNeeds, ProductNeed, branch_needs
from theriac.domains.forecasting.rules.lead_times import LeadSource, LeadTime
from theriac.domains.forecasting.rules.needs import NeedLimit, OrderTerms, StockPosition
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.purchase_orders.queries.arrivals import lead_spreads_of
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.commands.settle_want import take_wants
from theriac.domains.replenishment.commands.want_needed import want_needed
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.stock.models import Reservation
from theriac.domains.suppliers.ids import SupplierId

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier_id(shop: Shop) -> SupplierId:
    return a_supplier(shop)


@pytest.fixture
def days(shop: Shop, supplier_id: SupplierId) -> Days:
    """A box of 100 comes on day 0; on days 1 to 20 four are sold, on day 21 it is looked at."""
    found = days_of(shop)
    with found.on(0):
        received(shop, supplier_id, goods(shop, found.medicine, packs=1))
    for number in range(1, 21):
        found.sell(number, 4)
    found.night(21)
    return found


def needs(days: Days, number: int = 21, branch_id: UUID | None = None) -> BranchNeeds:
    with days.on(number):
        return branch_needs(actor=days.shop.owner, branch_id=branch_id or days.shop.branch_id)


def the_need(days: Days, number: int = 21) -> ProductNeed:
    found = {one.product_id: one for one in needs(days, number).products}
    return found[days.medicine.id]


def test_a_need_says_all_that_it_is_counted_from(days: Days, supplier_id: SupplierId) -> None:
    """80 on 21 days with stock, the day of coming too; 2 days until delivery, 7 between orders."""
    found = the_need(days)
    assert (found.rate.units, found.rate.days, found.rate.days_out) == (80, 90, 69)
    assert found.spread.mean == Fraction(80, 21)
    # Twenty days of 4 and one of none: 320 less 80 * 80 / 21, over 20.
    assert found.spread.variance == Fraction(320 * 21 - 6400, 21 * 20)
    assert found.terms == OrderTerms(2, 7, 95)
    assert found.position == StockPosition(sellable=20)
    # 1.644854 * sqrt(9 * 16 / 21) = 4.31 are kept; 2 days sell 7.62 and 9 days 34.29.
    order = found.order
    assert (order.safety, order.reorder_point, order.level, order.lacking) == (5, 12, 39, 19)
    # 20 are more than 12, and less than a box lacks: it waits.
    assert (order.pack, order.units, order.limit) == (100, 0, NeedLimit.PACK)
    assert (found.supplier_id, found.cost) == (supplier_id, Fraction(400))
    assert (found.abc, found.expiring, found.minimum, found.listed) == ("A", 0, 0, 0)
    assert needs(days).last == FIRST + timedelta(days=20)
    assert needs(days).suppliers[supplier_id].name == "PT Kimia Farma Trading"


def test_at_the_reorder_point_a_whole_box_is_ordered_and_has_a_value(
    days: Days, supplier_id: SupplierId
) -> None:
    days.sell(21, 9)
    order = the_need(days).order
    assert (order.units, order.packs) == (100, 1)
    assert the_need(days).value == 40_000
    assert needs(days).needed_of([days.medicine.id]) == {days.medicine.id: 100}
    assert needs(days).needed_of([]) == {}
    assert needs(days).unlisted_of(supplier_id) == {days.medicine.id: 100}
    assert needs(days).unlisted_of(UUID(int=1)) == {}


def test_what_is_kept_for_somebody_counts_no_more_and_a_counters_quota_does(days: Days) -> None:
    with days.on(21):
        reserve(days.shop, days.medicine, 5)
    assert the_need(days).position == StockPosition(sellable=20, reserved=5)
    Reservation.objects.update(purpose="quota", expires_at=None)
    assert the_need(days).position == StockPosition(sellable=20)


def test_what_was_ordered_counts_until_it_comes(days: Days, supplier_id: SupplierId) -> None:
    shop = days.shop
    days.sell(21, 15)
    with days.on(21):
        want_needed(
            actor=shop.owner,
            branch_id=shop.branch_id,
            needed={days.medicine.id: 300},
        )
        assert the_need(days).listed == 300
        want = WantEntry.objects.get()
        take_wants(actor=shop.owner, branch_id=shop.branch_id, want_ids=[want.id])
        ordered = the_need(days)
    assert (ordered.listed, ordered.position.on_order, ordered.order.units) == (0, 300, 0)
    with days.on(22):
        received(shop, supplier_id, goods(shop, days.medicine, packs=1, batch_number="KF-02"))
    came = the_need(days, 22).position
    assert (came.on_order, came.sellable) == (200, 105)


def test_what_expires_before_it_sells_is_not_counted_on(days: Days) -> None:
    """50 that expire in five days: 19 of them sell until then, the box's 20 after that."""
    days.come(21, 50, expires=26, batch="OLD")
    found = the_need(days)
    assert (found.expiring, found.position.sellable) == (31, 20 + 19)
    assert the_need(days, 26).position.sellable == 20


def test_a_minimum_is_ordered_of_what_never_sold(days: Days) -> None:
    idle = days_of(days.shop, "Zinc 20 mg tablet")
    with days.on(21):
        set_minimum(
            actor=days.shop.owner,
            branch_id=days.shop.branch_id,
            product_id=idle.medicine.id,
            quantity=30,
        )
    found = the_need(replace(days, medicine=idle.medicine))
    assert (found.minimum, found.order.lacking, found.order.units) == (30, 30, 30)
    assert (found.supplier_id, found.cost, found.value, found.abc) == (None, None, None, "C")
    assert found.rate.days_in_stock == 0


def test_a_usual_shelf_life_caps_the_order(days: Days, supplier_id: SupplierId) -> None:
    """What comes with 45 days, of which 30 aren't counted on, may be 15 days' sales."""
    shop = days.shop
    with days.on(21):
        short = shop.today + timedelta(days=45)
        line = goods(
            shop, days.medicine, packs=1, pack_id=days.medicine.packs[10], price=4_000,
            expires_on=short, batch_number="S1", is_short_accepted=True,
        )  # fmt: skip
        received(shop, supplier_id, line)
    PharmacySettings.objects.update(review_days=60)
    order = the_need(days).order
    assert order.pack == 10
    # 15 days at 80 / 21 are 57, of which 30 are there.
    assert (order.cap, order.units, order.limit) == (27, 20, NeedLimit.EXPIRY)
    assert order.lacking > 200


def test_settings_hold_where_the_supplier_says_nothing(days: Days) -> None:
    PharmacySettings.objects.update(lead_days=5, review_days=10, service_percent=80)
    assert the_need(days).terms == OrderTerms(2, 10, 80)
    other = a_supplier(days.shop, "PT Bina San Prima", lead_days=None)
    with days.on(21):
        received(days.shop, other, goods(days.shop, days.medicine, batch_number="B2"))
    found = the_need(days)
    assert (found.terms, found.supplier_id) == (OrderTerms(5, 10, 80), other)


def test_a_vital_product_is_covered_better(days: Days) -> None:
    safety = the_need(days).order.safety
    with days.on(21):
        change_product(
            actor=days.shop.owner,
            product_id=days.medicine.id,
            version=1,
            changes={"ved": "vital"},
        )
    found = the_need(days)
    assert (found.ved, found.terms.service_percent) == ("vital", 98)
    assert found.order.safety > safety


def test_what_was_merged_counts_as_the_product_that_is_left(days: Days) -> None:
    """On day 22 both sold, which is one day of the product that is left."""
    merged = days_of(days.shop, "Paracetamol 500mg tab")
    merged.come(21, 10)
    merged.sell(22, 6)
    days.sell(22, 4)
    with days.on(22):
        merge_products(
            actor=days.shop.owner,
            kept_id=days.medicine.id,
            merged_id=merged.medicine.id,
            reason="Entered twice",
        )
    days.night(23)
    found = the_need(days, 23)
    assert [one.product_id for one in needs(days, 23).products] == [days.medicine.id]
    assert (found.rate.units, found.rate.days_in_stock, found.position.sellable) == (90, 23, 20)
    squares = 20 * 16 + 100
    assert found.spread.variance == (squares - Fraction(90 * 90, 23)) / 22


def test_goods_on_the_way_from_another_branch_count_here_and_not_there(days: Days) -> None:
    shop = days.shop
    there = second_branch(shop)
    with days.on(21):
        days_sent(days, there)
    days.night(22)
    elsewhere = needs(days, 22, there)
    assert [(one.position.in_transit, one.rate.days) for one in elsewhere.products] == [(12, 0)]
    assert the_need(days, 22).position == StockPosition(sellable=8)


def days_sent(days: Days, there: UUID) -> None:
    """Twelve leave for another branch."""
    from tests.support.transfers import Two  # noqa: PLC0415 (slow)
    from theriac.domains.stock.models import Batch  # noqa: PLC0415 (slow)

    batch = Batch.objects.get(product_id=days.medicine.id)
    Two(days.shop, there, days.medicine, batch.id).sent(12)  # type: ignore[arg-type]


def test_costs_are_for_who_may_see_them_and_stock_for_who_works_there(days: Days) -> None:
    cashier = add_staff("cashier", days.shop.branch_id)
    with days.on(21):
        seen = branch_needs(actor=cashier, branch_id=days.shop.branch_id).products[0]
        assert (seen.cost, seen.value, seen.rate.units) == (None, None, 80)
        stranger = add_staff("cashier", second_branch(days.shop), "stranger")
        with pytest.raises(NotPermitted):
            branch_needs(actor=stranger, branch_id=days.shop.branch_id)


def test_before_the_first_night_nothing_is_told(shop: Shop) -> None:
    days = days_of(shop)
    days.come(0, 10)
    found = needs(days, 1)
    assert (found.last, found.products) == (None, ())


def test_more_products_are_read_with_no_more_statements(days: Days) -> None:
    with reading() as one:
        assert len(needs(days).products) == 1
    for number in range(3):
        other = days_of(days.shop, f"Medicine {number} tablet")
        other.come(21, 10)
        other.sell(21, number + 1)
    days.night(22)
    with reading() as all_of_them:
        assert len(needs(days, 22).products) == 4
    assert one.statements == all_of_them.statements == 19


@pytest.mark.rows("PUR-21")
def test_measured_orders_go_before_the_suppliers_own_days(
    days: Days, supplier_id: SupplierId
) -> None:
    """Two orders took 4 and 6 days: the point is what sells in five, and they vary by two."""
    shop = days.shop
    PharmacySettings.objects.update(lead_orders=2)
    with days.on(1):
        orders = [an_order(shop, days.medicine, supplier_id) for _number in range(2)]
    for order_id, number in zip(orders, (5, 7), strict=True):
        assert the_need(days).lead == LeadTime(Fraction(2), LeadSource.SUPPLIER)
        with days.on(number):
            receipt, came = a_receipt(), {days.medicine.id: 200}
            arrive(
                actor=shop.owner,
                branch_id=shop.branch_id,
                order_id=order_id,
                receipt=receipt,
                came=came,
            )
    found = the_need(days)
    assert found.lead == LeadTime(Fraction(5), LeadSource.ORDERS, Fraction(2), 2)
    assert found.terms == OrderTerms(Fraction(5), 7, 95, Fraction(2))
    # 1.644854 * sqrt(12 * 16 / 21 + (80 / 21) ** 2 * 2) = 10.16 are kept; 5 days sell 19.05.
    assert (found.order.safety, found.order.reorder_point) == (11, 30)
    with days.on(21):
        go_back(actor=shop.owner, branch_id=shop.branch_id, order_id=orders[1], receipt=receipt)
    assert the_need(days).lead.source is LeadSource.SUPPLIER
    with days.on(21):
        other = second_branch(shop)
    assert lead_spreads_of(other, shop.today) == {}


def test_the_day_is_the_branches_own(days: Days) -> None:
    assert needs(days, 25).last == date(2026, 10, 21)
