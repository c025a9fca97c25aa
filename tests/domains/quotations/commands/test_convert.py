"""A quotation becomes one sale: of a program, or of the basket that took it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.promotions import a_promotion
from tests.support.quotations import a_quotation, converted, quoted
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.quotations.problems import (
    QuotationEnded,
    QuotationExpired,
)
from theriac.domains.quotations.queries import standing_of
from theriac.domains.sales.models import SaleLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


def sale_lines(sale_id: UUID) -> list[SaleLine]:
    return list(SaleLine.objects.filter(sale_id=sale_id).order_by("position"))


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


def test_a_promotion_isnt_given_besides_what_was_promised(shop: Shop) -> None:
    quoted_one, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    for medicine in (quoted_one, other):
        stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(quoted_one, 2), quoted(other, 2))
    set_price(actor=shop.owner, pack_id=quoted_one.packs[10], amount=7000)
    a_promotion(shop, value=500)

    sale = converted(shop, row.id).sale

    lines = sale_lines(sale.id)
    assert [(one.discount, one.promotion_off, one.total) for one in lines] == [
        (1000, 0, 13_000),
        (650, 650, 12_350),
    ]
    assert [one for result in run_checks() for one in result.violations] == []


def test_a_promotion_that_makes_today_cheaper_is_given_alone(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=7000)
    a_promotion(shop, value=2000)
    sale = converted(shop, row.id).sale
    (line,) = sale_lines(sale.id)
    assert (line.promotion_off, sale.discount, sale.total) == (2800, 2800, 11_200)


def test_after_its_last_day_only_todays_prices_hold(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    row = a_quotation(shop, quoted(medicine, 2), valid_days=1)
    with clock.at(clock.now() + timedelta(days=2)):
        assert standing_of(row) == "expired"
        with pytest.raises(QuotationExpired):
            converted(shop, row.id)
        assert converted(shop, row.id, keeps_prices=False).sale.total == 13_000
