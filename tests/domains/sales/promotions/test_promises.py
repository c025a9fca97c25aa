"""A price that a counter calls promised is compared with its quotation; what differs is a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.quotations import a_quotation, quoted, taken
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.quotations.commands.cancel import cancel_quotation
from theriac.domains.quotations.models import Quotation
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.lines import PushedLine, PushedTax

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]
STRIP, DEARER = 6_500, 7_000


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def quotation(shop: Shop, medicine: Medicine) -> Quotation:
    """Two strips for 13.000, before a strip became dearer."""
    row = a_quotation(shop, quoted(medicine))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=DEARER)
    return row


def strips(shop: Shop, medicine: Medicine, packs: int = 2, off: int = 1_000, **more: Any) -> Any:
    """So many strips at today's price, with so much off for a promise."""
    batch = stock_up(shop, medicine, packs * 10)
    line = pushed_line(shop, medicine, [(batch, packs * 10)], price=DEARER, factor=10, **more)
    tax = profile_for("id").line_tax(line.gross - off, "standard", TaxContext(on=shop.today))
    taxes = tuple(PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes)
    return replace(
        line,
        discount=off,
        taxable=tax.taxable,
        tax=tax.tax,
        total=tax.total,
        taxes=taxes,
        is_promised=True,
    )


def sold(
    shop: Shop, quotation_id: UUID | None, *lines: PushedLine, basket: UUID | None = None
) -> list[dict[str, Any]]:
    """What the price cases of such a sale say."""
    sale = pushed_sale(shop, lines, id=basket or new_id(), quotation_id=quotation_id)
    push(shop, sale)
    cases = DiscrepancyCase.objects.filter(sale_id=sale.id)
    assert {case.kind for case in cases} <= {"price"}
    return [case.facts for case in cases.order_by("line__position")]


def test_what_it_promised_to_this_sale_is_no_case(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    assert sold(shop, quotation.id, strips(shop, medicine), basket=basket) == []


def test_another_price_tells_both(shop: Shop, medicine: Medicine, quotation: Quotation) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    [facts] = sold(shop, quotation.id, strips(shop, medicine, off=1_400), basket=basket)
    assert (facts["promise"], facts["paid"], facts["expected"]) == ("other_price", 12_600, 13_000)
    assert facts["quotation"] == quotation.number
    case = DiscrepancyCase.objects.get()
    page = client_of(shop, "manager").get(f"/cases/{case.id}/").text.replace("\xa0", " ")
    assert "Rp 12.600" in page
    assert "Rp 13.000" in page
    assert quotation.number in page


def test_more_than_was_quoted_costs_todays_price(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    assert sold(shop, quotation.id, strips(shop, medicine, 3), basket=basket) == []


def test_what_was_quoted_counts_once(shop: Shop, medicine: Medicine, quotation: Quotation) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    twice = [strips(shop, medicine, position=position) for position in (1, 2)]
    [facts] = sold(shop, quotation.id, *twice, basket=basket)
    assert (facts["paid"], facts["expected"]) == (13_000, 14_000)


def test_fewer_cost_their_share_of_it(shop: Shop, medicine: Medicine, quotation: Quotation) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    [facts] = sold(shop, quotation.id, strips(shop, medicine, 1, off=700), basket=basket)
    assert (facts["paid"], facts["expected"]) == (6_300, 6_500)


def test_a_product_that_wasnt_quoted_has_no_promised_price(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    other, basket = add_medicine(shop, "Vitamin C"), new_id()
    set_price(actor=shop.owner, pack_id=other.packs[10], amount=DEARER)
    taken(shop, quotation.id, basket)
    [facts] = sold(shop, quotation.id, strips(shop, other), basket=basket)
    assert (facts["promise"], facts["expected"]) == ("other_price", None)


def test_parts_of_an_item_are_compared_together(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    parts = [
        strips(shop, medicine, 1, off=off, position=position, part_of=1)
        for position, off in ((1, 400), (2, 600))
    ]
    assert sold(shop, quotation.id, *parts, basket=basket) == []


@pytest.mark.parametrize("named", [None, new_id()])
def test_an_unknown_one_is_one_case_of_the_sale(
    shop: Shop, medicine: Medicine, quotation: Quotation, named: UUID | None
) -> None:
    lines = [strips(shop, medicine, position=position) for position in (1, 2)]
    assert sold(shop, named, *lines) == [{"promise": "unknown"}]
    case = DiscrepancyCase.objects.get()
    assert "No such quotation" in client_of(shop, "manager").get(f"/cases/{case.id}/").text


def test_one_of_another_branch_isnt_told_by_its_number(shop: Shop, medicine: Medicine) -> None:
    there = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    row = a_quotation(replace(shop, branch_id=there), quoted(medicine))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=DEARER)
    assert sold(shop, row.id, strips(shop, medicine)) == [{"promise": "elsewhere"}]


def test_one_that_is_over_or_cancelled_or_anothers_promises_nothing(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    basket = new_id()
    taken(shop, quotation.id, basket)
    [facts] = sold(shop, quotation.id, strips(shop, medicine))
    assert facts["promise"] == "other_sale"

    Quotation.objects.update(
        issued_on=shop.today - timedelta(days=9), valid_until=shop.today - timedelta(days=1)
    )
    line = strips(shop, medicine)
    sale = pushed_sale(shop, [line], 2, id=basket, quotation_id=quotation.id)
    push(shop, sale)
    facts = DiscrepancyCase.objects.get(sale_id=basket).facts
    assert facts["promise"] == "expired"
    assert facts["valid_until"] == (shop.today - timedelta(days=1)).isoformat()


def test_a_cancelled_one_promises_nothing(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    cancel_quotation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        quotation_id=quotation.id,
        version=1,
        reason="too late",
    )
    [facts] = sold(shop, quotation.id, strips(shop, medicine))
    assert facts["promise"] == "cancelled"


def test_the_day_of_the_sale_counts_and_not_that_of_its_arrival(
    shop: Shop, medicine: Medicine, quotation: Quotation
) -> None:
    basket, now = new_id(), clock.now()
    taken(shop, quotation.id, basket)
    line = strips(shop, medicine)
    sale = pushed_sale(shop, [line], id=basket, quotation_id=quotation.id)
    with clock.at(now + timedelta(days=60)):
        push(shop, sale)
    kinds = DiscrepancyCase.objects.values_list("kind", flat=True)
    assert "price" not in set(kinds)
