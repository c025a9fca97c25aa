"""One patient gets so much in so many days, at all branches together, in however many parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.controlled import Buying, add_controlled, buying
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, have_on_duty, issue_key_for, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.controlled.commands.limits import LimitWish, set_dispensing_limit
from theriac.domains.controlled.models import HandedUnits
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.problems import LimitReached

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-07")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_controlled(shop, substance="Codeine")
    stock_up(shop, found, 200)
    return found


def limit(shop: Shop, **facts: Any) -> None:
    wish = LimitWish(**{"legal_class": "narkotika", "units": 30, "days": 7, **facts})
    set_dispensing_limit(actor=shop.owner, wish=wish)


def refused(case: Buying, medicine: Medicine, quantity: int) -> dict[str, Any]:
    with pytest.raises(LimitReached) as told:
        case.sell(case.draft(medicine, quantity))
    return {key: told.value.facts[key] for key in ("had", "asked", "limit", "days")}


def test_a_second_purchase_in_the_window_is_refused(shop: Shop, medicine: Medicine) -> None:
    limit(shop)
    case = buying(shop)
    case.hand_over(medicine, 10)
    case.hand_over(medicine, 15)
    wanted = {"had": 25, "asked": 6, "limit": 30, "days": 7}
    assert refused(case, medicine, 6) == wanted
    case.hand_over(medicine, 5)
    assert sum(HandedUnits.objects.values_list("units", flat=True)) == 30
    with clock.at(clock.now() + timedelta(days=6)):
        assert refused(case, medicine, 1)["had"] == 30
    with clock.at(clock.now() + timedelta(days=7)):
        later = replace(case.draft(medicine, 30).grounds[0], written_on=case.shop.today)
        case.hand_over(medicine, 30, grounds=[later])


def test_parts_in_one_sale_and_products_of_a_substance_are_added_up(
    shop: Shop, medicine: Medicine
) -> None:
    limit(shop, legal_class="", substance=" CODEINE ")
    other = add_controlled(shop, "Codeine 20 mg tablet", substance="codeine")
    stock_up(shop, other, 50)
    case = buying(shop)
    draft = case.draft(medicine, 16)
    parts = [*draft.items, replace(draft.items[0], product_id=other.id, quantity=15)]
    with pytest.raises(LimitReached):
        case.sell(replace(draft, items=parts))
    free = add_controlled(shop, "Morphine 10 mg tablet", substance="Morphine")
    stock_up(shop, free, 50)
    case.hand_over(free, 40)


def test_it_counts_at_every_branch(shop: Shop, medicine: Medicine) -> None:
    limit(shop)
    case = buying(shop)
    case.hand_over(medicine, 20)
    there = second_branch(shop)
    have_on_duty(there)
    elsewhere = replace(shop, branch_id=there)
    stock_up(elsewhere, medicine, 50, batch_number="B9")
    terminal_id = issue_key_for(elsewhere, "X9")[1]
    at_the_other = replace(case, shop=replace(elsewhere, api_terminal_id=terminal_id))
    assert refused(at_the_other, medicine, 11)["had"] == 20


def test_a_limit_that_flags_lets_the_sale_go_and_says_so(shop: Shop, medicine: Medicine) -> None:
    limit(shop, refuses=False)
    done = buying(shop).hand_over(medicine, 31)
    told = AuditRecord.objects.get(object_id=done.sale.id)
    assert told.facts["over_limit"] == [{"limit": 30, "days": 7, "had": 0, "asked": 31}]


def test_what_a_counter_sold_counts_and_beyond_a_limit_is_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    limit(shop)
    case = buying(shop)
    batch_id = stock_up(shop, medicine, 90, batch_number="B2")
    line = pushed_line(shop, medicine, [(batch_id, 40)])
    push(shop, pushed_sale(shop, [line], patient_id=case.patient_id))
    cases = DiscrepancyCase.objects.filter(kind="controlled").order_by("id")
    assert [one.facts["lacks"] for one in cases][-1] == ["limit"]
    assert refused(case, medicine, 1)["had"] == 40
