"""Two counters that fetch a basket at the same moment: one has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.concurrency.test_unknown_codes import at_once
from tests.support.parked import fetch, park, parked_told
from tests.support.shop import Shop, open_shop
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.parked_baskets.problems import BasketGone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-14")]
COUNTERS = 4


def counters(shop: Shop) -> list[Shop]:
    """The counter of the shop, and others."""
    codes = [f"C{number}" for number in range(COUNTERS - 1)]
    others = [
        register_terminal(actor=shop.owner, branch_id=shop.branch_id, code=code, name=code)
        for code in codes
    ]
    return [shop, *(replace(shop, terminal_id=one) for one in others)]


def test_of_all_who_fetch_it_one_has_it() -> None:
    shop = open_shop()
    told, got = parked_told(shop), []
    park(shop, told)

    def asking(counter: Shop) -> object:
        return lambda: got.append((counter.terminal_id, fetch(counter, told["id"]).basket))

    wrong = at_once([asking(one) for one in counters(shop)])  # type: ignore[misc]
    assert [type(one) for one in wrong] == [BasketGone] * (COUNTERS - 1)
    [(terminal_id, basket)] = got
    assert basket is not None
    assert ParkedBasket.objects.get().terminal_id == terminal_id


def test_parked_twice_at_once_it_waits_once() -> None:
    shop = open_shop()
    told = parked_told(shop)
    assert at_once([lambda: park(shop, told)] * COUNTERS) == []
    assert ParkedBasket.objects.get().state == "waiting"
