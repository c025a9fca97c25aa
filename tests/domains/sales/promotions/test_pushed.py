"""A counter's promotions: what the books would have given otherwise is a case, never a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.promotions import a_coupon, a_promotion
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.quotations import a_quotation, quoted, taken
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.promotions.commands.promotion import end_promotion
from theriac.domains.promotions.models import CouponUse
from theriac.domains.sales.models import DiscrepancyCase, SaleLine
from theriac.domains.sales.pushes.lines import PushedTax
from theriac.domains.sales.pushes.sale import PushedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def sale_with(
    shop: Shop, medicine: Medicine, off: int, promotion: UUID | None, own: int = 0, **facts: Any
) -> PushedSale:
    """Ten tablets at 700, with so much off by a promotion and of the seller's own."""
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)])
    tax = profile_for("id").line_tax(7000 - off - own, "standard", TaxContext(on=shop.today))
    taxes = tuple(PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes)
    line = replace(
        line,
        discount=off + own,
        taxable=tax.taxable,
        tax=tax.tax,
        total=tax.total,
        taxes=taxes,
        promotion_id=promotion,
        promotion_off=off,
        promotion_told="Vitamin week: 10% off" if promotion else "",
    )
    # a discount of the seller's own has a limit for cashiers
    person = add_staff("cashier", shop.branch_id) if own else shop.owner
    return replace(pushed_sale(shop, [line], person_id=person.id), **facts)


def second(sale: PushedSale, sequence: int = 2) -> PushedSale:
    return replace(sale, number=f"{sale.number[:-6]}{sequence:06d}", sequence=sequence)


def cases() -> list[tuple[str, Any]]:
    rows = DiscrepancyCase.objects.order_by("opened_at", "id")
    return [(one.kind, one.facts.get("why") or one.facts.get("expected")) for one in rows]


def test_what_the_books_give_too_is_booked_as_it_is(shop: Shop, medicine: Medicine) -> None:
    key = a_promotion(shop, medicine)

    assert push(shop, sale_with(shop, medicine, 700, key, own=630)).cases == 0

    line = SaleLine.objects.get()
    assert (line.promotion_id, line.promotion_off, line.discount) == (key, 700, 1330)


def test_more_less_or_another_is_a_case(shop: Shop, medicine: Medicine) -> None:
    key = a_promotion(shop, medicine)

    push(shop, sale_with(shop, medicine, 3500, key))
    push(shop, second(sale_with(shop, medicine, 0, None), 2))
    push(shop, second(sale_with(shop, medicine, 700, new_id()), 3))

    assert cases() == [("promotion", 700)] * 3
    assert SaleLine.objects.count() == 3


def test_a_promotion_that_nobody_set_is_a_case(shop: Shop, medicine: Medicine) -> None:
    push(shop, sale_with(shop, medicine, 7000, new_id()))

    assert cases() == [("promotion", None)] or cases() == [("promotion", 0)]


def test_sold_before_it_ended_it_stands_though_it_comes_late(
    shop: Shop, medicine: Medicine
) -> None:
    key = a_promotion(shop, medicine)
    early = sale_with(shop, medicine, 700, key)
    with clock.at(early.occurred_at + timedelta(seconds=20)):
        end_promotion(actor=shop.owner, promotion_id=key, version=1, reason="over")

    push(shop, early)
    assert cases() == []
    late = second(sale_with(shop, medicine, 700, key))
    late = replace(late, occurred_at=late.occurred_at + timedelta(seconds=30))
    assert push(shop, late).cases == 1


def test_a_coupon_beyond_its_uses_is_booked_with_a_case(shop: Shop, medicine: Medicine) -> None:
    key = a_promotion(shop, medicine, needs_coupon=True)
    a_coupon(shop, key)

    assert push(shop, sale_with(shop, medicine, 700, key, coupon="SEHAT10")).cases == 0
    again = second(sale_with(shop, medicine, 700, key, coupon="SEHAT10"))
    push(shop, again)
    push(shop, again)
    push(shop, second(sale_with(shop, medicine, 0, None, coupon="NOSUCH"), 3))

    assert cases() == [("coupon", "used_up"), ("coupon", "unknown")]
    uses = CouponUse.objects.order_by("ordinal").values_list("ordinal", "beyond")
    assert list(uses) == [(1, False), (2, True)]


def test_without_its_coupon_it_is_a_case(shop: Shop, medicine: Medicine) -> None:
    key = a_promotion(shop, medicine, needs_coupon=True)

    push(shop, sale_with(shop, medicine, 700, key))

    assert [kind for kind, _why in cases()] == ["promotion"]


def test_a_promised_price_gets_no_promotion_besides(shop: Shop, medicine: Medicine) -> None:
    row, basket = a_quotation(shop, quoted(medicine, 10, 1, discount=50)), new_id()
    taken(shop, row.id, basket)
    promotion = a_promotion(shop, medicine)
    alone, besides = (
        replace(
            sale,
            quotation_id=row.id,
            lines=tuple(replace(line, is_promised=True) for line in sale.lines),
        )
        for sale in (
            sale_with(shop, medicine, 0, None, own=50, id=basket),
            second(sale_with(shop, medicine, 700, promotion)),
        )
    )
    push(shop, alone)
    assert cases() == []
    push(shop, besides)
    assert sorted(cases(), key=str) == [("price", None), ("promotion", 0)]
