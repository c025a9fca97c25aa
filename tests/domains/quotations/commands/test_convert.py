"""A quotation becomes one sale: of a program, or of the basket that took it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.quotations import a_quotation, converted, quoted, taken
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.quotations.commands.cancel import cancel_quotation
from theriac.domains.quotations.commands.take import follow_sales
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.problems import (
    QuotationEnded,
    QuotationExpired,
    QuotationTaken,
    QuotationUnknown,
)
from theriac.domains.quotations.queries import standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


def test_what_was_promised_is_charged_where_today_is_dearer(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=7000)

    sale = converted(shop, row.id).sale

    row.refresh_from_db()
    assert (sale.gross, sale.discount, sale.total) == (14_000, 1000, 13_000)
    assert (row.state, row.sale_id) == ("converted", sale.id)
    with pytest.raises(QuotationEnded) as again:
        converted(shop, row.id)
    assert again.value.facts["state"] == "converted"
    assert [one for result in run_checks() for one in result.violations] == []


def test_a_difference_above_the_limit_for_discounts_is_approved(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=9000)
    with pytest.raises(ApprovalNeeded):
        converted(shop, row.id)
    row.refresh_from_db()
    assert row.state == "issued"
    assert converted(shop, row.id, keeps_prices=False).sale.total == 18_000


def test_a_lower_price_of_today_is_the_customers(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2), quoted(medicine, 2))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=6000)
    assert converted(shop, row.id).sale.total == 24_000


def test_after_its_last_day_only_todays_prices_hold(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2), valid_days=1)
    with clock.at(clock.now() + timedelta(days=2)):
        assert standing_of(row) == "expired"
        with pytest.raises(QuotationExpired):
            converted(shop, row.id)
        assert converted(shop, row.id, keeps_prices=False).sale.total == 13_000


def test_one_basket_has_it_until_somebody_gives_it_up(shop: Shop) -> None:
    row = a_quotation(shop, quoted(add_medicine(shop)))
    first, second = new_id(), new_id()
    taken(shop, row.id, first)
    taken(shop, row.id, first)
    with pytest.raises(QuotationTaken):
        taken(shop, row.id, second)
    with pytest.raises(QuotationTaken):
        converted(shop, row.id)
    taken(shop, row.id, second, takes_over=True)

    assert follow_sales(actor=SYSTEM, sale_ids=[first]) == 0
    assert follow_sales(actor=SYSTEM, sale_ids=[second]) == 1
    assert follow_sales(actor=SYSTEM, sale_ids=[second]) == 0
    row.refresh_from_db()
    assert (row.state, row.sale_id) == ("converted", second)
    found = [one.code for result in run_checks() for one in result.violations]
    assert found == ["quotations.never_sold"]


def test_a_basket_has_one_quotation(shop: Shop) -> None:
    medicine, basket = add_medicine(shop), new_id()
    one, other = a_quotation(shop, quoted(medicine)), a_quotation(shop, quoted(medicine))
    taken(shop, one.id, basket)
    with pytest.raises(QuotationTaken):
        taken(shop, other.id, basket)


def test_a_cancelled_one_is_sold_to_nobody(shop: Shop) -> None:
    row = a_quotation(shop, quoted(add_medicine(shop)))
    taken(shop, row.id, new_id())
    cancel_quotation(
        actor=shop.owner, branch_id=shop.branch_id, quotation_id=row.id, version=2, reason="Typo"
    )
    for act in (converted, lambda at, key: taken(at, key, new_id())):
        with pytest.raises(QuotationEnded) as ended:
            act(shop, row.id)
        assert ended.value.facts["state"] == "cancelled"
    with pytest.raises(QuotationUnknown):
        converted(shop, new_id())
    assert Quotation.objects.get().sale_id is None
