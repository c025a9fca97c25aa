"""No responsible pharmacist on duty: prescription-only goods stay, and what left makes a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.duty import nobody_on_duty, pharmacist
from tests.support.pushing import point_of, push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.verification.registry import run_checks
from theriac.domains.duty.commands.branch_rule import set_duty_rule
from theriac.domains.duty.commands.sign_off import sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround
from theriac.domains.sales.problems import DutyNeeded
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.sales.queries.quotes import quote_sale

pytestmark = pytest.mark.django_db
CLASSES = {"id": "keras", "in": "H", "generic": "rx"}


@pytest.fixture
def strict(shop: Shop) -> Medicine:
    return stocked(shop)


def stocked(shop: Shop) -> Medicine:
    medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class=CLASSES[shop.country])
    stock_up(shop, medicine, 100)
    return medicine


def draft(shop: Shop, *medicines: Medicine, grounded: bool = True) -> SaleDraft:
    seen = GroundSeen(
        kind="prescription", prescriber="dr. Wulan", number="R-1", written_on=shop.today
    )
    return SaleDraft(
        items=[
            SaleItem(product_id=one.id, quantity=2, ground=0 if grounded else None)
            for one in medicines
        ],
        grounds=[seen] if grounded else [],
        tenders=[TenderGiven(method=PaymentMethod.CASH)],
    )


def sell(shop: Shop, asked: SaleDraft, actor: Actor | None = None) -> Any:
    return complete_sale(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=asked,
    )


@pytest.mark.rows("EXT-03")
@pytest.mark.parametrize("country", ["id", "in"])
def test_with_nobody_on_duty_the_law_keeps_prescription_only_goods(country: str) -> None:
    shop = open_shop(country)
    medicine = stocked(shop)
    free = add_medicine(shop)
    stock_up(shop, free, 10)
    nobody_on_duty(shop)

    for ask in (sell, quote):
        with pytest.raises(DutyNeeded, match="Ask the pharmacist to sign on") as refused:
            ask(shop, draft(shop, free, medicine))
        assert refused.value.facts["product_id"] == medicine.id
        assert refused.value.field == "lines.1"
    assert Sale.objects.count() == 0

    sell(shop, draft(shop, free, grounded=False))
    sign_on(actor=pharmacist(shop), branch_id=shop.branch_id)
    sell(shop, draft(shop, medicine))
    assert Sale.objects.count() == 2


def quote(shop: Shop, asked: SaleDraft) -> Any:
    return quote_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=asked,
    )


@pytest.mark.rows("EXT-03")
def test_where_no_law_asks_the_branchs_own_rule_decides() -> None:
    shop = open_shop("generic")
    medicine = stocked(shop)
    nobody_on_duty(shop)
    sell(shop, draft(shop, medicine))

    set_duty_rule(actor=shop.owner, branch_id=shop.branch_id, asked=True)

    with pytest.raises(DutyNeeded):
        sell(shop, draft(shop, medicine))


def test_the_sale_keeps_whose_duty_it_was_the_sellers_own_first(
    shop: Shop, strict: Medicine
) -> None:
    nobody_on_duty(shop)
    first, second = pharmacist(shop, "ratna"), pharmacist(shop, "sari")
    turns = [sign_on(actor=one, branch_id=shop.branch_id) for one in (first, second)]

    sell(shop, draft(shop, strict))
    sell(shop, draft(shop, strict), second)
    sign_off(actor=first, branch_id=shop.branch_id)
    sell(shop, draft(shop, strict))

    kept = SaleGround.objects.order_by("sale__sequence").values_list("duty_turn_id", flat=True)
    assert list(kept) == [turns[0], turns[1], turns[1]]
    assert findings() == []


def findings() -> list[str]:
    """What the checks of duty find."""
    checks = run_checks(["duty.turns", "sales.duty"])
    return [str(one.code) for check in checks for one in check.violations]


@pytest.mark.rows("EXT-03")
def test_the_counter_is_told_before_payment(shop: Shop, strict: Medicine) -> None:
    nobody_on_duty(shop)
    line = AskedLine(
        position=1,
        product_id=strict.id,
        pack_id=strict.packs[1],
        quantity=1,
        price_amount=700,
        price_units=1,
        takes=[(batch_of(shop, strict), 1)],
        ground=draft(shop, strict).grounds[0],
        permitted_by=shop.owner.id,
    )
    asked: dict[str, Any] = {
        "point": point_of(shop),
        "person_id": shop.owner.id,
        "lines": [line],
    }

    assert [one.problem.type for one in fallen_lines(**asked)] == ["sales.duty_needed"]
    sign_on(actor=pharmacist(shop), branch_id=shop.branch_id)
    assert fallen_lines(**asked) == []


def batch_of(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 20, batch_number="B2")


@pytest.mark.rows("EXT-03")
def test_a_pushed_sale_is_booked_and_makes_one_case(shop: Shop, strict: Medicine) -> None:
    batch = batch_of(shop, strict)
    ratna, then = pharmacist(shop), clock.now() - timedelta(minutes=5)
    with clock.at(then):
        nobody_on_duty(shop)
        sign_on(actor=ratna, branch_id=shop.branch_id)
    with clock.at(then + timedelta(minutes=2)):
        sign_off(actor=ratna, branch_id=shop.branch_id)
    for number, minutes in enumerate((1, 4), start=1):
        lines = [pushed_line(shop, strict, [(batch, 1)], position=place) for place in (1, 2)]
        at = then + timedelta(minutes=minutes)
        push(shop, pushed_sale(shop, lines, number, occurred_at=at))

    cases = DiscrepancyCase.objects.filter(kind="duty")
    assert Sale.objects.count() == 2
    assert [(case.sale.sequence, case.line.position) for case in cases] == [(2, 1)]


@pytest.mark.parametrize(("legal_class", "more"), [("bebas", 0), ("keras", 1)])
def test_only_a_prescription_only_line_costs_a_statement(
    shop: Shop, legal_class: str, more: int
) -> None:
    medicine = add_medicine(shop, "Something 10 mg tablet", legal_class=legal_class)
    stock_up(shop, medicine, 50)
    asked = draft(shop, medicine, grounded=bool(more))
    sell(shop, asked)

    with CaptureQueriesContext(connection) as captured:
        sell(shop, asked)

    asked_for = [one["sql"] for one in captured if one["sql"].startswith("SELECT")]
    assert sum('"duty_turn"' in sql or "`duty_turn`" in sql for sql in asked_for) == more
