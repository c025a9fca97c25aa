"""A parked basket reopens on another counter with the same lines, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.parked import fetch, park, parked_told
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.trail import facts_of
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.parked_baskets.commands.park import ParkedState
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.parked_baskets.problems import BasketGone, BasketUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-14")]


def beside(shop: Shop) -> Shop:
    """Another counter of the branch."""
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    return replace(shop, terminal_id=other)


def test_it_reopens_elsewhere_with_the_same_lines_and_its_name(shop: Shop) -> None:
    there = beside(shop)
    told = parked_told(shop, name="Ibu Sari")
    assert [park(shop, told), park(shop, told)] == [ParkedState.WAITING] * 2
    got = fetch(there, told["id"])
    assert got.basket is not None
    assert [line["packs"] for line in got.basket["lines"]] == [1, 2]
    assert (got.basket["patient"], got.name) == ("1.sealed", "Ibu Sari")
    with pytest.raises(BasketGone, match="Another counter has opened this basket"):
        fetch(shop, told["id"])
    # An answer that was lost on its way is asked for again.
    assert fetch(there, told["id"]).basket == got.basket
    assert "Sari" not in str(facts_of("parked_baskets._park"))
    assert "Sari" not in ParkedBasket.objects.get().sealed_name


def test_its_own_counter_asks_too_and_an_old_delivery_doesnt_bring_it_back(shop: Shop) -> None:
    there, told = beside(shop), parked_told(shop)
    own = clock.now() + timedelta(seconds=1)
    got = fetch(shop, told["id"], own)  # the server never had it
    assert got.basket is None
    assert park(shop, told) is ParkedState.FETCHED
    with pytest.raises(BasketGone):
        fetch(there, told["id"])
    again = parked_told(shop, UUID(told["id"]), later=5)
    assert park(shop, again) is ParkedState.WAITING
    assert fetch(there, told["id"]).basket is not None
    assert park(shop, parked_told(shop, UUID(told["id"]), later=9)) is ParkedState.FETCHED


def test_who_fetched_it_parks_it_again_and_another_branch_never_has_it(shop: Shop) -> None:
    there, far, told = beside(shop), shop_there(shop), parked_told(shop)
    park(shop, told)
    with pytest.raises(BasketUnknown):
        fetch(far, told["id"])
    assert park(far, parked_told(far, UUID(told["id"]), later=9)) is ParkedState.FETCHED
    fetch(there, told["id"])
    again = parked_told(there, UUID(told["id"]), later=3)
    assert park(there, again) is ParkedState.WAITING
    assert fetch(shop, told["id"]).basket is not None


def test_what_was_sold_is_neither_parked_nor_fetched_and_verify_says_so(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    told = parked_told(shop, sale.id)
    park(shop, told)
    push(shop, sale)
    assert park(shop, parked_told(shop, sale.id, later=5)) is ParkedState.SOLD
    with pytest.raises(BasketGone, match="already sold"):
        fetch(shop, sale.id)
    [check] = run_checks(["parked_baskets.sold"])
    assert [str(one.facts["basket"]) for one in check.violations] == [str(sale.id)]
    ParkedBasket.objects.all().delete()
    assert [one.violations for one in run_checks(["parked_baskets.sold"])] == [()]
