"""Two counters at one shelf: what one sells, the other shows. How soon, bench counter measures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop
from tests.support.browser import NewPage
from tests.support.databases import url_of_test_database
from tests.support.programs import environ_of, same_keys
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.stock.models import Balance
from theriac.surfaces.operations.server import processes

pytestmark = pytest.mark.journey


@pytest.fixture
def worker(live_server: object, tmp_path: Path) -> Iterator[None]:
    """The worker as ``serve`` starts it: it gives the feed its positions."""
    environ = environ_of(tmp_path, DATABASE_URL=url_of_test_database(), **same_keys())
    child = processes.start([sys.executable, "-m", "theriac", "worker"], environ)
    yield
    processes.end(child)


@pytest.mark.rows("STK-01")
def test_stock_sold_at_one_counter_shows_at_the_other(worker: None, new_page: NewPage) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    seller, looker = new_page(), new_page()
    open_counter(seller, shop)
    open_counter(looker, replace(shop, terminal_id=other), "ratna")
    looker.keyboard.type("oral rehydration")
    shown = looker.locator("#hit-0 .t-qty")
    expect(shown).to_have_text("24 sachets")
    for left in (22, 20, 18):
        sell(seller, "2*oral rehydration")
        pay(seller)
        expect(shown).to_have_text(f"{left} sachets")
    salts = Balance.objects.filter(batch__product_id=stocked.medicines["salts"].id)
    assert sum(balance.quantity for balance in salts) == 18
