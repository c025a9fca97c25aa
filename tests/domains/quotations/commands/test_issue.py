"""A quotation: today's prices, a number of the branch's own, no stock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.approving import by_two
from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.pricing.problems import NoPrice, PriceAboveCeiling
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.drafts import QuotationBuyer, QuotationNew
from theriac.domains.quotations.models import Quotation, QuotationLine
from theriac.domains.quotations.problems import QuotationUnknown
from theriac.domains.quotations.queries import buyer_of
from theriac.domains.sales.problems import DiscountUnfit, ProductUnknown
from theriac.domains.stock.models import Balance, Movement

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


def test_it_promises_todays_prices_and_touches_no_stock(shop: Shop) -> None:
    medicine, absent = add_medicine(shop), add_medicine(shop, "Ibuprofen 400 mg tablet")
    stock_up(shop, medicine, 50)
    before = list(Balance.objects.values_list("quantity", "reserved"))
    moved = Movement.objects.count()

    row = a_quotation(shop, quoted(medicine, 2), quoted(absent, 1, 100), buyer="  SD  Negeri 4 ")

    assert (row.number[4:10], row.number[-6:]) == ("QT-26-", "000001")
    assert (row.gross, row.discount, row.total) == (73_000, 0, 73_000)
    assert row.valid_until == shop.today + timedelta(days=14)
    lines = QuotationLine.objects.order_by("position")
    told = list(lines.values_list("packs", "quantity", "price_amount", "price_units", "total"))
    assert told == [(2, 20, 6500, 10, 13_000), (1, 100, 60_000, 100, 60_000)]
    buyer = buyer_of(row)
    assert buyer is not None
    assert buyer.name == "SD Negeri 4"
    assert list(Balance.objects.values_list("quantity", "reserved")) == before
    assert Movement.objects.count() == moved
    assert [one for result in run_checks() for one in result.violations] == []


def test_a_refused_one_takes_no_number(shop: Shop) -> None:
    medicine = add_medicine(shop)
    unpriced = add_medicine(shop, "Zinc 20 mg", packs=[NewPack(name="tablet", factor=1)])
    with pytest.raises(NoPrice):
        a_quotation(shop, quoted(unpriced, 1, 1))
    with pytest.raises(DiscountUnfit):
        a_quotation(shop, quoted(medicine, 1, discount=6501))
    with pytest.raises(ProductUnknown) as pack:
        a_quotation(
            shop, quoted(medicine, 1), quoted(Medicine(medicine.id, {10: unpriced.packs[1]}))
        )
    assert pack.value.field == "items.1.pack_id"

    assert a_quotation(shop, quoted(medicine)).number.endswith("000001")
    assert a_quotation(shop, quoted(medicine)).number.endswith("000002")


def test_a_discount_above_the_limit_is_approved_by_somebody_else(shop: Shop) -> None:
    medicine = add_medicine(shop)
    item = quoted(medicine, 2, discount=2600)
    assert a_quotation(shop, quoted(medicine, 2, discount=1300)).discount == 1300
    with pytest.raises(ApprovalNeeded) as needed:
        a_quotation(shop, item)
    assert needed.value.facts["action"] == "sales.discount"
    manager = add_staff("manager", shop.branch_id, "approver")

    row = by_two(manager, shop.owner, lambda yes: a_quotation(shop, item, approval_id=yes))

    assert (row.discount, row.approval_id is not None) == (2600, True)


def test_an_approval_of_a_basket_holds_for_that_basket_alone(shop: Shop) -> None:
    medicine = add_medicine(shop)
    item, basket = quoted(medicine, 2, discount=2600), new_id()
    with pytest.raises(ApprovalNeeded) as needed:
        a_quotation(shop, item, basket_id=basket)
    assert needed.value.facts["content"]["sale_id"] == str(basket)


def test_no_price_is_promised_above_the_printed_maximum() -> None:
    shop = open_shop("in")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50, mrp_amount=5000, mrp_units=10)
    assert a_quotation(shop, quoted(medicine, 2)).gross == 10_000


def test_no_price_is_promised_above_the_highest_retail_price(shop: Shop) -> None:
    medicine = add_medicine(shop)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=640)
    with pytest.raises(PriceAboveCeiling):
        a_quotation(shop, quoted(medicine, 2))
    assert a_quotation(shop, quoted(medicine, 2, discount=200)).total == 12_800


def test_a_device_that_asks_again_is_given_the_same(shop: Shop) -> None:
    medicine, key = add_medicine(shop), new_id()
    draft = QuotationNew(items=(quoted(medicine),))
    at = {"branch_id": shop.branch_id, "draft": draft, "quotation_id": key}
    assert [issue_quotation(actor=shop.owner, **at) for _time in range(2)] == [key, key]
    assert Quotation.objects.get().number.endswith("000001")
    with pytest.raises(QuotationUnknown):
        issue_quotation(actor=add_staff("cashier", shop.branch_id), **at)


def test_who_asks_is_checked_like_a_buyer(shop: Shop) -> None:
    medicine = add_medicine(shop)
    with pytest.raises(Unprocessable) as refused:
        issue_quotation(
            actor=shop.owner,
            branch_id=shop.branch_id,
            draft=QuotationNew(items=(quoted(medicine),), buyer=QuotationBuyer(address="Jl. 1")),
        )
    assert refused.value.field == "buyer.name"


def test_it_asks_for_the_right_to_sell_at_the_branch(shop: Shop) -> None:
    medicine = add_medicine(shop)
    auditor = add_staff("auditor", shop.branch_id)
    with pytest.raises(NotPermitted):
        issue_quotation(
            actor=auditor,
            branch_id=shop.branch_id,
            draft=QuotationNew(items=(quoted(medicine),)),
        )
