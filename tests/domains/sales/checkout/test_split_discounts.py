"""A discount on a line over two MRPs: shared out over the parts, judged whole, at both doors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.staff import holder_of
from theriac.core.approval.problems import ApprovalNeeded
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.pricing.problems import PriceAboveCeiling
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.problems import DiscountUnfit
from theriac.domains.sales.pushes.lines import PushedLine, PushedTax

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    """13 tablets at one MRP and then 40 at another; a strip of ten costs Rp 6.500."""
    found = add_medicine(shop)
    stock_up(shop, found, 13, days=100, mrp_amount=9000, mrp_units=10)
    stock_up(shop, found, 40, days=300, batch_number="B2", mrp_amount=9500, mrp_units=10)
    return found


def sold(shop: Shop, medicine: Medicine, *discounts: int) -> CompletedSale:
    strips = {"product_id": medicine.id, "pack_id": medicine.packs[10], "packs": 2}
    return complete_sale(
        actor=holder_of(shop, SELL),
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(**strips, discount=one) for one in discounts]),
    )


def test_it_is_shared_out_by_what_the_parts_cost(shop: Shop, medicine: Medicine) -> None:
    done = sold(shop, medicine, 1000)
    lines = [(line.quantity, line.gross, line.discount, line.total) for line in done.lines]
    assert lines == [(13, 8450, 650, 7800), (7, 4550, 350, 4200)]


def test_more_than_the_first_part_costs_may_come_off_and_never_more_than_all(
    shop: Shop, medicine: Medicine
) -> None:
    with pytest.raises(ApprovalNeeded) as needed:
        sold(shop, medicine, 9000)
    assert needed.value.facts["content"]["lines"] == [
        {"product_id": str(medicine.id), "quantity": 20, "gross": 13_000, "discount": 9000}
    ]
    with pytest.raises(DiscountUnfit):
        sold(shop, medicine, 13_001)


def test_the_limit_judges_the_whole_line_and_each_line_by_itself(
    shop: Shop, medicine: Medicine
) -> None:
    assert sold(shop, medicine, 1300).sale.discount == 1300
    other = add_medicine(shop, "Zinc")
    stock_up(shop, other, 13, days=100, mrp_amount=9000, mrp_units=10)
    stock_up(shop, other, 40, days=300, batch_number="B2", mrp_amount=9500, mrp_units=10)
    with pytest.raises(ApprovalNeeded) as needed:
        sold(shop, other, 1301, 0)
    (line,) = needed.value.facts["content"]["lines"]
    assert (line["quantity"], line["discount"]) == (20, 1301)


def test_each_part_is_no_dearer_than_its_mrp(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, days=100, mrp_amount=6300, mrp_units=10)
    stock_up(shop, medicine, 10, days=300, batch_number="B2", mrp_amount=9500, mrp_units=10)
    with pytest.raises(PriceAboveCeiling):
        sold(shop, medicine, 398)
    assert [line.total for line in sold(shop, medicine, 400).lines] == [6300, 6300]


def part(shop: Shop, line: PushedLine, discount: int, **changes: object) -> PushedLine:
    tax = profile_for("id").line_tax(line.gross - discount, "standard", TaxContext(on=shop.today))
    taxes = [PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes]
    amounts = {"discount": discount, "taxable": tax.taxable, "tax": tax.tax, "total": tax.total}
    return replace(line, **amounts, taxes=taxes, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("of", "cases"), [((1, 1), 0), ((None, None), 1), ((1, None), 1)], ids=str)
def test_a_counters_parts_are_judged_as_the_line_they_are(
    shop: Shop, of: tuple[int | None, int | None], cases: int
) -> None:
    """1.300 off one part is above its 10 %, and within 10 % of the whole line."""
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 20)
    lines = [pushed_line(shop, medicine, [(first, 10)], position=place) for place in (1, 2)]
    parts = [
        part(shop, lines[0], 1300, part_of=of[0]),
        part(shop, lines[1], 0, part_of=of[1]),
    ]
    cashier = add_staff("cashier", shop.branch_id)
    push(shop, pushed_sale(shop, parts, person_id=cashier.id))
    assert DiscrepancyCase.objects.count() == cases


def test_lines_of_two_products_are_never_one(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc")
    lines = [
        part(shop, pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)]), 1300),
        pushed_line(shop, other, [(stock_up(shop, other, 20), 10)], position=2),
    ]
    cashier = add_staff("cashier", shop.branch_id)
    linked = [replace(one, part_of=1) for one in lines]
    push(shop, pushed_sale(shop, linked, person_id=cashier.id))
    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["approval"]
